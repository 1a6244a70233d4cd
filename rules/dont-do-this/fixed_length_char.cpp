// char(n) for codes and keys, where its fixed length looks like a guarantee. Tables are checked in
// their final state, since a later statement may make the column a key.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "design/expression.h"
#include "parse/meaning/conjuncts.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/names.h"
#include "parse/meaning/type_name.h"
#include "rule/schema/schema_context.h"
#include "rule/type_report.h"
#include "text/ascii.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::fixed_length_char {
namespace {

/// What a CHECK says about the values.
enum class Checked : std::uint8_t {
  no,
  yes,     ///< it rejects some values
  varies,  ///< it lists values of different lengths
};

bool is_uuid(const std::vector<std::string>& words) {
  return std::ranges::any_of(
      words, [](const std::string& word) { return word == "uuid" || word == "guid"; });
}

/// True for names of identifiers: `country_code`, `isoCode`, `currency_iso`, `sku`.
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

bool is_length(const Node* value) {
  constexpr std::array<std::string_view, 4> lengths = {"length", "char_length", "character_length",
                                                       "octet_length"};
  const auto* call = as<FuncCall>(value);
  return call != nullptr && text::is_one_of(parse::builtin_name(call->funcname), lengths);
}

/// True for a condition on the length, form or list of the values, which rejects short ones.
bool rejects_short_ones(const Node* condition) {
  const auto* test = as<A_Expr>(condition);
  if (test == nullptr) return false;
  switch (test->kind) {
    case AEXPR_IN:
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
    case AEXPR_SIMILAR:
    case AEXPR_OP_ANY:
      return true;
    case AEXPR_OP:
      return parse::builtin_name(test->name).starts_with('~') || is_length(test->lexpr) ||
             is_length(test->rexpr);
    default:
      return false;
  }
}

Checked checked_by(const Node* check) {
  const auto conditions = parse::conjuncts(check);
  if (std::ranges::none_of(conditions, rejects_short_ones)) return Checked::no;
  const auto list = design::value_list(check);
  if (!list || list->values.empty()) return Checked::yes;
  const std::size_t length = list->values.front().size();
  const bool alike = std::ranges::all_of(
      list->values, [&](const std::string& value) { return value.size() == length; });
  return alike ? Checked::yes : Checked::varies;
}

bool is_key(const catalog::Relation& relation, const catalog::Column& column) {
  return relation.has_column_in(catalog::ConstraintKind::primary_key, column.name) ||
         relation.has_column_in(catalog::ConstraintKind::foreign_key, column.name);
}

/// An identifier of type `char(length)`.
struct Identifier {
  std::string_view name;  ///< of the column, attribute or domain, without a schema
  long length = 0;
  Checked checked = Checked::no;

  [[nodiscard]] bool is_uuid() const {
    constexpr long uuid_length = 36;
    return length == uuid_length && fixed_length_char::is_uuid(parse::name_words(name));
  }

  /// True for codes of which some are shorter: languages (`en`, `pt-BR`), bank accounts, units.
  [[nodiscard]] bool varies() const {
    constexpr std::array<std::string_view, 9> varying = {
        "language", "lang", "locale", "iban", "bic", "swift", "unit", "uom", "sku"};
    return checked == Checked::varies ||
           std::ranges::any_of(parse::name_words(name), [&](const std::string& word) {
             return text::is_one_of(word, varying);
           });
  }

