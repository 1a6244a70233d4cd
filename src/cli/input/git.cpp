#include "cli/input/git.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cli/input/subprocess.h"

namespace pglint::cli {
namespace {

using Words = std::vector<std::string>;

/// The variables of git that say where the repository is, and the user's own settings. The others
/// could change the output or run programs.
bool git_gets(std::string_view variable) {
  constexpr std::array<std::string_view, 13> kept = {"GIT_DIR",
                                                     "GIT_WORK_TREE",
                                                     "GIT_INDEX_FILE",
                                                     "GIT_COMMON_DIR",
                                                     "GIT_OBJECT_DIRECTORY",
                                                     "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                     "GIT_QUARANTINE_PATH",
                                                     "GIT_CEILING_DIRECTORIES",
                                                     "GIT_DISCOVERY_ACROSS_FILESYSTEM",
                                                     "GIT_NAMESPACE",
                                                     "GIT_EXEC_PATH",
                                                     "GIT_DEFAULT_HASH",
                                                     "GIT_TEST_ASSUME_DIFFERENT_OWNER"};
  const std::string_view name = variable.substr(0, variable.find('='));
  return !name.starts_with("GIT_") || name.starts_with("GIT_CONFIG_") ||
         std::ranges::find(kept, name) != kept.end();
}

/// What a call of git gets besides its words.
struct Call {
  std::string_view input = {};
  Words settings = {};  ///< arguments before the command
};

/// The only place that runs git. A repository's own configuration names programs that git would
/// run: for its file system monitor, hooks, transports, filters and differences. All are off here
/// or in `diff`. A folder that only looks like a bare repository is none.
Result<ProgramOutcome> git(const Words& words, const Call& call = {}) {
  // The user's git settings must not change the output.
  Words all = {"git",
               "--no-pager",
               "--no-optional-locks",
               "-c",
               "core.quotePath=false",
               "-c",
               "diff.relative=false",
               "-c",
               "core.fsmonitor=false",
               "-c",
               "core.hooksPath=/dev/null",
               "-c",
               "safe.bareRepository=explicit",
               "-c",
               "protocol.allow=never"};
  all.insert(all.end(), call.settings.begin(), call.settings.end());
  all.insert(all.end(), words.begin(), words.end());
  auto outcome = run_program({.words = std::move(all), .input = call.input, .gets = git_gets});
  if (!outcome) {
    return Error{
        "cannot run `git`, which `--since` and `--staged` need; install it, or give a patch with "
        "`--diff-file`"};
  }
  if (outcome->is_cut) {
    return Error{fmt::format("`git {}` wrote more than 1 GiB; give a patch with `--diff-file`",
                             words.front())};
  }
  return std::move(*outcome);
}

/// The first line of git's error message.
std::string words_of(const ProgramOutcome& outcome) {
  std::string_view line = std::string_view(outcome.err).substr(0, outcome.err.find('\n'));
  for (const std::string_view word : {"fatal: ", "error: "}) {
    if (line.starts_with(word)) line.remove_prefix(word.size());
  }
  if (line.empty()) return fmt::format("exit code {}", outcome.status);
  return std::string(line);
}

/// The output of git, or its error message.
Result<std::string> output_of(const Words& words, const Call& call = {}) {
  auto outcome = git(words, call);
  if (!outcome.ok()) return outcome.error();
  if (outcome.value().status == 0) return std::move(outcome.value().out);
  return Error{fmt::format("`git {}` failed: {}", words.front(), words_of(outcome.value()))};
}

std::string first_line(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

/// Arguments that turn off the filters of the repository's own configuration; those of the user's
/// stay on. Error: one cannot be turned off.
Result<Words> without_filters() {
  const auto names = git({"config", "--includes", "--show-scope", "-z", "--name-only",
                          "--get-regexp", "^filter[.].*[.](clean|smudge|process)$"});
  if (!names.ok()) return names.error();
  constexpr int none_found = 1;
  if (names.value().status > none_found) {
    return Error{fmt::format("`git config` failed: {}", words_of(names.value()))};
  }
  Words words;
  const std::vector<std::string> parts = split_at_nul(names.value().out);  // scope, name, scope, …
  for (std::size_t at = 0; at + 1 < parts.size(); at += 2) {
    const std::string& name = parts[at + 1];
    if (parts[at] != "local" && parts[at] != "worktree") continue;
    if (name.find('=') != std::string::npos) {
      return Error{fmt::format("git cannot turn off `{}`, which the repository configures", name)};
    }
    const std::string filter = name.substr(0, name.rfind('.'));
    words.insert(words.end(), {"-c", name + "=", "-c", filter + ".required=false"});
  }
  return words;
}

Result<std::string> diff(const Words& what) {
  auto settings = without_filters();
  if (!settings.ok()) return settings.error();
  Words words = {"diff",
                 "--unified=0",
                 "--inter-hunk-context=0",
                 "--no-color",
                 "--no-ext-diff",
                 "--no-textconv",
                 "--find-renames",
                 "--src-prefix=a/",
                 "--dst-prefix=b/",
                 "--ignore-submodules=all"};
  words.insert(words.end(), what.begin(), what.end());
  words.emplace_back("--");
  return output_of(words, {.settings = std::move(settings).value()});
}

/// The names, from the root, of the files that `git diff` with these words would show.
Result<std::vector<std::string>> changed_names(const Words& what) {
  auto settings = without_filters();
  if (!settings.ok()) return settings.error();
  Words words = {"diff",
                 "--name-only",
                 "-z",
                 "--no-ext-diff",
                 "--no-textconv",
                 "--no-renames",
                 "--ignore-submodules=all"};
  words.insert(words.end(), what.begin(), what.end());
  words.emplace_back("--");
  auto names = output_of(words, {.settings = std::move(settings).value()});
  if (!names.ok()) return names.error();
  return split_at_nul(names.value());
}

/// Advice for shallow clones.
constexpr std::string_view how_to_deepen =
    "this clone is shallow: fetch more of the history with `git fetch --unshallow` or `git fetch "
    "--deepen=100`; in GitHub Actions, give `actions/checkout` `fetch-depth: 0`";

/// `option` is the flag with the revision: `--since`.
Error unknown_revision(std::string_view option, const std::string& revision) {
  if (GitRepository::is_shallow()) {
    return Error{fmt::format("`{} {}`: no such commit, but {}", option, revision, how_to_deepen)};
  }
  return Error{fmt::format(
      "`{} {}`: no such commit, branch or tag; `git branch --all` lists the branches, and "
      "`git fetch` gets those of the remote",
      option, revision)};
}

}  // namespace

Result<GitRepository> GitRepository::open() {
  const auto outcome = git({"rev-parse", "--show-toplevel"});
  if (!outcome.ok()) return outcome.error();
  if (outcome.value().status == 0) return GitRepository(first_line(outcome.value().out));
  if (outcome.value().err.find("not a git repository") != std::string::npos) {
    return Error{
        "not in a git repository, which `--since` and `--staged` need; run pglint in one, or give "
        "a "
        "patch with `--diff-file`"};
  }
  const std::string words = words_of(outcome.value());
  const bool is_distrusted = words.find("dubious ownership") != std::string::npos;
  return Error{fmt::format(
      "git cannot use this repository: {}{}", words,
      is_distrusted ? "; to trust it, run `git config --global --add safe.directory PATH`" : "")};
}

Result<std::string> GitRepository::merge_base(const std::string& revision,
                                              std::string_view option) const {
  if (revision.empty() || revision.starts_with('-')) return unknown_revision(option, revision);
  for (const std::string& commit : {revision, std::string("HEAD")}) {
    const auto known = git({"rev-parse", "--verify", "--quiet", commit + "^{commit}"});
    if (!known.ok()) return known.error();
    if (known.value().status != 0) return unknown_revision(option, commit);
  }
  const auto base = git({"merge-base", revision, "HEAD"});
  if (!base.ok()) return base.error();
  if (base.value().status == 0) return first_line(base.value().out);
  const std::string effect =
      fmt::format("`{} {}`: it has no commit in common with HEAD", option, revision);
  if (is_shallow()) return Error{fmt::format("{}; {}", effect, how_to_deepen)};
  return Error{effect + "; give a revision that HEAD descends from"};
}

bool GitRepository::is_shallow() {
  const auto answer = output_of({"rev-parse", "--is-shallow-repository"});
  return answer.ok() && answer.value().starts_with("true");
}

std::optional<std::string> GitRepository::default_branch_base() const {
  for (const char* branch :
       {"refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
        "refs/heads/main", "refs/heads/master"}) {
    const auto base = git({"merge-base", branch, "HEAD"});
    if (base.ok() && base.value().status == 0) return first_line(base.value().out);
  }
  return std::nullopt;
}

Result<std::vector<std::string>> GitRepository::names_since(const std::string& commit) const {
  return changed_names({commit});
}

Result<std::vector<std::string>> GitRepository::added_since(const std::string& commit) const {
  return changed_names({"--diff-filter=A", commit});
}

Result<std::vector<std::string>> GitRepository::removed_since(const std::string& commit) const {
  return changed_names({"--diff-filter=D", commit});
}

Result<std::string> GitRepository::content_at(const std::string& commit,
                                              const std::string& path) const {
  return output_of({"cat-file", "blob", commit + ":" + path});
}

Result<std::string> GitRepository::diff_since(const std::string& commit) const {
  return diff({commit});
}

Result<std::string> GitRepository::staged_diff() const { return diff({"--cached"}); }

Result<std::vector<std::string>> GitRepository::untracked() const {
  auto names =
      output_of({"ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", ":/"});
  if (!names.ok()) return names.error();
  return split_at_nul(names.value());
}

Result<std::vector<StagedFile>> GitRepository::index() const {
  const auto entries = output_of({"ls-files", "--stage", "-z", "--full-name", "--", ":/"});
  if (!entries.ok()) return entries.error();
  return read_index(entries.value());
}

Result<std::vector<std::string>> GitRepository::contents(
    const std::vector<StagedFile>& files) const {
  std::string ids;
  for (const StagedFile& file : files) ids += file.blob + "\n";
  const auto output = output_of({"cat-file", "--batch"}, {.input = ids});
  if (!output.ok()) return output.error();
  std::vector<std::string> contents;
  contents.reserve(files.size());
  std::string_view rest = output.value();
  for (const StagedFile& file : files) {
    auto content = take_content(rest);
    if (!content) return Error{fmt::format("git cannot read the staged `{}`", file.path)};
    contents.push_back(std::move(*content));
  }
  return contents;
}

}  // namespace pglint::cli
