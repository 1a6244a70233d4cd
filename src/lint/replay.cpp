#include "lint/replay.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "lint/second_description.h"
#include "locks/effects.h"
#include "locks/record.h"
#include "locks/related.h"
#include "rule/builtin_reporter.h"
#include "rule/make_finding.h"
#include "rule/run/alike.h"
#include "rule/run/operation_context.h"
#include "rule/schema/schema_walk.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint {
namespace {

catalog::SessionFile session_of(const LintedFile& file) {
  const migration::FileFacts& facts = file.source.facts;
  return {.number = file.number,
          .path = file.source.path,
          .history = facts.runner->is_order_known ? facts.name.directory : std::string(),
          .is_first = file.source.is_of_all,
          .is_read_in_full = is_read_in_full(file.result),
          .is_migration = facts.runner != &migration::psql_runner(),
          .runs_unknown_sql = file.runs_unknown_sql,
          .has_own_extensions = facts.runner->has_own_extensions};
}

/// Whether a migration tool runs the file, or a number or date puts it in a row.
bool is_migration(const LintedFile& file) {
  const std::string& path = file.source.path;
  const std::size_t name = path.find_last_of('/') + 1;
  const bool is_numbered = name < path.size() && text::is_digit(path[name]);
  return is_numbered || file.source.facts.runner != &migration::psql_runner();
}

/// What is deployed together with the file: all migrations of a history that the change adds; else
/// a migration is a release of its own, and so is a file that a number or date puts in a row; the
/// other files of a folder are one. Unless the user says otherwise.
std::string release_of(const LintedFile& file, NewWithin within) {
  const std::string& path = file.source.path;
  const std::string& history = file.source.facts.name.directory;
  const bool is_added = file.source.change == FileChange::added && !history.empty();
  if (is_added && within == NewWithin::release) return "added " + history;
  const bool is_alone =
      within == NewWithin::file || (within == NewWithin::release && is_migration(file));
  if (is_alone) return path;
  return within == NewWithin::run ? std::string() : path.substr(0, path.find_last_of('/') + 1);
}

/// Notes a value that ALTER TYPE adds to an enum that does not have it.
void follow_enum_value(const locks::Statement& statement, const locks::Operation& operation,
                       const catalog::Catalog& catalog, locks::Session& session) {
  const catalog::Object* type = catalog.find_type(operation.object);
  const auto* known = type == nullptr ? nullptr : type->as<catalog::EnumType>();
  const bool is_there = known != nullptr && known->has(operation.part);
  if (is_there || statement.is_conditional) return;
  session.add_value(
      {.type = type == nullptr ? operation.object : type->name,
       .value = operation.part,
       .since = statement.place,
       .is_of_new_type = type != nullptr && (session.is_made_in_transaction(type->place) ||
                                             session.is_joined(type->place))});
}

/// Drops uses of enum values that neither the file nor one of the same transaction before adds.
void drop_other_uses(std::vector<Step>& steps, const locks::Session& session) {
  std::set<std::string> added;
  for (const locks::AddedValue& value : session.added_values()) added.insert(value.value);
  for (const Step& step : steps) {
    const auto* statement = std::get_if<locks::Statement>(&step);
    if (statement == nullptr) continue;
    for (const locks::Operation& operation : statement->operations) {
      if (operation.form == locks::Form::add_enum_value) added.insert(operation.part);
    }
  }
  const auto is_other = [&](const Step& step) {
    const auto* statement = std::get_if<locks::Statement>(&step);
    return statement != nullptr && !statement->enum_uses.empty() &&
           std::ranges::none_of(statement->enum_uses, [&](const locks::EnumUse& use) {
             return added.contains(use.value);
           });
  };
  std::erase_if(steps, is_other);
}

/// Whether databases may have run the migration in a transaction before: the branch that is judged
/// did not make it, or only asks for what it did.
bool may_have_run(const SourceFile& source) {
  if (source.change) return source.change != FileChange::added;
  return source.is_pending ? !*source.is_pending : source.is_context;
}

/// What took a lock, for messages: a DROP INDEX with the index, which is not on the table that
/// the message names.
std::string shown_holder(const locks::Operation& operation, const locks::Effects& effects) {
  const bool drops_index = operation.form == locks::Form::drop_index;
  return drops_index ? text::format("DROP INDEX `{}`", operation.object.name)
                     : std::string(effects.row->shown);
}

/// Adds what the operation leaves behind: locks, and rows in new tables.
void follow_operation(const locks::Statement& statement, const locks::Operation& operation,
                      const locks::Effects& effects, locks::Session& session) {
  for (const locks::LockedObject& lock : effects.locks) {
    const bool is_felt = locks::is_shared(lock.age) && locks::blocks_writes(lock.mode);
    if (!is_felt) continue;
    session.hold({.object = lock.name,
                  .mode = lock.mode,
                  .since = statement.place,
                  .shown = shown_holder(operation, effects),
                  .is_certain = !statement.is_conditional});
  }
  if (operation.has_rows) {
    // What the statement makes is not in the schema yet.
    session.fill(effects.relation == nullptr ? statement.place : effects.relation->place,
                 operation.copies_rows);
  }
  const bool empties =
      operation.form == locks::Form::truncate || locks::needs_empty_table(operation);
  if (empties && !statement.is_conditional && effects.relation != nullptr) {
    session.empty(*effects.relation);
  }
}

/// Notes what publications have from here on.
void follow_publications(const locks::Statement& statement, const catalog::Catalog& catalog,
                         locks::Session& session) {
  for (locks::PublicationChange change : statement.publications) {
    for (catalog::Name& table : change.tables) table = locks::known_name(catalog, table);
    session.publish(change);
  }
}

/// What runs, in the order of the steps.
std::vector<const locks::Statement*> statements_of(const std::vector<Step>& steps) {
  std::vector<const locks::Statement*> statements;
  for (const Step& step : steps) {
    if (const auto* statement = std::get_if<locks::Statement>(&step)) {
      statements.push_back(statement);
    }
  }
  return statements;
}

locks::Record record_of(const locks::Statement& statement, const locks::Operation& operation,
                        const locks::Effects& effects, const locks::Session& session) {
  return {.file = statement.place.file,
          .place = operation.place,
          .facts = locks::facts_of(effects, session),
          .in_transaction = statement.in_transaction,
          .lock_timeout = session.setting("lock_timeout")};
}

/// Drops what may only be said of one file, where a rule says it of several.
void drop_repeated(std::vector<SchemaFinding>& findings) {
  std::map<const Rule*, std::set<std::size_t>> files;
  for (const SchemaFinding& each : findings) {
    if (each.only_alone) files[each.finding.rule].insert(each.at.file);
  }
  std::erase_if(findings, [&](const SchemaFinding& each) {
    return each.only_alone && files[each.finding.rule].size() > 1;
  });
}

}  // namespace

