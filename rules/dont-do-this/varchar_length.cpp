// varchar(n): text with a limit that nobody chose. Without a length it is as good as text.
#include "parse/meaning/type_name.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::varchar_length {
namespace {

std::string predicate(parse::TypePlace place, const TypeName& type) {
  const std::string written = "`" + parse::with_modifier("varchar", type) + "`";
  const std::string length = parse::length_in_words(type);
  switch (parse::modifier_effect(place)) {
    case parse::ModifierEffect::limits:
      return "refuses more than " + length + ", and " + written + " saves nothing over `text`";
    case parse::ModifierEffect::cuts:
      return "cuts longer values to " + length + " without an error: " + written;
    case parse::ModifierEffect::ignored:
      return "takes any length: PostgreSQL ignores the length of " + written + " here";
  }
  return {};
}

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "varchar" || type.typmods == nullptr) return;
  const auto use = reportable_modifier_use(type, context);
  if (use)
    report_type(type, *use, {.message = parse::describe(*use) + " " + predicate(use->place, type)},
                context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "varchar-length",
    .group = Group::dont_do_this,
    .wiki_entry = "5.3",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A length on varchar is a limit without a gain",
    .help = "write `text`, with a CHECK such as `length(name) <= 100` if the limit is a rule",
    .why = R"(
`varchar(n)`, `varchar` and `text` are stored the same way and are equally fast: the length only
adds a check. Most lengths are guesses (50, 100, 255) that hold until the first customer with a
longer name, and then the INSERT fails in production.

A longer limit later takes an ACCESS EXCLUSIVE lock, and a shorter one rewrites the table; views
that use the column stand in the way of both. An explicit cast to `varchar(n)` does not even fail,
it cuts the value; in the arguments and results of functions the length is ignored altogether.
)",
    .reported = R"(
`varchar(n)` and `character varying(n)`, whatever the n, wherever a type is written: columns,
attributes of composite types, domains; as info where nothing is stored (casts, arguments, results,
variables).
)",
    .not_reported = R"(
`varchar` without a length, which is as good as `text`.
)",
    .instead = R"(
Use `text`. Where a limit is part of the rules, say so in a CHECK, which has a name, can have a
lower limit too, and can be changed without touching the type:

```sql
CREATE TABLE teams (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CONSTRAINT team_name_length CHECK (length(name) BETWEEN 2 AND 30)
);
```

Changing an existing column from `varchar(n)` to `text` rewrites nothing and keeps the indexes; it
takes an ACCESS EXCLUSIVE lock for a moment (longer if a CHECK uses the column, because that is
verified again), and a view that uses the column has to be dropped first. To keep a limit, add the
CHECK without looking at the rows and validate it afterwards, which blocks nobody:

```sql
ALTER TABLE users ALTER COLUMN name TYPE text;
ALTER TABLE users ADD CONSTRAINT name_length CHECK (length(name) <= 100) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT name_length;
```
)",
    .fine = R"(
Where an error on longer input is wanted and a CHECK is not, for example in a schema that has to
run on other databases as well: `varchar(n)` is standard SQL.
)",
    .bad = "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50) NOT NULL);",
    .good =
        "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL CHECK (length(name) <= "
        "50));",
    .links =
        {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_varchar.28n.29_by_default",
         "https://www.postgresql.org/docs/current/datatype-character.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::varchar_length
