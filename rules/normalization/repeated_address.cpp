// Address columns that are repeated in one table, or in several.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/column_group.h"
#include "design/name/name_model.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::repeated_address {
namespace {

using catalog::Column;
using Words = std::vector<std::string>;

/// The part of an address that the last words of a column name.
enum class Part : std::uint8_t { postal_code, city, region };

struct AddressName {
  Part part = Part::city;
  std::string prefix;  ///< `billing` of `billing_city`
  Words what;          ///< `city`
};

struct PartName {
  std::string_view name;
  Part part;
};
constexpr std::array part_names = {PartName{"zip", Part::postal_code},
                                   PartName{"zip_code", Part::postal_code},
                                   PartName{"zipcode", Part::postal_code},
                                   PartName{"postal_code", Part::postal_code},
                                   PartName{"post_code", Part::postal_code},
                                   PartName{"postcode", Part::postal_code},
                                   PartName{"postalcode", Part::postal_code},
                                   PartName{"plz", Part::postal_code},
                                   PartName{"cep", Part::postal_code},
                                   PartName{"pincode", Part::postal_code},
                                   PartName{"city", Part::city},
                                   PartName{"town", Part::city},
                                   PartName{"locality", Part::city},
                                   PartName{"state", Part::region},
                                   PartName{"province", Part::region},
                                   PartName{"region", Part::region},
                                   PartName{"county", Part::region}};

std::optional<AddressName> address_name(std::string_view column) {
  const Words words = parse::name_words(column);
  for (const std::size_t length : {std::size_t{2}, std::size_t{1}}) {
    if (words.size() < length) continue;
    const auto cut = words.end() - static_cast<std::ptrdiff_t>(length);
    Words what(cut, words.end());
    const auto* const found =
        std::ranges::find(part_names, std::string_view(design::joined(what)), &PartName::name);
    if (found == part_names.end()) continue;
    return AddressName{.part = found->part,
                       .prefix = design::joined(Words(words.begin(), cut)),
                       .what = std::move(what)};
  }
  return std::nullopt;
}

/// A postal code and the town or region of the same prefix.
struct Block {
  std::string prefix;
  const Column* postal_code = nullptr;
  std::vector<const Column*> others = {};
};

std::vector<Block> blocks_of(const design::Table& table) {
  std::vector<Block> blocks;
  const auto find = [&](const std::string& prefix) {
    const auto found = std::ranges::find(blocks, prefix, &Block::prefix);
    return found != blocks.end() ? found : blocks.insert(blocks.end(), Block{.prefix = prefix});
  };
  for (const Column* column : design::own_columns(*table.relation)) {
    const auto name = address_name(column->spelling());
    if (!name || table.refers_by(column->name)) continue;
    const auto block = find(name->prefix);
    if (name->part == Part::postal_code) {
      block->postal_code = column;
    } else {
      block->others.push_back(column);
    }
  }
  std::erase_if(blocks, [](const Block& block) {
    return block.postal_code == nullptr || block.others.empty();
  });
  return blocks;
}

/// The table of towns, regions or postal codes that a column of the block could refer to.
struct Lookup {
  const Column* column = nullptr;
  const design::Table* table = nullptr;
};
std::optional<Lookup> lookup_of(const Block& block, const design::Table& table,
                                const design::Schema& schema) {
  std::vector<const Column*> columns = block.others;
  columns.push_back(block.postal_code);
  for (const Column* column : columns) {
    if (design::family_of(column->type, schema.catalog()) != design::Family::text) continue;
    const auto name = address_name(column->spelling());
    const design::Table* found = schema.find_thing(name->what, table.relation->name.schema);
    if (found != nullptr && found != &table) return Lookup{.column = column, .table = found};
  }
  return std::nullopt;
}

/// True if it reported something.
bool report_blocks(const design::Table& table, const std::vector<Block>& blocks,
                   SchemaContext& context) {
  if (blocks.size() < 2) return false;
  design::Columns columns;
  std::vector<std::string> names;
  for (const Block& block : blocks) {
    columns.push_back(block.postal_code);
    names.push_back(block.prefix.empty() ? block.postal_code->name : block.prefix + "_*");
  }
  const std::string groups = design::list_of(names);
  context.report(summed_up_at(columns, 2, [&](const Column& column) {
    return at(table, column)
        .says("repeated address columns in `{}` ({}): another address needs new columns",
              table.name(), groups)
        .advises("use an address table that `{}` references, instead of {}", table.name(), groups)
        .with(Confidence::medium);
  }));
  return true;
}

bool report_lookup(const design::Table& table, const std::vector<Block>& blocks,
                   SchemaContext& context) {
  for (const Block& block : blocks) {
    const auto lookup = lookup_of(block, table, context.design());
    if (!lookup) continue;
    const std::string shown = design::shown(table, lookup->column->name);
    context.report(
        at(table, *lookup->column)
            .says("free text in `{}`: its values may not exist in `{}`", shown,
                  lookup->table->name())
            .advises("replace `{}` with a foreign key to `{}`", shown, lookup->table->name())
            .with(Confidence::medium));
    return true;
  }
  return false;
}

/// True for tables of addresses, and for documents that keep an address unchanged.
bool may_have_address(const design::Table& table) {
  const Words words = parse::name_words(table.thing);
  return table.roles.document || design::has_word(words, "address") ||
         design::has_word(words, "location");
}

void check(const design::Schema& schema, SchemaContext& context) {
  constexpr std::size_t many = 3;
  std::vector<const design::Table*> owners;
  std::vector<SchemaReport> members;
  for (const design::Table* table : schema.tables()) {
    if (table->roles.history || design::takes_raw_data(table->spelling())) continue;
    const auto blocks = blocks_of(*table);
    if (blocks.empty()) continue;
    if (report_blocks(*table, blocks, context) || may_have_address(*table)) continue;
    if (report_lookup(*table, blocks, context)) continue;
    owners.push_back(table);
    members.push_back(at(*table, *blocks.front().postal_code));
  }
  if (owners.size() < many) return;
  std::vector<std::string> names;
  names.reserve(owners.size());
  for (const design::Table* owner : owners) names.push_back(owner->name());
  const std::string tables = design::list_of(names);
  SchemaReport report = members[many - 1];
  context.report(std::move(report)
                     .says("repeated address columns in {}: constraints on addresses are needed {} "
                           "times",
                           tables, owners.size())
                     .advises("use one address table that {} reference", tables)
                     .with(Confidence::medium)
                     .sums_up(std::move(members)));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "repeated-address",
    .group = Group::normalization,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Address columns repeated in one table or in several tables",
    .help = "use an address table and reference it",
    .why = R"(
The parts of an address belong together. A table with `billing_city`, `billing_zip`, `shipping_city`
and `shipping_zip` repeats them by hand: each rule about postal codes is written twice, a search for
a town checks two columns, and a third kind of address needs a migration. If customers, suppliers
and employees each have such columns, the columns soon differ in length, in names and in allowed
values.

A table of addresses has these columns and constraints once. It holds any number of addresses, and
it can show whether two are the same.
)",
    .reported = R"(
A postal code (`zip`, `postal_code`, `postcode`, `plz`, …) with a town or a region of the same
prefix: two or more such groups in one table; or one in each of three or more tables, as one
finding. Also a town, a region or a postal code stored as text, if there is a table of them.
)",
    .not_reported = R"(