bool is_read_in_full(const FileResult& result) {
  return !result.unreadable && std::ranges::none_of(result.findings, [](const Finding& finding) {
    return finding.rule->group == Group::builtin && finding.severity > Severity::info;
  });
}

Replay::Replay(const Settings& settings) : settings_(settings) {
  std::ranges::copy_if(settings.rules, std::back_inserter(run_rules_), [&](const Rule* rule) {
    return runs_with_file(*rule) && settings.pg_version >= rule->min_pg_version;
  });
  std::ranges::copy_if(settings.rules, std::back_inserter(history_rules_),
                       [](const Rule* rule) { return rule->history_check != nullptr; });
}

void Replay::follow(LintedFile& file) {
  runners_.insert(file.source.prisma ? "prisma" : file.source.facts.runner->name);
  if (!history_rules_.empty()) migrations_.add(file);
  const catalog::SessionFile session = session_of(file);
  catalog_.begin_session(session);
  if (!run_rules_.empty() || settings_.collects_locks) {
    session_.begin_file({.number = file.number,
                         .runner = *file.source.facts.runner,
                         .release = release_of(file, settings_.new_within),
                         .is_migration = is_migration(file),
                         .goes_on = goes_on(file)});
  }
  if (!session.is_migration && !session.is_first) leave_to_history(file, catalog_);
  std::vector<Step> steps = std::exchange(file.steps, {});
  if (file.source.facts.runner->joins_pending) drop_other_uses(steps, session_);
  const RunOfFile run(statements_of(steps));
  std::size_t position = 0;
  for (Step& step : steps) {
    if (auto* change = std::get_if<text::Boxed<catalog::Change>>(&step)) {
      apply(std::move(**change), file.result.findings);
      *change = {};
    } else if (auto* question = std::get_if<Question>(&step)) {
      decide(std::move(*question), file);
    } else if (const auto* statement = std::get_if<locks::Statement>(&step)) {
      judge(*statement, {.run = &run, .position = position++});
    }
  }
  lasting_.end_statement(file.result.findings);
  report_limit(file);
}

