// Columns for the moment of creation that may be empty.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "design/name_model.h"
#include "design/type_family.h"
#include "engine/schema_context.h"
#include "parse/name_words.h"

namespace pglint::rules {
namespace {

using catalog::Answer;
using catalog::Column;
using design::Table;

bool is_creation(const Column& column, const catalog::Catalog& catalog) {
  constexpr std::array<std::string_view, 5> names = {"created_at", "inserted_at", "created_on",
                                                     "date_created", "creation_time"};
  return std::ranges::count(names, design::joined(parse::name_words(column.name))) > 0 &&
         design::family_of(column.type, catalog) == design::Family::moment;
}

void check_column(const Table& table, const Column& column, SchemaContext& context) {
  if (!column.local || !column.certain || column.generated) return;
  if (!is_creation(column, context.catalog())) return;
  // In a key it says which row is meant, as with a reference to a partitioned table.
  if (const design::Key* key = table.primary_key(); key != nullptr && key->has(column.name)) return;
  const Answer nullable = design::is_nullable(column, context.catalog());
  if (nullable == Answer::unknown) return;
  const bool has_default = column.default_expression.has_value();
  if (nullable == Answer::no && has_default) return;
  std::string cause = "is nullable and has no default";
  if (has_default) cause = "is nullable";
  if (nullable == Answer::no) cause = "has no default";
  const std::string effect =
      nullable == Answer::yes
          ? fmt::format("nobody knows when some rows of `{}` were made", table.name())
          : fmt::format("every client has to know the time for rows of `{}`", table.name());
  context.report({.at = column.place,
                  .name = column.name,
                  .message = fmt::format("{}: `{}` {}", effect, column.name, cause),
                  .object = table.relation->name.shown() + "." + column.name,
                  .subject = {.relation = table.relation, .columns = {column.name}},
                  .confidence = Confidence::medium});
}

void check(SchemaContext& context) {
  for (const Table* table : context.design().tables()) {
    if (table->roles.events || table->roles.history) continue;  // the moment is somebody else's
    for (const Column& column : table->columns()) check_column(*table, column, context);
  }
}

}  // namespace

extern constinit const Rule nullable_timestamps = {
    .id = "nullable-timestamps",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A column for the time of creation may be empty or depends on its clients",
    .help = "declare it `NOT NULL DEFAULT now()`",
    .why = R"(
When a row was made is asked for in audits, in support and after every incident, and always about rows that
exist already. A column that is filled by some clients and not by an import, a console session or a second
service has gaps exactly there.

With `DEFAULT now()` and NOT NULL the database fills it whoever writes, by one clock. Rows that sort by the
time of creation then need no rule for NULL either.
)",
    .reported = R"(
Columns `created_at`, `inserted_at`, `created_on`, `date_created` and `creation_time`, however they are spelt,
with a type of date and time, that are nullable or have no default.
)",
    .not_reported = R"(
Tables of events and histories, whose moments come from elsewhere; `updated_at` and other times; generated
columns; columns of a primary key, which come from the row that is referred to.
)",
    .instead = R"(
Set the default first, so that new rows are complete. It changes only the system catalog:

```sql
ALTER TABLE tickets ALTER COLUMN created_at SET DEFAULT now();
```

Then fill the gaps, in batches if they are many, and make the column NOT NULL by way of a CHECK, which is
validated without blocking anybody; SET NOT NULL believes it:

```sql
UPDATE tickets SET created_at = '2000-01-01 00:00+00' WHERE created_at IS NULL;
ALTER TABLE tickets ADD CONSTRAINT tickets_created CHECK (created_at IS NOT NULL) NOT VALID;
ALTER TABLE tickets VALIDATE CONSTRAINT tickets_created;
ALTER TABLE tickets ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE tickets DROP CONSTRAINT tickets_created;
```

Rails and Prisma fill such columns in the client. Both can leave it to the database: Rails by a default that is
a lambda with the text of `now()` in the migration, Prisma by `@default(now())`.
)",
    .fine = R"(
Tables that a single client writes and that nobody else ever touches.
)",
    .bad = R"(
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  created_at timestamptz
);
)",
    .good = R"(
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-default.html"},
    .schema_check = check,
};

}  // namespace pglint::rules
