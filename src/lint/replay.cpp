#include "lint/replay.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "lint/second_description.h"
#include "rule/builtin_reporter.h"
#include "rule/make_finding.h"
#include "rule/schema_walk.h"

namespace pglint {
namespace {

catalog::SessionFile session_of(const LintedFile& file) {
  const migration::FileFacts& facts = file.source.facts;
  return {.number = file.number,
          .history = facts.runner->is_order_known ? facts.name.directory : std::string(),
          .is_first = file.source.is_of_all,
          .is_read_in_full = is_read_in_full(file.result),
          .is_migration = facts.runner != &migration::psql_runner()};
}

}  // namespace

bool is_read_in_full(const FileResult& result) {
  return !result.unreadable && std::ranges::none_of(result.findings, [](const Finding& finding) {
    return finding.rule->group == Group::builtin && finding.severity > Severity::info;
  });
}

void Replay::follow(LintedFile& file) {
  runners_.insert(file.source.facts.runner->name);
  const catalog::SessionFile session = session_of(file);
  catalog_.begin_session(session);
  if (!session.is_migration && !session.is_first) leave_to_history(file, catalog_);
  for (Step& step : std::exchange(file.steps, {})) {
    if (auto* change = std::get_if<catalog::Change>(&step)) {
      apply(std::move(*change), file.result.findings);
    } else if (auto* question = std::get_if<Question>(&step)) {
      decide(std::move(*question), file);
    }
  }
  lasting_.end_statement(file.result.findings);
  report_limit(file);
}

void Replay::report_limit(LintedFile& file) {
  const std::optional<catalog::Place>& limit = catalog_.limit();
  if (!limit || has_reported_limit_) return;
  has_reported_limit_ = true;
  // The text of context is gone.
  const text::Range at =
      file.result.content.empty() || limit->file != file.number ? text::Range() : limit->statement;
  BuiltinReporter(settings_, file.result)
      .report_not_analyzed(at,
                           "the schema is nested too deeply or too large to be followed in full",
                           "findings about it may be missing; lint it in parts");
}

void Replay::apply(catalog::Change change, std::vector<Finding>& findings) {
  if (!lasting_.has_fresh()) return catalog_.apply(std::move(change));
  const std::optional<catalog::Name> name = catalog::made_by(change);
  lasting_.begin_step(change.statement, findings);
  catalog_.apply(std::move(change));
  if (name) lasting_.after_change(catalog_, *name);
}

void Replay::decide(Question question, LintedFile& file) {
  Finding& finding = question.finding;
  if (question.decide) {
    if (!question.decide(catalog_, finding)) return;
    refresh_finding(finding, settings_);
  }
  std::vector<Finding>& findings = file.result.findings;
  if (!question.made) return findings.push_back(std::move(finding));
  // A statement that PostgreSQL rejects makes nothing: judged by what it says.
  const bool is_rejected = question.made->is_made && !catalog::is_there(catalog_, *question.made);
  if (is_rejected) return findings.push_back(std::move(finding));
  lasting_.begin_step(question.made->place, findings);
  lasting_.add(
      {.file = file.number, .finding = std::move(finding), .made = std::move(*question.made)});
}

bool Replay::asks_at_end() const {
  return SchemaWalk(settings_).has_checks() ||
         std::ranges::any_of(settings_.rules, [](const Rule* rule) {
           return rule->group != Group::builtin && !rule->about_running;
         });
}

std::vector<SchemaFinding> Replay::finish() const {
  SchemaContext context(settings_, catalog_, runners_);
  SchemaWalk(settings_).run(context);
  return context.take_findings();
}

}  // namespace pglint
