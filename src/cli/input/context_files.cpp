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

#include "cli/input/surroundings.h"
#include "migration/recognition.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// The files of one folder of migrations.
struct History {
  std::vector<std::size_t> places;                  ///< of linted files
  std::vector<const migration::Runner*> to_search;  ///< tools whose other files are context
  std::vector<SourceFile> context;
};

/// Histories by the folder that holds all migrations.
using Histories = std::map<std::string, History, std::less<>>;

/// One linted file and the context around it, in run order.
using Slot = std::vector<SourceFile>;

bool is_migration(const SourceFile& file) {
  return file.facts.runner != nullptr && file.facts.runner != &migration::psql_runner();
}

Histories histories_of(const std::vector<SourceFile>& linted, bool is_automatic) {
  Histories histories;
  for (std::size_t place = 0; place < linted.size(); ++place) {
    const SourceFile& file = linted[place];
    if (!is_migration(file)) continue;
    History& history = histories[file.facts.name.directory];
    history.places.push_back(place);
    if (!is_automatic || !file.is_named) continue;
    if (std::ranges::count(history.to_search, file.facts.runner) > 0) continue;
    history.to_search.push_back(file.facts.runner);
  }
  return histories;
}

std::vector<std::string> files_below(const std::string& root) {
  std::vector<std::string> files;
  std::vector<std::string> pending = {root};
  while (!pending.empty()) {
    const FolderContent content = sql_in(pending.back());
    pending.pop_back();
    std::ranges::copy(content.files, std::back_inserter(files));
    std::ranges::copy(content.folders, std::back_inserter(pending));
  }
  return files;
}

/// Files in the folder of all migrations that may be `runner`'s, in no order. Searches only the
/// folders of the tool, because a whole project may be below.
std::vector<std::string> candidates(const std::string& directory, const migration::Runner& runner) {
  FolderContent content = sql_in(directory);
  std::vector<std::string> files = std::move(content.files);
  for (const std::string_view name : runner.folders) {
    if (name.empty()) continue;
    if (name != "*") {
      std::ranges::move(files_below(directory + "/" + std::string(name)),
                        std::back_inserter(files));
      continue;
    }
    for (const std::string& folder : content.folders) {
      std::ranges::move(sql_in(folder).files, std::back_inserter(files));
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
  explicit OtherFiles(const migration::Runner* runner) : recogniser_(surroundings_, runner) {}

  /// Adds the files that are not in `taken` to the history in `directory`, and to `taken`.
  void add(const std::string& directory, History& history, std::set<std::string>& taken) {
    for (const migration::Runner* runner : history.to_search) {
      for (const std::string& path : candidates(directory, *runner)) {
        const std::string identity = identities_.of(path);
        if (taken.contains(identity)) continue;
        SourceFile file = {
            .path = seen_from_here(path), .is_context = true, .bytes = size_of(path)};
        file.facts = recogniser_.recognise(path, surroundings_.read(path, migration::head_bytes));
        if (!is_migration(file) || file.facts.name.directory != directory) continue;
        taken.insert(identity);
        history.context.push_back(std::move(file));
      }
    }
  }

 private:
  Identities identities_;
  DiskSurroundings surroundings_;
  migration::Recogniser recogniser_;
};

/// Distributes a history over the slots of its linted files in run order: context goes before the
/// next linted file; the remainder goes last.
void arrange(History history, std::vector<Slot>& slots) {
  struct Member {
    std::string path;
    SourceFile file;
  };
  std::vector<Member> members;
  const auto add = [&](SourceFile& file) {
    std::string path = absolute_path(file.path);
    members.push_back({.path = std::move(path), .file = std::move(file)});
  };
  for (const std::size_t place : history.places) add(slots[place].front());
  std::ranges::for_each(history.context, add);
  std::ranges::sort(members, {}, &Member::path);

  std::vector<migration::FileFacts> facts;
  facts.reserve(members.size());
  for (const Member& member : members) facts.push_back(member.file.facts);
  for (const std::size_t place : history.places) slots[place].clear();
  std::size_t next = 0;
  for (const std::size_t index : migration::run_order(facts)) {
    SourceFile& file = members[index].file;
    const std::size_t place = history.places[std::min(next, history.places.size() - 1)];
    if (!file.is_context) ++next;
    slots[place].push_back(std::move(file));
  }
}

}  // namespace

std::vector<SourceFile> with_context(std::vector<SourceFile> linted, ContextSources sources) {
  Histories histories = histories_of(linted, sources.is_automatic);
  const bool may_have_others = std::ranges::any_of(
      histories, [](const auto& history) { return !history.second.to_search.empty(); });
  if (sources.given.empty() && !may_have_others) return linted;
  std::set<std::string> taken;
  Identities identities;
  for (const SourceFile& file : linted) taken.insert(identities.of(file.path));

  std::vector<SourceFile> all;
  for (SourceFile& file : sources.given) {
    if (!taken.insert(identities.of(file.path)).second) continue;
    file.is_context = true;
    const auto history =
        is_migration(file) ? histories.find(file.facts.name.directory) : histories.end();
    const bool is_of_history = history != histories.end();
    if (is_of_history) file.is_of_all = false;
    (is_of_history ? history->second.context : all).push_back(std::move(file));
  }

  std::vector<Slot> slots(linted.size());
  for (std::size_t place = 0; place < linted.size(); ++place) {
    slots[place].push_back(std::move(linted[place]));
  }
  OtherFiles others(sources.runner);
  for (auto& [directory, history] : histories) {
    others.add(directory, history, taken);
    const bool is_ordered = !history.context.empty() || !history.to_search.empty();
    if (is_ordered) arrange(std::move(history), slots);
  }
  for (Slot& slot : slots) std::ranges::move(slot, std::back_inserter(all));
  return all;
}

}  // namespace pglint::cli
