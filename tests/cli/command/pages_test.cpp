// Runs the console blocks of pages, in order, in one repository. `$ cat FILE` shows a file that the
// reader has, so the test writes it.
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::cli {
namespace {

struct Step {
  std::string command;
  std::string shown;  ///< the output below the command
};

std::vector<Step> steps_of(std::string_view page) {
  constexpr std::string_view fence = "```console\n";
  std::vector<Step> steps;
  for (std::size_t at = page.find(fence); at != std::string_view::npos; at = page.find(fence, at)) {
    at += fence.size();
    while (!page.substr(at).starts_with("```")) {
      const std::size_t end = page.find('\n', at);
      const std::string_view line = page.substr(at, end - at);
      if (line.starts_with("$ ")) {
        steps.push_back({.command = std::string(line.substr(2)), .shown = {}});
      } else {
        steps.back().shown += std::string(line) + "\n";
      }
      at = end + 1;
    }
  }
  return steps;
}

void try_page(const std::string& name) {
  const tests::TemporaryFolder folder;
  const std::string environment =
      "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a "
      "GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b\nexec 2>&1\n";
  if (tests::run_shell(environment + "git init -q -b main", folder.path()).status != 0) {
    tests::end_for_want("git");
  }
  const std::string page =
      text::read_file(std::string(pglint::tests::project::source_dir) + "/docs/" + name).value();
  const std::vector<Step> steps = steps_of(page);
  CHECK(steps.size() > 3);
  for (const Step& step : steps) {
    INFO(step.command);
    if (step.command.starts_with("cat ")) {
      folder.write(step.command.substr(4), step.shown);
      continue;
    }
    const tests::Outcome outcome = tests::run_shell(environment + step.command, folder.path());
    CHECK(outcome.out == step.shown);
    const bool failed =
        step.shown.starts_with("pglint: ") && !step.shown.starts_with("pglint: note: ");
    const bool has_findings = step.shown.find(" warning") != std::string::npos;
    CHECK(outcome.status == (failed ? 2 : has_findings ? 1 : 0));
  }
}

TEST_CASE("docs: the commands of adopting.md do what the page says", "[git]") {
  try_page("adopting.md");
}

TEST_CASE("docs: the commands of configuration.md do what the page says", "[git]") {
  try_page("configuration.md");
}

}  // namespace
}  // namespace pglint::cli
