# pglint_fast_build(TARGET HEADER [LIBRARY_HEADER...]): makes a target build faster. Precompiles the
# headers, and compiles the C++ sources of a folder together in groups of eight, which read headers
# and instantiate templates once. A new file changes only the groups of its folder.
# PGLINT_FAST_BUILD=OFF compiles each file separately, which detects missing #includes
# (tools/includes). clang-tidy reads the groups without precompiled headers (tools/tidy).
set(PGLINT_GROUP_SIZE 8)

function(pglint_fast_build target header)
  if(NOT PGLINT_FAST_BUILD)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${PROJECT_SOURCE_DIR}/${header}>)
  foreach(library_header IN LISTS ARGN)
    target_precompile_headers(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:<${library_header}$<ANGLE-R>>)
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(files ${target} SOURCES)
  list(FILTER files INCLUDE REGEX "\\.cpp$")
  foreach(file IN LISTS files)
    cmake_path(GET file PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    string(MAKE_C_IDENTIFIER ${folder} folder)
    math(EXPR number "${count_${folder}} + 0")
    math(EXPR group "${number} / ${PGLINT_GROUP_SIZE}")
    math(EXPR count_${folder} "${number} + 1")
    set_source_files_properties(${file} PROPERTIES UNITY_GROUP ${folder}_${group})
  endforeach()
endfunction()

# Use a linker that is several times faster than the default, if there is one that the compiler can
# call. A cross compiler often cannot: it looks for one with its own prefix.
include(CheckLinkerFlag)
foreach(linker mold lld)
  check_linker_flag(CXX -fuse-ld=${linker} PGLINT_CAN_LINK_BY_${linker})
  if(PGLINT_CAN_LINK_BY_${linker})
    add_link_options(-fuse-ld=${linker})
    break()
  endif()
endforeach()
