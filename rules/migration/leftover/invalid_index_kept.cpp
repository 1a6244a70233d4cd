// CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps what a failed try left.
#include <algorithm>
#include <span>
#include <string>

#include "migration/runner.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::invalid_index_kept {
namespace {

using locks::Form;

/// Whether one of them, before the statement, fails if what it makes is there.
bool has_strict_one(const RunContext& context, std::span<const RunOfFile::Placed> made) {
  return std::ranges::any_of(made, [&](const RunOfFile::Placed& placed) {
    return placed.first < context.file().position && !placed.second->if_exists;
  });
}

/// Whether the file makes the index, or its table, before it without IF NOT EXISTS: that would
/// fail if an earlier run had left the index.
bool is_made_before(const OperationContext& context) {
  const RunOfFile& file = *context.file().run;
  return has_strict_one(context, file.indexes_made(context.operation().part)) ||
         has_strict_one(context, file.relations_made(context.operation().object.name));
}

/// Prisma sends a file as one string, so there the CREATE INDEX must stay alone; a DROP INDEX in a
/// migration before it does not run again with the next try.
std::string advice(const OperationContext& context, const std::string& index) {
  const migration::Runner* runner = context.session().runner();
  if (runner != nullptr && runner->name == "prisma") {
    return text::format(
        "remove IF NOT EXISTS; if a build failed, run `DROP INDEX CONCURRENTLY {}` by hand before "
        "the next try",
        index);
  }
  return text::format(
      "run `DROP INDEX CONCURRENTLY IF EXISTS {}` before it, {}; and remove IF NOT EXISTS", index,
      outside_of_transaction(context));
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const bool is_it = operation.form == Form::create_index_concurrently && operation.if_exists;
  if (!is_it || context.statement().is_down) return;
  const std::string& index = operation.part;
  const FileStatements& file = context.file();
  const bool is_handled = file.has_before(Form::drop_index_concurrently, index) ||
                          file.has_before(Form::drop_index, index) ||
                          file.has_after(Form::reindex_concurrently, index);
  if (is_handled || file.run->drops_invalid_before(file.position)) return;
  if (is_made_before(context)) return;
  context.report({.message = text::format(
                      "a failed build of `{}` is hidden by IF NOT EXISTS: the invalid index stays, "
                      "and the statement is skipped without an error",
                      index),
                  .help = advice(context, catalog::quoted_name(index))});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "invalid-index-kept",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps an invalid index",
    .help = "run `DROP INDEX CONCURRENTLY IF EXISTS` before it, and remove IF NOT EXISTS",
    .why = R"(
If CREATE INDEX CONCURRENTLY fails, for example at a duplicate or a deadlock, it leaves an index
that is marked invalid: no query uses it, and each write still has to maintain it. IF NOT
EXISTS finds its name, skips the statement, and the migration passes.
)",
    .reported = R"(
CREATE INDEX CONCURRENTLY IF NOT EXISTS.
)",
    .not_reported = R"(
- `DROP INDEX CONCURRENTLY IF EXISTS` of the index before it in the file.
- `REINDEX INDEX CONCURRENTLY` of the index after it.
- Files that make the index or its table before it without IF NOT EXISTS, which fails if it is left.
- Files with a DO block before it that drops the indexes that are not `indisvalid`.
- Down migrations.
)",
    .instead = R"(
```sql
DROP INDEX CONCURRENTLY IF EXISTS orders_customer_id_idx;
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
```
)",
    .fine = R"(
A check outside of the migration that finds invalid indexes.
)",
    .bad = R"(
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_id_idx ON orders (customer_id);
)",
    .good = R"(
DROP INDEX CONCURRENTLY IF EXISTS orders_customer_id_idx;
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"},
    .operation_check = check,
    .covers = R"(
MigrationPilot: MP070
)",
};

}  // namespace pglint::rules::invalid_index_kept
