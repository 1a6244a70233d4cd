#include "engine/host_linter.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/builtin_reporter.h"
#include "engine/builtin_rules.h"
#include "engine/host_context.h"
#include "engine/suppression.h"
#include "host/host_file.h"
#include "parse/preprocess.h"

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

/// No line ends in `range`, which may be the wrong way round where things lie in one another.
bool on_one_line(std::string_view content, text::Range range) {
  return range.end <= range.begin ||
         content.substr(range.begin, range.size()).find_first_of("\r\n") == std::string_view::npos;
}

/// What a suppression in front of it covers: a command, a record, and what shares its lines.
std::vector<text::Range> extents_of(const host::HostFile& file, std::string_view content) {
  std::vector<text::Range> ranges;
  for (const host::Command& command : file.activity.commands) ranges.push_back(command.range);
  for (const host::Assignment& assignment : file.activity.assignments) {
    ranges.push_back(assignment.range);
  }
  for (const host::HbaRecord& record : file.records) ranges.push_back(record.range);
  for (const host::HbaProblem& problem : file.hba_problems) ranges.push_back(problem.range);
  std::ranges::sort(ranges, {}, &text::Range::begin);

  std::vector<text::Range> extents;
  for (const text::Range& range : ranges) {
    if (!extents.empty() && on_one_line(content, {extents.back().end, range.begin})) {
      extents.back().end = std::max(extents.back().end, range.end);
    } else {
      extents.push_back(range);
    }
  }
  return extents;
}

std::vector<Comment> comments_of(const host::HostFile& file, std::string_view content) {
  std::vector<Comment> comments;
  for (const text::Range& range : file.comments) {
    const std::string_view text = content.substr(range.begin, range.size());
    const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
    comments.push_back({.range = range, .body = {.begin = range.begin + marks, .end = range.end}});
  }
  return comments;
}

}  // namespace

void lint_host_file(host::FileKind kind, const std::string& text, const Settings& settings,
                    FileResult& result) {
  const host::HostFile file = host::read_host_file(kind, text);
  report_problems(file, settings, result);
  check(file, settings, result);
  const auto comments = comments_of(file, text);
  const auto extents = extents_of(file, text);
  apply_suppressions({.content = text, .comments = comments, .extents = extents}, settings, result);
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
