#include "rule/run/alike.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "rule/fingerprint.h"
#include "text/format.h"

namespace pglint {
namespace {

using Members = std::vector<std::size_t>;  ///< positions

/// By rule, file, object, severity and help.
using AlikeKey = std::tuple<const Rule*, std::size_t, std::string_view, Severity, std::string_view>;

std::map<AlikeKey, Members> groups_of(const std::vector<SchemaFinding>& findings) {
  std::map<AlikeKey, Members> groups;
  for (std::size_t number = 0; number < findings.size(); ++number) {
    const SchemaFinding& each = findings[number];
    const Finding& finding = each.finding;
    // Names in statements that are put together may be others than they seem.
    const bool may_be = finding.is_shown && finding.confidence == Confidence::high;
    if (finding.rule->alike.front().empty() || !may_be) continue;
    groups[{finding.rule, each.at.file, finding.object, finding.severity, finding.help}].push_back(
        number);
  }
  return groups;
}

/// Of the later ones; in the output, more than this many are too many.
std::vector<RelatedPlace> places_of(const std::vector<SchemaFinding>& findings,
                                    const Members& members) {
  constexpr std::size_t most = 10;
  std::vector<RelatedPlace> places;
  for (std::size_t place = 1; place < std::min(members.size(), most + 1); ++place) {
    const SchemaFinding& each = findings[members[place]];
    places.push_back({.at = each.at, .name = each.name, .message = "same problem here"});
  }
  return places;
}

/// The names of the members, for the hash.
std::uint64_t hash_of_members(const std::vector<SchemaFinding>& findings, const Members& members) {
  std::vector<std::string_view> messages;
  messages.reserve(members.size());
  for (const std::size_t number : members) messages.push_back(findings[number].finding.message);
  return members_hash(std::move(messages));
}

SchemaFinding summary_of(const std::vector<SchemaFinding>& findings, const Members& members) {
  SchemaFinding whole = findings[members.front()];
  const std::size_t others = members.size() - 1;
  whole.finding.message += text::format("; likewise {} more {} below", others,
                                        whole.finding.rule->alike[others == 1 ? 0 : 1]);
  whole.finding.members_hash = hash_of_members(findings, members);
  std::ranges::move(places_of(findings, members), std::back_inserter(whole.related));
  whole.sums_up = std::make_shared<Summary>();
  return whole;
}

bool is_replaced_by(const SchemaFinding& found, const SchemaFinding& by) {
  const auto& replaced = by.finding.rule->replaces;
  return found.at == by.at && found.name == by.name &&
         std::ranges::count(replaced, found.finding.rule->id) > 0;
}

/// Findings in the order of the run: those about one clause are close to each other.
void add_replaced(std::vector<SchemaFinding>& findings, std::size_t member) {
  const std::shared_ptr<Summary>& summary = findings[member].member_of;
  const auto take = [&](SchemaFinding& other) {
    const catalog::Place& at = findings[member].at;
    if (other.at.file != at.file || other.at.statement != at.statement) return false;
    if (is_replaced_by(other, findings[member])) other.member_of = summary;
    return true;
  };
  for (std::size_t at = member; at-- > 0 && take(findings[at]);) {
  }
  for (std::size_t at = member + 1; at < findings.size() && take(findings[at]); ++at) {
  }
}

}  // namespace

void sum_up_alike(std::vector<SchemaFinding>& findings) {
  std::vector<SchemaFinding> summaries;
  for (const auto& [key, members] : groups_of(findings)) {
    if (members.size() < 2) continue;
    summaries.push_back(summary_of(findings, members));
    for (const std::size_t number : members) findings[number].member_of = summaries.back().sums_up;
    for (const std::size_t number : members) add_replaced(findings, number);
  }
  std::ranges::move(summaries, std::back_inserter(findings));
}

}  // namespace pglint
