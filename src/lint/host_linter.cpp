#include "lint/host_linter.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "host/host_file.h"
#include "rule/builtin_reporter.h"
#include "rule/builtin_rules.h"
#include "rule/host_context.h"
#include "suppress/host_comments.h"
#include "suppress/suppression_reader.h"

namespace pglint {
namespace {

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

/// Runs the rules about anything but SQL.
class HostLinter {
 public:
  /// Both must outlive the linter; `result` gets the findings.
  HostLinter(const Settings& settings, FileResult& result)
      : rules_(host_rules(settings)), builtin_(settings, result), context_(settings, result) {}

  void check(const host::HostFile& file) {
    for (const host::HbaProblem& problem : file.hba_problems) report(problem);
    for (const host::Unread& unread : file.unread) {
      builtin_.report_not_analyzed(unread.range, unread.reason, unread.help);
    }
    check_all(file.activity.commands, &HostChecks::command);
    check_all(file.activity.assignments, &HostChecks::assignment);
    check_all(file.records, &HostChecks::record);
  }

 private:
  void report(const host::HbaProblem& problem) {
    if (problem.is_template) {
      builtin_.report_not_analyzed(
          problem.range, "this line contains a template placeholder and is not a valid record",
          "lint the file that is made from this template, and `exclude` the template");
      return;
    }
    builtin_.report(syntax_error, problem.range,
                    problem.message + "; PostgreSQL rejects the whole file", problem.help);
  }

  /// Calls each rule's check `member` for each of `things`.
  template <class Things, class Check>
  void check_all(const Things& things, Check HostChecks::*member) {
    for (const auto& thing : things) {
      context_.enter(thing);
      for (const Rule* rule : rules_) {
        const Check check = rule->host_checks.*member;
        if (check == nullptr) continue;
        context_.enter_rule(*rule);
        check(thing, context_);
      }
    }
  }

  std::vector<const Rule*> rules_;
  BuiltinReporter builtin_;
  HostContext context_;
};

}  // namespace

Suppressions lint_host_file(host::FileKind kind, const SourceText& text, const Settings& settings,
                            FileResult& result) {
  const host::HostFile file = host::read_host_file(kind, text.valid());
  HostLinter(settings, result).check(file);
  return read_suppressions(text.valid(), host_comments(file, text.valid()), settings);
}

void lint_shell_escapes(SourceText& text, const Settings& settings, FileResult& result) {
  if (text.shell_escapes().empty()) return;
  host::HostFile file;
  for (const text::Range& range : text.shell_escapes()) {
    host::add_script(host::Excerpt(text.sent(), range), file);
  }
  HostLinter(settings, result).check(file);
}

}  // namespace pglint
