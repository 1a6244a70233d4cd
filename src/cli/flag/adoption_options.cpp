#include "cli/flag/adoption_options.h"

#include <algorithm>

#include "cli/flag/arguments.h"
#include "cli/flag/values.h"

namespace pglint::cli {
namespace {

std::optional<Error> find_problem_of(const BaselineOptions& baseline) {
  if (baseline.write) {
    const auto file = parse_baseline({"--write-baseline", *baseline.write});
    if (!file.ok()) return file.error();
  }
  if (baseline.prune && baseline.write) {
    return Error{"`--write-baseline` drops what is gone; leave out `--prune-baseline`"};
  }
  if (baseline.prune && !baseline.read) {
    return Error{"`--prune-baseline` needs to know which: give `--baseline FILE`"};
  }
  return std::nullopt;
}

std::optional<Error> find_problem_of(const ChangeOptions& changes) {
  if ((changes.since ? 1 : 0) + (changes.staged ? 1 : 0) + (changes.diff_file ? 1 : 0) > 1) {
    return Error{"`--since`, `--staged` and `--diff-file` each say what changed; give one of them"};
  }
  if (changes.since && changes.since->empty()) {
    return Error{"`--since` takes a commit, branch or tag, such as `origin/main`; it is empty"};
  }
  if (changes.whole_files && !changes.any()) {
    return Error{
        "`--whole-files` is about files that changed; give `--since`, `--staged` or "
        "`--diff-file`, too"};
  }
  return std::nullopt;
}

}  // namespace

void AdoptionOptions::add_to(Arguments& arguments) {
  arguments.heading("Known findings");
  arguments.keys({"baseline"});
  arguments.text({.names = "--write-baseline",
                  .value = "FILE",
                  .help = "list all findings of this run in FILE, for `--baseline`"},
                 baseline.write);
  arguments.flag({.names = "--prune-baseline",
                  .help = "drop from the baseline what no longer occurs in the linted files"},
                 baseline.prune);
  arguments.keys({"start-after"});
  arguments.heading("Changes");
  arguments.text({.names = "--since",
                  .value = "REV",
                  .help = "only findings on lines that differ from where HEAD left REV, untracked\n"
                          "files included; without PATH, of the changed files that lie here"},
                 changes.since);
  arguments.flag(
      {.names = "--staged", .help = "the same for what is staged; files are read from git's index"},
      changes.staged);
  arguments.text({.names = "--diff-file",
                  .value = "PATCH",
                  .help = "the same for what a unified diff adds; - is standard input"},
                 changes.diff_file);
  arguments.flag(
      {.names = "--whole-files", .help = "of files that changed, show the findings on all lines"},
      changes.whole_files);
}

std::optional<Error> AdoptionOptions::find_problem(std::span<const std::string> paths) const {
  if (auto problem = find_problem_of(baseline)) return problem;
  if (auto problem = find_problem_of(changes)) return problem;
  if (baseline.write && changes.any()) {
    return Error{
        "`--write-baseline` lists all findings, not only those on changed lines; leave out "
        "`--since`, `--staged` and `--diff-file`"};
  }
  const bool reads_stdin = std::ranges::find(paths, "-") != paths.end();
  if (changes.diff_file == "-" && reads_stdin) {
    return Error{"standard input is either the patch or SQL; give one of them as a file"};
  }
  if (changes.any() && reads_stdin) {
    return Error{
        "nothing tells which lines of standard input changed; leave out `--since`, `--staged` and "
        "`--diff-file`"};
  }
  return std::nullopt;
}

}  // namespace pglint::cli
