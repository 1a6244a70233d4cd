// Tables whose names contain data: one table per year, month or number.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "catalog/type.h"

#include "design/accepted.h"
#include "design/name/name_model.h"
#include "design/name/value_word.h"
#include "design/roles.h"
#include "design/schema.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::table_per_value {
namespace {

using Parts = std::vector<std::string>;

/// The name of a table without the value in it.
struct Valued {
  std::string rest;                       ///< with `#` for the value
  std::optional<design::ValueKind> kind;  ///< none for a plain number
};

/// True for `v` in `rates_v2`, and for numbers that belong to a standard: `iso_3166_1`.
bool makes_term(const std::string& before) {
  return before == "v" || before == "version" || before == "rev" || before == "iso" ||
         design::is_number(before);
}

std::string rest_of(Parts parts, std::size_t index, std::size_t length) {
  const auto at = parts.begin() + static_cast<std::ptrdiff_t>(index);
  parts.erase(at + 1, at + static_cast<std::ptrdiff_t>(length));
  parts[index] = "#";
  return design::joined(parts);
}

/// The name without a period at its end or beginning.
std::optional<Valued> with_period(const Parts& parts) {
  for (std::size_t index = 0; index < parts.size(); ++index) {
    const auto value = design::value_at(parts, index);
    if (!value || !design::is_period(value->kind)) continue;
    std::size_t length = value->parts;
    // `2021_q1`
    while (index + length < parts.size()) {
      const auto more = design::value_at(parts, index + length);
      if (!more || !design::is_period(more->kind)) break;
      length += more->parts;
    }
    const bool at_edge = index == 0 || index + length == parts.size();
    if (!at_edge || length == parts.size()) return std::nullopt;
    return Valued{.rest = rest_of(parts, index, length), .kind = value->kind};
  }
  return std::nullopt;
}

std::optional<Valued> valued(std::string_view name) {
  const Parts parts = design::name_parts(name);
  if (auto period = with_period(parts)) return period;
  if (parts.size() < 2 || !design::is_number(parts.back())) return std::nullopt;
  if (makes_term(parts[parts.size() - 2])) return std::nullopt;
  return Valued{.rest = rest_of(parts, parts.size() - 1, 1), .kind = std::nullopt};
}

using Shape = std::set<std::string>;  ///< names, types and collations of columns

Shape shape_of(const catalog::Relation& relation) {
  Shape shape;
  for (const catalog::Column& column : relation.columns) {
    shape.insert(column.name + " " + catalog::format_type(column.type) + " " + column.collation);
  }
  return shape;
}

/// At least four of five columns of both are the same.
bool are_alike(const Shape& a, const Shape& b) {
  const auto shared = static_cast<std::size_t>(
      std::ranges::count_if(a, [&](const std::string& column) { return b.contains(column); }));
  const std::size_t all = a.size() + b.size() - shared;
  return all > 0 && 5 * shared >= 4 * all;
}

/// Tables whose names differ only in the value, and that have similar columns.
struct Series {
  Shape shape;  ///< of the first
  std::optional<design::ValueKind> kind;
  std::vector<const design::Table*> tables = {};  ///< as the run reads them
};

using GroupKey = std::tuple<std::string, std::string, std::optional<design::ValueKind>>;

bool may_be_split(const design::Table& table, std::string_view id) {
  const catalog::Relation& relation = *table.relation;
  return relation.columns_known && relation.certain && relation.parents.empty() &&
         !table.roles.history && !design::takes_raw_data(table.spelling()) &&
         !design::is_accepted(relation.comment, {.id = id, .of_normalization = true});
}

void add(const design::Table& table, Valued name, std::map<GroupKey, std::vector<Series>>& groups) {
  // A name with more shapes than this is not a series.
  constexpr std::size_t most_shapes = 8;
  Shape shape = shape_of(*table.relation);
  auto& same_name = groups[{table.relation->name.schema, std::move(name.rest), name.kind}];
  const auto found = std::ranges::find_if(same_name, [&](const Series& group) {
    return name.kind ? are_alike(group.shape, shape) : group.shape == shape;
  });
  if (found != same_name.end()) {
    found->tables.push_back(&table);
  } else if (same_name.size() < most_shapes) {
    same_name.push_back({.shape = std::move(shape), .kind = name.kind, .tables = {&table}});
  }
}

std::string message_of(const Series& group) {
  std::vector<std::string> names;
  names.reserve(group.tables.size());
  for (const design::Table* table : group.tables) names.push_back(table->name());
  const std::string tables = group.kind
                                 ? text::format("one table per {}", design::name_of(*group.kind))
                                 : "numbered tables with the same columns";
  return text::format(
      "{} ({}): queries must combine them, and no foreign key can reference them all", tables,
      design::list_of(names));
}

std::string advice_for(const Series& group) {
  if (!group.kind) return "use one table, and store the number in a column if it means something";
  return text::format("use one table with a column for the {}, and partition it if it is large",
                      design::name_of(*group.kind));
}

void report(const Series& group, SchemaContext& context) {
  constexpr std::size_t sure_number = 3;
  if (group.tables.size() < 2) return;
  const bool few = group.tables.size() < sure_number;
  const Confidence confidence = group.kind ? Confidence::high
                                : few      ? Confidence::low
                                           : Confidence::medium;
  const std::size_t least = group.kind || few ? 2 : sure_number;
  const design::Table& first = *group.tables.front();
  std::vector<SchemaReport> members;
  members.reserve(group.tables.size());
  for (const design::Table* table : group.tables) members.push_back(at(*table));
  context.report(at(*group.tables[least - 1])
                     .says(message_of(group))
                     .advises(advice_for(group))
                     .with(confidence)
                     .beside(at(first), "`" + first.name() + "` is the first of these tables")
                     .sums_up(std::move(members)));
}

void check(const design::Schema& schema, SchemaContext& context) {
  constexpr std::string_view id = "table-per-value";
  std::map<GroupKey, std::vector<Series>> groups;
  for (const design::Table* table : schema.tables()) {
    auto name = valued(table->name());
    if (name && may_be_split(*table, id)) add(*table, std::move(*name), groups);
  }
  for (const auto& [key, same_name] : groups) {
    for (const Series& group : same_name) report(group, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "table-per-value",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "One table per value, such as a year, instead of one table with a column for it",
    .help = "use one table with a column for the value, and partition it if it is large",
    .why = R"(
`sales_2022` and `sales_2023` are one table in two pieces, which PostgreSQL does not know. A query
over both years is a UNION that must be extended every January. If a row of December 31 is stored in
the wrong table, queries of its year miss it. A key is unique in each piece but not over all, a
foreign key can reference only one piece, and every column change must be made in each.

PostgreSQL can do this itself. A partitioned table has one name and one set of columns and keys.
Queries read only the partitions that they need, and a year can be detached at once.
)",
    .reported = R"(
Tables of one schema whose names differ only in a year, a date, a quarter or a month at the
beginning or the end (two tables are enough), or in a number at the end (three tables as info, two
with low confidence only). At least four of five of their columns must have the same names and
types; of numbered tables, all. The finding is at the table that made it a series and names all of
them.
)",
    .not_reported = R"(
Partitions, also those that are attached later, and tables that inherit. Versions (`rates_v2`),
numbers of standards (`iso_3166_1`), earlier versions of rows, staging tables, copies such as
`…_old`. Tables with a comment that accepts it.
)",
    .instead = R"(
Create a partitioned table and attach the old ones as partitions. A CHECK with the range of each
table, added without a long lock, lets ATTACH PARTITION skip the scan:

```sql
CREATE TABLE sales (
  id bigint NOT NULL,
  sold_on date NOT NULL,
  amount numeric(12, 2) NOT NULL,
  PRIMARY KEY (id, sold_on)
) PARTITION BY RANGE (sold_on);

ALTER TABLE sales_2022 ADD CONSTRAINT sales_2022_year
  CHECK (sold_on >= '2022-01-01' AND sold_on < '2023-01-01') NOT VALID;
ALTER TABLE sales_2022 VALIDATE CONSTRAINT sales_2022_year;
ALTER TABLE sales_2023 ADD CONSTRAINT sales_2023_year
  CHECK (sold_on >= '2023-01-01' AND sold_on < '2024-01-01') NOT VALID;
ALTER TABLE sales_2023 VALIDATE CONSTRAINT sales_2023_year;

ALTER TABLE sales
  ATTACH PARTITION sales_2022 FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
ALTER TABLE sales
  ATTACH PARTITION sales_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
```

A partition needs the same key as the partitioned table, and that key includes the partitioning
column. If the old tables have another primary key, replace it first (build the index with CREATE
UNIQUE INDEX CONCURRENTLY, then ADD PRIMARY KEY USING INDEX). Small tables need no partitions: copy
their rows into one table with a column for the year.
)",
    .fine = R"(
Tables of tenants that must not share one, or tables that another program writes and names. Say so
with the comment `pglint:accept table-per-value` on the tables.
)",
    .bad = R"(
CREATE TABLE sales_2022 (
  id bigint NOT NULL,
  sold_on date NOT NULL,
  amount numeric(12, 2) NOT NULL,
  PRIMARY KEY (id, sold_on)
);
CREATE TABLE sales_2023 (
  id bigint NOT NULL,
  sold_on date NOT NULL,
  amount numeric(12, 2) NOT NULL,
  PRIMARY KEY (id, sold_on)
);
)",
    .good = R"(
CREATE TABLE sales (
  id bigint NOT NULL,
  sold_on date NOT NULL,
  amount numeric(12, 2) NOT NULL,
  PRIMARY KEY (id, sold_on)
) PARTITION BY RANGE (sold_on);
CREATE TABLE sales_2022 PARTITION OF sales FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE sales_2023 PARTITION OF sales FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-partitioning.html",
              "https://www.postgresql.org/docs/current/sql-altertable.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::table_per_value
