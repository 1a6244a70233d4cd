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
