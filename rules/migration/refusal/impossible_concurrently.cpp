// CONCURRENTLY where PostgreSQL refuses it.
#include <algorithm>
#include <string>
#include <string_view>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::impossible_concurrently {
namespace {

using locks::Form;

void fail(OperationContext& context, std::string_view reason, std::string_view help) {
  context.report({.message = text::format("`{}` fails: {}", context.effects().row->shown, reason),
                  .help = std::string(help)});
}

void check_drop(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const auto& all = context.statement().operations;
  const std::string help = "use one `DROP INDEX CONCURRENTLY` for each index";
  if (operation.cascade) {
    fail(context, "it does not support CASCADE", "use `DROP INDEX CONCURRENTLY` without CASCADE");
  } else if (all.size() > 1) {
    if (&operation == &all.front()) fail(context, "it drops one index only", help);
  } else if (context.effects().relation != nullptr && context.effects().relation->partitioned) {
    fail(context, text::format("`{}` is partitioned", context.effects().relation->name.name),
         "use `DROP INDEX` off-peak, with lock_timeout");
  }
}

/// Whether rows of the view can be told apart: a unique index on plain columns without a condition.
bool is_told_apart(const catalog::Relation& view) {
  return std::ranges::any_of(view.indexes, [](const catalog::Index& index) {
    return index.unique && index.predicate.empty() &&
           std::ranges::none_of(index.keys,
                                [](const catalog::IndexKey& key) { return key.column.empty(); });
  });
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const catalog::Relation* relation = context.effects().relation;
  if (operation.form == Form::drop_index_concurrently) return check_drop(context);
  const bool is_system = operation.form == Form::reindex_concurrently && operation.to == "system";
  if (is_system) {
    return fail(context, "system catalogs cannot be reindexed concurrently",
                "use `REINDEX SYSTEM` off-peak");
  }
  const bool refreshes = operation.form == Form::refresh_concurrently && relation != nullptr &&
                         relation->certain &&
                         relation->kind == catalog::RelationKind::materialized_view;
  if (refreshes && relation->unpopulated) {
    fail(context, text::format("`{}` was created WITH NO DATA", context.table()),
         "use REFRESH MATERIALIZED VIEW without CONCURRENTLY the first time");
  } else if (refreshes && !is_told_apart(*relation)) {
    fail(context,
         text::format("`{}` needs a unique index on columns, not expressions, and without WHERE",
                      context.table()),
         text::format("first run `CREATE UNIQUE INDEX ON {} (…)`, or leave CONCURRENTLY out, which "
                      "blocks reads",
                      catalog::quoted_name(context.table())));
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "impossible-concurrently",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "PostgreSQL refuses CONCURRENTLY here",
    .help = "leave CONCURRENTLY out, or first create what it needs",
    .why = R"(
CONCURRENTLY works with several transactions, so PostgreSQL allows it only for one object at a time
and where a key identifies each row.
)",
    .reported = R"(
- DROP INDEX CONCURRENTLY with CASCADE, of several indexes, or of an index of a partitioned table.
- REINDEX SYSTEM CONCURRENTLY.
- REFRESH MATERIALIZED VIEW CONCURRENTLY of a view without a unique index on plain columns.
)",
    .not_reported = R"(
- Views and indexes that the run does not know.
- CONCURRENTLY in a transaction: see [impossible-in-transaction](impossible-in-transaction.md).
)",
    .instead = R"(
One statement for each index, in a separate migration:

```sql
DROP INDEX CONCURRENTLY orders_customer_id_idx;
```

```sql
DROP INDEX CONCURRENTLY orders_placed_at_idx;
```
)",
    .fine = R"(
Never: the statement always fails.
)",
    .bad = R"(
DROP INDEX CONCURRENTLY orders_customer_id_idx, orders_placed_at_idx;
)",
    .good = R"(
DROP INDEX CONCURRENTLY orders_customer_id_idx;
DROP INDEX CONCURRENTLY orders_placed_at_idx;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-dropindex.html",
              "https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html"},
    .replaces = {"blocking-index-drop"},
    .operation_check = check,
};

}  // namespace pglint::rules::impossible_concurrently
