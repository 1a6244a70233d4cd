#include "migration/recognition.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/path_order.h"
#include "migration/words.h"

namespace pglint::migration {
namespace {

/// At most so many files of a folder are searched for markers, to limit the cost of large folders.
constexpr std::size_t most_neighbors = 32;
/// Files next to migrations are small; a plan of this size has tens of thousands of changes.
constexpr std::size_t largest_sidecar = 4 * 1024 * 1024;

/// The path of `relative`, which may begin with `../`, from `directory`.
std::string beside(std::string_view directory, std::string_view relative) {
  constexpr std::string_view up = "../";
  while (relative.starts_with(up)) {
    relative.remove_prefix(up.size());
    directory = split_path(directory).folder;
  }
  return fmt::format("{}/{}", directory, relative);
}

/// Numbered folders side by side hold one history.
void join_numbered_folders(FileFacts& facts) {
  const std::string directory = facts.name.directory;
  const auto [parent, name] = split_path(directory);
  if (facts.runner == &psql_runner() || parent.empty() || !is_version(name)) return;
  if (!facts.runner->ignores_numbered_folders) facts.name.order.insert(0, path_key(name) + "/");
  facts.name.directory = parent;
}

bool has_folder_each(const Runner& runner) { return runner.folders[0] == "*"; }

/// The settings file of the migration at `path`.
std::string setting_path(const std::string& path, std::string_view name) {
  if (name.starts_with('*')) return path + std::string(name.substr(1));
  return beside(split_path(path).folder, name);
}

}  // namespace

/// The names that runners read in one path, each read once.
class Recognizer::Names {
 public:
  /// `path` must outlive this.
  explicit Names(const std::string& path) : path_(path), split_(split_path(path)) {
    readings_.reserve(all_runners().size());
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view folder() const { return split_.folder; }

  /// Null if it is not a name of `runner`.
  [[nodiscard]] const FileName* read_by(const Runner& runner) {
    if (runner.read_name == nullptr) return nullptr;
    auto reading = std::ranges::find(readings_, runner.read_name, &Reading::read);
    if (reading == readings_.end()) {
      readings_.push_back({.read = runner.read_name, .name = runner.read_name(path_)});
      reading = std::prev(readings_.end());
    }
    return reading->name ? &*reading->name : nullptr;
  }

  /// The folder of all migrations, assuming that the file is one of `runner`'s.
  [[nodiscard]] std::string_view directory(const Runner& runner) {
    const FileName* name = read_by(runner);
    return name == nullptr ? split_.folder : name->directory;
  }

  /// The name as `runner` reads it; the folder and the plain name if it does not.
  [[nodiscard]] FileName name_for(const Runner& runner) {
    if (const FileName* name = read_by(runner)) return *name;
    const auto order_of = runner.order_of;
    return {.directory = std::string(split_.folder),
            .order = order_of == nullptr ? std::string(split_.name) : order_of(split_.name)};
  }

 private:
  struct Reading {
    std::optional<FileName> (*read)(std::string_view path) = nullptr;
    std::optional<FileName> name;
  };

  const std::string& path_;
  SplitPath split_;
  std::vector<Reading> readings_;
};

struct Recognizer::Marked {
  /// By the first runner that has a marker in `head`.
  static std::optional<Marked> find(const Head& head) {
    for (const Runner* runner : all_runners()) {
      if (runner->find_marker == nullptr) continue;
      if (const auto marker = runner->find_marker(head)) return Marked{runner, *marker};
    }
    return std::nullopt;
  }

