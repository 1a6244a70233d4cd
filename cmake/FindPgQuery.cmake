# Finds libpg_query 17 or newer and PostgreSQL's headers, which pglint needs to read the raw tree.
#
#   PgQuery::PgQuery     the static archive if there is one, else the shared library
#   PgQuery_VERSION      libpg_query's version ("18.1.0"), or "unknown"
#   PgQuery_PG_MAJOR     PostgreSQL's major version ("18")
#   PgQuery_PG_VERSION   PostgreSQL's version ("18.6")
#
# Searches only PgQuery_ROOT (variable or environment) if set; otherwise CMAKE_PREFIX_PATH, .deps/
# (where tools/setup unpacks it) and the system. A prefix is an installation or a built source tree
# of libpg_query (its `make install` does not install PostgreSQL's headers).

include(FindPackageHandleStandardArgs)

set(_PgQuery_deps ${CMAKE_CURRENT_LIST_DIR}/../.deps)
cmake_path(NORMAL_PATH _PgQuery_deps)

if(DEFINED PgQuery_ROOT)
  set(_PgQuery_root "${PgQuery_ROOT}")
else()
  set(_PgQuery_root "$ENV{PgQuery_ROOT}")
endif()
if(_PgQuery_root)
  cmake_path(ABSOLUTE_PATH _PgQuery_root BASE_DIRECTORY ${CMAKE_SOURCE_DIR} NORMALIZE)
endif()

# Results of an earlier run are valid only for the same prefix.
if(NOT "${_PgQuery_root}" STREQUAL "${_PgQuery_root_searched}")
  unset(PgQuery_INCLUDE_DIR CACHE)
  unset(PgQuery_INTERNAL_INCLUDE_DIR CACHE)
  unset(PgQuery_POSTGRES_INCLUDE_DIR CACHE)
  unset(PgQuery_LIBRARY CACHE)
endif()
set(_PgQuery_root_searched "${_PgQuery_root}" CACHE INTERNAL "PgQuery_ROOT of the last search")

if(_PgQuery_root)
  set(_PgQuery_where HINTS ${_PgQuery_root} NO_DEFAULT_PATH)
else()
  set(_PgQuery_where HINTS ${_PgQuery_deps}/pg_query-18/usr ${_PgQuery_deps}/pg_query-17/usr)
endif()

find_path(PgQuery_INCLUDE_DIR pg_query.h ${_PgQuery_where} PATH_SUFFIXES include)

if(PgQuery_INCLUDE_DIR)
  set(_PgQuery_header_suffixes HINTS ${PgQuery_INCLUDE_DIR} NO_DEFAULT_PATH)
  find_path(PgQuery_INTERNAL_INCLUDE_DIR pg_query_internal.h ${_PgQuery_header_suffixes}
            PATH_SUFFIXES pg_query src src/include)
  find_path(PgQuery_POSTGRES_INCLUDE_DIR NAMES equalfuncs.funcs.c ${_PgQuery_header_suffixes}
            PATH_SUFFIXES pg_query/postgres src/postgres/include)

  # The library must be in the prefix of the headers; a source tree is a prefix itself.
  set(_PgQuery_prefixes ${PgQuery_INCLUDE_DIR}/.. ${PgQuery_INCLUDE_DIR})
  set(_PgQuery_suffixes)
  if(CMAKE_LIBRARY_ARCHITECTURE)
    list(APPEND _PgQuery_suffixes lib/${CMAKE_LIBRARY_ARCHITECTURE})
  endif()
  list(APPEND _PgQuery_suffixes lib lib64)
  find_library(PgQuery_LIBRARY NAMES ${CMAKE_STATIC_LIBRARY_PREFIX}pg_query${CMAKE_STATIC_LIBRARY_SUFFIX} pg_query
               NAMES_PER_DIR HINTS ${_PgQuery_prefixes} PATH_SUFFIXES ${_PgQuery_suffixes} NO_DEFAULT_PATH)

  file(STRINGS ${PgQuery_INCLUDE_DIR}/pg_query.h _PgQuery_lines REGEX "^#define PG_(MAJOR)?VERSION ")
  string(REGEX MATCH "PG_MAJORVERSION \"([0-9]+)\"" _ "${_PgQuery_lines}")
  set(PgQuery_PG_MAJOR ${CMAKE_MATCH_1})
  string(REGEX MATCH "PG_VERSION \"([^\"]+)\"" _ "${_PgQuery_lines}")
  set(PgQuery_PG_VERSION ${CMAKE_MATCH_1})
endif()

# The headers contain only PostgreSQL's version; libpg_query's is in files of its packages.
function(_pgquery_own_version result)
  set(${result} unknown PARENT_SCOPE)
  cmake_path(GET PgQuery_INCLUDE_DIR PARENT_PATH prefix)
  if(EXISTS ${prefix}/VERSION) # written by tools/setup
    file(STRINGS ${prefix}/VERSION version LIMIT_COUNT 1)
  elseif(EXISTS ${PgQuery_INCLUDE_DIR}/Makefile) # a source tree
    file(STRINGS ${PgQuery_INCLUDE_DIR}/Makefile version LIMIT_COUNT 1 REGEX "^VERSION = ")
    string(REPLACE "VERSION = " "" version "${version}")
  else()
    file(REAL_PATH ${PgQuery_INCLUDE_DIR}/pg_query.h header)
    if(header MATCHES "/Cellar/libpg_query/([^/]+)/") # Homebrew
      set(version ${CMAKE_MATCH_1})
    else()
      find_program(PgQuery_DPKG_QUERY dpkg-query)
      mark_as_advanced(PgQuery_DPKG_QUERY)
      if(PgQuery_DPKG_QUERY AND prefix STREQUAL "/usr")
        execute_process(COMMAND ${PgQuery_DPKG_QUERY} -W -f "\${source:Upstream-Version}" libpg-query-dev
                        OUTPUT_VARIABLE version ERROR_QUIET)
      endif()
    endif()
  endif()
  if(version)
    set(${result} ${version} PARENT_SCOPE)
  endif()
