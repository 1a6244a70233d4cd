// What an operation does to the schema before it: the row of the table, the locks with real names.
#pragma once

#include <string>
#include <vector>

#include "catalog/schema_catalog.h"

#include "locks/lock_table.h"
#include "locks/operation.h"
#include "locks/session.h"

namespace pglint::locks {

struct LockedObject {
  Target target = Target::table;
  catalog::Name name;
  Mode mode = Mode::access_share;
  Age age = Age::existing;
};

struct Effects {
  const LockRow* row = nullptr;  ///< never null
  /// Rows of the same clause whose locks and work come on top, with less work than `row`.
  std::vector<const LockRow*> also = {};
  /// False if facts are unknown that would pick a lighter row: messages say "may".
  bool is_certain = true;
  const catalog::Relation* relation = nullptr;  ///< that the operation names; null: unknown
  Age age = Age::existing;                      ///< of it
  std::vector<LockedObject> locks = {};
  /// Names that messages show: indexes that are built, the CHECK that is checked, foreign keys.
  std::vector<std::string> involved = {};

  [[nodiscard]] Form form() const { return row->form; }
  /// Whether `row` or one of `also` is of the form.
  [[nodiscard]] bool is(Form form) const;
  /// The strongest mode of the locks on the target, or null if there is none.
  [[nodiscard]] const LockedObject* find(Target target) const;
};

/// Everything that decides about an operation.
struct Situation {
  const Operation& operation;
  const Statement& statement;
  const catalog::Catalog& catalog;  ///< before the statement
  const Session& session;
  int pg_version = LockRow::newest_version;
};

[[nodiscard]] Effects effects_of(const Situation& situation);

/// The effects of the operations of a statement, in their order. PostgreSQL takes the strongest
/// lock that any clause of a statement needs at once.
[[nodiscard]] std::vector<Effects> effects_of(const Statement& statement,
                                              const catalog::Catalog& catalog,
                                              const Session& session, int pg_version);

}  // namespace pglint::locks
