#include "rule/schema/schema_context.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "design/accepted.h"
#include "design/name/older_names.h"
#include "rule/fingerprint.h"
#include "rule/make_finding.h"
#include "rule/settings.h"
#include "rule/statement_hash.h"

namespace pglint {
namespace {

std::vector<RelatedRange> related_ranges(SchemaFinding& found, catalog::PlaceFinder& places) {
  std::vector<RelatedRange> ranges;
  for (RelatedPlace& place : found.related) {
    if (place.at.file != found.at.file) continue;
    ranges.push_back(
        {.range = places.range_of(place.at, place.name), .message = std::move(place.message)});
  }
  return ranges;
}

/// Without high confidence, a finding is an info by default.
Severity severity_of(const SchemaReport& report, const Rule& rule) {
  return report.severity.value_or(report.confidence == Confidence::high ? rule.severity
                                                                        : Severity::info);
}

/// The objects of all reports but the first, for a message: `` (`orders`, `items` and 3 more)``.
std::string others_in(std::span<const SchemaReport> reports) {
  std::vector<std::string_view> names;
  for (const SchemaReport& each : reports.subspan(1)) {
    const std::string_view name = each.object.empty() ? each.name : each.object;
    if (!name.empty()) names.push_back(name);
  }
  return names.empty() ? std::string() : " (" + objects_shown(names) + ")";
}

/// Gives a member without words those of the report that sums it up.
void take_words(SchemaReport& member, const SchemaReport& whole) {
  if (!member.message.empty() || member.text) return;
  member.text = whole.text;
  member.message = whole.message;
  member.help = whole.help;
  member.severity = whole.severity;
  member.confidence = whole.confidence;
}

void add_objects(const SchemaReport& report, std::vector<std::string_view>& objects) {
  if (report.members.empty()) objects.push_back(report.object);
  for (const SchemaReport& member : report.members) add_objects(member, objects);
}

/// See `Finding::members_hash`.
std::uint64_t hash_of(const std::vector<SchemaReport>& members) {
  if (members.empty()) return 0;
  std::vector<std::string_view> objects;
  for (const SchemaReport& member : members) add_objects(member, objects);
  return members_hash(std::move(objects));
}

}  // namespace

void Summary::split() {
  is_split = true;
  for (Summary* each = whole.get(); each != nullptr && !each->is_split; each = each->whole.get()) {
    each->is_split = true;
  }
}

int SchemaContext::pg_version() const { return settings_.pg_version; }

std::string_view SchemaContext::option(std::string_view name) const {
  return settings_.option(*rule_, name);
}

std::ptrdiff_t SchemaContext::number(std::string_view option) const {
  const std::string_view written = this->option(option);
  std::ptrdiff_t value = 0;
  std::from_chars(written.data(), written.data() + written.size(), value);
  return value;
}

const design::Schema& SchemaContext::design() {
  if (!design_) design_.emplace(catalog_, runners_);
  return *design_;
}

bool SchemaContext::is_accepted(const Subject& subject) const {
  if (subject.relation == nullptr) return false;
  const design::AcceptedRule rule = {.id = rule_->id,
                                     .of_normalization = rule_->group == Group::normalization};
  if (design::is_accepted(subject.relation->comment, rule)) return true;
  return !subject.columns.empty() &&
         std::ranges::all_of(subject.columns, [&](const std::string& name) {
           const catalog::Column* column = subject.relation->find_column(name);
           return column != nullptr && design::is_accepted(column->comment, rule);
         });
}

void SchemaContext::keep(SchemaReport report, const std::shared_ptr<Summary>& whole) {
  if (whole == nullptr && report.text) {
    FindingText said = std::exchange(report.text, {})();
    report.message = std::move(said.message);
    report.help = std::move(said.help);
  }
  std::vector<SchemaReport> members = std::move(report.members);
  std::erase_if(members, [&](const SchemaReport& each) { return is_accepted(each.subject); });
  for (SchemaReport& member : members) take_words(member, report);
  const Severity severity = severity_of(report, *rule_);
  std::vector<design::Renamed> renamed =
      design::renamed_in(report.message, renamed_of(report.subject.relation));
  const auto make = report.text ? make_silent_finding : make_finding;
  Finding finding = make(*rule_,
                         {.at = {},
                          .message = std::move(report.message),
                          .help = std::move(report.help),
                          .object = std::move(report.object),
                          .severity = severity,
                          .confidence = report.confidence},
                         settings_);
  finding.members_hash = hash_of(members);
  SchemaFinding found = {.finding = std::move(finding),
                         .at = report.at,
                         .name = std::move(report.name),
                         .related = std::move(report.related),
                         .renamed = std::move(renamed),
                         .member_of = whole,
                         .text = std::move(report.text)};
  if (members.empty()) {
    found.fixes = std::move(report.fixes);
    found.finding.plan = std::move(report.plan);
  }
  if (!members.empty()) found.sums_up = std::make_shared<Summary>(Summary{.whole = whole});
  const std::shared_ptr<Summary> summary = found.sums_up;
  findings_.push_back(std::move(found));
  for (SchemaReport& member : members) keep(std::move(member), summary);
}

const std::vector<design::Renamed>& SchemaContext::renamed_of(const catalog::Relation* relation) {
  const auto [known, is_new] = renamed_.try_emplace(relation);
  if (is_new && relation != nullptr) known->second = design::renamed_parts_of(*relation, catalog_);
  return known->second;
}

void SchemaContext::report(SchemaReport report) {
  if (!is_accepted(report.subject)) keep(std::move(report));
}

void SchemaContext::report_once(std::vector<SchemaReport> reports, const OneCause& cause) {
  constexpr std::size_t most_related = 10;
  std::erase_if(reports, [&](const SchemaReport& each) { return is_accepted(each.subject); });
  const auto hidden = std::stable_partition(
      reports.begin(), reports.end(),
      [&](const SchemaReport& each) { return each.confidence >= settings_.min_confidence; });
  for (auto each = hidden; each != reports.end(); ++each) keep(std::move(*each));
  reports.erase(hidden, reports.end());
  if (reports.size() < std::max<std::size_t>(cause.least, 2)) {
    for (SchemaReport& each : reports) keep(std::move(each));
    return;
  }
  std::ranges::stable_sort(reports, [](const SchemaReport& a, const SchemaReport& b) {
    return catalog::is_before(a.at, b.at);
  });
  SchemaReport all = reports.front();
  all.text = {};
  // Related places in other files are not shown.
  all.message = cause.message(all, reports.size() - 1) + others_in(reports);
  all.related.clear();
  for (const SchemaReport& each : std::span(reports).subspan(1)) {
    if (all.related.size() == most_related) break;
    all.related.push_back({.at = each.at, .name = each.name, .message = "same problem here"});
  }
  keep(std::move(all).sums_up(std::move(reports)));
}

std::string objects_shown(const std::vector<std::string_view>& objects) {
  constexpr std::string_view usual_schema = "public.";
  std::vector<std::string> names;
  names.reserve(objects.size());
  for (std::string_view object : objects) {
    if (object.starts_with(usual_schema)) object.remove_prefix(usual_schema.size());
    names.emplace_back(object);
  }
  return design::list_of(names);
}

Finding located(SchemaFinding found, catalog::PlaceFinder& places) {
  Finding finding = std::move(found.finding);
  if (found.has_ranges) return finding;
  if (found.text) give_text(finding, found.text());
  finding.range = places.range_of(found.at, found.name);
  finding.related = related_ranges(found, places);
  if (found.fixes) finding.fixes = found.fixes(places.statement_of(found.at), finding.range);
  finding.statement_hash = places.hash_of(found.at, statement_hash);
  if (!found.renamed.empty()) {
    finding.message += design::older_names(found.renamed, places.statement_of(found.at));
  }
  return finding;
}

}  // namespace pglint
