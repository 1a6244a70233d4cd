#include "cli/input/context_files.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/input/prisma_files.h"
#include "cli/input/run_order.h"
#include "cli/input/surroundings.h"
#include "migration/path_order.h"
#include "migration/recognition.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// The tools whose other files are context, by the folder that holds all migrations of a history.
using Histories = std::map<std::string, std::vector<const migration::Runner*>, std::less<>>;

bool is_migration(const SourceFile& file) {
  return file.facts.runner != nullptr && file.facts.runner != &migration::psql_runner();
}

Histories histories_of(const std::vector<SourceFile>& linted, bool is_automatic) {
  Histories histories;
  for (const SourceFile& file : linted) {
    if (!is_migration(file)) continue;
    auto& to_search = histories[file.facts.name.directory];
    if (!is_automatic || !file.is_named) continue;
    if (std::ranges::count(to_search, file.facts.runner) > 0) continue;
    to_search.push_back(file.facts.runner);
  }
  return histories;
}

/// Schemas of Prisma need their migrations.
void add_prisma_histories(const std::vector<SourceFile>& linted, Histories& histories) {
  const migration::Runner* prisma = migration::find_runner("prisma");
  for (std::string& folder : prisma_migration_folders(linted)) {
    auto& to_search = histories[std::move(folder)];
    if (std::ranges::count(to_search, prisma) == 0) to_search.push_back(prisma);
  }
}

struct Candidate {
  std::string path;
  bool is_link = false;
};

void add_files(FolderContent& content, std::vector<Candidate>& candidates) {
  auto next_link = content.links.begin();
  for (std::string& file : content.files) {
    const bool is_link = next_link != content.links.end() && *next_link == file;
    if (is_link) ++next_link;
    candidates.push_back({.path = std::move(file), .is_link = is_link});
  }
}

void add_files_below(const std::string& root, std::vector<Candidate>& candidates) {
  std::vector<std::string> pending = {root};
  while (!pending.empty()) {
    FolderContent content = sql_in(pending.back());
    pending.pop_back();
    add_files(content, candidates);
    std::ranges::move(content.folders, std::back_inserter(pending));
  }
}

/// `directory` and the numbered folders in it, which may hold migrations of one history.
std::vector<std::string> folders_of(const std::string& directory) {
  std::vector<std::string> folders = {directory};
  for (const std::string& folder : sql_in(directory).folders) {
    if (migration::is_version(fs::path(folder).filename().string())) folders.push_back(folder);
  }
  return folders;
}

/// Files in `directory` that may be `runner`'s, in no order. Searches only the folders of the tool,
/// because a whole project may be below.
std::vector<Candidate> candidates(const std::string& directory, const migration::Runner& runner) {
  FolderContent content = sql_in(directory);
  std::vector<Candidate> files;
  add_files(content, files);
  for (const std::string_view name : runner.folders) {
    if (name.empty()) continue;
    if (name != "*") {
      add_files_below(directory + "/" + std::string(name), files);
      continue;
    }
    for (const std::string& folder : content.folders) {
      FolderContent below = sql_in(folder);
      add_files(below, files);
    }
  }
  return files;
}

/// The path relative to the working directory.
std::string seen_from_here(const std::string& absolute) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  return error ? absolute : fs::path(absolute).lexically_proximate(here).string();
}

class OtherFiles {
 public:
  explicit OtherFiles(const migration::Runner* runner) : recognizer_(surroundings_, runner) {}

  /// Adds the other files of the history in `directory` to `files`, and to `taken`, in which no
  /// file is yet that is added.
  void add(const std::string& directory, const std::vector<const migration::Runner*>& runners,
           std::set<std::string>& taken, std::vector<SourceFile>& files) {
    if (runners.empty()) return;
    for (const std::string& folder : folders_of(directory)) {
      for (const migration::Runner* runner : runners) {
        for (const auto& [path, is_link] : candidates(folder, *runner)) {
          const std::string identity = is_link ? identity_of(path) : identities_.of_no_link(path);
          if (taken.contains(identity)) continue;
          SourceFile file = {
              .path = seen_from_here(path), .is_context = true, .bytes = size_of(path)};
          file.facts = recognizer_.recognize(path, surroundings_.read(path, migration::head_bytes));
          if (!is_migration(file) || file.facts.name.directory != directory) continue;
          taken.insert(identity);
          files.push_back(std::move(file));
        }
      }
    }
  }

 private:
  Identities identities_;
  DiskSurroundings surroundings_;
  migration::Recognizer recognizer_;
};

}  // namespace

std::vector<SourceFile> with_context(std::vector<SourceFile> linted, ContextSources sources) {
  if (sources.is_automatic) add_prisma_context(linted);
  Histories histories = histories_of(linted, sources.is_automatic);
  if (sources.is_automatic) add_prisma_histories(linted, histories);
  std::set<std::string> taken;
  Identities identities;
  const bool may_have_others =
      std::ranges::any_of(histories, [](const auto& history) { return !history.second.empty(); });
  const bool has_context = !sources.given.empty() || may_have_others;
  if (!has_context) return in_run_order(std::move(linted));
  for (const SourceFile& file : linted) taken.insert(identities.of(file.path));

  std::vector<SourceFile> all;  // context that comes first
  for (SourceFile& file : sources.given) {
    if (!taken.insert(identities.of(file.path)).second) continue;
    file.is_context = true;
    const bool is_of_history = is_migration(file) && histories.contains(file.facts.name.directory);
    if (is_of_history) file.is_of_all = false;
    (is_of_history ? linted : all).push_back(std::move(file));
  }
  OtherFiles others(sources.runner);
  for (const auto& [directory, runners] : histories) others.add(directory, runners, taken, linted);
  std::ranges::move(in_run_order(std::move(linted)), std::back_inserter(all));
  return all;
}

}  // namespace pglint::cli
