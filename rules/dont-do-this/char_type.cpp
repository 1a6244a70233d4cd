// char(n), also written bpchar(n) and, with 1 for n, just char. Not the internal type "char", and
// not bpchar without a length.
#include "parse/meaning/type_name.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::char_type {
namespace {

std::string predicate(parse::TypePlace place, const TypeName& type) {
  const std::string written = "`" + parse::with_modifier("char", type) + "`";
  const std::string length = parse::length_in_words(type);
  switch (parse::modifier_effect(place)) {
    case parse::ModifierEffect::limits:
      if (parse::type_modifier(type) == 1)
        return "stores a blank for an empty value: " + written + " pads";
      return "pads shorter values with blanks to " + length + ": " + written;
    case parse::ModifierEffect::cuts:
      return "cuts or pads every value to " + length + " without an error: " + written;
    case parse::ModifierEffect::ignored:
      return "takes any length and loses trailing blanks: PostgreSQL ignores the length of " +
             written + " here";
  }
  return {};
}

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "bpchar" || type.typmods == nullptr) return;
  const auto use = reportable_modifier_use(type, context);
  if (use)
    report_type(type, *use, {.message = parse::describe(*use) + " " + predicate(use->place, type)},
                context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "char-type",
    .group = Group::dont_do_this,
    .wiki_entry = "5.1",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type char(n) pads values with blanks, some operations see them and some do not",
    .help = "write `text`, with a CHECK such as `length(code) = 2` if the length is a rule",
    .why = R"(
A value shorter than n is filled up with blanks, which take space on disk and in memory. Comparing
two `char(n)` values ignores them, `LIKE` and regular expressions see them, converting to `text`
drops them: the same value matches in one query and not in the next.

It does not enforce a length either: too short a code is padded, not rejected. It is not faster,
and as characters may take several bytes it is not of fixed width on disk. Comparing a `char(n)`
column with a `text` parameter can even keep an index from being used. `char` alone means
`char(1)`.
)",
    .reported = R"(
`char(n)`, `character(n)`, `nchar(n)`, `bpchar(n)`, and `char` alone, which is `char(1)`, wherever a
type is written: columns, attributes of composite types, domains; as info where nothing is stored
(casts, arguments, results, variables).
)",
    .not_reported = R"(
The quoted `"char"`, a one-byte type that the system catalogs use, and `bpchar` without a length, as
long as the value: these are other types.
)",
    .instead = R"(
Use `text`, and say what the value has to look like, in a CHECK or once for all columns in a
domain:

```sql
CREATE DOMAIN country_code AS text CHECK (VALUE ~ '^[A-Z]{2}$');
CREATE TABLE airports (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  iata text NOT NULL UNIQUE CHECK (length(iata) = 3),
  country country_code NOT NULL
);
```

Changing an existing column rewrites the table and rebuilds its indexes under an ACCESS EXCLUSIVE
lock, which keeps readers and writers out; the cast removes the padding. Add the CHECK afterwards,
in two steps, so that it does not hold the lock:

```sql
ALTER TABLE places ALTER COLUMN country TYPE text;
ALTER TABLE places ADD CONSTRAINT country_length CHECK (length(country) = 2) NOT VALID;
ALTER TABLE places VALIDATE CONSTRAINT country_length;
```

On a large table, add a `text` column instead, have a trigger fill it for new rows, copy the old
rows in batches, and swap the names at the end.
)",
    .fine = R"(
Porting old software that works with fixed-width fields, or wanting exactly these semantics.
)",
    .bad = "CREATE TABLE places (id bigint PRIMARY KEY, country char(2) NOT NULL);",
    .good =
        "CREATE TABLE places (id bigint PRIMARY KEY, country text NOT NULL CHECK (length(country) "
        "= 2));",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_char.28n.29",
              "https://www.postgresql.org/docs/current/datatype-character.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::char_type
