// Unique keys of tables whose rows are only marked as deleted.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/key/index_match.h"
#include "design/key/index_sql.h"
#include "design/name/name_model.h"
#include "design/sql_name.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::soft_delete_unique {
namespace {

using design::Family;

bool marks_deleted(const catalog::Column& column, const catalog::Catalog& catalog) {
  constexpr std::array<std::string_view, 4> moments = {"deleted_at", "archived_at", "discarded_at",
                                                       "deleted_on"};
  constexpr std::array<std::string_view, 2> flags = {"is_deleted", "deleted"};
  const std::string name = design::joined(parse::name_words(column.spelling()));
  const Family family = design::family_of(column.type, catalog);
  if (std::ranges::count(moments, name) > 0) return family == Family::moment;
  return std::ranges::count(flags, name) > 0 && family == Family::boolean;
}

const catalog::Column* mark_of(const design::Table& table, const catalog::Catalog& catalog) {
  const auto found = std::ranges::find_if(table.columns(), [&](const catalog::Column& column) {
    return marks_deleted(column, catalog);
  });
  return found == table.columns().end() ? nullptr : &*found;
}

struct Judged {
  const design::Table& table;
  const design::Key& key;
  const catalog::Column& mark;
};

SchemaReport report_at(const Judged& judged) {
  const auto& [table, key, mark] = judged;
  return at(table, *key.index).beside(at_definition(table, mark), "marks rows as deleted");
}

/// ``(`a`, `b`)``
std::string shown(const design::Key& key) {
  if (key.has_expressions) return "`" + design::keys_shown(*key.index) + "`";
  return "(`" + text::joined(key.columns, "`, `") + "`)";
}

/// `CREATE UNIQUE INDEX ON t (a, b) WHERE deleted_at IS NULL`
std::string partial_index(const Judged& judged, const catalog::Catalog& catalog) {
  const std::string& mark = judged.mark.name;
  const bool is_flag = design::family_of(judged.mark.type, catalog) == Family::boolean;
  catalog::Index index = *judged.key.index;
  std::erase_if(index.keys, [&](const auto& part) { return part.column == mark; });
  index.predicate = catalog::quoted_name(mark) + (is_flag ? " IS NOT TRUE" : " IS NULL");
  return text::format("CREATE UNIQUE INDEX ON {} {}", design::in_sql(judged.table.relation->name),
                      design::clauses_of(index));
}

/// If the key contains the mark: NULL differs from NULL, so live rows are never equal.
void check_key_with_mark(const Judged& judged, SchemaContext& context) {
  const auto& [table, key, mark] = judged;
  const bool lets_through = key.columns.size() > 1 && !key.index->nulls_not_distinct &&
                            design::is_nullable(mark, context.catalog()) == catalog::Answer::yes;
  if (!lets_through) return;
  context.report(
      report_at(judged)
          .says("UNIQUE {} on `{}` allows duplicate live rows: `{}` is NULL in each of them",
                shown(key), table.name(), mark.name)
          .advises("replace it with `{}`", partial_index(judged, context.catalog()))
          .with(Severity::warning));
}

void check_key(const Judged& judged, SchemaContext& context) {
  const auto& [table, key, mark] = judged;
  const bool certain = key.index->certain && key.index->parent.empty() && mark.certain;
  if (key.primary || key.partial || !certain) return;
  if (key.has(mark.name)) return check_key_with_mark(judged, context);
  const auto columns = design::columns_of(*key.index);
  if (std::ranges::count(columns, mark.name) > 0) return;
  context.report(report_at(judged)
                     .says("UNIQUE {} on `{}` includes rows that `{}` marks as deleted: their "
                           "values cannot be used again",
                           shown(key), table.name(), mark.name)
                     .advises("if values may be used again, replace it with `{}`",
                              partial_index(judged, context.catalog()))
                     .with(Confidence::low));
}

void check(const design::Table& table, SchemaContext& context) {
  const catalog::Column* mark = mark_of(table, context.catalog());
  if (mark == nullptr) return;
  for (const design::Key& key : table.keys) {
    check_key({.table = table, .key = key, .mark = *mark}, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "soft-delete-unique",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Unique key with a nullable deleted_at allows duplicate live rows",
    .help = "use a unique index with `WHERE deleted_at IS NULL`",
    .why = R"(
If rows are only marked as deleted, an address has to be free again once its row is deleted, so the
mark is put into the unique key: `UNIQUE (email, deleted_at)`. But for live rows the mark is NULL,
and a unique key treats two NULLs as different. So exactly the rows that matter are not checked at
all. The constraint rejects only two rows that were deleted in the same microsecond.

A key without the mark does the opposite: it also counts deleted rows, so that a customer who left
can never sign up with the same address again.
)",
    .reported = R"(
As a warning, UNIQUE constraints and unique indexes that contain a nullable `deleted_at`,
`deleted_on`, `archived_at`, `discarded_at` (a date or timestamp), `deleted` or `is_deleted` (a
boolean) together with other columns, unless they are NULLS NOT DISTINCT. As `info` with low
confidence, hidden by default, also those that neither contain that column nor have a predicate.
)",
    .not_reported = R"(
Primary keys; unique indexes with a predicate, or with an expression that contains the mark; a mark
that is NOT NULL.
)",
    .instead = R"(
Check only live rows with a partial unique index, and drop the old key. Look for duplicates first:
creating the index fails while two live rows are equal, and leaves an invalid index that you have to
drop.

```sql
CREATE UNIQUE INDEX CONCURRENTLY members_live_email ON members (email) WHERE deleted_at IS NULL;
ALTER TABLE members DROP CONSTRAINT members_email_deleted_at_key;
```

`ON CONFLICT` then needs the predicate as well: `ON CONFLICT (email) WHERE deleted_at IS NULL`. A
foreign key cannot refer to a partial index. From PostgreSQL 15 on,
`UNIQUE NULLS NOT DISTINCT (email, deleted_at)` works, too.
)",
    .fine = R"(
A key without the mark is often right: a slug, an account number or a code that was used once is
never reused.
)",
    .bad = R"(
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  deleted_at timestamptz,
  UNIQUE (email, deleted_at)
);
)",
    .good = R"(
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  deleted_at timestamptz
);
CREATE UNIQUE INDEX members_live_email ON members (email) WHERE deleted_at IS NULL;
)",
    .links = {"https://www.postgresql.org/docs/current/indexes-partial.html",
              "https://www.postgresql.org/docs/current/ddl-constraints.html"
              "#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS"},
    .checks = {on<check>},
    .replaces = {"nullable-unique"},
};

}  // namespace pglint::rules::soft_delete_unique
