#include "cli/adopt/pending_files.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/input/discovery.h"
#include "cli/input/git.h"

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

}  // namespace

std::optional<PendingFiles> PendingFiles::find() {
  if (!is_in_work_tree()) return std::nullopt;
  const auto repository = GitRepository::open();
  if (!repository.ok()) return std::nullopt;
  const auto base = repository.value().default_branch_base();
  if (!base) return std::nullopt;
  auto changed = repository.value().names_since(*base);
  auto untracked = repository.value().untracked();
  if (!changed.ok() || !untracked.ok()) return std::nullopt;
  PendingFiles pending;
  pending.root_ = identity_of(repository.value().root()) + "/";
  for (auto* names : {&changed.value(), &untracked.value()}) {
    for (std::string& name : *names) pending.paths_.insert(std::move(name));
  }
  return pending;
}

std::optional<bool> PendingFiles::contains(const std::string& path) const {
  const std::string identity = identity_of(path);
  if (!identity.starts_with(root_)) return std::nullopt;
  return paths_.contains(std::string_view(identity).substr(root_.size()));
}

void mark_pending(std::vector<SourceFile>& files, std::span<const std::string> paths) {
  std::set<std::string> named;
  for (const std::string& path : paths) named.insert(fs::path(path).lexically_normal().string());
  const auto is_found = [&](const SourceFile& file) {
    const bool is_named = named.contains(fs::path(file.path).lexically_normal().string());
    return !is_named && !file.is_stdin && !file.is_context;
  };
  if (std::ranges::none_of(files, is_found)) return;
  const std::optional<PendingFiles> pending = PendingFiles::find();
  if (!pending) return;
  for (SourceFile& file : files) {
    if (is_found(file)) file.is_pending = pending->contains(file.path);
  }
}

}  // namespace pglint::cli
