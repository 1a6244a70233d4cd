// Attributes stored as rows, in three columns: entity, attribute and value.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "design/key/undeclared.h"
#include "design/name/name_model.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::entity_attribute_value {
namespace {

using catalog::Column;
using design::Family;
using Words = std::vector<std::string>;

constexpr std::size_t most_columns = 8;

using text::is_one_of;
constexpr std::array<std::string_view, 10> attribute_words = {
    "attribute", "attr", "property", "prop", "field", "option", "setting", "meta", "param", "data"};

/// How clearly a column is the one that names the attribute.
enum class Naming : std::uint8_t {
  none,
  weak,    ///< `name`, `option`: it may as well describe the row itself
  strong,  ///< `key`, `attr_name`
};

Naming naming_of(const Words& words) {
  constexpr std::array<std::string_view, 7> ends = {"name", "key", "id",        "code",
                                                    "type", "def", "definition"};
  if (words.size() == 1) {
    if (design::words::attributes.contains(words[0])) return Naming::strong;
    return design::words::possible_attributes.contains(words[0]) ? Naming::weak : Naming::none;
  }
  const bool with_definition = words.size() == 3 && words[1].starts_with("def");
  const bool fits = (words.size() == 2 || with_definition) &&
                    is_one_of(words[0], attribute_words) && is_one_of(words.back(), ends);
  return fits && design::joined(words) != "data_type" && design::joined(words) != "data_id"
             ? Naming::strong
             : Naming::none;
}

constexpr std::array<std::string_view, 22> type_words = {
    "string",   "text",      "varchar", "char",   "int",  "integer", "bigint", "number",
    "numeric",  "decimal",   "float",   "double", "bool", "boolean", "date",   "time",
    "datetime", "timestamp", "json",    "jsonb",  "long", "blob"};

/// `string_value`, `value_int`.
bool is_typed_value(const Words& words) {
  if (words.size() != 2) return false;
  return (words[1] == "value" && is_one_of(words[0], type_words)) ||
         (words[0] == "value" && is_one_of(words[1], type_words));
}

bool is_value(const Words& words) {
  if (words.size() == 1) return design::words::values.contains(words[0]);
  return words.size() == 2 && is_one_of(words[0], attribute_words) &&
         design::words::values.contains(words[1]);
}

/// The columns of an attribute table; null or empty if missing.
struct Parts {
  const Column* entity = nullptr;
  const Column* attribute = nullptr;
  Naming naming = Naming::none;
  std::vector<std::string> values = {};
  bool typed = false;  ///< a column for each type of value
};

bool holds_any_value(Family family) { return family == Family::text || family == Family::json; }

Parts parts_of(const design::Table& table, const catalog::Catalog& catalog) {
  Parts parts;
  std::vector<std::string> typed;
  for (const Column& column : table.columns()) {
    const Words words = parse::name_words(column.spelling());
    const Family family = design::family_of(column.type, catalog);
    const Naming naming = naming_of(words);
    const bool names = family == Family::text || family == Family::enumeration ||
                       table.foreign_key_of(column.name) != nullptr;
    if (naming > parts.naming && names) {
      parts.attribute = &column;
      parts.naming = naming;
    }
    if (is_typed_value(words)) typed.push_back(column.name);
    if (is_value(words) && holds_any_value(family)) parts.values.push_back(column.name);
  }
  parts.typed = typed.size() >= 2;
  if (parts.typed) {
    parts.values = std::move(typed);
  } else if (parts.values.empty() && typed.size() == 1) {
    const Column* value = table.relation->find_column(typed.front());
    if (holds_any_value(design::family_of(value->type, catalog))) parts.values = std::move(typed);
  }
  return parts;
}

/// The columns that may be the one of the entity: those with a foreign key, and behind them those
/// whose names look like a key.
std::vector<const Column*> possible_entities(const design::Table& table, const Parts& parts) {
  std::vector<const Column*> referring;
  std::vector<const Column*> named;
  for (const Column& column : table.columns()) {
    const bool taken =
        &column == parts.attribute || std::ranges::count(parts.values, column.name) > 0 ||
        table.key_column() == &column || design::is_audit_column(column.spelling()) ||
        naming_of(parse::name_words(column.spelling())) == Naming::strong;
    if (taken) continue;
    if (table.foreign_key_of(column.name) != nullptr) {
      referring.push_back(&column);
    } else if (design::key_name(column.spelling())) {
      named.push_back(&column);
    }
  }
  referring.insert(referring.end(), named.begin(), named.end());
  return referring;
}

/// The table that the column refers to, with or without a foreign key; null if it is unknown.
const design::Table* target_of(const design::Table& table, const Column& column,
                               const design::Schema& schema) {
  const design::ForeignKey* key = table.foreign_key_of(column.name);
  if (key != nullptr) return key->target == nullptr ? nullptr : schema.find(*key->target);
  const auto guess = design::undeclared_reference(table, column, schema);
  return guess ? guess->target : nullptr;
}

bool refers_to(const design::Table& table, const design::Table& other,
               const design::Schema& schema) {
  return std::ranges::any_of(table.columns(), [&](const Column& column) {
    return target_of(table, column, schema) == &other;
  });
}

/// The column of the entity. Of several parents, the one that refers to the others: these are the
/// tenant or the owner of it.
const Column* entity_of(const design::Table& table, const Parts& parts,
                        const design::Schema& schema) {
  const auto possible = possible_entities(table, parts);
  if (possible.empty()) return nullptr;
  const Column* entity = possible.front();
  for (const Column* column : possible) {
    const design::Table* known = target_of(table, *entity, schema);
    const design::Table* target = target_of(table, *column, schema);
    const bool is_part = known != nullptr && target != nullptr && target != known &&
                         target != &table && refers_to(*target, *known, schema);
    if (is_part) entity = column;
  }
  return entity;
}

bool is_translation(const design::Table& table) {
  const auto tells = [](const Words& name) {
    return std::ranges::any_of(design::singulars(name), [](const std::string& word) {
      return design::words::translations.contains(word) || word == "lang" || word == "language";
    });
  };
  return tells(parse::name_words(table.spelling())) ||
         std::ranges::any_of(table.columns(), [&](const Column& column) {
           return tells(parse::name_words(column.spelling()));
         });
}

/// Settings of users: such tables are small, and their keys are open-ended.
bool is_of_preferences(const design::Table& table) {
  const Words words = design::singulars(parse::name_words(table.spelling()));
  return design::words::settings.has_one_of(words) || design::has_word(words, "flag");
}

/// Tags, which users choose: their names and values are open-ended.
bool is_of_tags(const design::Table& table) {
  constexpr std::array<std::string_view, 2> names = {"tag", "label"};
  const Words words = design::singulars(parse::name_words(table.spelling()));
  return !words.empty() && is_one_of(words.back(), names);
}

/// Pieces of a stream, whose order counts.
bool is_of_pieces(const design::Table& table) {
  constexpr std::array<std::string_view, 5> names = {"chunk", "fragment", "frame", "packet",
                                                     "segment"};
  const Words words = design::singulars(parse::name_words(table.spelling()));
  return !words.empty() && is_one_of(words.back(), names);
}

/// Something like tags: by its name, or because a key has both the attribute and the value, so that
/// an attribute may have several.
bool may_be_of_tags(const design::Table& table, const Parts& parts) {
  constexpr std::array<std::string_view, 2> names = {"metadata", "annotation"};
  const Words words = design::singulars(parse::name_words(table.spelling()));
  if (!words.empty() && is_one_of(words.back(), names)) return true;
  return std::ranges::any_of(table.keys, [&](const design::Key& key) {
    return key.has(parts.attribute->name) &&
           std::ranges::any_of(parts.values, [&](const auto& value) { return key.has(value); });
  });
}

Confidence confidence_of(const design::Table& table, const Parts& parts) {
  const bool keyed = table.has_key({parts.entity->name, parts.attribute->name});
  if (table.foreign_key_of(parts.entity->name) == nullptr) return Confidence::medium;
  if (is_of_preferences(table) || may_be_of_tags(table, parts)) return Confidence::medium;
  return parts.naming == Naming::strong || keyed || parts.typed ? Confidence::high
                                                                : Confidence::medium;
}

/// Nothing if `table` does not hold attributes of other rows.
std::optional<Parts> attributes_in(const design::Table& table, const catalog::Catalog& catalog,
                                   const design::Schema& schema) {
  const auto own = std::ranges::count_if(table.columns(), [](const Column& column) {
    return !design::is_audit_column(column.spelling());
  });
  if (own > static_cast<std::ptrdiff_t>(most_columns)) return std::nullopt;
  if (table.roles.settings || table.roles.history) return std::nullopt;
  if (is_of_tags(table) || is_of_pieces(table)) return std::nullopt;
  Parts parts = parts_of(table, catalog);
  if (parts.attribute == nullptr || parts.values.empty() || is_translation(table)) {
    return std::nullopt;
  }
  parts.entity = entity_of(table, parts, schema);
  if (parts.entity == nullptr) return std::nullopt;
  return parts;
}

/// What to call the table of the entity.
std::string parent_of(const design::Table& table, const Column& entity,
                      const design::Schema& schema) {
  const design::ForeignKey* key = table.foreign_key_of(entity.name);
  if (key != nullptr) return text::format("`{}`", key->constraint->referenced.name);
  const design::Table* target = target_of(table, entity, schema);
  return target == nullptr ? text::format("the table that `{}` refers to", entity.name)
                           : text::format("`{}`", target->name());
}

std::string advice_for(const design::Table& table, const Column& entity,
                       const design::Schema& schema) {
  return text::format(
      "add columns to {} for the known attributes, and one `jsonb` column for the "
      "rest",
      parent_of(table, entity, schema));
}

/// Rows that other tables refer to are more than attributes of one row.
bool is_referenced(const design::Table& table) {
  return std::ranges::any_of(table.keys,
                             [&](const design::Key& key) { return table.is_referenced_by(key); });
}

void check(const design::Table& table, SchemaContext& context) {
  if (!table.relation->columns_known || !table.relation->certain) return;
  const auto parts = attributes_in(table, context.catalog(), context.design());
  if (!parts || is_referenced(table)) return;
  std::vector<std::string> columns = {parts->entity->name, parts->attribute->name};
  columns.insert(columns.end(), parts->values.begin(), parts->values.end());
  context.report(at(table)
                     .says("entity-attribute-value table `{} ({})`: no attribute can have its own "
                           "{}NOT NULL or foreign key",
                           table.name(), text::joined(columns, ", "), parts->typed ? "" : "type, ")
                     .advises(advice_for(table, *parts->entity, context.design()))
                     .about(columns)
                     .with(confidence_of(table, *parts)));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "entity-attribute-value",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Entity-attribute-value table: attributes are stored as rows of key and value",
    .help = "use columns for the known attributes, and one `jsonb` column for the rest",
    .why = R"(
A table of product, attribute and value accepts any attribute, and that flexibility is expensive.
All values share one type, mostly text, so a weight can be `12,5 kg` and a date can be anything. No
attribute can be required, have a default or refer to another table. `color` and `colour` are both
accepted.

To read one product, a query must turn rows into columns, with a join or an aggregate for each
attribute. To find the products with two given attributes, it must join the table with itself. The
planner knows how often each value occurs in the whole column, but not how often red occurs among
the colors, so it guesses.
)",
    .reported = R"(
Tables of at most eight columns, not counting audit columns, that have three kinds of columns: one
for the attribute (`key`, `attr_name`, `property_id`, `meta_key`); one for the value (`value`,
`attr_value`, `text_value`) of text or JSON, or several for values of different types; and one for
the entity, which is a foreign key or (as `info`) is named like one. Preferences, settings and
options of users are `info`, too, and so are tables named `…_metadata`, and those with the attribute
and the value in one key, like tags. If the table refers to several others, the entity is the one
that refers to the rest: an event, not the website that it belongs to.
)",
    .not_reported = R"(
