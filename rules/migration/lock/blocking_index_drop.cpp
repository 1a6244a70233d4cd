// DROP INDEX without CONCURRENTLY on a table that is in use.
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::blocking_index_drop {
namespace {

using locks::Form;

/// Whether a constraint needs the index: then DROP INDEX fails whatever it says.
bool is_of_constraint(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  const catalog::Index* index =
      relation == nullptr ? nullptr : relation->find_index(context.operation().object.name);
  return index != nullptr && !index->constraint.empty();
}

/// Whether this release made the index.
bool is_new(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  const catalog::Index* index =
      relation == nullptr ? nullptr : relation->find_index(context.operation().object.name);
  return index != nullptr &&
         context.session().releases().are_same(index->place.file, context.session().file());
}

/// Whether another statement of the transaction blocks all that DROP INDEX would.
bool is_closed_anyway(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  if (relation != nullptr && is_closed_later(context, relation->name)) return true;
  const locks::HeldLock* held =
      relation == nullptr ? nullptr : context.session().find_held(relation->name);
  return held != nullptr && held->mode == locks::Mode::access_exclusive;
}

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const bool is_it = form == Form::drop_index || form == Form::drop_index_partitioned;
  if (!is_it || !is_felt(context) || is_of_constraint(context) || is_new(context)) return;
  if (context.statement().is_down || is_closed_anyway(context)) return;
  const bool is_known = context.effects().relation != nullptr;
  const std::string table =
      is_known ? text::format("`{}`", context.table()) : std::string("the table");
  const bool is_partitioned = form == Form::drop_index_partitioned;
  context.report(
      {.message = text::format(
           "reads and writes of {} wait for DROP INDEX `{}`, which waits for queries and takes "
           "ACCESS EXCLUSIVE",
           table, context.operation().object.name),
       .help =
           is_partitioned
               ? std::string(
                     "run DROP INDEX off-peak, with lock_timeout: CONCURRENTLY cannot drop the "
                     "index of a partitioned table")
               : text::format("use `DROP INDEX CONCURRENTLY`, {}", outside_of_transaction(context)),
       .severity = is_partitioned ? Severity::info : severity_here(context)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "blocking-index-drop",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Reads and writes of a table wait for DROP INDEX without CONCURRENTLY",
    .help = "use `DROP INDEX CONCURRENTLY`, outside a transaction",
    .alike = {"index", "indexes"},
    .why = R"(
DROP INDEX itself takes an instant, but needs an ACCESS EXCLUSIVE lock on the table. It waits until
all running queries on the table are done, and everything that comes after it waits for it, reads
too: one long report stops the table. With CONCURRENTLY, no query waits.
)",
    .reported = R"(
DROP INDEX without CONCURRENTLY of an index that was there before the release; as an info, of an
index of a partitioned table, which has no other way. Several indexes of one table in one file are
one finding, at the first.
)",
    .not_reported = R"(
- Indexes that are new in the same release, and those of new tables.
- Indexes of constraints, which DROP INDEX cannot drop.
- Indexes of a table that an earlier statement of the transaction already blocks, or that a later
  one drops or empties, or drops a column of.
- IF EXISTS of an index that none of the migrations makes: PostgreSQL skips it without a lock.
- Down migrations.
)",
    .instead = R"(
Outside a transaction, one index in each statement:

```sql
DROP INDEX CONCURRENTLY IF EXISTS orders_customer_id_idx;
```
)",
    .fine = R"(
A table without long queries, or a migration that runs while the application is down.
)",
    .bad = R"(
DROP INDEX orders_customer_id_idx;
)",
    .good = R"(
DROP INDEX CONCURRENTLY orders_customer_id_idx;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-dropindex.html"},
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: require-concurrent-index-deletion
Postgres Language Server: requireConcurrentIndexDeletion
strong_migrations: remove_index
Atlas: PG102
pgrubic: US019
MigrationPilot: MP009
)",
};

}  // namespace pglint::rules::blocking_index_drop
