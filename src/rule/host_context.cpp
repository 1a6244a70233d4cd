#include "rule/host_context.h"

#include <utility>

#include "host/file_kind.h"
#include "rule/make_finding.h"
#include "text/hash.h"

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

HostContext::HostContext(const Settings& settings, FileResult& result)
    : settings_(settings),
      result_(result),
      place_(host::is_ci_configuration(result.path) ? HostPlace::ci : HostPlace::anywhere) {}

void HostContext::report(Report report) {
  Finding finding = make_finding(*rule_, std::move(report), settings_);
  finding.statement_hash = unit_hash_;
  result_.findings.push_back(std::move(finding));
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
