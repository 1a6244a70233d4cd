// A statement that locks a table that it is not about.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "locks/related.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::locks_other_table {
namespace {

using locks::Form;

/// The table that is locked as well, with the strongest mode; null if nobody waits for it.
const locks::LockedObject* other_table(const OperationContext& context) {
  const locks::LockedObject* found = context.effects().find(locks::Target::referenced);
  if (found == nullptr || !locks::is_shared(found->age)) return nullptr;
  const bool is_own =
      found->name == locks::known_name(context.catalog(), context.operation().object);
  const locks::HeldLock* held = context.session().find_held(found->name);
  const bool is_held = held != nullptr && held->mode >= found->mode;
  return is_own || is_held || !locks::blocks_writes(found->mode) ? nullptr : found;
}

/// Whether the statement is not about a table that others wait for anyway.
bool is_other_only(const OperationContext& context) {
  switch (context.effects().form()) {
    case Form::create_table_references:
    case Form::add_column_references:
    case Form::drop_foreign_key:
    case Form::drop_column_of_foreign_key:
    case Form::drop_table_with_foreign_keys:
      return true;
    case Form::add_foreign_key:
    case Form::add_foreign_key_not_valid:
      return !is_felt(context) && context.effects().age != locks::Age::private_filled;
    default:
      return false;
  }
}

std::size_t locked_tables(const OperationContext& context) {
  std::vector<catalog::Name> names;
  for (const locks::LockedObject& lock : context.effects().locks) {
    const bool counts =
        lock.target == locks::Target::referenced && std::ranges::count(names, lock.name) == 0;
    if (counts) names.push_back(lock.name);
  }
  return names.size();
}

/// `ADD COLUMN … REFERENCES`, as the table of locks shows it.
std::string_view clause_of(const OperationContext& context) {
  constexpr std::string_view statement = "ALTER TABLE … ";
  std::string_view shown = context.effects().row->shown;
  if (shown.starts_with(statement)) shown.remove_prefix(statement.size());
  return shown;
}

void check(OperationContext& context) {
  if (!is_other_only(context) || !context.session().is_transaction_known()) return;
  const Form form = context.effects().form();
  const bool drops_table = form == Form::drop_table_with_foreign_keys;
  const bool is_several = drops_table && locked_tables(context) > 1;
  if (!is_several && !is_followed_in_transaction(context)) return;
  const locks::LockedObject* other = other_table(context);
  if (other == nullptr || context.statement().is_down) return;
  context.report(
      {.message =
           text::format("{} `{}` are blocked until the transaction ends: {}{} takes {} on it",
                        waiting(other->mode), other->name.name, clause_of(context),
                        drops_table ? text::format(" `{}`, which references it,", context.table())
                                    : std::string(),
                        lock_of(other->mode)),
       .help = drops_table
                   ? text::format("before this migration, drop the foreign keys of `{}`, each in "
                                  "its own transaction",
                                  context.table())
                   : std::string("run it in a separate transaction, or last in this one"),
       .severity = is_several ? std::optional(Severity::warning) : std::nullopt});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "locks-other-table",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Statement that also locks the table of a foreign key until the transaction ends",
    .help = "run it in a separate transaction, or last in this one",
    .why = R"(
A foreign key is enforced by triggers on both tables, so making one also locks the table that
it references: writes to it wait. Dropping one, or its column or table, takes an ACCESS
EXCLUSIVE lock on that table: reads wait, too. The statement takes an instant, but the lock stays
until the transaction ends.
)",
    .reported = R"(
With more to do in the same transaction: CREATE TABLE and ADD COLUMN with REFERENCES, ADD FOREIGN
KEY of a new table, and what drops a foreign key, alone or with its column or table. DROP TABLE with
foreign keys to several tables is always a warning.
)",
    .not_reported = R"(
- Statements that are alone or last in their transaction.
- References to tables that are new in the same release.
- Down migrations.
)",
    .instead = R"(
Make the foreign key last, or in a separate migration. The first one:

```sql
ALTER TABLE parcels ADD COLUMN note text;
```

and the second one:

```sql
ALTER TABLE parcels ADD COLUMN order_id bigint REFERENCES orders ON DELETE CASCADE;
```
)",
    .fine = R"(
A short transaction without work on rows.
)",
    .bad = R"(
BEGIN;
ALTER TABLE parcels ADD COLUMN order_id bigint REFERENCES orders ON DELETE CASCADE;
ALTER TABLE parcels ADD COLUMN note text;
COMMIT;
)",
    .good = R"(
ALTER TABLE parcels ADD COLUMN order_id bigint REFERENCES orders ON DELETE CASCADE;
ALTER TABLE parcels ADD COLUMN note text;
)",
    .links = {"https://www.postgresql.org/docs/current/explicit-locking.html"},
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: adding-foreign-key-constraint
Postgres Language Server: addingForeignKeyConstraint
)",
};

}  // namespace pglint::rules::locks_other_table