endfunction()

set(_PgQuery_problem)
set(_PgQuery_advice "run tools/setup or set PgQuery_ROOT to its prefix")
if(NOT PgQuery_INCLUDE_DIR AND _PgQuery_root)
  set(_PgQuery_problem "found none in ${_PgQuery_root}")
elseif(NOT PgQuery_INCLUDE_DIR)
  set(_PgQuery_problem "found none")
elseif(NOT PgQuery_PG_MAJOR OR PgQuery_PG_MAJOR LESS 17)
  set(_PgQuery_problem "found ${PgQuery_PG_MAJOR} in ${PgQuery_INCLUDE_DIR}")
elseif(NOT PgQuery_LIBRARY)
  set(_PgQuery_problem "found the headers in ${PgQuery_INCLUDE_DIR} but no library beside them")
elseif(NOT PgQuery_INTERNAL_INCLUDE_DIR OR NOT PgQuery_POSTGRES_INCLUDE_DIR)
  set(_PgQuery_problem "found ${PgQuery_INCLUDE_DIR} without PostgreSQL's own headers")
  set(_PgQuery_advice "run tools/setup or set PgQuery_ROOT to a built source tree of libpg_query")
endif()

if(_PgQuery_problem)
  set(PgQuery_VERSION)
  if(PgQuery_FIND_REQUIRED)
    message(FATAL_ERROR "pglint needs libpg_query 17 or newer; ${_PgQuery_problem}; ${_PgQuery_advice}")
  endif()
else()
  _pgquery_own_version(PgQuery_VERSION)
endif()

find_package_handle_standard_args(
  PgQuery REQUIRED_VARS PgQuery_LIBRARY PgQuery_PG_MAJOR PgQuery_INTERNAL_INCLUDE_DIR PgQuery_POSTGRES_INCLUDE_DIR
                        PgQuery_VERSION)
mark_as_advanced(PgQuery_INCLUDE_DIR PgQuery_INTERNAL_INCLUDE_DIR PgQuery_POSTGRES_INCLUDE_DIR PgQuery_LIBRARY)

if(PgQuery_FOUND AND NOT TARGET PgQuery::PgQuery)
  if(PgQuery_LIBRARY MATCHES "\\${CMAKE_STATIC_LIBRARY_SUFFIX}$")
    set(_PgQuery_kind STATIC)
  else()
    set(_PgQuery_kind SHARED)
  endif()
  set(THREADS_PREFER_PTHREAD_FLAG ON)
  find_package(Threads REQUIRED)
  add_library(PgQuery::PgQuery ${_PgQuery_kind} IMPORTED)
  set_target_properties(
    PgQuery::PgQuery
    PROPERTIES IMPORTED_LOCATION "${PgQuery_LIBRARY}"
               INTERFACE_INCLUDE_DIRECTORIES
               "${PgQuery_INCLUDE_DIR};${PgQuery_INTERNAL_INCLUDE_DIR};${PgQuery_POSTGRES_INCLUDE_DIR}"
               INTERFACE_LINK_LIBRARIES Threads::Threads)

  # An archive built on a newer glibc needs functions that an older one lacks; pglint adds them.
  if(_PgQuery_kind STREQUAL STATIC AND CMAKE_SYSTEM_NAME STREQUAL Linux)
    include(CheckFunctionExists)
    check_function_exists(strlcpy PGLINT_HAVE_STRLCPY)
    check_function_exists(__isoc23_strtoul PGLINT_HAVE_ISOC23_STRTOUL)
    if(NOT PGLINT_HAVE_STRLCPY OR NOT PGLINT_HAVE_ISOC23_STRTOUL)
      add_library(pgquery_glibc_compat STATIC ${CMAKE_CURRENT_LIST_DIR}/glibc_compat.c)
      target_compile_definitions(
        pgquery_glibc_compat PRIVATE $<$<BOOL:${PGLINT_HAVE_STRLCPY}>:PGLINT_HAVE_STRLCPY>
                                     $<$<BOOL:${PGLINT_HAVE_ISOC23_STRTOUL}>:PGLINT_HAVE_ISOC23_STRTOUL>)
      # Symbols that only another archive needs must not be removed by link-time optimization.
      set_target_properties(pgquery_glibc_compat PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)
      set_property(TARGET PgQuery::PgQuery APPEND PROPERTY INTERFACE_LINK_LIBRARIES pgquery_glibc_compat)
    endif()
  endif()

  message(STATUS "libpg_query ${PgQuery_VERSION}, PostgreSQL ${PgQuery_PG_MAJOR} (${PgQuery_PG_VERSION}): ${PgQuery_LIBRARY}")
endif()
