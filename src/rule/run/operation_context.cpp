#include "rule/run/operation_context.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "locks/record.h"
#include "rule/make_finding.h"
#include "rule/settings.h"

namespace pglint {

int RunContext::pg_version() const { return settings_.pg_version; }

std::string_view RunContext::option(std::string_view name) const {
  return settings_.option(*rule_, name);
}

std::ptrdiff_t RunContext::number(std::string_view name) const {
  const std::string_view written = option(name);
  std::ptrdiff_t value = 0;
  std::from_chars(written.data(), written.data() + written.size(), value);
  return value;
}

std::shared_ptr<const locks::LockFacts> RunContext::lock_facts() const {
  if (effects_ == nullptr || !effects_->row->refused.empty()) return nullptr;
  locks::LockFacts facts = locks::facts_of(*effects_, session_);
  if (facts.held.empty() && locks::what_waits(facts.locks).empty()) return nullptr;
  return std::make_shared<const locks::LockFacts>(std::move(facts));
}

void RunContext::report(OperationReport report) {
  const bool has_place = report.at != catalog::Place();
  const bool is_of_clause = !has_place && operation_ != nullptr;
  Confidence confidence = report.confidence;
  if (statement_.is_conditional || statement_.is_dynamic) {
    confidence = std::min(confidence, Confidence::medium);
  }
  Finding finding = make_finding(*rule_,
                                 {.at = {},
                                  .message = std::move(report.message),
                                  .help = std::move(report.help),
                                  .object = object_,
                                  .severity = report.severity,
                                  .confidence = confidence},
                                 settings_);
  // What fails locks nothing for long.
  if (finding.severity != Severity::error) finding.locks = lock_facts();
  findings_.push_back({.finding = std::move(finding),
                       .at = has_place      ? report.at
                             : is_of_clause ? operation_->place
                                            : statement_.place,
                       .name = is_of_clause ? operation_->place_name : std::string(),
                       .related = std::move(report.related),
                       .only_alone = report.only_alone});
}

void OperationContext::enter(const locks::Operation& operation, const locks::Effects& effects) {
  set_clause(
      operation, effects,
      effects.relation == nullptr ? operation.object.shown() : effects.relation->name.shown());
}

std::string OperationContext::table() const {
  return effects().relation == nullptr ? operation().object.name : effects().relation->name.name;
}

}  // namespace pglint
