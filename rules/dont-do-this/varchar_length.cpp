// varchar(n): text with a limit that is often a guess. Without one, varchar is as good as text.
#include "parse/meaning/type_name.h"
#include "rule/fix/type_fix.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::varchar_length {
namespace {

std::string message_for(const TypeName& type, const parse::TypeUse& use) {
  const std::string written = parse::with_modifier("varchar", type);
  switch (parse::modifier_effect(use.place)) {
    case parse::ModifierEffect::limits:
      if (use.place == parse::TypePlace::returning) {
        return "`" + written + "` in this RETURNING clause fails for longer values, and saves " +
               "nothing over `text`";
      }
      return "`" + written + "` on " + parse::describe(use) + " saves nothing over `text`";
    case parse::ModifierEffect::cuts:
      return parse::describe(use) + " to `" + written + "` cuts longer values to " +
             parse::length_in_words(type) + " without an error";
    case parse::ModifierEffect::ignored:
      return parse::is_declared_as(use, written) + ": PostgreSQL ignores the length here";
  }
  return {};
}

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "varchar" || type.typmods == nullptr) return;
  const auto use = reportable_modifier_use(type, context);
  if (!use) return;
  report_type(type, *use,
              {.message = message_for(type, *use),
               .help = text_instead_of(type, *use, "<="),
               .fixes = retyped_as_text(type, *use, context)},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "varchar-length",
    .group = Group::dont_do_this,
    .concern = Concern::style,
    .wiki_entry = "5.3",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A length limit on varchar saves nothing over text and rejects longer values",
    .help = "use `text`; if a limit is required, add a CHECK such as `length(name) <= 100`",
    .many = "columns are `varchar` with a length limit, which saves nothing",
    .why = R"(
`varchar(n)`, `varchar` and `text` are stored the same way and are equally fast: the length only
adds a check. Most lengths are guesses (50, 100, 255) that hold until the first customer with a
longer name. Then the INSERT fails in production.

Raising the limit later takes an ACCESS EXCLUSIVE lock, lowering it rewrites the table, and views
that use the column block both. An explicit cast to `varchar(n)` does not fail but cuts the value.
In the arguments and results of functions, PostgreSQL ignores the length.
)",
    .reported = R"(
`varchar(n)` and `character varying(n)`, for any n, wherever a type can be written: columns,
attributes of composite types, and domains. As info where nothing is stored: casts, arguments,
results, and variables. More than ten columns of one database are one finding, except those in new
and changed files.
)",
    .not_reported = R"(
`varchar` without a length, which is as good as `text`.
)",
    .instead = R"(
Use `text`. If the limit is required, write a CHECK. It has a name, can have a lower limit too, and
can be changed without touching the type:

```sql
CREATE TABLE teams (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CONSTRAINT team_name_length CHECK (length(name) BETWEEN 2 AND 30)
);
```

Changing an existing column from `varchar(n)` to `text` does not rewrite the table and keeps the
indexes. It takes a short ACCESS EXCLUSIVE lock, or a longer one if a CHECK uses the column, because
PostgreSQL checks it again. Drop views that use the column first. To keep a limit, add the CHECK
without checking the rows, then validate it, which does not block reads or writes:

```sql
ALTER TABLE users ALTER COLUMN name TYPE text;
ALTER TABLE users ADD CONSTRAINT name_length CHECK (length(name) <= 100) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT name_length;
```
)",
    .fine = R"(
If you want an error for longer values but not a CHECK, for example in a schema that also has to run
on other databases: `varchar(n)` is standard SQL.
)",
    .bad = "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50) NOT NULL);",
    .good =
        "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL CHECK (length(name) <= "
        "50));",
    .links =
        {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_varchar.28n.29_by_default",
         "https://www.postgresql.org/docs/current/datatype-character.html"},
    .checks = {on<check>},
    .covers = R"(
squawk: prefer-text-field
Postgres Language Server: preferTextField
)",
};

}  // namespace pglint::rules::varchar_length
