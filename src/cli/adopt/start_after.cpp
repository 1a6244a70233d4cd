#include "cli/adopt/start_after.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "cli/input/surroundings.h"
#include "migration/runner.h"
#include "text/ascii.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// The position of a file in its phase of a history.
using Place = std::tuple<std::size_t, std::string>;

struct Member {
  std::string path;       ///< from the root
  std::string directory;  ///< of the history
  std::size_t phase = 0;
  Place place;
  bool is_up = true;
};

Member member_of(const SourceFile& file) {
  Member member = {.path = absolute_path(file.path)};
  const migration::FileName& name = file.facts.name;
  if (file.facts.runner == &migration::psql_runner() || name.directory.empty()) {
    member.directory = fs::path(member.path).parent_path().string();
    member.place = {0, member.path};
    return member;
  }
  member.directory = name.directory;
  member.phase = name.phase;
  member.place = {name.position, name.order};
  member.is_up = name.direction == migration::Direction::up;
  return member;
}

/// The parts of a member's path below the folder of its history.
std::vector<std::string> parts_of(const Member& member) {
  std::vector<std::string> parts;
  for (const fs::path& part : fs::path(member.path).lexically_relative(member.directory)) {
    parts.push_back(part.string());
  }
  return parts;
}

/// Whether `part` is `name` or begins with it as a version: `0007` in `0007_users.sql`, but not in
/// `00070_orders.sql`.
bool begins_with_word(std::string_view part, std::string_view name) {
  if (!part.starts_with(name)) return false;
  return part.size() == name.size() || !text::is_alphanumeric(part[name.size()]);
}

/// Whether `name` is a path to this file or to its folder, or a name or version in its path.
bool is_called(const Member& member, const std::string& name) {
  if (name.find('/') != std::string::npos) {
    std::string wanted = absolute_path(name);
    if (wanted.ends_with('/')) wanted.pop_back();
    return wanted == member.path ||
           (wanted.size() > member.directory.size() && member.path.starts_with(wanted + "/"));
  }
  return std::ranges::any_of(parts_of(member), [&](std::string_view part) {
    const bool has_flyways_letter = part.starts_with('V') || part.starts_with('U');
    return begins_with_word(part, name) ||
           (has_flyways_letter && begins_with_word(part.substr(1), name));
  });
}

/// The three names with the longest common beginning with `name`, sorted.
std::vector<std::string> nearest(const std::string& name, const std::vector<Member>& members) {
  std::set<std::string> names;
  for (const Member& member : members) names.insert(parts_of(member).front());
  std::vector<std::string> sorted(names.begin(), names.end());
  const auto distance = [&](const std::string& candidate) {
    const auto [left, right] = std::ranges::mismatch(name, candidate);
    return name.size() - static_cast<std::size_t>(left - name.begin());
  };
  std::ranges::stable_sort(sorted, {}, distance);
  constexpr std::size_t most = 3;
  sorted.resize(std::min(sorted.size(), most));
  std::ranges::sort(sorted);
  return sorted;
}

/// A named file without a history, such as a query that changed along with old migrations.
bool is_single_file(const SourceFile& file) {
  return file.is_named && file.facts.runner == &migration::psql_runner();
}

}  // namespace

std::optional<Error> start_after(const std::string& name, std::vector<SourceFile>& files) {
  if (files.empty()) return std::nullopt;
  std::vector<Member> members;
  members.reserve(files.size());
  for (const SourceFile& file : files) members.push_back(member_of(file));

  // The last place with the name per phase of each history: a version may go up in one file and
  // down in another.
  std::map<std::string, std::map<std::size_t, Place>, std::less<>> last;
  for (const Member& member : members) {
    if (!is_called(member, name)) continue;
    Place& place = last[member.directory][member.phase];
    place = std::max(place, member.place);
  }
  if (last.empty() && std::ranges::all_of(files, is_single_file)) return std::nullopt;
  if (last.empty()) {
    return Error{fmt::format("`--start-after {}`: no such migration; the nearest are `{}`", name,
                             fmt::join(nearest(name, members), "`, `"))};
  }
  for (std::size_t number = 0; number < files.size(); ++number) {
    const Member& member = members[number];
    const auto history = last.find(member.directory);
    if (history == last.end()) continue;
    auto place = history->second.find(member.phase);
    // A down migration may have its own phase; it is as old as its up migration.
    if (place == history->second.end() && !member.is_up) place = history->second.begin();
    if (place == history->second.end()) continue;
    if (member.place <= place->second) files[number].is_context = true;
  }
  return std::nullopt;
}

}  // namespace pglint::cli
