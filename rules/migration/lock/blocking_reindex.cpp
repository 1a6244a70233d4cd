// REINDEX without CONCURRENTLY of something that is in use.
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::blocking_reindex {
namespace {

using locks::Form;

bool is_of_all(Form form) { return form == Form::reindex_schema; }

/// `SHARE, and ACCESS EXCLUSIVE on indexes`, as the table of locks has it.
std::string locks_of(const OperationContext& context) {
  const locks::LockRow& row = *context.effects().row;
  const locks::LockOn* index = row.find(locks::Target::index);
  const locks::LockOn* lock = index != nullptr ? index : row.find(locks::Target::indexes);
  const locks::LockOn* own = row.find(locks::Target::table);
  const locks::LockOn* table = own != nullptr ? own : row.find(locks::Target::partitions);
  if (table == nullptr || lock == nullptr) return {};
  return text::format("{}, and {} on {}", locks::name_of(table->mode), locks::name_of(lock->mode),
                      index != nullptr ? "the index" : "indexes");
}

/// Whether the file writes into `pg_index`, which is how indexes are turned off while rows are
/// loaded: CONCURRENTLY does not build those in place.
bool turns_indexes_off(const OperationContext& context) {
  return context.file().has_before(Form::update, "pg_index");
}

/// Whether it is a system catalog, or an index of one: CONCURRENTLY is refused.
bool is_of_catalog(const catalog::Name& object) {
  const bool is_unqualified = object.schema.empty() && object.name.starts_with("pg_");
  return is_unqualified || object.schema == "pg_catalog";
}

std::string help_of(const OperationContext& context) {
  if (turns_indexes_off(context)) {
    return "do not turn indexes off in `pg_index`: update the rows in batches, then no REINDEX is "
           "needed";
  }
  if (is_of_catalog(context.operation().object)) {
    return "run it off-peak, with lock_timeout: CONCURRENTLY is refused for system catalogs";
  }
  if (context.pg_version() >= 12) {
    return text::format("use REINDEX with CONCURRENTLY, {}", outside_of_transaction(context));
  }
  return text::format(
      "build a second one with `CREATE INDEX CONCURRENTLY`, {}, drop the old one with `DROP INDEX "
      "CONCURRENTLY`, then rename the new one",
      outside_of_transaction(context));
}

/// Whether it is a TOAST table, which waits with its own, or something that cannot be moved.
bool is_of_system(const locks::Operation& operation) {
  return operation.object.schema == "pg_toast" ||
         (operation.to == "tablespace" && is_of_catalog(operation.object));
}

/// Whether the run has dropped what is named, so that the statement fails.
bool is_gone(const OperationContext& context) {
  if (context.operation().object.name.empty() || is_of_catalog(context.operation().object) ||
      context.effects().relation != nullptr) {
    return false;
  }
  const bool is_index = context.operation().form == Form::reindex_index;
  // REINDEX TABLE of an index fails, too.
  if (!is_index && context.catalog().find_index(context.operation().object) != nullptr) return true;
  return is_index ? is_index_gone(context, context.operation().object)
                  : is_relation_gone(context, context.operation().object);
}

std::string message_of(const OperationContext& context) {
  const Form form = context.effects().form();
  const std::string& object = context.operation().object.name;
  const bool is_index = context.operation().form == Form::reindex_index;
  const bool is_known = !is_index || context.effects().relation != nullptr;
  const std::string table = is_of_all(form) ? std::string("each table in turn")
                            : is_known      ? text::format("`{}`", context.table())
                                            : text::format("the table of `{}`", object);
  const locks::HeldLock* held = held_against_reads(context);
  if (held != nullptr && !is_of_all(form)) {
    return text::format("reads and writes of {} are blocked while {} built again: {}", table,
                        is_index ? text::format("`{}` is", object) : std::string("its indexes are"),
                        earlier_holds(*held));
  }
  return text::format("writes to {} and query planning are blocked: REINDEX{} takes {}", table,
                      is_index && is_known ? text::format(" `{}`", object) : std::string(),
                      locks_of(context));
}

void check(OperationContext& context) {
  const Form form = context.effects().form();
  // Before PostgreSQL 14, a partitioned table is left out with a warning.
  const bool is_partitioned = form == Form::reindex_partitioned && context.pg_version() >= 14;
  const bool is_it = form == Form::reindex_index || form == Form::reindex_table || is_partitioned ||
                     is_of_all(form);
  if (!is_it || context.operation().to == "system" || !is_felt(context)) return;
  if (is_of_system(context.operation()) || is_gone(context)) return;
  const catalog::Relation* relation = context.effects().relation;
  if (relation != nullptr && catalog::is_view(relation->kind)) return;
  context.report({.message = message_of(context),
                  .help = help_of(context),
                  .severity = severity_here(context),
                  .related = held_before(context)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "blocking-reindex",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "REINDEX without CONCURRENTLY blocks writes, and reads that use the index",
    .help = "use `REINDEX … CONCURRENTLY`, outside a transaction",
    .why = R"(
REINDEX takes a SHARE lock on the table, which stops writes, and an ACCESS EXCLUSIVE lock on each
index that it builds. A query has to look at all indexes of its table when it is planned, so most
reads wait, too. With CONCURRENTLY, from PostgreSQL 12 on, a new index is built beside the old one.
)",
    .reported = R"(
REINDEX of an index, a table, a schema or a database without CONCURRENTLY, or with
`(CONCURRENTLY false)`.
)",
    .not_reported = R"(
- REINDEX SYSTEM, which cannot be CONCURRENTLY, and TOAST tables.
- What the run has dropped.
- Materialized views, and tables that are new in the same release.
)",
    .instead = R"(
Outside a transaction:

```sql
REINDEX INDEX CONCURRENTLY orders_customer_id_idx;
```

If it fails, it leaves an invalid index whose name ends in `_ccnew`: drop it before the next
try.
)",
    .fine = R"(
An index so small that it is built in a second, or an application that is down meanwhile.
)",
    .bad = R"(
REINDEX TABLE orders;
)",
    .good = R"(
REINDEX TABLE CONCURRENTLY orders;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-reindex.html"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: require-concurrent-reindex
Postgres Language Server: requireConcurrentReindex
pgrubic: US020
MigrationPilot: MP021
)",
};

}  // namespace pglint::rules::blocking_reindex
