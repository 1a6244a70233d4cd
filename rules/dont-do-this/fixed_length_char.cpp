// char(n) for codes and keys, where the fixed length looks like a promise. Tables are looked at as
// the run leaves them, since a later statement may make the column a key.
#include <algorithm>
#include <array>
#include <string>

#include "parse/meaning/name_words.h"
#include "parse/meaning/type_name.h"
#include "rule/schema_context.h"
#include "rule/type_report.h"

namespace pglint::rules::fixed_length_char {
namespace {

bool is_uuid(const std::vector<std::string>& words) {
  return std::ranges::any_of(
      words, [](const std::string& word) { return word == "uuid" || word == "guid"; });
}

/// `country_code`, `isoCode`, `currency_iso`, `sku`: what identifies something.
bool names_identifier(std::string_view name) {
  constexpr std::array<std::string_view, 17> last = {"code", "id",   "uuid", "guid", "key",  "iata",
                                                     "icao", "isbn", "issn", "ean",  "gtin", "upc",
                                                     "vin",  "iban", "bic",  "sku",  "isin"};
  const auto words = parse::name_words(name);
  if (words.empty()) return false;
  const bool iso =
      std::ranges::any_of(words, [](const std::string& word) { return word.starts_with("iso"); });
  return iso || is_uuid(words) || std::ranges::count(last, words.back()) > 0;
}

bool is_key(const catalog::Relation& relation, const catalog::Column& column) {
  return relation.has_column_in(catalog::ConstraintKind::primary_key, column.name) ||
         relation.has_column_in(catalog::ConstraintKind::foreign_key, column.name);
}

/// What `char(length)` does to an identifier, and the type to write; `value` stands for it in the
/// CHECK.
std::string predicate(std::string_view name, long length, std::string_view value) {
  const std::string type = "`char(" + std::to_string(length) + ")`";
  const std::string does =
      "does not reject identifiers that are too short: " + type + " pads them, ";
  if (length == 36 && is_uuid(parse::name_words(name))) return does + "`uuid` would";
  return does + "`text CHECK (length(" + std::string(value) + ") = " + std::to_string(length) +
         ")` would";
}

void check_relation(const catalog::Relation& relation, SchemaContext& context) {
  for (const catalog::Column& column : relation.columns) {
    const bool own = column.type_place.extent == catalog::Extent::type;
    if (!own || !column.type.is("bpchar") || column.type.modifiers.size() != 1) continue;
    if (!names_identifier(column.name) && !is_key(relation, column)) continue;
    context.report({.at = column.type_place,
                    .message = "column `" + column.name + "` of `" + relation.name.name + "` " +
                               predicate(column.name, column.type.modifiers[0], column.name),
                    .object = relation.name.shown() + "." + column.name});
  }
}

/// Domains and attributes of composite types, which have no keys.
void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "bpchar" || type.arrayBounds != nullptr) return;
  const auto length = parse::type_modifier(type);
  const auto use = reportable_use(type, context);
  if (!length || !use) return;
  const bool domain = use->place == parse::TypePlace::domain;
  if (!domain && use->place != parse::TypePlace::attribute) return;
  const std::string_view name = domain ? std::string_view(use->owner) : use->name;
  if (!names_identifier(name.substr(name.rfind('.') + 1))) return;
  report_type(
      type, *use,
      {.message = parse::describe(*use) + " " + predicate(name, *length, domain ? "VALUE" : name)},
      context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "fixed-length-char",
    .group = Group::dont_do_this,
    .wiki_entry = "5.2",
    .severity = Severity::warning,
    .summary = "The type char(n) for codes and keys does not reject what is too short",
    .help = "write `text` with a CHECK of the length or the pattern, or a domain of both",
    .why = R"(
A code that always has n characters looks like the one good use of `char(n)`. But the type demands no
length: a value that is too short is filled up with blanks and stored, and nobody hears of it. Only
what is too long is rejected, and even that not if the rest is blanks.

Looking a code up costs more than it seems to: a parameter of type `text` makes PostgreSQL convert the
column, not the parameter, and then an index on the column is of no use. A foreign key between `char(n)`
and `text` compares with and without the padding.
)",
    .reported = R"(
`char(n)` for identifiers, instead of `char-type`. Columns of tables as the linted files leave them that
are part of a primary or a foreign key, and columns, domains and attributes of composite types whose
name says that they identify something: `…_code`, `…_id`, `…_key`, `iso…`, `uuid`, `sku`, `iban` and
their like.
)",
    .not_reported = R"(
Other columns of type `char(n)`, which `char-type` reports; arrays, arguments, results, variables and
casts.
)",
    .instead = R"(
Say what a code looks like. A CHECK does it for one column, a domain for all of them:

```sql
CREATE DOMAIN country_code AS text CHECK (VALUE ~ '^[A-Z]{2}$');
CREATE TABLE countries (code country_code PRIMARY KEY, name text NOT NULL);
CREATE TABLE ports (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  locode text NOT NULL UNIQUE CHECK (length(locode) = 5),
  country_code country_code NOT NULL REFERENCES countries
);
CREATE INDEX ports_country_code ON ports (country_code);
```

Changing an existing column rewrites the table and its indexes under an ACCESS EXCLUSIVE lock; the cast
takes the padding away. Columns that refer to it change in the same transaction. The CHECK comes
afterwards, in two steps, so that it holds no lock while it reads:

```sql
ALTER TABLE airports ALTER COLUMN iata TYPE text;
ALTER TABLE airports ADD CONSTRAINT iata_length CHECK (length(iata) = 3) NOT VALID;
ALTER TABLE airports VALIDATE CONSTRAINT iata_length;
```
)",
    .fine = R"(
Only where other software counts on the padding. A UUID is no text at all: its type is `uuid`.
)",
    .bad = "CREATE TABLE airports (iata char(3) PRIMARY KEY, name text NOT NULL);",
    .good =
        "CREATE TABLE airports (iata text PRIMARY KEY CHECK (length(iata) = 3), name text NOT "
        "NULL);",
    .links = {"https://wiki.postgresql.org/wiki/"
              "Don%27t_Do_This#Don.27t_use_char.28n.29_even_for_fixed-length_identifiers",
              "https://www.postgresql.org/docs/current/datatype-character.html"},
    .checks = {on<check>, on<check_relation>},
    .replaces = {"char-type"},
};

}  // namespace pglint::rules::fixed_length_char
