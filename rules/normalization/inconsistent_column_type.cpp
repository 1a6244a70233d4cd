// One name, two types: the few tables in which a column differs from what it is everywhere else.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "design/name/name_model.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/ascii.h"

namespace pglint::rules::inconsistent_column_type {
namespace {

using design::Family;
using design::Table;
using Words = std::vector<std::string>;

/// What a name stands for; the same thing everywhere, or its tables need not agree.
enum class Kind : std::uint8_t { none, key, moment, value };

using text::is_one_of;
Kind kind_of(const std::string& name) {
  constexpr std::array<std::string_view, 14> values = {
      "email",        "phone",    "amount",    "price",      "total",      "balance", "currency",
      "country_code", "latitude", "longitude", "created_by", "updated_by", "iban",    "vat_number"};
  if (is_one_of(name, values)) return name.ends_with("_by") ? Kind::key : Kind::value;
  if (name.ends_with("_at") && name.size() > 3) return Kind::moment;
  return design::key_name(name) ? Kind::key : Kind::none;
}

struct Use {
  const Table* table = nullptr;
  const catalog::Column* column = nullptr;
};

/// The uses of one name, by the type without what widths and lengths say.
using ByType = std::map<std::string, std::vector<Use>>;

/// The type as it is compared: kinds of text are one type, and so are the widths of integers
/// unless they hold keys.
std::string compared_type(const catalog::Column& column, Kind kind,
                          const catalog::Catalog& catalog) {
  const catalog::Type base = design::base_type(column.type, catalog);
  const Family family = design::family_of(column.type, catalog);
  if (family == Family::text) return "text";
  if (family == Family::integer && kind != Kind::key) return "integer";
  catalog::Type type = base;
  type.modifiers.clear();
  return catalog::format_type(type);
}

std::map<std::string, ByType> uses_of_names(const design::Schema& schema) {
  std::map<std::string, ByType> names;
  for (const Table* table : schema.tables()) {
    for (const catalog::Column& column : table->columns()) {
      const std::string name = parse::snake_case(column.name);
      const Kind kind = kind_of(name);
      const bool counts = column.local && column.certain && !column.type.name.empty() &&
                          design::family_of(column.type, schema.catalog()) != Family::array;
      if (kind == Kind::none || !counts) continue;
      names[name][compared_type(column, kind, schema.catalog())].push_back(
          {.table = table, .column = &column});
    }
  }
  return names;
}

/// The type that three of five tables agree on, among three or more; empty where there is none.
std::string usual_type(const ByType& types) {
  constexpr std::size_t least_tables = 3;
  std::size_t total = 0;
  const std::pair<const std::string, std::vector<Use>>* most = nullptr;
  for (const auto& type : types) {
    total += type.second.size();
    if (most == nullptr || type.second.size() > most->second.size()) most = &type;
  }
  if (most == nullptr || total < least_tables || 5 * most->second.size() < 3 * total) return {};
  return most->first;
}

/// The key that the name is of, if the schema has its table.
const catalog::Column* key_named(const std::string& name, const Use& use,
                                 const design::Schema& schema) {
  const auto key = design::key_name(name);
  if (!key) return nullptr;
  const Table* parent = schema.find_thing(key->base, use.table->relation->name.schema);
  return parent == nullptr ? nullptr : parent->key_column();
}

void report(const std::string& name, const std::string& usual, const ByType& types,
            const std::vector<Use>& odd, SchemaContext& context) {
  const design::Schema& schema = context.design();
  const Use& first = odd.front();
  const Use& model = types.at(usual).front();
  const Kind kind = kind_of(name);
  const catalog::Column* key = key_named(name, first, schema);
  const bool fits_key = key != nullptr && compared_type(*key, Kind::key, schema.catalog()) == usual;
  // Where no table has such a key, one name may stand for two things: `session_id`.
  const bool sure = kind != Kind::key || fits_key;
  std::vector<std::string> tables;
  tables.reserve(odd.size());
  for (const Use& use : odd) tables.push_back(use.table->name());
  context.report(
      at_type(*first.table, *first.column)
          .says("code that takes `{}` for `{}`, which it is in {} tables, is wrong for {}: it is "
                "`{}` there",
                first.column->name, catalog::format_type(model.column->type),
                types.at(usual).size(), design::list_of(tables),
                catalog::format_type(first.column->type))
          .with(kind == Kind::key && sure ? Severity::warning : Severity::info)
          .with(sure ? Confidence::high : Confidence::medium)
          .beside(at(*model.table, *model.column).placed(model.column->type_place),
                  "the type that the others have"));
}

void check(const design::Schema& schema, SchemaContext& context) {
  // Not as structured bindings, which clang 14 does not let lambdas capture.
  for (const auto& named : uses_of_names(schema)) {
    const auto& name = named.first;
    const auto& types = named.second;
    if (types.size() < 2) continue;
    const std::string usual = usual_type(types);
    if (usual.empty()) continue;
    for (const auto& typed : types) {
      const auto& type = typed.first;
      const auto& uses = typed.second;
      // With time zone is right, however many are without.
      if (type == usual || type == "timestamp with time zone") continue;
      std::vector<Use> odd;
      std::ranges::copy_if(uses, std::back_inserter(odd), [&](const Use& use) {
        const catalog::Column* key = key_named(name, use, schema);
        const bool follows_key =
            key != nullptr && compared_type(*key, Kind::key, schema.catalog()) == type;
        // Where there is a foreign key, its parent decides about the type.
        return !context.is_accepted(at(*use.table, *use.column).subject) && !follows_key &&
               !use.table->refers_by(use.column->name);
      });
      if (!odd.empty()) report(name, usual, types, odd, context);
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "inconsistent-column-type",
    .group = Group::normalization,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "A column has another type than everywhere else",
    .help =
        "give it the type that the other tables have, or another name if it means something else",
    .why = R"(
Who knows `user_id` from ten tables expects the same in the eleventh. If it is `integer` there and `bigint` elsewhere, it works until the first id beyond
2,147,483,647, and then inserts into that one table fail. If it is `text`, a join needs a cast, and an index on the column does not serve it.
A `created_at` without time zone among those with one is off by some hours, in a union of both as well as in the head of whoever reads it.

Such columns are never planned. They come from a colleague with another habit, or from the year before somebody decided how it is to be done.
)",
    .reported = R"(
Names that mean one thing in a schema: keys (`user_id`, `created_by`), times (`…_at`), and `email`, `phone`, `amount`, `price`, `total`, `balance`, `currency`,
`country_code`, `latitude`, `longitude`. Where a name occurs in three tables and at least three of five have the same type, the ones that differ, in one finding for each
name and type. Keys are a warning where a table of that name has a key of the usual type.
)",
    .not_reported = R"(
`id`, `name`, `type`, `status`, `value` and other names that mean something else in every table; kinds of text and the precision of numbers; the widths of integers
outside of keys; timestamps with time zone among others without; columns with a foreign key, since the parent decides about them; arrays.
)",
    .instead = R"(
Either the column means the same, then it gets the same type. Or it means something else, then it gets a name that says so:

```sql
ALTER TABLE vouchers RENAME COLUMN price TO price_cents;
```

RENAME COLUMN takes an ACCESS EXCLUSIVE lock for a moment; deploy code that knows both names before. Changing the type rewrites the table and
the indexes on the column under such a lock, unless the new type only has more room for text:

```sql
ALTER TABLE vouchers ALTER COLUMN price_cents TYPE numeric(12, 2) USING price_cents / 100.0;
ALTER TABLE vouchers RENAME COLUMN price_cents TO price;
```

For a large table, add a second column, fill it by a trigger and in portions, and swap the names. A timestamp without time zone is converted with the zone that
it was written in (`USING created_at AT TIME ZONE 'UTC'`).
)",
    .fine = R"(
Tables that mirror another system, with the types that it has.
)",
    .bad = R"(
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  price numeric(12, 2) NOT NULL
);
CREATE TABLE books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  price numeric(12, 2) NOT NULL
);
CREATE TABLE vouchers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  price bigint NOT NULL
);
)",
    .good = R"(
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  price numeric(12, 2) NOT NULL
);
CREATE TABLE books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  price numeric(12, 2) NOT NULL
);
CREATE TABLE vouchers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  price_cents bigint NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html",
              "https://www.postgresql.org/docs/current/datatype.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::inconsistent_column_type
