# Writes OUT, which defines the commit of the sources in SOURCE: in a repository what git says, in an
# archive made by git what it wrote into commit.txt, else nothing.
file(READ ${SOURCE}/cmake/commit.txt commit)
string(STRIP "${commit}" commit)
if(commit MATCHES "^[0-9a-f]+$")
  string(SUBSTRING ${commit} 0 12 commit)
else()
  set(commit "")
  # Not a repository around a copy of the sources.
  if(EXISTS ${SOURCE}/.git)
    # A hook's variables may be about another repository; a container's files are often another user's.
    execute_process(
      COMMAND ${CMAKE_COMMAND} -E env --unset=GIT_DIR --unset=GIT_WORK_TREE --unset=GIT_INDEX_FILE git -c
              safe.directory=* -C ${SOURCE} describe --always --dirty --abbrev=12 --exclude *
      OUTPUT_VARIABLE commit
      OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
endif()

set(code
    "// Made by cmake/write_commit.cmake.
#include \"report/tool_info.h\"

namespace pglint::report {
const std::string_view tool_commit = \"${commit}\";
}  // namespace pglint::report
")
if(EXISTS ${OUT})
  file(READ ${OUT} before)
endif()
if(NOT "${before}" STREQUAL "${code}")
  file(WRITE ${OUT} "${code}")
endif()
