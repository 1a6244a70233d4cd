# The libraries that pglint uses, one target each. tools/setup installs them; CMAKE_PREFIX_PATH can
# name other places.

find_package(Threads REQUIRED)
find_package(PgQuery REQUIRED)
find_package(nlohmann_json 3.10 CONFIG REQUIRED)
find_package(CLI11 2.1 CONFIG REQUIRED)
find_package(fmt 9 CONFIG REQUIRED)

# Compiled from its headers if only its shared library is packaged; see fmt_static.cpp.
get_target_property(fmt_type fmt::fmt TYPE)
if(fmt_type STREQUAL STATIC_LIBRARY)
  add_library(pglint::fmt ALIAS fmt::fmt)
elseif(fmt_VERSION VERSION_LESS 12)
  add_library(pglint_fmt STATIC ${CMAKE_CURRENT_LIST_DIR}/fmt_static.cpp)
  add_library(pglint::fmt ALIAS pglint_fmt)
  target_include_directories(
    pglint_fmt SYSTEM PUBLIC $<TARGET_PROPERTY:fmt::fmt-header-only,INTERFACE_INCLUDE_DIRECTORIES>)
else()
  add_library(pglint::fmt ALIAS fmt::fmt-header-only)
endif()

# Headers only, because loading its shared library would slow down every start.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
mark_as_advanced(TOMLPLUSPLUS_INCLUDE_DIR)
add_library(pglint_tomlplusplus INTERFACE)
add_library(pglint::tomlplusplus ALIAS pglint_tomlplusplus)
target_include_directories(pglint_tomlplusplus SYSTEM INTERFACE ${TOMLPLUSPLUS_INCLUDE_DIR})

# Packages of utf8proc rarely contain its CMake files. The static archive is preferred.
find_path(UTF8PROC_INCLUDE_DIR utf8proc.h REQUIRED)
find_library(UTF8PROC_LIBRARY NAMES ${CMAKE_STATIC_LIBRARY_PREFIX}utf8proc${CMAKE_STATIC_LIBRARY_SUFFIX} utf8proc REQUIRED)
mark_as_advanced(UTF8PROC_INCLUDE_DIR UTF8PROC_LIBRARY)
add_library(pglint_utf8proc INTERFACE)
add_library(pglint::utf8proc ALIAS pglint_utf8proc)
target_include_directories(pglint_utf8proc SYSTEM INTERFACE ${UTF8PROC_INCLUDE_DIR})
target_link_libraries(pglint_utf8proc INTERFACE ${UTF8PROC_LIBRARY})

# Debian's RE2 has no CMake files, newer ones need Abseil, which theirs name. The static archive is
# preferred.
find_package(re2 CONFIG QUIET)
if(re2_FOUND)
  add_library(pglint::re2 ALIAS re2::re2)
  set(RE2_LIBRARY re2::re2)
else()
  find_path(RE2_INCLUDE_DIR re2/re2.h REQUIRED)
  find_library(RE2_LIBRARY NAMES ${CMAKE_STATIC_LIBRARY_PREFIX}re2${CMAKE_STATIC_LIBRARY_SUFFIX} re2 REQUIRED)
  mark_as_advanced(RE2_INCLUDE_DIR RE2_LIBRARY)
  add_library(pglint_re2 INTERFACE)
  add_library(pglint::re2 ALIAS pglint_re2)
  target_include_directories(pglint_re2 SYSTEM INTERFACE ${RE2_INCLUDE_DIR})
  target_link_libraries(pglint_re2 INTERFACE ${RE2_LIBRARY} Threads::Threads)
endif()
