# The libraries pglint stands on, each behind one target. tools/setup installs them; CMAKE_PREFIX_PATH finds them elsewhere.

find_package(Threads REQUIRED)
find_package(PgQuery REQUIRED)
find_package(nlohmann_json 3.10 CONFIG REQUIRED)
find_package(CLI11 2.1 CONFIG REQUIRED)
find_package(fmt 9 CONFIG REQUIRED)

# Where the program has to stand alone, fmt's shared library (often the only one packaged) will not do.
add_library(pglint_fmt INTERFACE)
add_library(pglint::fmt ALIAS pglint_fmt)
if(PGLINT_STATIC_RUNTIME)
  target_link_libraries(pglint_fmt INTERFACE fmt::fmt-header-only)
else()
  target_link_libraries(pglint_fmt INTERFACE fmt::fmt)
endif()

# Headers only: its shared library would be one more thing to load at every start.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
mark_as_advanced(TOMLPLUSPLUS_INCLUDE_DIR)
add_library(pglint_tomlplusplus INTERFACE)
add_library(pglint::tomlplusplus ALIAS pglint_tomlplusplus)
target_include_directories(pglint_tomlplusplus SYSTEM INTERFACE ${TOMLPLUSPLUS_INCLUDE_DIR})

# utf8proc's own CMake files are seldom packaged. Its archive is small; the shared library is the fallback.
find_path(UTF8PROC_INCLUDE_DIR utf8proc.h REQUIRED)
find_library(UTF8PROC_LIBRARY NAMES ${CMAKE_STATIC_LIBRARY_PREFIX}utf8proc${CMAKE_STATIC_LIBRARY_SUFFIX} utf8proc REQUIRED)
mark_as_advanced(UTF8PROC_INCLUDE_DIR UTF8PROC_LIBRARY)
add_library(pglint_utf8proc INTERFACE)
add_library(pglint::utf8proc ALIAS pglint_utf8proc)
target_include_directories(pglint_utf8proc SYSTEM INTERFACE ${UTF8PROC_INCLUDE_DIR})
target_link_libraries(pglint_utf8proc INTERFACE ${UTF8PROC_LIBRARY})
