// char(n), which can also be written bpchar(n); char alone is char(1). The internal type "char" and
// bpchar without a length are other types.
#include "parse/meaning/type_name.h"
#include "rule/fix/type_fix.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::char_type {
namespace {

std::string message_for(const TypeName& type, const parse::TypeUse& use) {
  const std::string written = parse::with_modifier("char", type);
  const std::string length = parse::length_in_words(type);
  switch (parse::modifier_effect(use.place)) {
    case parse::ModifierEffect::limits:
      if (use.place == parse::TypePlace::returning) {
        return parse::is_declared_as(use, written) +
               ": longer values do not fit, and shorter ones are padded with blanks to " + length;
      }
      return parse::is_declared_as(use, written) +
             (parse::type_modifier(type) == 1
                  ? ": an empty value is stored as a blank"
                  : ": shorter values are padded with blanks to " + length);
    case parse::ModifierEffect::cuts:
      return parse::describe(use) + " to `" + written + "` cuts or pads each value to " + length +
             " without an error";
    case parse::ModifierEffect::ignored:
      return parse::is_declared_as(use, written) +
             ": PostgreSQL ignores the length here, and trailing blanks do not count";
  }
  return {};
}

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "bpchar" || type.typmods == nullptr) return;
  const auto use = reportable_modifier_use(type, context);
  if (!use) return;
  report_type(type, *use,
              {.message = message_for(type, *use),
               .help = text_instead_of(type, *use, "="),
               .fixes = retyped_as_text(type, *use, context)},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "char-type",
    .group = Group::dont_do_this,
    .wiki_entry = "5.1",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type char(n) pads values with blanks and compares them inconsistently",
    .help = "use `text`, with a CHECK such as `length(code) <= 2` if the limit is required",
    .why = R"(
PostgreSQL pads a value that is shorter than n with blanks. The blanks take space on disk and in
memory, and operations treat them differently: comparing two `char(n)` values ignores them, `LIKE`
and regular expressions see them, and a conversion to `text` drops them. The same value matches in
one query and not in the next.

The type does not enforce a length either: a code that is too short is padded, not rejected. It is
not faster than `text`, and since a character may take several bytes, its width on disk is not
fixed. Comparing a `char(n)` column with a `text` parameter can prevent the use of an index. `char`
alone means `char(1)`.
)",
    .reported = R"(
`char(n)`, `character(n)`, `nchar(n)`, `bpchar(n)`, and `char` alone, which is `char(1)`, wherever a
type can be written: columns, attributes of composite types, and domains. As info where nothing is
stored: casts, arguments, results, and variables.
)",
    .not_reported = R"(
The quoted `"char"`, a one-byte type of the system catalogs, and `bpchar` without a length, which
does not pad: these are other types.
)",
    .instead = R"(
Use `text`. State what values have to look like in a CHECK or, once for all columns, in a domain:

```sql
CREATE DOMAIN country_code AS text CHECK (VALUE ~ '^[A-Z]{2}$');
CREATE TABLE airports (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  iata text NOT NULL UNIQUE CHECK (length(iata) = 3),
  country country_code NOT NULL
);
```

Changing an existing column rewrites the table and rebuilds its indexes under an ACCESS EXCLUSIVE
lock, which blocks reads and writes. The cast removes the padding. Add the CHECK afterwards in two
steps, so that the lock is not held while the rows are checked:

```sql
ALTER TABLE places ALTER COLUMN country TYPE text;
ALTER TABLE places ADD CONSTRAINT country_length CHECK (length(country) = 2) NOT VALID;
ALTER TABLE places VALIDATE CONSTRAINT country_length;
```

For a large table, add a `text` column instead, fill it for new rows with a trigger, copy the old
rows in batches, and swap the names at the end.
)",
    .fine = R"(
When you port old software that works with fixed-width fields, or need exactly these semantics.
)",
    .bad = "CREATE TABLE places (id bigint PRIMARY KEY, country char(2) NOT NULL);",
    .good =
        "CREATE TABLE places (id bigint PRIMARY KEY, country text NOT NULL CHECK (length(country) "
        "= 2));",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_char.28n.29",
              "https://www.postgresql.org/docs/current/datatype-character.html"},
    .checks = {on<check>},
    .covers = R"(
squawk: ban-char-field
Postgres Language Server: banCharField
)",
};

}  // namespace pglint::rules::char_type
