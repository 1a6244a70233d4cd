#include "cli/adopt/changed_files.h"

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "text/file.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// The largest patch.
constexpr std::size_t most_patch_bytes = std::size_t{1} << 30U;

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

/// The folder at or above the working directory that holds `.git`, or the working directory.
std::string nearest_root(const std::string& here) {
  std::error_code error;
  for (fs::path folder = here; folder.has_relative_path(); folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", error)) return folder.string();
  }
  return here;
}

/// Resolves the paths in a patch, which may be relative to the repository or carry one folder too
/// many.
class PatchPaths {
 public:
  PatchPaths() : here_(identity_of(".")), root_(nearest_root(here_)) {}

  /// The absolute path of the file that a patch names.
  [[nodiscard]] std::string resolved(const text::ChangedFile& file) const {
    const fs::path& first = file.from_git ? root_ : here_;
    const fs::path& second = file.from_git ? here_ : root_;
    const std::string shorter = file.path.substr(file.path.find('/') + 1);
    for (const std::string& name : {file.path, shorter}) {
      for (const fs::path& folder : std::array{first, second}) {
        if (is_file(folder / name)) return identity_of((folder / name).string());
      }
    }
    return identity_of((first / file.path).string());
  }

 private:
  fs::path here_;
  fs::path root_;
};

}  // namespace

Result<ChangedFiles> ChangedFiles::find(const ChangeOptions& wanted) {
  ChangedFiles changed;
  changed.whole_files_ = wanted.whole_files;
  std::optional<Error> error;
  if (wanted.diff_file) {
    error = changed.add_patch(*wanted.diff_file);
  } else {
    const auto repository = GitRepository::open();
    if (!repository.ok()) return repository.error();
    error = wanted.staged ? changed.add_staged(repository.value())
                          : changed.add_since(repository.value(), *wanted.since);
  }
  if (error) return *error;
  return changed;
}

std::optional<Error> ChangedFiles::add_since(const GitRepository& repository,
                                             const std::string& revision) {
  const auto base = repository.merge_base(revision);
  if (!base.ok()) return base.error();
  if (auto error = add_git(repository, repository.diff_since(base.value()))) return error;
  const auto untracked = repository.untracked();
  if (!untracked.ok()) return untracked.error();
  const std::string root = identity_of(repository.root()) + "/";
  for (const std::string& path : untracked.value()) {
    add(root + path, {.path = path, .lines = text::LineSet::everything(), .is_new = true});
  }
  return std::nullopt;
}

std::optional<Error> ChangedFiles::add_staged(const GitRepository& repository) {
  if (auto error = add_git(repository, repository.staged_diff())) return error;
  const auto base = repository.default_branch_base();
  if (!base) return std::nullopt;
  const auto added = repository.added_since(*base);
  if (!added.ok()) return std::nullopt;
  const std::string root = identity_of(repository.root()) + "/";
  for (const std::string& path : added.value()) not_on_default_branch_.insert(root + path);
  return std::nullopt;
}

std::optional<Error> ChangedFiles::add_git(const GitRepository& repository,
                                           Result<std::string> patch) {
  if (!patch.ok()) return patch.error();
  auto files = text::read_unified_diff(patch.value());
  if (!files.ok()) return Error{"cannot read the output of `git diff`: " + files.error().message};
  const std::string root = identity_of(repository.root()) + "/";
  for (text::ChangedFile& file : files.value()) {
    const std::string path = root + file.path;
    add(path, std::move(file));
  }
  return std::nullopt;
}

std::optional<Error> ChangedFiles::add_patch(const std::string& file) {
  const bool is_stdin = file == "-";
  const auto patch =
      is_stdin ? text::read_stdin(most_patch_bytes) : text::read_file(file, most_patch_bytes);
  if (!patch.ok()) return patch.error();
  if (patch.value().size() > most_patch_bytes) {
    return Error{"the patch is larger than " + std::to_string(most_patch_bytes) + " bytes"};
  }
  auto files = text::read_unified_diff(patch.value());
  if (!files.ok()) {
    const std::string name = is_stdin ? "from standard input" : "`" + file + "`";
    return Error{"cannot read the patch " + name + ": " + files.error().message};
  }
  const PatchPaths paths;
  for (text::ChangedFile& changed : files.value()) {
    const std::string path = paths.resolved(changed);
    add(path, std::move(changed));
  }
  return std::nullopt;
}

void ChangedFiles::add(const std::string& path, text::ChangedFile file) {
  const auto [known, is_first] = files_.try_emplace(path);
  Changed& changed = known->second;
  // In a series of patches, the line numbers of one are those before the next.
  const bool is_exact = is_first && !whole_files_;
  changed.lines = is_exact ? std::move(file.lines) : text::LineSet::everything();
  if (!is_first) {
    if (changed.change == FileChange::edited) changed.change.reset();
  } else if (file.is_new) {
    changed.change = FileChange::added;
  } else if (!file.replaced.empty()) {
    changed.change = FileChange::edited;
    changed.replaced = std::move(file.replaced);
  }
}

const text::LineSet& ChangedFiles::lines_of(const std::string& path) const {
  static const text::LineSet none;
  const auto file = files_.find(identity_of(path));
  return file == files_.end() ? none : file->second.lines;
}

std::optional<FileChange> ChangedFiles::change_of(const std::string& path) const {
  const std::string identity = identity_of(path);
  if (not_on_default_branch_.contains(identity)) return FileChange::added;
  const auto file = files_.find(identity);
  return file == files_.end() ? FileChange::none : file->second.change;
}

std::string ChangedFiles::text_before(const std::string& path, std::string_view now) const {
  const auto file = files_.find(identity_of(path));
  return file == files_.end() ? std::string(now) : text::text_before(now, file->second.replaced);
}

std::vector<std::string> ChangedFiles::paths_here(const Wanted& wanted) const {
  const std::string here = identity_of(".");
  const std::string folder = here.ends_with('/') ? here : here + "/";
  std::vector<std::string> paths;
  for (const auto& [identity, changed] : files_) {
    if (!identity.starts_with(folder)) continue;
    std::string path = identity.substr(folder.size());
    if (would_find(path, wanted)) paths.push_back(path == "-" ? "./-" : std::move(path));
  }
  return paths;
}

}  // namespace pglint::cli
