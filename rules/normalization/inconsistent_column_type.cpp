// One column name with two types: the few tables that differ from all others.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "design/name/name_model.h"
#include "design/name/retired.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::inconsistent_column_type {
namespace {

using design::Family;
using design::Table;
using Words = std::vector<std::string>;

/// What a name means. `none` may mean something else in each table, so that types may differ.
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

/// The uses of one name, by type without lengths and precisions.
using ByType = std::map<std::string, std::vector<Use>>;

/// The type for comparisons: all text types are one type, and so are all integer types unless they
/// hold keys.
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

/// Times as a provider of OAuth sends them, in seconds: libraries such as next-auth store them
/// beside its tokens.
bool is_from_provider(const Table& table, const catalog::Column& column, Kind kind,
                      const catalog::Catalog& catalog) {
  constexpr std::array<std::string_view, 4> with = {"refresh_token", "id_token", "token_type",
                                                    "scope"};
  if (kind != Kind::moment || design::family_of(column.type, catalog) != Family::integer) {
    return false;
  }
  const auto has = [&](const auto& is_wanted) {
    return std::ranges::any_of(table.columns(), [&](const catalog::Column& each) {
      return is_wanted(parse::snake_case(each.spelling()));
    });
  };
  return has([](const std::string& name) { return name == "access_token"; }) &&
         has([&](const std::string& name) { return is_one_of(name, with); });
}

std::map<std::string, ByType> uses_of_names(const design::Schema& schema) {
  std::map<std::string, ByType> names;
  for (const Table* table : schema.tables()) {
    for (const catalog::Column& column : table->columns()) {
      const std::string name = parse::snake_case(column.spelling());
      const Kind kind = kind_of(name);
      const bool counts = column.local && column.certain && !column.type.name.empty() &&
                          design::family_of(column.type, schema.catalog()) != Family::array;
      if (kind == Kind::none || !counts || design::is_retired(column, *table->relation) ||
          is_from_provider(*table, column, kind, schema.catalog())) {
        continue;
      }
      names[name][compared_type(column, kind, schema.catalog())].push_back(
          {.table = table, .column = &column});
    }
  }
  return names;
}

/// The type that three of five tables have, among three or more tables; empty if there is none.
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

/// The key that the name refers to, or null if the schema does not have its table.
const catalog::Column* key_named(const std::string& name, const Use& use,
                                 const design::Schema& schema) {
  const auto key = design::key_name(name);
  if (!key) return nullptr;
  const Table* parent = schema.find_thing(key->base, use.table->relation->name.schema);
  return parent == nullptr ? nullptr : parent->key_column();
}

/// The type to change to: the usual one, unless another rule reports that type.
std::string advised_type(const catalog::Type& usual, Kind kind) {
  const std::string array = usual.dimensions > 0 ? "[]" : "";
  if (usual.is("timestamp") || usual.is("timestamptz")) return "timestamptz" + array;
  if (usual.is("bpchar") || usual.is("varchar")) return "text" + array;
  const bool is_inexact = usual.is("float4") || usual.is("float8") || usual.is("money");
  if (kind == Kind::value && is_inexact) return "numeric" + array;
  return catalog::format_type(usual);
}

/// What to do about `column`, if most tables have the type `usual`, a type for times.
std::string advice_for_moment(const catalog::Column& column, const catalog::Catalog& catalog) {
  const std::string quoted = catalog::quoted_name(column.name);
  switch (design::family_of(column.type, catalog)) {
    case Family::integer:
    case Family::number:
      return text::format(
          "change `{}` to `timestamptz` with `USING to_timestamp({})`, or rename it, for example "
          "to "
          "`{}_epoch`",
          column.name, quoted, column.name);
    case Family::moment:
      if (design::base_type(column.type, catalog).is("date")) break;
      return text::format(
          "change `{}` to `timestamptz`, with `USING {} AT TIME ZONE …` and the time zone of the "
          "stored values",
          column.name, quoted);
    case Family::text:
      return text::format("change `{}` to `timestamptz` with `USING {}::timestamptz`", column.name,
                          quoted);
    default:
      break;
  }
  return text::format("change `{}` to `timestamptz`, or rename it if it means something else",
                      column.name);
}

SchemaReport report_of(const std::string& name, const std::string& usual, const ByType& types,
                       std::span<const Use> odd, const design::Schema& schema) {
  const Use& first = odd.front();
  const Use& model = types.at(usual).front();
  const Kind kind = kind_of(name);
  const catalog::Column* key = key_named(name, first, schema);
  const bool fits_key = key != nullptr && compared_type(*key, Kind::key, schema.catalog()) == usual;
  // If no table has such a key, the name may mean two things: `session_id`.
  const bool sure = kind != Kind::key || fits_key;
  std::vector<std::string> tables;
  tables.reserve(odd.size());
  for (const Use& use : odd) tables.push_back(use.table->name());
  const std::string usual_shown = catalog::format_type(model.column->type);
  const std::string subject =
      odd.size() == 1 ? text::format("`{}` is", design::shown(*first.table, first.column->name))
                      : text::format("`{}` of {} is", first.column->name, design::list_of(tables));
  const bool usually_moment = kind == Kind::moment && usual.starts_with("timestamp");
  std::string advice =
      usually_moment
          ? advice_for_moment(*first.column, schema.catalog())
          : text::format(
                "change `{}` to `{}`, or rename it if it means something else", first.column->name,
                advised_type(design::base_type(model.column->type, schema.catalog()), kind));
  std::vector<SchemaReport> members;
  if (odd.size() > 1) {
    members.reserve(odd.size());
    for (const Use& use : odd) {
      members.push_back(report_of(name, usual, types, std::span(&use, 1), schema));
    }
  }
  return at_type(*first.table, *first.column)
      .says("inconsistent type: {} `{}`; {} other tables use `{}`", subject,
            catalog::format_type(first.column->type), types.at(usual).size(), usual_shown)
      .advises(std::move(advice))
      .with(kind == Kind::key && sure ? Severity::warning : Severity::info)
      .with(sure ? Confidence::high : Confidence::medium)
      .beside(at(*model.table, *model.column).placed(model.column->type_place),
              "other tables use this type")
      .sums_up(std::move(members));
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
      // With time zone is right, even if most tables are without.
      if (type == usual || type == "timestamp with time zone") continue;
      std::vector<Use> odd;
      std::ranges::copy_if(uses, std::back_inserter(odd), [&](const Use& use) {
        const catalog::Column* key = key_named(name, use, schema);
        const bool follows_key =
            key != nullptr && compared_type(*key, Kind::key, schema.catalog()) == type;
        // The referenced table decides about the type of a foreign key.
        return !context.is_accepted(at(*use.table, *use.column).subject) && !follows_key &&
               !use.table->refers_by(use.column->name);
      });
      if (!odd.empty()) context.report(report_of(name, usual, types, odd, context.design()));
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "inconsistent-column-type",
    .group = Group::normalization,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Inconsistent type: other tables use a different type for the same column name",
    .help = "use the type of the other tables, or another name if the column means something else",
    .why = R"(
A developer who knows `user_id` from ten tables expects the same type in the eleventh. If it is
`integer` there and `bigint` elsewhere, inserts into that one table fail from id 2,147,483,648 on.
If it is `text`, a join needs a cast, and an index on the column does not support it. A `created_at`
without time zone among others with one is off by some hours, both in a union of the tables and in
the reader's interpretation.

Such columns are rarely planned. They come from another developer's habits, or from the time before
a convention existed.
)",
    .reported = R"(
Names that mean one thing in a schema: keys (`user_id`, `created_by`), times (`…_at`), and `email`,
`phone`, `amount`, `price`, `total`, `balance`, `currency`, `country_code`, `latitude`, `longitude`,
`iban`, `vat_number`. If a name occurs in three tables and at least three of five have the same
type, the others are reported, with one finding per name and type. Keys are a warning if a table of
that name has a key of the usual type.
)",
    .not_reported = R"(
