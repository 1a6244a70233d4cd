#include "cli/adopt/hook_changes.h"

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "cli/input/git.h"

namespace pglint::cli {
namespace {

/// The value of an environment variable; empty if it is not set.
std::string hook_variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

ChangeOptions since_instead(ChangeOptions wanted, std::string revision) {
  wanted.staged = false;
  wanted.since = std::move(revision);
  return wanted;
}

}  // namespace

Result<ChangeOptions> changes_of_hook(const ChangeOptions& wanted) {
  if (!wanted.staged || hook_variable("PRE_COMMIT").empty()) return wanted;
  std::string from = hook_variable("PRE_COMMIT_FROM_REF");
  if (!from.empty()) return since_instead(wanted, std::move(from));
  const auto repository = GitRepository::open();
  if (!repository.ok()) return repository.error();
  const auto staged = repository.value().staged_diff();
  if (!staged.ok()) return staged.error();
  if (!staged.value().empty()) return wanted;
  auto base = repository.value().default_branch_base();
  if (base) return since_instead(wanted, *std::move(base));
  return Error{
      "`--staged`: nothing is staged, and the clone has no default branch to compare with; fetch "
      "it (in GitHub Actions `fetch-depth: 0`), or use `--baseline FILE`"};
}

}  // namespace pglint::cli
