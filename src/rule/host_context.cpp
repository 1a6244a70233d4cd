#include "rule/host_context.h"

#include <cassert>
#include <utility>

#include "rule/message_style.h"
#include "rule/settings.h"
#include "text/hash.h"
#include "text/printable.h"

namespace pglint {
namespace {

void add_field(const host::HbaField& field, Hash& hash) {
  for (const host::HbaValue& value : field.values) {
    hash.add(value.text);
    hash.add(',');
  }
  hash.add('\n');
}

}  // namespace

void HostContext::report(Report report) {
  report.message = text::printable(report.message);
  assert(is_well_formed(report.message));
  assert(report.at.begin <= report.at.end);
  findings_.push_back({.rule = rule_,
                       .severity = report.severity.value_or(rule_->severity),
                       .confidence = report.confidence,
                       .range = report.at,
                       .message = std::move(report.message),
                       .object = std::move(report.object),
                       .related = std::move(report.related),
                       .fixes = std::move(report.fixes),
                       .statement_hash = unit_hash_});
  decide_shown(findings_.back(), settings_);
}

void HostContext::enter(const host::Command& command) {
  Hash hash;
  hash.add(command.program);
  for (const host::Word& word : command.arguments) {
    hash.add('\n');
    hash.add(word.text());
  }
  unit_hash_ = hash.value();
}

void HostContext::enter(const host::Assignment& assignment) {
  Hash hash;
  hash.add(assignment.name);
  hash.add('=');
  hash.add(assignment.value.text());
  unit_hash_ = hash.value();
}

void HostContext::enter(const host::HbaRecord& record) {
  Hash hash;
  hash.add(record.type);
  hash.add('\n');
  add_field(record.databases, hash);
  add_field(record.users, hash);
  hash.add(record.address);
  hash.add('\n');
  hash.add(record.method.text);
  unit_hash_ = hash.value();
}

}  // namespace pglint