`id`, `name`, `type`, `status`, `value` and other names that mean something else in every table.
Different text types, the precision of numbers, and the width of integers that are not keys.
Timestamps with time zone among others without. Times in seconds beside the tokens of an OAuth
provider (`access_token`, `refresh_token`, `expires_at`), as libraries store them. Columns with a
foreign key, since the referenced table decides about their type. Columns that a successor has
replaced, such as `user_id_old` beside `user_id`. Arrays.
)",
    .instead = R"(
If the column means the same as elsewhere, give it the same type. If it means something else, give
it a name that says so:

```sql
ALTER TABLE vouchers RENAME COLUMN price TO price_cents;
```

RENAME COLUMN takes an ACCESS EXCLUSIVE lock briefly; first deploy code that knows both names.
Changing the type rewrites the table and the indexes on the column under the same lock, unless the
new type only allows longer text:

```sql
ALTER TABLE vouchers ALTER COLUMN price_cents TYPE numeric(12, 2) USING price_cents / 100.0;
ALTER TABLE vouchers RENAME COLUMN price_cents TO price;
```

For a large table, add a second column, fill it with a trigger and in batches, and swap the names. A
timestamp without time zone is converted with the zone in which it was written
(`USING created_at AT TIME ZONE 'UTC'`).
)",
    .fine = R"(
Tables that mirror another system and use its types.
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
