# Compiler settings of pglint's own code: language, warnings, sanitizers, ccache. Targets get them
# by linking `pglint_compiler`.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# PostgreSQL's headers are written for GNU C.
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()

add_library(pglint_compiler INTERFACE)
target_compile_options(
  pglint_compiler
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            # A local may shadow a global of PostgreSQL's headers (`text`), but not another local.
            $<IF:$<C_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>
            -Wvla
            -Wwrite-strings
            $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes>
            $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
            $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>
            # Members without a designated initializer have their default.
            $<$<COMPILE_LANGUAGE:CXX>:-Wno-missing-field-initializers>
            $<$<BOOL:${PGLINT_WERROR}>:-Werror>)

# Checks of the standard library, such as of a vector's bounds.
target_compile_definitions(pglint_compiler INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

if(PGLINT_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${sanitizers})
  add_link_options(${sanitizers})
  # With sanitizers, g++ has false positives of this warning, for example in <regex>.
  target_compile_options(pglint_compiler INTERFACE $<$<C_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# Coverage for libFuzzer; only the fuzz target is linked with its main function.
if(PGLINT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# What tests/scaling/block_count.c counts.
if(PGLINT_COUNT_BLOCKS)
  target_compile_options(pglint_compiler INTERFACE -fsanitize-coverage=trace-pc)
endif()

# No preset uses it: most time is spent in libpg_query, which cannot be optimized at link time.
if(PGLINT_LTO)
  include(CheckIPOSupported)
  check_ipo_supported()
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

if(PGLINT_STATIC_RUNTIME AND NOT APPLE)
  add_link_options($<$<LINK_LANGUAGE:CXX>:-static-libstdc++> -static-libgcc)
endif()

# Compile through ccache, which needs -fpch-preprocess for precompiled headers.
find_program(CCACHE ccache)
mark_as_advanced(CCACHE)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CURRENT_LIST_DIR}/compile_with_ccache ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
  if(PGLINT_FAST_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(pglint_compiler INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  endif()
endif()
