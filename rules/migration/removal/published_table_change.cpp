// Changes of the columns of a table that logical replication sends to other servers.
#include <string>
#include <string_view>

#include "locks/related.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::published_table_change {
namespace {

using locks::Form;

struct Change {
  std::string message;
  std::string help;
};

/// What the clause means for subscribers; empty: nothing.
Change change_of(const OperationContext& context, std::string_view publication) {
  const locks::Operation& operation = context.operation();
  const std::string table = context.table();
  switch (operation.form) {
    case Form::add_column:
      return {.message = text::format("subscribers of `{}` stop at the next row of `{}` until they "
                                      "have column `{}`",
                                      publication, table, operation.part),
              .help = text::format("add `{}` on the subscribers first", operation.part)};
    case Form::rename_column:
      return {
          .message = text::format("subscribers of `{}` stop at the next row of `{}` until they "
                                  "have column `{}`",
                                  publication, table, operation.to),
          .help = text::format("rename `{}` on the subscribers at the same time", operation.part)};
    case Form::drop_column:
      return {.message = text::format("subscribers of `{}` get no more values of `{}`, and stop if "
                                      "it is NOT NULL there",
                                      publication, operation.part),
              .help = text::format("drop the NOT NULL of `{}` on the subscribers before, and the "
                                   "column after",
                                   operation.part)};
    case Form::type_change_rewrite:
      return {
          .message = text::format("subscribers of `{}` stop at values of `{}` that do not fit "
                                  "their type of it",
                                  publication, operation.part),
          .help = text::format("change the type of `{}` on the subscribers first", operation.part)};
    default:
      return {};
  }
}

void check(OperationContext& context) {
  if (context.statement().is_down || context.effects().age != locks::Age::existing) return;
  const bool is_there = context.effects().form() == Form::add_column_if_there;
  const bool is_same = context.operation().form == Form::rename_column &&
                       context.operation().part == context.operation().to;
  if (is_there || is_same) return;
  const std::string_view publication = context.session().publications().of(
      locks::known_name(context.catalog(), context.operation().object));
  if (publication.empty()) return;
  Change change = change_of(context, publication);
  if (change.message.empty()) return;
  context.report({.message = std::move(change.message), .help = std::move(change.help)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "published-table-change",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "Columns of a published table change, and subscribers do not follow by themselves",
    .help = "change the table on the subscribers, too, in the order that keeps them running",
    .why = R"(
Logical replication sends rows, not changes of tables. A subscriber that gets a value for a column
that it does not have stops with an error, and the publisher keeps all later WAL for it until
the column is there: the disk fills. So a new column comes to the subscribers first, and a
column that goes stays there longer.
)",
    .reported = R"(
ADD COLUMN, DROP COLUMN, RENAME COLUMN and ALTER COLUMN … TYPE of a table that an earlier migration
of the run put into a publication: by its name, with its schema, or with all tables.
)",
    .not_reported = R"(
- Tables that are published with a list of columns.
- Tables that are new in the same release, and down migrations.
- Publications that the run does not make.
)",
    .instead = R"(
On each subscriber first, then here:

```sql
ALTER TABLE orders ADD COLUMN note text;
```
)",
    .fine = R"(
Subscribers that get the same migrations, and get them first.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, total integer);
CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE PUBLICATION warehouse FOR TABLE parcels;
)",
    .bad = R"(
ALTER TABLE parcels ADD COLUMN weight integer;
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN weight integer;
)",
    .links = {"https://www.postgresql.org/docs/current/logical-replication-restrictions.html"},
    .operation_check = check,
};

}  // namespace pglint::rules::published_table_change
