#include "cli/adopt/pending_files.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/input/discovery.h"
#include "cli/input/git.h"
#include "cli/terminal/complain.h"
#include "migration/runner.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// Spares runs outside of repositories the start of git.
bool is_in_work_tree() {
  std::error_code error;
  for (fs::path folder = fs::current_path(error); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", error)) return true;
  }
  return false;
}

bool is_migration(const SourceFile& file) {
  return file.facts.runner != &migration::psql_runner() && !file.facts.runner->is_dump;
}

void remark_if_shallow() {
  if (!is_in_work_tree() || !GitRepository::is_shallow()) return;
  remark(
      "all migrations count as new, because the clone is shallow and lacks the default branch; "
      "fetch it (`git fetch --unshallow`, in GitHub Actions `fetch-depth: 0`), or give `--base "
      "REV`");
}

}  // namespace

Result<std::optional<PendingFiles>> PendingFiles::find(const std::optional<std::string>& base) {
  std::optional<PendingFiles> none;
  if (!base && !is_in_work_tree()) return none;
  const auto repository = GitRepository::open();
  if (!repository.ok())
    return base ? Result<std::optional<PendingFiles>>(repository.error()) : none;
  std::optional<std::string> commit;
  if (base) {
    auto given = repository.value().merge_base(*base, "--base");
    if (!given.ok()) return given.error();
    commit = std::move(given).value();
  } else {
    commit = repository.value().default_branch_base();
  }
  if (!commit) return none;
  auto changed = repository.value().names_since(*commit);
  auto untracked = repository.value().untracked();
  if (!changed.ok() || !untracked.ok()) return none;
  PendingFiles pending;
  pending.root_ = identity_of(repository.value().root()) + "/";
  for (auto* names : {&changed.value(), &untracked.value()}) {
    for (std::string& name : *names) pending.paths_.insert(std::move(name));
  }
  return std::optional(std::move(pending));
}

std::optional<bool> PendingFiles::contains(const std::string& path) const {
  const std::string identity = identity_of(path);
  if (!identity.starts_with(root_)) return std::nullopt;
  return paths_.contains(std::string_view(identity).substr(root_.size()));
}

std::optional<Error> mark_pending(std::vector<SourceFile>& files,
                                  std::span<const std::string> paths,
                                  const std::optional<std::string>& base) {
  std::set<std::string> named;
  for (const std::string& path : paths) named.insert(fs::path(path).lexically_normal().string());
  const auto is_found = [&](const SourceFile& file) {
    const bool is_named = named.contains(fs::path(file.path).lexically_normal().string());
    return !is_named && !file.is_stdin && !file.is_context;
  };
  if (std::ranges::none_of(files, is_found)) return std::nullopt;
  const auto pending = PendingFiles::find(base);
  if (!pending.ok()) return pending.error();
  if (!pending.value()) {
    if (std::ranges::any_of(files, is_migration)) remark_if_shallow();
    return std::nullopt;
  }
  for (SourceFile& file : files) {
    if (is_found(file)) file.is_pending = pending.value()->contains(file.path);
  }
  return std::nullopt;
}

}  // namespace pglint::cli
