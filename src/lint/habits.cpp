#include "lint/habits.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "rule/fingerprint.h"
#include "text/format.h"

namespace pglint {
namespace {

using Members = std::vector<LastingFinding>;

bool is_before(const LastingFinding& a, const LastingFinding& b) {
  return std::pair(a.file, a.finding.range.begin) < std::pair(b.file, b.finding.range.begin);
}

bool is_of_column(const LastingFinding& found) {
  return found.made.kind == catalog::MadeKind::column_type ||
         found.made.kind == catalog::MadeKind::column_serial;
}

std::vector<std::string_view> objects_of(std::span<const LastingFinding> members) {
  std::vector<std::string_view> objects;
  objects.reserve(members.size());
  for (const LastingFinding& each : members) objects.push_back(each.finding.object);
  return objects;
}

/// The other members in the file of the first.
std::vector<RelatedRange> related_to_first(std::span<const LastingFinding> members) {
  constexpr std::size_t most = 10;
  std::vector<RelatedRange> related;
  for (const LastingFinding& each : members.subspan(1)) {
    if (related.size() == most || each.file != members.front().file) break;
    related.push_back({.range = each.finding.range, .message = "same problem here"});
  }
  return related;
}

/// `help` with its first piece of advice limited to what can be changed easily.
std::string for_new_columns(std::string help) {
  return help.insert(std::min(help.find("; "), help.size()), ", at least for new columns");
}

/// The finding at the first of `members`, which are in reading order, that sums them up.
Finding summary_of(std::span<const LastingFinding> members) {
  Finding finding = members.front().finding;
  const Rule& rule = *finding.rule;
  finding.message =
      text::format("{} {} ({})", members.size(), rule.many, objects_shown(objects_of(members)));
  finding.help = for_new_columns(std::string(rule.help));
  finding.related = related_to_first(members);
  finding.fixes.clear();
  finding.members_hash = members_hash(objects_of(members));
  return finding;
}

SchemaFinding found_at(std::size_t file, Finding finding) {
  return {.finding = std::move(finding), .at = {.file = file}, .has_ranges = true};
}

void add_habit(Members members, std::vector<SchemaFinding>& habits) {
  std::ranges::stable_sort(members, is_before);
  SchemaFinding whole = found_at(members.front().file, summary_of(members));
  whole.sums_up = std::make_shared<Summary>();
  const std::shared_ptr<Summary> summary = whole.sums_up;
  habits.push_back(std::move(whole));
  for (LastingFinding& each : members) {
    habits.push_back(found_at(each.file, std::move(each.finding)));
    habits.back().member_of = summary;
  }
}

}  // namespace

std::vector<SchemaFinding> take_habits(std::vector<LastingFinding>& lasting,
                                       const HabitGroup& group_of) {
  using Key = std::tuple<std::string_view, Severity, std::size_t, std::size_t>;
  std::map<Key, Members> groups;
  Members alone;
  for (LastingFinding& each : lasting) {
    const Finding& finding = each.finding;
    const bool may_be = !finding.rule->many.empty() && finding.is_shown && is_of_column(each);
    const std::optional<Habit> habit = may_be ? group_of(each) : std::nullopt;
    Members& of =
        habit ? groups[{finding.rule->id, finding.severity, habit->group, habit->least}] : alone;
    of.push_back(std::move(each));
  }
  std::vector<SchemaFinding> habits;
  for (auto& [key, members] : groups) {
    if (members.size() >= std::get<3>(key)) {
      add_habit(std::move(members), habits);
    } else {
      std::ranges::move(members, std::back_inserter(alone));
    }
  }
  lasting = std::move(alone);
  return habits;
}

}  // namespace pglint