void Replay::supplement(std::vector<catalog::Change> changes) {
  for (catalog::Change& change : changes) catalog_.apply(std::move(change));
}

bool Replay::goes_on(const LintedFile& file) {
  const migration::FileFacts& facts = file.source.facts;
  const bool is_up = facts.name.direction == migration::Direction::up;
  const bool is_next = facts.runner->joins_pending && joined_directory_ == facts.name.directory;
  if (!is_up) return is_next;  // it has no part in it
  joined_directory_.reset();
  if (!facts.runner->joins_pending || may_have_run(file.source)) return false;
  joined_directory_ = facts.name.directory;
  return is_next;
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
  if (const auto unmade = catalog::unmade_by(catalog_, change)) lasting_.drop_unmade(*unmade);
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

void Replay::judge(const locks::Statement& statement, FileStatements file) {
  session_.enter(statement);
  OperationContext context(settings_, statement, session_, catalog_, run_findings_);
  context.enter_file(file);
  for (const Rule* rule : run_rules_) {
    if (rule->run_check == nullptr) continue;
    context.enter_rule(*rule);
    rule->run_check(context);
  }
  const std::vector<locks::Effects> all =
      locks::effects_of(statement, catalog_, session_, settings_.pg_version);
  context.enter_statement(all);
  const bool is_undone = session_.is_in_transaction() && file.is_rolled_back();
  for (std::size_t number = 0; number < all.size(); ++number) {
    const locks::Operation& operation = statement.operations[number];
    const locks::Effects& effects = all[number];
    context.enter(operation, effects);
    for (const Rule* rule : run_rules_) {
      if (rule->operation_check == nullptr || (is_undone && rule->about_commit)) continue;
      context.enter_rule(*rule);
      rule->operation_check(context);
    }
    if (settings_.collects_locks)
      locks_.push_back(record_of(statement, operation, effects, session_));
    follow_operation(statement, operation, effects, session_);
    if (operation.form == locks::Form::add_enum_value) {
      follow_enum_value(statement, operation, catalog_, session_);
    }
  }
  follow_publications(statement, catalog_, session_);
  session_.leave(statement);
}

bool Replay::asks_at_end() const {
  return !run_rules_.empty() || !history_rules_.empty() || SchemaWalk(settings_).has_checks() ||
         std::ranges::any_of(settings_.rules, [](const Rule* rule) {
           return rule->group != Group::builtin && !rule->about_running;
         });
}

std::vector<SchemaFinding> Replay::finish() {
  SchemaContext context(settings_, catalog_, runners_);
  SchemaWalk(settings_).run(context);
  std::vector<SchemaFinding> findings = context.take_findings();
  HistoryContext history(settings_, migrations_.complete(), run_findings_);
  for (const Rule* rule : history_rules_) {
    history.enter_rule(*rule);
    rule->history_check(history);
  }
  drop_repeated(run_findings_);
  sum_up_alike(run_findings_);
  std::ranges::move(run_findings_, std::back_inserter(findings));
  run_findings_.clear();
  return findings;
}

}  // namespace pglint
