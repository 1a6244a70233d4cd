#include "tests/support/process.h"

#include <sys/wait.h>

#include <cstdlib>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

constexpr int nothing_to_compare_with = 77;

}  // namespace

Outcome run_shell(const std::string& command, const std::filesystem::path& folder) {
  const TemporaryFolder streams;
  const std::filesystem::path script = streams.write("script", command);
  const std::filesystem::path out = streams.path() / "out";
  const std::filesystem::path err = streams.path() / "err";
  const std::string path = std::filesystem::path(project::program).parent_path().string();
  const std::string line = "cd '" + folder.string() + "' && PATH='" + path +
                           "':\"$PATH\" LC_ALL=C TERM=dumb NO_COLOR= FORCE_COLOR= sh '" +
                           script.string() + "' >'" + out.string() + "' 2>'" + err.string() + "'";
  const int status = std::system(line.c_str());
  return {.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .out = text::read_file(out).value(),
          .err = text::read_file(err).value()};
}

bool is_ci() {
  const char* const ci = std::getenv("CI");
  return ci != nullptr && std::string_view(ci) == "true";
}

void end_for_want(const std::string& what) {
  const std::string why = "no " + what + " (tools/setup gets it)";
  if (is_ci()) FAIL(why);
  SKIP(why);
}

void require_content_of(const std::string& tool) {
  const Outcome outcome = run_shell("tools/" + tool, project::source_dir);
  if (outcome.status == nothing_to_compare_with) end_for_want("server: " + outcome.err);
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == 0);
}

}  // namespace pglint::tests
