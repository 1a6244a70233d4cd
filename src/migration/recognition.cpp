#include "migration/recognition.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/words.h"

namespace pglint::migration {
namespace {

/// So many files of a folder are searched for markers, so that a large folder costs little.
constexpr std::size_t most_neighbours = 32;
/// Files beside migrations are small; a plan of that many bytes has tens of thousands of changes.
constexpr std::size_t largest_sidecar = 4 * 1024 * 1024;

/// The runner whose marker a file has.
struct Marked {
  const Runner* runner = nullptr;
  Marker marker;
};

/// For the file that begins with `text`.
std::optional<Marked> find_marked(std::string_view text) {
  const Head head = head_of(text);
  for (const Runner* runner : all_runners()) {
    if (runner->find_marker == nullptr) continue;
    if (const auto marker = runner->find_marker(head)) return Marked{runner, *marker};
  }
  return std::nullopt;
}

/// The name that `runner` reads in `path`; the folder and the name itself where it reads none.
FileName name_for(const Runner& runner, const std::string& path) {
  if (runner.read_name != nullptr) {
    if (auto name = runner.read_name(path)) return *name;
  }
  const SplitPath split = split_path(path);
  return {.directory = std::string(split.folder), .order = std::string(split.name)};
}

/// Path of `relative`, which may begin with `../`, seen from `directory`.
std::string beside(std::string_view directory, std::string_view relative) {
  constexpr std::string_view up = "../";
  while (relative.starts_with(up)) {
    relative.remove_prefix(up.size());
    directory = split_path(directory).folder;
  }
  return fmt::format("{}/{}", directory, relative);
}

/// The file of settings for the migration at `path`.
std::string setting_path(const std::string& path, std::string_view name) {
  if (name.starts_with('*')) return path + std::string(name.substr(1));
  return beside(split_path(path).folder, name);
}

}  // namespace

FileFacts Recogniser::recognise(const std::string& path, std::string_view head) {
  Found found = find(path, head.substr(0, head_bytes));
  FileFacts facts = {.runner = found.runner, .why = std::move(found.why)};
  facts.name = name_for(*facts.runner, path);
  facts.no_transaction = setting_beside(path, *facts.runner);
  if (facts.runner->read_list != nullptr) {
    const List& list = list_of(facts.name.directory, *facts.runner);
    const auto entry = list.find(facts.name.listed_as);
    facts.name.position = entry == list.end() ? list.size() : entry->second;
  }
  return facts;
}

Recogniser::Found Recogniser::find(const std::string& path, std::string_view head) {
  if (fixed_ != nullptr) return {.runner = fixed_, .why = "`--runner` says so"};
  if (const auto marked = find_marked(head)) {
    const auto& [runner, marker] = *marked;
    return {.runner = runner, .why = fmt::format("`{}` on line {}", marker.text, marker.line)};
  }
  if (auto found = by_sidecar(path)) return *found;
  if (auto found = by_neighbours(path)) return *found;
  for (const Runner* runner : all_runners()) {
    if (!runner->known_by_name || !runner->read_name(path)) continue;
    return {.runner = runner, .why = "known by its name"};
  }
  return {.runner = &psql_runner(), .why = "nothing tells a migration tool"};
}

std::optional<Recogniser::Found> Recogniser::by_sidecar(const std::string& path) const {
  for (const Runner* runner : all_runners()) {
    if (runner->sidecars[0].empty()) continue;
    if (runner->read_name != nullptr && !runner->read_name(path)) continue;
    const FileName name = name_for(*runner, path);
    for (const std::string_view sidecar : runner->sidecars) {
      if (sidecar.empty() || !surroundings_.exists(beside(name.directory, sidecar))) continue;
      return Found{.runner = runner, .why = fmt::format("`{}`", sidecar)};
    }
  }
  return std::nullopt;
}

/// A file without a marker whose name fits those that have one.
std::optional<Recogniser::Found> Recogniser::by_neighbours(const std::string& path) {
  const bool may_have_any = std::ranges::any_of(all_runners(), [&](const Runner* runner) {
    return runner->find_marker != nullptr && runner->read_name != nullptr &&
           runner->read_name(path);
  });
  if (!may_have_any) return std::nullopt;
  const auto& marked = marked_in(std::string(split_path(path).folder));
  const bool fits =
      marked && marked->runner->read_name != nullptr && marked->runner->read_name(path).has_value();
  return fits ? marked : std::nullopt;
}

/// The runner of the first file in `folder` that has a marker.
const std::optional<Recogniser::Found>& Recogniser::marked_in(const std::string& folder) {
  const auto [entry, is_new] = marked_.try_emplace(folder);
  if (!is_new) return entry->second;
  std::vector<std::string> names = surroundings_.sql_files(folder);
  names.resize(std::min(names.size(), most_neighbours));
  for (const std::string& name : names) {
    const std::string head = surroundings_.read(beside(folder, name), head_bytes);
    const auto marked = find_marked(head);
    if (!marked) continue;
    entry->second = Found{.runner = marked->runner,
                          .why = fmt::format("`{}` in {} beside it", marked->marker.text, name)};
    break;
  }
  return entry->second;
}

std::string Recogniser::setting_beside(const std::string& path, const Runner& runner) const {
  const SettingFile& file = runner.no_transaction;
  if (file.name.empty()) return {};
  const std::string from = setting_path(path, file.name);
  const std::string content = surroundings_.read(from, largest_sidecar);
  if (!same_word(setting(content, file.key), file.value)) return {};
  return fmt::format("`{} = {}` in {}", file.key, file.value, split_path(from).name);
}

const Recogniser::List& Recogniser::list_of(const std::string& directory, const Runner& runner) {
  const std::string path = beside(directory, runner.list_file);
  const auto [entry, is_new] = lists_.try_emplace(path);
  if (!is_new) return entry->second;
  for (std::string& name : runner.read_list(surroundings_.read(path, largest_sidecar))) {
    entry->second.try_emplace(std::move(name), entry->second.size());
  }
  return entry->second;
}

std::vector<std::size_t> run_order(std::span<const FileFacts> files) {
  std::map<std::tuple<std::string_view, std::string_view>, std::vector<std::size_t>> groups;
  for (std::size_t index = 0; index < files.size(); ++index) {
    if (files[index].runner == &psql_runner()) continue;
    groups[{files[index].runner->name, files[index].name.directory}].push_back(index);
  }
  std::vector<std::size_t> order(files.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::size_t index) {
    const FileName& name = files[index].name;
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
