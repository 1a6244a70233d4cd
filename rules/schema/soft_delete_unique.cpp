// A unique key and rows that are only marked as deleted.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/key/index_match.h"
#include "design/name/name_model.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"

namespace pglint::rules::soft_delete_unique {
namespace {

using design::Family;

bool marks_deleted(const catalog::Column& column, const catalog::Catalog& catalog) {
  constexpr std::array<std::string_view, 4> moments = {"deleted_at", "archived_at", "discarded_at",
                                                       "deleted_on"};
  constexpr std::array<std::string_view, 2> flags = {"is_deleted", "deleted"};
  const std::string name = design::joined(parse::name_words(column.name));
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

std::vector<std::string> without(std::vector<std::string> columns, const std::string& column) {
  std::erase(columns, column);
  return columns;
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

/// With NULL in the key, live rows are never equal.
void check_key_with_mark(const Judged& judged, SchemaContext& context) {
  const auto& [table, key, mark] = judged;
  const bool lets_through = key.columns.size() > 1 && !key.index->nulls_not_distinct &&
                            design::is_nullable(mark, context.catalog()) == catalog::Answer::yes;
  if (!lets_through) return;
  context.report(
      report_at(judged)
          .says("`{}` does not stop two live rows of `{}` with the same {}: `{}` is NULL in both, "
                "and NULLs are distinct",
                key.name(), table.name(), design::list_of(without(key.columns, mark.name)),
                mark.name)
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
                     .says("{} of a deleted row of `{}` can never be used again: `{}` counts rows "
                           "that `{}` marks as deleted",
                           design::keys_shown(*key.index), table.name(), key.name(), mark.name)
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
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "A unique key with a nullable deleted_at in it lets live rows be equal",
    .help = "use a unique index with `WHERE deleted_at IS NULL`",
    .why = R"(
Where rows are only marked as deleted, an address has to be free again once its row is gone, so the
mark is put into the unique key: `UNIQUE (email, deleted_at)`. But for rows that are alive the mark
is NULL, and a unique key treats two NULLs as different. So exactly the rows that matter are not
checked at all, and the constraint rejects no more than two rows that were deleted in the same
microsecond.

A key that leaves the mark out does the opposite: it also counts the rows that are gone, so that a
customer who left can never sign up with the same address.
)",
    .reported = R"(
As a warning, UNIQUE constraints and unique indexes that hold a nullable `deleted_at`, `deleted_on`,
`archived_at`, `discarded_at` (a moment), `deleted` or `is_deleted` (a boolean) besides other
columns, unless they are NULLS NOT DISTINCT. With low confidence, which is not shown by default,
also, as info, those that neither hold that column nor have a predicate.
)",
    .not_reported = R"(
Primary keys; unique indexes with a predicate, or with an expression of the mark; a mark that is NOT
NULL.
)",
    .instead = R"(
Check live rows only, by a partial unique index, and drop the key that does nothing. It may find
rows to mend first: creating the index fails while two live rows are equal, and leaves an invalid
index to be dropped.

```sql
CREATE UNIQUE INDEX CONCURRENTLY members_live_email ON members (email) WHERE deleted_at IS NULL;
ALTER TABLE members DROP CONSTRAINT members_email_deleted_at_key;
```

`ON CONFLICT` then needs the predicate as well: `ON CONFLICT (email) WHERE deleted_at IS NULL`. A
foreign key cannot refer to a partial index. From PostgreSQL 15 on
`UNIQUE NULLS NOT DISTINCT (email, deleted_at)` works, too.
)",
    .fine = R"(
A key without the mark is often right: a slug, an account number or a code that was used once is
never given out again.
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
