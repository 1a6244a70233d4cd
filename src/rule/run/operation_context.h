// The interface of the engine to checks of what runs: statements of migrations and their clauses,
// with the schema before them, the transaction, and the locks that it holds.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "locks/effects.h"
#include "locks/operation.h"
#include "locks/session.h"
#include "rule/finding.h"
#include "rule/rule.h"
#include "rule/run/file_statements.h"
#include "rule/schema/schema_context.h"

namespace pglint {

struct Settings;

/// As `Report`, at a place in any file of the run.
struct OperationReport {
  std::string message;
  std::string help = {};                     ///< the way here; empty: the rule's help
  std::optional<Severity> severity = {};     ///< none: the rule's
  Confidence confidence = Confidence::high;  ///< lowered where the statement may not run
  catalog::Place at = {};                    ///< none: the clause, or else the statement
  std::vector<RelatedPlace> related = {};    ///< shown if they are in the same file
  /// Dropped if the rule says the same of another file: it is true of the next migration, not of
  /// several that ran.
  bool only_alone = false;
};

/// Passed to the checks of a statement.
class RunContext {
 public:
  /// All must outlive the context. `findings` gets the reports.
  RunContext(const Settings& settings, const locks::Statement& statement,
             const locks::Session& session, const catalog::Catalog& catalog,
             std::vector<SchemaFinding>& findings)
      : settings_(settings),
        statement_(statement),
        session_(session),
        catalog_(catalog),
        findings_(findings) {}

  [[nodiscard]] const locks::Statement& statement() const { return statement_; }
  /// The state before the statement.
  [[nodiscard]] const locks::Session& session() const { return session_; }
  /// The schema before the statement.
  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }
  /// Major version of the server that the SQL is for.
  [[nodiscard]] int pg_version() const;
  /// The value of an option that the rule declares.
  [[nodiscard]] std::string_view option(std::string_view name) const;

  /// The value of an option of the kind `number`.
  [[nodiscard]] std::ptrdiff_t number(std::string_view name) const;
  /// What else runs with the file: statements that only read or that make functions are left out.
  [[nodiscard]] const FileStatements& file() const { return file_; }

  void report(OperationReport report);

  /// For the engine: set the file of the statement, which must outlive the next calls.
  void enter_file(FileStatements file) { file_ = file; }
  /// For the engine: set the rule whose check is called next.
  void enter_rule(const Rule& rule) { rule_ = &rule; }

 protected:
  /// The clause that reports are about, or null.
  [[nodiscard]] const locks::Operation* clause() const { return operation_; }
  /// What the clause does, or null.
  [[nodiscard]] const locks::Effects* clause_effects() const { return effects_; }
  /// Sets the clause, what it does, and the object that reports name.
  void set_clause(const locks::Operation& operation, const locks::Effects& effects,
                  std::string object) {
    operation_ = &operation;
    effects_ = &effects;
    object_ = std::move(object);
  }

 private:
  /// For findings: null if no reads or writes wait for the clause or for what holds before it.
  [[nodiscard]] std::shared_ptr<const locks::LockFacts> lock_facts() const;

  const locks::Operation* operation_ = nullptr;
  const locks::Effects* effects_ = nullptr;
  std::string object_ = {};
  const Settings& settings_;
  const locks::Statement& statement_;
  const locks::Session& session_;
  const catalog::Catalog& catalog_;
  std::vector<SchemaFinding>& findings_;
  const Rule* rule_ = nullptr;
  FileStatements file_ = {};
};

/// Passed to the checks of a clause.
class OperationContext : public RunContext {
 public:
  using RunContext::RunContext;

  [[nodiscard]] const locks::Operation& operation() const { return *clause(); }
  [[nodiscard]] const locks::Effects& effects() const { return *clause_effects(); }

  /// The table that the operation is about, as messages name it.
  [[nodiscard]] std::string table() const;

  /// Confidence that the chosen row is the one.
  [[nodiscard]] Confidence confidence() const {
    return effects().is_certain ? Confidence::high : Confidence::medium;
  }

  /// Of all clauses of the statement, in the order of its operations.
  [[nodiscard]] std::span<const locks::Effects> all_effects() const { return all_effects_; }
  /// The position of the clause among them.
  [[nodiscard]] std::size_t position() const {
    return static_cast<std::size_t>(clause() - statement().operations.data());
  }

  /// For the engine: set the effects of the statement, before its clauses.
  void enter_statement(std::span<const locks::Effects> all) { all_effects_ = all; }
  /// For the engine: set the clause. Both must outlive the next calls.
  void enter(const locks::Operation& operation, const locks::Effects& effects);

 private:
  std::span<const locks::Effects> all_effects_ = {};
};

}  // namespace pglint
