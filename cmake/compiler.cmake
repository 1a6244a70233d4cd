# How pglint's own code is compiled: the language, warnings, sanitizers, ccache. Targets link `pglint_compiler` for it.

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
            # PostgreSQL's headers fill the global namespace; a local `text` or `size` may hide theirs, not ours.
            $<IF:$<C_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>
            -Wvla
            -Wwrite-strings
            $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes>
            $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
            $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>
            # Designated initializers name what matters; the rest has its default.
            $<$<COMPILE_LANGUAGE:CXX>:-Wno-missing-field-initializers>
            $<$<BOOL:${PGLINT_WERROR}>:-Werror>)

# The standard library's own checks, such as an index beyond a vector's end.
target_compile_definitions(pglint_compiler INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

if(PGLINT_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${sanitizers})
  add_link_options(${sanitizers})
  # Between the instructions of the sanitizers g++ no longer sees what is initialized, in its own <regex> for one.
  target_compile_options(pglint_compiler INTERFACE $<$<C_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# What libFuzzer is guided by; the fuzz target alone is linked with its main function.
if(PGLINT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# No preset asks for it: the time goes into libpg_query, whose archive has nothing to optimise at link time.
if(PGLINT_LTO)
  include(CheckIPOSupported)
  check_ipo_supported()
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

if(PGLINT_STATIC_RUNTIME AND NOT APPLE)
  add_link_options($<$<LINK_LANGUAGE:CXX>:-static-libstdc++> -static-libgcc)
endif()

# ccache needs to be told that the precompiled header is safe to trust.
find_program(CCACHE ccache)
mark_as_advanced(CCACHE)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CURRENT_LIST_DIR}/compile_with_ccache ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
  if(PGLINT_FAST_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(pglint_compiler INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  endif()
endif()
