// Applies the schema changes of file after file, answers the questions that wait for them, and runs
// the schema rules at the end.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/change.h"
#include "catalog/schema_catalog.h"

#include "lint/history/migration_list.h"
#include "lint/lasting.h"
#include "lint/linted_file.h"
#include "locks/record.h"
#include "locks/session.h"
#include "rule/finding.h"
#include "rule/run/history_context.h"
#include "rule/run/operation_context.h"
#include "rule/schema/schema_context.h"
#include "rule/settings.h"

namespace pglint {

/// Whether every statement that may affect the schema was read: infos are about bodies, which do
/// not.
[[nodiscard]] bool is_read_in_full(const FileResult& result);

/// One for each database of a run.
class Replay {
 public:
  /// `settings` must outlive the replay.
  explicit Replay(const Settings& settings);

  /// Applies the steps of `file`, the next one, and adds the resulting findings.
  void follow(LintedFile& file);

  /// Whether any rule looks at the schema at the end.
  [[nodiscard]] bool asks_at_end() const;

  [[nodiscard]] bool collects_locks() const { return settings_.collects_locks; }

  /// What the statements locked so far, if the settings collect it; moves it out.
  [[nodiscard]] std::vector<locks::Record> take_locks() { return std::move(locks_); }

  /// The current schema.
  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }

  /// Makes `changes` of no file.
  void supplement(std::vector<catalog::Change> changes);

  /// Moves the schema out; only call it last.
  [[nodiscard]] catalog::Catalog take_catalog() { return std::move(catalog_); }

  /// Call it after the last file, before `finish`.
  void end_run() { catalog_.end_run(); }

  /// The findings of the rules about the current schema, and about what ran.
  [[nodiscard]] std::vector<SchemaFinding> finish();

  /// The findings about what statements made and is still there.
  [[nodiscard]] std::vector<LastingFinding> finish_lasting() { return lasting_.finish(catalog_); }

 private:
  void apply(catalog::Change change, std::vector<Finding>& findings);
  void decide(Question question, LintedFile& file);
  /// Whether the file runs in the transaction of the file before it.
  bool goes_on(const LintedFile& file);
  /// Calls the checks of what runs.
  void judge(const locks::Statement& statement, FileStatements file);
  /// Once in a run, reports that the schema is known in part only.
  void report_limit(LintedFile& file);

  const Settings& settings_;
  catalog::Catalog catalog_;
  LastingFindings lasting_;
  std::vector<const Rule*> run_rules_;      ///< with checks of what runs
  std::vector<const Rule*> history_rules_;  ///< with checks of the migrations
  MigrationList migrations_;                ///< if there are such rules
  locks::Session session_;
  std::vector<SchemaFinding> run_findings_;
  std::vector<locks::Record> locks_;
  std::set<std::string_view> runners_;  ///< of all files
  /// Of the migrations of one transaction, up to the last file.
  std::optional<std::string> joined_directory_;
  bool has_reported_limit_ = false;
};

}  // namespace pglint