  /// True for codes that all have `length` characters: of countries, currencies, airports, ….
  [[nodiscard]] bool is_fixed() const {
    struct Standard {
      std::string_view word;
      std::array<long, 2> lengths;
    };
    constexpr std::array<Standard, 13> standards = {{{"country", {2, 3}},
                                                     {"currency", {3, 3}},
                                                     {"iata", {2, 3}},
                                                     {"icao", {3, 4}},
                                                     {"isbn", {10, 13}},
                                                     {"issn", {8, 9}},
                                                     {"isin", {12, 12}},
                                                     {"ean", {8, 13}},
                                                     {"gtin", {8, 14}},
                                                     {"upc", {12, 12}},
                                                     {"vin", {17, 17}},
                                                     {"alpha2", {2, 2}},
                                                     {"alpha3", {3, 3}}}};
    const auto words = parse::name_words(name);
    return std::ranges::any_of(standards, [&](const Standard& standard) {
      return std::ranges::count(words, standard.word) > 0 &&
             std::ranges::count(standard.lengths, length) > 0;
    });
  }
};

/// `subject` is what `parse::describe` makes of the identifier's place.
std::string message_for(const std::string& subject, const Identifier& identifier) {
  const std::string type = text::format("{} is `char({})`", subject, identifier.length);
  if (identifier.checked != Checked::no) {
    return type + ": a comparison with a `text` value cannot use an index on it";
  }
  if (identifier.is_uuid()) return type + ": UUIDs are not validated and take more space";
  return type + (identifier.varies() ? ": shorter identifiers are stored with blanks added"
                                     : ": identifiers that are too short are padded, not rejected");
}

/// A CHECK is possible for a column, and for a domain, where it says VALUE.
std::string advice(const Identifier& identifier, parse::TypePlace place) {
  if (identifier.is_uuid()) return "use `uuid`";
  const bool is_column = place == parse::TypePlace::column;
  const std::string type = place == parse::TypePlace::attribute ? "a domain over `text`" : "`text`";
  if (identifier.checked != Checked::no) {
    return text::format("use {}; the CHECK already rejects other values", type);
  }
  const std::string value = is_column ? parse::sql_name(identifier.name) : "VALUE";
  if (identifier.varies()) {
    return text::format("use {} with `CHECK (length({}) <= {})`", type, value, identifier.length);
  }
  const std::string check = text::format("`CHECK (length({}) = {})`", value, identifier.length);
  if (identifier.is_fixed()) return text::format("use {} with {}", type, check);
  return text::format("use {}; if each value has {}, add {}", type,
                      text::counted(static_cast<std::size_t>(identifier.length), "character"),
                      check);
}

/// What the CHECK constraints of the relation say about the column.
Checked check_of(const catalog::Relation& relation, const catalog::Column& column) {
  Checked checked = Checked::no;
  for (const catalog::Constraint& constraint : relation.constraints) {
    const bool is_about = constraint.kind == catalog::ConstraintKind::check && constraint.certain &&
                          constraint.enforced &&
                          std::ranges::count(constraint.mentioned, column.name) > 0;
    if (!is_about) continue;
    const design::ParsedExpression parsed(constraint.expression);
    checked = std::max(checked, checked_by(parsed.tree()));
  }
  return checked;
}

/// What the CHECKs of the statement that creates a domain say.
Checked check_of(const CreateDomainStmt& domain) {
  Checked checked = Checked::no;
  for (const auto* constraint : parse::each<Constraint>(domain.constraints)) {
    if (constraint == nullptr || constraint->contype != CONSTR_CHECK) continue;
    checked = std::max(checked, checked_by(constraint->raw_expr));
  }
  return checked;
}

/// With a CHECK, the type does no harm but to comparisons.
std::optional<Severity> severity_of(const Identifier& identifier) {
  return identifier.checked == Checked::no ? std::optional<Severity>() : Severity::info;
}

void check_relation(const catalog::Relation& relation, SchemaContext& context) {
  for (const catalog::Column& column : relation.columns) {
    const bool own = column.type_place.extent == catalog::Extent::type;
    if (!own || !column.type.is("bpchar") || column.type.modifiers.size() != 1) continue;
    if (!names_identifier(column.name) && !is_key(relation, column)) continue;
    const Identifier identifier = {.name = column.name,
                                   .length = column.type.modifiers[0],
                                   .checked = check_of(relation, column)};
    const std::string subject = "`" + relation.name.name + "." + column.name + "`";
    context.report({.at = column.type_place,
                    .message = message_for(subject, identifier),
                    .help = advice(identifier, parse::TypePlace::column),
                    .object = relation.name.shown() + "." + column.name,
                    .severity = severity_of(identifier)});
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
  std::string_view name = domain ? std::string_view(use->owner) : use->name;
  name.remove_prefix(name.rfind('.') + 1);
  if (!names_identifier(name)) return;
  const auto* created = as<CreateDomainStmt>(context.parent());
  const Identifier identifier = {.name = name,
                                 .length = *length,
                                 .checked = created == nullptr ? Checked::no : check_of(*created)};
  report_type(type, *use,
              {.message = message_for(parse::describe(*use), identifier),
               .help = advice(identifier, use->place),
               .stored = severity_of(identifier)},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "fixed-length-char",
    .group = Group::dont_do_this,
    .wiki_entry = "5.2",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type char(n) for codes and keys pads values that are too short",
    .help = "use `text` with a CHECK of the length or the pattern, or a domain with such a CHECK",
    .why = R"(
A code that always has n characters looks like the one good use of `char(n)`. But the type does not
require n characters: PostgreSQL fills a value that is too short with blanks and stores it without
an error. It rejects only longer values, and not even those if the rest is blanks.

Lookups can be slow: for a parameter of type `text`, PostgreSQL converts the column, not the
parameter, and cannot use an index on the column. A foreign key between `char(n)` and `text`
compares values with and without the padding.
)",
    .reported = R"(
`char(n)` for identifiers, in place of `char-type`: columns of tables, as the linted files leave
them, that are part of a primary or foreign key, and columns, domains and attributes of composite
types whose name is that of an identifier: `…_code`, `…_id`, `…_key`, `iso…`, `uuid`, `sku`, `iban`
and similar. As info if a CHECK tests the length, the form (`~`) or the list of the values.
)",
    .not_reported = R"(
Other columns of type `char(n)`, which `char-type` reports. Arrays, arguments, results, variables
and casts.
)",
    .instead = R"(
State what a code looks like. Use a CHECK for one column, a domain for several:

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

Changing an existing column rewrites the table and its indexes under an ACCESS EXCLUSIVE lock. The
cast removes the padding. Change columns that reference it in the same transaction. Add the CHECK
afterwards in two steps, so that the lock is not held while the rows are checked:

```sql
ALTER TABLE airports ALTER COLUMN iata TYPE text;
ALTER TABLE airports ADD CONSTRAINT iata_length CHECK (length(iata) = 3) NOT VALID;
ALTER TABLE airports VALIDATE CONSTRAINT iata_length;
```
)",
    .fine = R"(
Only if other software relies on the padding. For UUIDs, use the type `uuid`.
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
