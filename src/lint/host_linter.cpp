#include "lint/host_linter.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "host/host_file.h"
#include "parse/source/preprocess.h"
#include "rule/builtin_reporter.h"
#include "rule/builtin_rules.h"
#include "rule/host_context.h"
#include "suppress/host_comments.h"
#include "suppress/suppression_reader.h"

namespace pglint {
namespace {

/// The rules that look at anything but SQL.
std::vector<const Rule*> host_rules(const Settings& settings) {
  std::vector<const Rule*> rules;
  std::ranges::copy_if(settings.rules, std::back_inserter(rules), [&](const Rule* rule) {
    const HostChecks& checks = rule->host_checks;
    const bool has_any =
        checks.command != nullptr || checks.assignment != nullptr || checks.record != nullptr;
    return has_any && rule->min_pg_version <= settings.pg_version;
  });
  return rules;
}

/// Calls the check that `member` of each rule's checks is, for each of `things`.
template <class Things, class Check>
void check_all(const Things& things, Check HostChecks::*member,
               const std::vector<const Rule*>& rules, HostContext& context) {
  for (const auto& thing : things) {
    context.enter(thing);
    for (const Rule* rule : rules) {
      const Check check = rule->host_checks.*member;
      if (check == nullptr) continue;
      context.enter_rule(*rule);
      check(thing, context);
    }
  }
}

void check(const host::HostFile& file, const Settings& settings, FileResult& result) {
  const auto rules = host_rules(settings);
  HostContext context(settings,
                      host::is_ci_configuration(result.path) ? HostPlace::ci : HostPlace::anywhere);
  check_all(file.activity.commands, &HostChecks::command, rules, context);
  check_all(file.activity.assignments, &HostChecks::assignment, rules, context);
  check_all(file.records, &HostChecks::record, rules, context);
  std::ranges::move(context.findings(), std::back_inserter(result.findings));
}

void report_problems(const host::HostFile& file, const Settings& settings, FileResult& result) {
  BuiltinReporter builtin(settings, result);
  for (const host::HbaProblem& problem : file.hba_problems) {
    if (problem.is_template) {
      builtin.report_not_analysed(
          problem.range, "the line has a mark that a tool replaces, and is no record with it");
      continue;
    }
    builtin.report(syntax_error, problem.range,
                   "PostgreSQL refuses the whole file: " + problem.message);
  }
  for (const host::Unread& unread : file.unread) {
    builtin.report_not_analysed(unread.range, unread.reason);
  }
}

}  // namespace

Suppressions lint_host_file(host::FileKind kind, const std::string& text, const Settings& settings,
                            FileResult& result) {
  const host::HostFile file = host::read_host_file(kind, text);
  report_problems(file, settings, result);
  check(file, settings, result);
  return read_suppressions(text, host_comments(file, text), settings);
}

void lint_shell_escapes(const std::string& text, const Settings& settings, FileResult& result) {
  host::HostFile file;
  for (const text::Range& range : parse::find_shell_escapes(text)) {
    host::add_script(host::Excerpt(text, range), file);
  }
  report_problems(file, settings, result);
  check(file, settings, result);
}

}  // namespace pglint
