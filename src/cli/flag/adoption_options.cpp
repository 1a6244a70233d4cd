#include "cli/flag/adoption_options.h"

#include <algorithm>

#include "cli/flag/arguments.h"
#include "cli/flag/values.h"
#include "text/ascii.h"

namespace pglint::cli {
namespace {

std::optional<Error> find_problem_of(const BaselineOptions& baseline) {
  if (baseline.write) {
    const auto file = parse_baseline({"--write-baseline", *baseline.write});
    if (!file.ok()) return file.error();
  }
  if (baseline.prune && baseline.write) {
    return Error{
        "`--write-baseline` already removes what no longer occurs; leave out `--prune-baseline`"};
  }
  if (baseline.prune && !baseline.read) {
    return Error{"`--prune-baseline` needs `--baseline FILE`"};
  }
  return std::nullopt;
}

std::optional<Error> find_problem_of(const ChangeOptions& changes) {
  if ((changes.since ? 1 : 0) + (changes.staged ? 1 : 0) + (changes.diff_file ? 1 : 0) > 1) {
    return Error{"`--since`, `--staged` and `--diff-file` exclude one another; give one of them"};
  }
  if (changes.since && changes.since->empty()) {
    return Error{"`--since` needs a commit, branch or tag such as `origin/main`; it is empty"};
  }
  if (changes.whole_files && !changes.any()) {
    return Error{"`--whole-files` needs `--since`, `--staged` or `--diff-file`"};
  }
  return std::nullopt;
}

}  // namespace

void FixOptions::add_to(Arguments& arguments) {
  arguments.heading("Fixes");
  arguments.flag({.names = "--fix",
                  .help = "fix what has a safe fix: it keeps the meaning, or what it changes\n"
                          "cannot be meant; only what remains is reported"},
                 fix);
  arguments.flag({.names = "--unsafe",
                  .help = "with --fix: also change what is stored, accepted or returned, as the\n"
                          "findings advise; review the changes"},
                 unsafe);
  arguments.flag({.names = "--diff",
                  .help = "with --fix: print the changes as a patch for `git apply`, and change\n"
                          "nothing; exit with 1 if there are any"},
                 diff);
  arguments.flag({.names = "--edit-applied",
                  .help = "let --fix and --add-ignore edit migrations that may have run"},
                 edits_applied);
  arguments.optional_text(
      {.names = "--as-migration",
       .value = "[=NAME]",
       .help = "with --fix: write new migrations for findings in files that must not\n"
               "change, instead of editing; each is proven to remove its findings"},
      as_migration);
}

std::optional<Error> FixOptions::find_problem_of_migration() const {
  const auto is_part_of_name = [](char byte) {
    return text::is_letter(byte) || text::is_digit(byte) || byte == '_' || byte == '-';
  };
  if (!std::ranges::all_of(*as_migration, is_part_of_name)) {
    return Error{"`--as-migration=NAME`: a name has only letters, digits, `_` and `-`"};
  }
  if (!fix) return Error{"`--as-migration` needs `--fix`"};
  if (unsafe || edits_applied) {
    return Error{
        "`--as-migration` cannot be combined with `--unsafe` or `--edit-applied`, which edit "
        "files"};
  }
  return std::nullopt;
}

std::optional<Error> FixOptions::find_problem() const {
  if (as_migration) return find_problem_of_migration();
  if (fix) return std::nullopt;
  if (unsafe) return Error{"`--unsafe` needs `--fix`"};
  if (diff) return Error{"`--diff` needs `--fix`; for changed lines, see `--since`"};
  return std::nullopt;
}

void AdoptionOptions::add_to(Arguments& arguments) {
  arguments.heading("Known findings");
  arguments.keys({"baseline"});
  arguments.text({.names = "--write-baseline",
                  .value = "FILE",
                  .help = "write all findings of this run to FILE, for `--baseline`"},
                 baseline.write);
  arguments.flag({.names = "--prune-baseline",
                  .help = "remove from the baseline what no longer occurs in the linted files"},
                 baseline.prune);
  arguments.keys({"start-after", "applied", "base", "new-within"});
  arguments.heading("Changes");
  arguments.text({.names = "--since",
                  .value = "REV",
                  .help = "only findings on lines changed since HEAD branched off REV, including\n"
                          "untracked files; without PATH, all changed files below this folder"},
                 changes.since);
  arguments.flag({.names = "--staged",
                  .help = "only findings on staged lines; files are read from git's index"},
                 changes.staged);
  arguments.text({.names = "--diff-file",
                  .value = "PATCH",
                  .help = "only findings on lines that a unified diff adds; - is standard input"},
                 changes.diff_file);
  arguments.flag({.names = "--whole-files",
                  .help = "report all findings in changed files, not only on changed lines"},
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
    return Error{"standard input cannot be both the patch and SQL; give one of them as a file"};
  }
  if (changes.any() && reads_stdin) {
    return Error{"standard input cannot be combined with `--since`, `--staged` or `--diff-file`"};
  }
  return std::nullopt;
}

}  // namespace pglint::cli
