// DEFAULT 'NULL': four letters where nothing was meant.
#include "design/defaults.h"
#include "design/expression.h"
#include "design/type_family.h"
#include "rule/schema_context.h"
#include "text/ascii.h"

namespace pglint::rules::default_null_string {
namespace {

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const catalog::Column& column = defaulted.column;
  if (!design::mentions_any(*column.default_expression, {"'null'"})) return;
  if (design::family_of(column.type, context.catalog()) != design::Family::text) return;
  const auto value = design::default_constant(column);
  if (!value || !text::equals_ignoring_case(*value, "null")) return;
  context.report(
      at(defaulted).says("{} is the four-letter text `{}` where nothing is given, not NULL",
                         defaulted.shown(), *value));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "default-null-string",
    .group = Group::schema,
    .severity = Severity::warning,
    .summary = "The default 'NULL' in quotes is a text of four letters, not NULL",
    .help = "leave the DEFAULT away, which means NULL",
    .why = R"(
With quotes around it NULL is a string like any other. Rows that give no value store the word,
`IS NULL` does not find them, `count(column)` counts them, COALESCE passes them on, and sooner or
later a letter is addressed to "NULL". A NOT NULL column accepts it without a word.

Most of these come from tools that put quotes around whatever stands in a field called "default",
and from schemas that were converted from another database.
)",
    .reported = R"(
`DEFAULT 'NULL'`, in whatever case and with casts, of columns of character types and domains of
these, as the linted files leave them.
)",
    .not_reported = R"(
Other types, where PostgreSQL rejects the word, and texts that merely contain it.
)",
    .instead = R"(
Drop the default and turn the words that are stored into NULL. Dropping changes the catalog only;
update large tables in batches:

```sql
ALTER TABLE guests ALTER COLUMN nickname DROP DEFAULT;
UPDATE guests SET nickname = NULL WHERE nickname = 'NULL';
```
)",
    .fine = R"(
The word is data: a list of reserved words, the surname of a person. As a default it hardly ever is.
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
