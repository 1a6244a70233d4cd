// DEFAULT 'NULL': a string of four letters instead of NULL.
#include <string>

#include "design/defaults.h"
#include "design/expression.h"
#include "design/type_family.h"
#include "rule/fix/schema_plan.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::default_null_string {
namespace {

std::string advice_for(const catalog::Column& column, const catalog::Catalog& catalog) {
  switch (design::is_nullable(column, catalog)) {
    case catalog::Answer::yes:
      return text::format("leave the DEFAULT out: `{}` is then NULL unless an INSERT sets it",
                          column.name);
    case catalog::Answer::no:
      return text::format("leave the DEFAULT out: `{}` is NOT NULL, so each INSERT must set it",
                          column.name);
    case catalog::Answer::unknown:
      break;
  }
  return {};
}

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const catalog::Column& column = defaulted.column;
  if (!design::mentions_any(*column.default_expression, {"'null'"})) return;
  if (design::family_of(column.type, context.catalog()) != design::Family::text) return;
  const auto value = design::default_constant(column);
  if (!value || !text::equals_ignoring_case(*value, "null")) return;
  context.report(at(defaulted)
                     .says("`DEFAULT '{}'` on `{}` stores a four-letter string instead of NULL",
                           *value, design::shown(defaulted.table, column.name))
                     .advises(advice_for(column, context.catalog()))
                     .planned(plan_drop_default(*defaulted.table.relation, column)));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "default-null-string",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "The default 'NULL' in quotes is a string, not NULL",
    .help = "leave the DEFAULT out, which means NULL",
    .why = R"(
In quotes, NULL is a string like any other. Rows without an explicit value store the word. `IS NULL`
does not find them, `count(column)` counts them, COALESCE passes them on, and sooner or later a
letter is addressed to "NULL". A NOT NULL column accepts it silently.

Most of these come from tools that quote everything in a field called "default", and from schemas
that were converted from another database.
)",
    .reported = R"(
`DEFAULT 'NULL'`, in any case and with casts, on columns of character types and domains over them,
as the linted files leave them.
)",
    .not_reported = R"(
Other types, where PostgreSQL rejects the word, and strings that merely contain it.
)",
    .instead = R"(
Drop the default and turn the stored words into NULL. Dropping the default changes only the catalog.
Update large tables in batches:

```sql
ALTER TABLE guests ALTER COLUMN nickname DROP DEFAULT;
UPDATE guests SET nickname = NULL WHERE nickname = 'NULL';
```
)",
    .fine = R"(
If the word is data: in a list of reserved words, or as a person's surname. As a default it hardly
ever is.
)",
    .bad = R"(
CREATE TABLE guests (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  full_name text NOT NULL,
  nickname text DEFAULT 'NULL'
);
)",
    .good = R"(
CREATE TABLE guests (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  full_name text NOT NULL,
  nickname text
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-default.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::default_null_string