One address in one or two tables: an address is a value, and in most countries a postal code does
not determine a town. Invoices, orders and other documents with one address, which they keep
unchanged. Tables of addresses or locations, tables of earlier versions, staging tables.
)",
    .instead = R"(
Create a table of addresses, and a reference for each use:

```sql
CREATE TABLE addresses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  street text NOT NULL,
  city text NOT NULL,
  postal_code text NOT NULL
);
CREATE TABLE store_addresses (
  store_id bigint NOT NULL REFERENCES stores ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('billing', 'shipping')),
  address_id bigint NOT NULL REFERENCES addresses,
  PRIMARY KEY (store_id, purpose)
);
CREATE INDEX store_addresses_address_id ON store_addresses (address_id);
```

Fill both in one transaction, and read from them. When nothing writes the old columns any more, drop
them; the ACCESS EXCLUSIVE lock is short:

```sql
ALTER TABLE stores
  DROP COLUMN billing_street, DROP COLUMN billing_city, DROP COLUMN billing_postal_code,
  DROP COLUMN shipping_street, DROP COLUMN shipping_city, DROP COLUMN shipping_postal_code;
```
)",
    .fine = R"(
Two addresses that are always both present and never searched. This is why the rule is off by
default.
)",
    .bad = R"(
CREATE TABLE stores (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  billing_street text NOT NULL,
  billing_city text NOT NULL,
  billing_postal_code text NOT NULL,
  shipping_street text NOT NULL,
  shipping_city text NOT NULL,
  shipping_postal_code text NOT NULL
);
)",
    .good = R"(
CREATE TABLE stores (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  street text NOT NULL,
  city text NOT NULL,
  postal_code text NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::repeated_address
