// Lints one text and, recursively, the SQL in its string literals: bodies of DO blocks and
// functions, and what these EXECUTE.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/dispatch.h"
#include "lint/step.h"
#include "locks/operation.h"
#include "migration/script.h"
#include "parse/body/plpgsql.h"
#include "parse/body/routine_body.h"
#include "parse/source/statement_reader.h"
#include "parse/tree/walk.h"
#include "rule/builtin_reporter.h"
#include "rule/context.h"
#include "rule/origin.h"
#include "suppress/code_map.h"
#include "text/line/counter.h"

namespace pglint {

/// One per file.
class TextLinter {
 public:
  /// All must outlive the linter. What is read is noted in `code` where that is not null.
  TextLinter(const Settings& settings, const DispatchTable& table, Context& context,
             BuiltinReporter& builtin, std::vector<Step>& steps, CodeMap* code)
      : settings_(settings),
        table_(table),
        context_(context),
        builtin_(builtin),
        steps_(steps),
        code_(code),
        walker_(table.skipped_tags()) {}

  /// The following statements belong to `section`. Down migrations are checked, but do not run with
  /// the rest.
  void enter(const migration::Section& section) {
    changes_schema_ = section.direction == migration::Direction::up;
    is_down_ = is_teardown_ || section.direction == migration::Direction::down;
  }

  /// The section ends, with a transaction open or not.
  void leave_section(migration::InTransaction state);

  /// The file restores a whole database into an empty one: what it locks nobody waits for.
  void enter_dump() { is_dump_ = true; }

  /// The file takes away what others make.
  void enter_teardown() { is_teardown_ = true; }

  /// Earlier files of the same transaction may have added values to enums.
  void enter_joined() { keeps_enum_uses_ = true; }

  /// Whether a statement that ran may have changed the schema in a way that the text does not say.
  [[nodiscard]] bool ran_unknown_sql() const { return ran_unknown_sql_; }

  /// Checks `statement`, which was read from `sql`, and the bodies in it.
  void lint_statement(const parse::Statement& statement, const std::string& sql,
                      const Origin& origin);

 private:
  struct Source;

  void read_changes(const parse::Statement& statement, const std::string& sql,
                    const Origin& origin);
  /// Adds what the statement locks and does, in front of its changes.
  void note_operations(const parse::Statement& statement, const std::string& sql,
                       const Origin& origin);
  /// Adds the uses of values that the file, or one of the same transaction, added to enums before.
  void note_enum_uses(const parse::Statement& statement, const std::string& sql,
                      const Origin& origin);
  /// Adds where it runs, and what of the transaction.
  void add_statement(locks::Statement&& read, const Origin& origin);
  /// Records uses after changes, because a statement may use what it creates.
  void note_uses(const parse::Statement& statement, const Origin& origin);
  void lint_text(const std::string& sql, const Origin& origin);
  void note_body(const parse::RoutineBody& body, std::string_view sql, const Origin& origin);
  void lint_body(const parse::Statement& statement, const std::string& sql, const Origin& origin);
  void lint_plpgsql(const std::string& text, const Origin& origin);
  void lint_fragment(const parse::PlpgsqlFragment& fragment, const std::string& sql,
                     const Origin& origin);
  void lint_dynamic_sql(const parse::Statement& expression, const std::string& sql,
                        const Origin& origin);
  /// What runs is computed in part or as a whole.
  void note_unknown_sql(const Origin& origin);
  void check(const parse::Statement& statement, const std::string& sql, const Origin& origin);
  /// Calls the checks of queries.
  void check_query(const parse::Statement& statement, const std::string& sql, const Origin& origin);
  void note_relations(const parse::Statement& statement);
  void note_new_rows(const Node& statement);

  const Settings& settings_;
  const DispatchTable& table_;
  Context& context_;
  BuiltinReporter& builtin_;
  std::vector<Step>& steps_;  ///< gets what of the statements waits for the schema
  CodeMap* code_;
  parse::Walker walker_;
  text::LineCounter lines_;
  bool changes_schema_ = true;
  bool is_down_ = false;
  bool is_teardown_ = false;
  bool is_dump_ = false;
  bool keeps_enum_uses_ = false;
  bool has_new_rows_ = false;  ///< some statement made rows
  bool ran_unknown_sql_ = false;
  bool has_begin_ = false;                           ///< the section has a BEGIN
  std::string last_insert_ = {};                     ///< as of `query::plain_insert`
  bool in_sql_routine_ = false;                      ///< in the body of a function of LANGUAGE sql
  std::set<std::string, std::less<>> added_values_;  ///< that ALTER TYPE added to enums
};

}  // namespace pglint
