// A statement that locks a table that it is not about.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "locks/related.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::locks_other_table {
namespace {

using locks::Form;

/// Whether others wait for a table that the clause locks as well, because of this clause.
bool is_other(const OperationContext& context, const locks::Operation& operation,
              const locks::LockedObject& lock) {
  const bool is_strong = lock.target == locks::Target::referenced && locks::is_shared(lock.age) &&
                         locks::blocks_writes(lock.mode);
  if (!is_strong || lock.name == locks::known_name(context.catalog(), operation.object)) {
    return false;
  }
  // What the file drops is locked whatever comes first.
  const bool is_closed = context.file().has_after(Form::drop_table, lock.name.name) ||
                         is_closed_later(context, lock.name);
  if (is_closed) return false;
  const locks::HeldLock* held = context.session().find_held(lock.name);
  return held == nullptr || held->mode < lock.mode;
}

/// Adds the tables that clause `number` locks as well, each once.
void add_others(const OperationContext& context, std::size_t number,
                std::vector<const locks::LockedObject*>& tables) {
  for (const locks::LockedObject& lock : context.all_effects()[number].locks) {
    if (!is_other(context, context.statement().operations[number], lock)) continue;
    const bool is_known = std::ranges::any_of(
        tables, [&](const locks::LockedObject* table) { return table->name == lock.name; });
    if (!is_known) tables.push_back(&lock);
  }
}

/// Whether clause `number` is not about a table that others wait for anyway.
bool is_other_only(const OperationContext& context, std::size_t number) {
  const locks::Effects& effects = context.all_effects()[number];
  switch (effects.form()) {
    case Form::create_table_references:
    case Form::add_column_references:
    case Form::drop_foreign_key:
    case Form::drop_column_of_foreign_key:
    case Form::drop_table_with_foreign_keys:
      return true;
    case Form::add_foreign_key:
    case Form::add_foreign_key_not_valid:
      return !locks::is_shared(effects.age) && effects.age != locks::Age::private_filled;
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
  return without_alter_table(context.effects().row->shown);
}

/// The clauses of the statement that have the finding about this form.
std::vector<std::size_t> clauses_alike(const OperationContext& context) {
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < context.all_effects().size(); ++number) {
    const bool is_alike = context.all_effects()[number].form() == context.effects().form();
    if (!is_alike || !is_other_only(context, number)) continue;
    std::vector<const locks::LockedObject*> tables;
    add_others(context, number, tables);
    if (!tables.empty()) numbers.push_back(number);
  }
  return numbers;
}

/// "`a`", "`a` and `b`", "`a`, `b`, `c` and 3 more".
std::string shown(const std::vector<const locks::LockedObject*>& tables) {
  constexpr std::size_t most = 3;
  std::vector<std::string> names;
  for (const locks::LockedObject* table : tables) {
    if (names.size() == most) break;
    names.push_back(text::format("`{}`", table->name.name));
  }
  std::string last = text::format("{} more", tables.size() - names.size());
  if (names.size() == tables.size()) {
    last = std::move(names.back());
    names.pop_back();
  }
  const std::string first = text::joined(names, ", ");
  return first.empty() ? last : first + " and " + last;
}

/// One finding for all clauses of a form, at the first.
void check_clauses(OperationContext& context) {
  const std::vector<std::size_t> clauses = clauses_alike(context);
  const bool is_first = !clauses.empty() && clauses.front() == context.position();
  if (!is_first || !is_followed_in_transaction(context)) return;
  std::vector<const locks::LockedObject*> tables;
  for (const std::size_t number : clauses) add_others(context, number, tables);
  context.report({.message = text::format("{} {} are blocked until COMMIT: {} takes {} on {}",
                                          waiting(tables.front()->mode), shown(tables),
                                          clause_of(context), lock_of(tables.front()->mode),
                                          tables.size() == 1 ? shown(tables) : std::string("each")),
                  .help = "run it in a separate transaction, or last in this one"});
}

void check_drop_table(OperationContext& context) {
  const bool is_several = locked_tables(context) > 1;
  if (!is_several && !is_followed_in_transaction(context)) return;
  std::vector<const locks::LockedObject*> tables;
  add_others(context, context.position(), tables);
  if (tables.empty()) return;
  const bool is_one = tables.size() == 1;
  context.report(
      {.message =
           text::format("{} {} are blocked until COMMIT: {} `{}` drops {}, which takes {}{}",
                        waiting(tables.front()->mode), shown(tables), clause_of(context),
                        context.table(), is_one ? "a foreign key to it" : "foreign keys to them",
                        lock_of(tables.front()->mode), is_one ? "" : " on each"),
       .help = text::format("before this migration, drop the foreign keys of `{}`, each in "
                            "its own transaction",
                            context.table()),
       .severity = is_several ? std::optional(Severity::warning) : std::nullopt});
}

void check(OperationContext& context) {
  const bool is_it = is_other_only(context, context.position()) && !context.statement().is_down &&
                     context.session().is_transaction_known();
  if (!is_it) return;
  if (context.effects().form() == Form::drop_table_with_foreign_keys) {
    return check_drop_table(context);
  }
  check_clauses(context);
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
- References to tables that are new in the same release, or that the file drops.
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