  const Runner* runner = nullptr;
  Marker marker;
};

/// `head` is only lexed if one of its lines may be a marker.
std::optional<Recognizer::Marked> Recognizer::marked_by(std::string_view head) {
  const std::size_t hash = std::hash<std::string_view>()(head);
  if (unmarked_.contains(hash)) return std::nullopt;
  auto marked = Marked::find(possible_head_of(head));
  if (marked) marked = Marked::find(head_of(head));
  if (!marked) unmarked_.insert(hash);
  return marked;
}

FileFacts Recognizer::recognize(const std::string& path, std::string_view head) {
  Names names(path);
  Found found = find(names, head.substr(0, head_bytes));
  FileFacts facts = {.runner = found.runner, .why = std::move(found.why)};
  facts.name = names.name_for(*facts.runner);
  facts.no_transaction = setting_beside(path, *facts.runner);
  if (facts.runner->read_list != nullptr) {
    const List& list = list_of(facts.name.directory, *facts.runner);
    const auto entry = list.find(facts.name.listed_as);
    facts.name.position = entry == list.end() ? list.size() : entry->second;
  }
  join_numbered_folders(facts);
  return facts;
}

Recognizer::Found Recognizer::find(Names& names, std::string_view head) {
  if (fixed_ != nullptr) return {.runner = fixed_, .why = "set by `--migration-tool`"};
  if (const auto marked = marked_by(head)) {
    const auto& [runner, marker] = *marked;
    return {.runner = runner, .why = fmt::format("`{}` on line {}", marker.text, marker.line)};
  }
  if (auto found = by_sidecar(names)) return *found;
  if (auto found = by_neighbors(names)) return *found;
  if (auto found = by_name(names)) return *found;
  return {.runner = &psql_runner(), .why = "no migration tool recognized"};
}

std::optional<Recognizer::Found> Recognizer::by_sidecar(Names& names) {
  for (const Runner* runner : all_runners()) {
    if (runner->sidecars[0].empty()) continue;
    if (runner->read_name != nullptr && names.read_by(*runner) == nullptr) continue;
    const std::string_view sidecar = sidecar_of(*runner, names);
    if (!sidecar.empty()) return Found{.runner = runner, .why = fmt::format("`{}`", sidecar)};
  }
  return std::nullopt;
}

/// The first existing one of the runner's sidecar files; empty if there is none.
std::string_view Recognizer::sidecar_of(const Runner& runner, Names& names) {
  const std::string_view directory = names.directory(runner);
  const auto [entry, is_new] = sidecars_[&runner].try_emplace(std::string(directory));
  constexpr std::string_view in_folder = "./";
  for (const std::string_view sidecar : runner.sidecars) {
    if (sidecar.starts_with(in_folder)) {
      const std::string_view name = sidecar.substr(in_folder.size());
      if (surroundings_.exists(beside(names.folder(), name))) return name;
    } else if (is_new && entry->second.empty() && !sidecar.empty() &&
               surroundings_.exists(beside(directory, sidecar))) {
      entry->second = sidecar;
    }
  }
  return entry->second;
}

/// A file without a marker belongs to the tool of its neighbors with markers, if its name fits.
std::optional<Recognizer::Found> Recognizer::by_neighbors(Names& names) {
  bool may_have_any = false;
  for (const Runner* runner : all_runners()) {
    if (runner->find_marker == nullptr || names.read_by(*runner) == nullptr) continue;
    may_have_any = true;
    if (!has_folder_each(*runner)) continue;
    const auto& marked = marked_in(names.directory(*runner), runner);
    if (marked && marked->runner == runner) return marked;
  }
  if (!may_have_any) return std::nullopt;
  const auto& marked = marked_in(names.folder(), nullptr);
  const bool fits = marked && names.read_by(*marked->runner) != nullptr;
  return fits ? marked : std::nullopt;
}

/// The runner of the first file with a marker in `directory`, or in the folders that `of_folders`
/// has for its migrations there.
const std::optional<Recognizer::Found>& Recognizer::marked_in(std::string_view directory,
                                                              const Runner* of_folders) {
  const auto [entry, is_new] = marked_.try_emplace({std::string(directory), of_folders});
  if (!is_new) return entry->second;
  const std::string& folder = entry->first.first;
  std::vector<std::string> names =
      of_folders == nullptr ? surroundings_.sql_files(folder) : migrations_in(folder, *of_folders);
  names.resize(std::min(names.size(), most_neighbors));
  for (const std::string& name : names) {
    const std::string head = surroundings_.read(beside(folder, name), head_bytes);
    const auto marked = marked_by(head);
    if (!marked) continue;
    entry->second = Found{.runner = marked->runner,
                          .why = fmt::format("`{}` in {} next to it", marked->marker.text, name)};
    break;
  }
  return entry->second;
}

/// The paths of SQL files in the folder of all migrations, relative to it.
std::vector<std::string> Recognizer::migrations_in(const std::string& directory,
                                                   const Runner& runner) const {
  std::vector<std::string> paths = surroundings_.sql_files(directory);
  if (!has_folder_each(runner)) return paths;
  for (const std::string& folder : surroundings_.folders(directory)) {
    for (const std::string& name : surroundings_.sql_files(beside(directory, folder))) {
      paths.push_back(fmt::format("{}/{}", folder, name));
    }
  }
  return paths;
}

/// A name that several tools have is that of the one whose typical names are in the same folder.
std::optional<Recognizer::Found> Recognizer::by_name(Names& names) {
  for (const Runner* runner : all_runners()) {
    const FileName* name = runner->known_by_name ? names.read_by(*runner) : nullptr;
    if (name == nullptr) continue;
    if (is_typical(*name)) {
      const bool has_twin = !name->twin.empty() && surroundings_.exists(name->twin);
      return Found{.runner = runner,
                   .why = has_twin ? fmt::format("`{}` next to it", split_path(name->twin).name)
                                   : "recognized by its name"};
    }
    const std::string& typical = typical_in(name->directory, *runner);
    if (typical.empty()) continue;
    return Found{.runner = runner, .why = fmt::format("the name of {} next to it", typical)};
  }
  return std::nullopt;
}

bool Recognizer::is_typical(const FileName& name) const {
  return name.is_typical &&
         (name.twin.empty() || !name.is_twin_needed || surroundings_.exists(name.twin));
}

const std::string& Recognizer::typical_in(std::string_view directory, const Runner& runner) {
  const auto [entry, is_new] = typical_.try_emplace({std::string(directory), &runner});
  if (!is_new) return entry->second;
  for (std::string& path : migrations_in(entry->first.first, runner)) {
    const auto name = runner.read_name(beside(directory, path));
    if (!name || name->directory != directory || !is_typical(*name)) continue;
    entry->second = std::move(path);
    break;
  }
  return entry->second;
}

std::string Recognizer::setting_beside(const std::string& path, const Runner& runner) {
  const SettingFile& file = runner.no_transaction;
  if (file.name.empty()) return {};
  const std::string from = setting_path(path, file.name);
  const auto [entry, is_new] = settings_.try_emplace(from);
  if (is_new) {
    const std::string content = surroundings_.read(from, largest_sidecar);
    entry->second = same_word(setting(content, file.key), file.value);
  }
  if (!entry->second) return {};
  return fmt::format("`{} = {}` in {}", file.key, file.value, split_path(from).name);
}

const Recognizer::List& Recognizer::list_of(const std::string& directory, const Runner& runner) {
  const std::string path = beside(directory, runner.list_file);
  const auto [entry, is_new] = lists_.try_emplace(path);
  if (!is_new) return entry->second;
  for (std::string& name : runner.read_list(surroundings_.read(path, largest_sidecar))) {
    entry->second.try_emplace(std::move(name), entry->second.size());
  }
  return entry->second;
}

std::vector<std::size_t> run_order(std::span<const FileFacts* const> files) {
  std::map<std::tuple<std::string_view, std::string_view>, std::vector<std::size_t>> groups;
  for (std::size_t index = 0; index < files.size(); ++index) {
    const FileFacts& file = *files[index];
    if (file.runner == &psql_runner()) continue;
    groups[{file.runner->name, file.name.directory}].push_back(index);
  }
  std::vector<std::size_t> order(files.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::size_t index) {
    const FileName& name = files[index]->name;
    return std::tie(name.phase, name.position, name.order);
  };
  for (const auto& [group, places] : groups) {
    std::vector<std::size_t> sorted = places;
    std::ranges::stable_sort(sorted, {}, key);
    for (std::size_t place = 0; place < places.size(); ++place) {
      order[places[place]] = sorted[place];
    }
  }
  return order;
}

}  // namespace pglint::migration
