# The commit that is built, for `pglint --version`. Every build asks git again; the program is only
# linked anew if the answer changed.

# Adds to a target a generated source that defines pglint::report::tool_commit.
function(pglint_commit target folder)
  set(script ${PROJECT_SOURCE_DIR}/cmake/write_commit.cmake)
  set(source ${folder}/pglint_commit.cpp)
  set(write ${CMAKE_COMMAND} -D SOURCE=${PROJECT_SOURCE_DIR} -D OUT=${source} -P ${script})
  execute_process(COMMAND ${write} COMMAND_ERROR_IS_FATAL ANY) # for tools that only configure
  add_custom_target(
    pglint_commit
    COMMAND ${write}
    BYPRODUCTS ${source}
    COMMENT "Asking git for the commit"
    VERBATIM)
  target_sources(${target} PRIVATE ${source})
  set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON)
  add_dependencies(${target} pglint_commit)
endfunction()