Settings of the application, where the setting's name is the whole key of the table. Tables that
other tables refer to. Tags and labels, and pieces of a stream (`stream_chunks`), by the table's
name. Translations, measurements (their values are numbers) and histories.
)",
    .instead = R"(
Attributes that the application knows by name become columns. Adding columns like these does not
rewrite the table:

```sql
ALTER TABLE products
  ADD COLUMN color text,
  ADD COLUMN weight_grams integer CHECK (weight_grams > 0),
  ADD COLUMN other jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(other) = 'object');
UPDATE products AS p SET color = a.attr_value
  FROM product_attributes AS a
  WHERE a.product_id = p.id AND a.attr_name = 'color';
CREATE INDEX CONCURRENTLY products_other ON products USING gin (other jsonb_path_ops);
```

Attributes whose names come from outside go into one `jsonb` column: `other @> '{"fit": "slim"}'`
uses the index. If some kinds of products share attributes, create a table for each kind, with the
product's key as its primary key. Drop the attribute table once the application reads the columns.
)",
    .fine = R"(
Users define the attributes, the definitions are in a table, and few queries look at the values.
Tags of maps (`node_id`, `k`, `v`).
)",
    .bad = R"(
CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label text NOT NULL
);
CREATE TABLE product_attributes (
  product_id bigint NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  attr_name text NOT NULL,
  attr_value text NOT NULL,
  PRIMARY KEY (product_id, attr_name)
);
)",
    .good = R"(
CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label text NOT NULL,
  color text NOT NULL,
  weight_grams integer NOT NULL CHECK (weight_grams > 0),
  other jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(other) = 'object')
);
)",
    .links = {"https://en.wikipedia.org/wiki/Entity%E2%80%93attribute%E2%80%93value_model",
              "https://www.postgresql.org/docs/current/datatype-json.html#JSON-INDEXING"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::entity_attribute_value
