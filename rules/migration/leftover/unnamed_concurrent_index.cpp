// CREATE INDEX CONCURRENTLY without a name.
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::unnamed_concurrent_index {
namespace {

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const bool is_it =
      operation.form == locks::Form::create_index_concurrently && operation.part.empty();
  if (!is_it) return;
  context.report({.message = text::format(
                      "index without a name: each failed run leaves another invalid index on `{}`",
                      context.table()),
                  .help = "name the index, and drop the invalid one before you retry"});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "unnamed-concurrent-index",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "CREATE INDEX CONCURRENTLY without a name leaves one more index with each failure",
    .help = "give the index a name",
    .why = R"(
If CREATE INDEX CONCURRENTLY fails, it leaves an invalid index. Without a name in the
statement, the next run takes the next free name, `orders_customer_id_idx1`, and succeeds beside the
old one, which each write has to maintain from then on.
)",
    .reported = R"(
CREATE INDEX CONCURRENTLY without a name.
)",
    .not_reported = R"(
- CREATE INDEX without CONCURRENTLY, which leaves nothing if it fails.
)",
    .instead = R"(
Write the name that PostgreSQL would choose:

```sql
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
```

If it fails, `DROP INDEX CONCURRENTLY` of that name comes before the next run.
)",
    .fine = R"(
By hand, where you look at the result.
)",
    .bad = R"(
CREATE INDEX CONCURRENTLY ON orders (customer_id);
)",
    .good = R"(
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-createindex.html"},
    .operation_check = check,
    .covers = R"(
MigrationPilot: MP042
)",
};

}  // namespace pglint::rules::unnamed_concurrent_index
