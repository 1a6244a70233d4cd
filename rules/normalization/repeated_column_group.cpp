// The same group of columns in several tables.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/type.h"

#include "design/column_group.h"
#include "design/name/name_model.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"

namespace pglint::rules::repeated_column_group {
namespace {

using catalog::Column;
using Words = std::vector<std::string>;

constexpr std::size_t least_shared = 4;

/// Columns that many unrelated tables have.
bool is_trivial(const Column& column, const design::Table& table) {
  constexpr std::array<std::string_view, 7> names = {"name",     "title", "description", "code",
                                                     "position", "slug",  "comment"};
  if (design::is_audit_column(column.spelling()) || design::key_name(column.spelling()))
    return true;
  if (table.refers_by(column.name) || table.is_in_key(column.name)) return true;
  const std::string name = design::joined(parse::name_words(column.spelling()));
  return design::words::classes.contains(name) || std::ranges::count(names, name) > 0;
}

/// Tables that resemble others on purpose. Only some words for settings count: `configurations` and
/// `options` may also be data of users.
bool is_copy(const design::Table& table) {
  constexpr std::array<std::string_view, 4> ends = {"config", "configs", "preferences", "settings"};
  const Words words = parse::name_words(table.spelling());
  const design::Roles& roles = table.roles;
  return roles.history || roles.link || roles.settings || roles.read_model || roles.events ||
         design::takes_raw_data(table.spelling()) || words.empty() ||
         std::ranges::count(ends, words.back()) > 0;
}

/// True if one table is a form of the other: `posts` and `current_posts` or `post_drafts`.
bool are_forms_of_one(const design::Table& a, const design::Table& b) {
  Words shorter = parse::name_words(a.thing);
  Words longer = parse::name_words(b.thing);
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  return design::starts_with(longer, shorter) ||
         std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
}

struct Candidate {
  const design::Table* table = nullptr;
  std::set<std::string> columns;  ///< names with types
};

std::vector<Candidate> candidates_of(const design::Schema& schema) {
  std::vector<Candidate> candidates;
  for (const design::Table* table : schema.tables()) {
    if (is_copy(*table)) continue;
    Candidate candidate = {.table = table, .columns = {}};
    for (const Column* column : design::own_columns(*table->relation)) {
      if (is_trivial(*column, *table)) continue;
      candidate.columns.insert(column->name + " " + catalog::format_type(column->type));
    }
    if (candidate.columns.size() >= least_shared) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

using Pair = std::pair<std::size_t, std::size_t>;

/// How many columns two tables share. A column that very many tables have is a convention and does
/// not count. This also limits the number of pairs.
std::map<Pair, std::size_t> shared_counts(const std::vector<Candidate>& candidates) {
  constexpr std::size_t convention = 40;
  std::map<std::string_view, std::vector<std::size_t>> owners;
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    for (const std::string& column : candidates[index].columns) owners[column].push_back(index);
  }
  std::map<Pair, std::size_t> counts;
  for (const auto& [column, tables] : owners) {
    if (tables.size() > convention) continue;
    for (std::size_t a = 0; a < tables.size(); ++a) {
      for (std::size_t b = a + 1; b < tables.size(); ++b) ++counts[{tables[a], tables[b]}];
    }
  }
  return counts;
}

bool are_alike(const Candidate& a, const Candidate& b, std::size_t shared) {
  const std::size_t smaller = std::min(a.columns.size(), b.columns.size());
  return shared >= least_shared && 5 * shared >= 3 * smaller &&
         !are_forms_of_one(*a.table, *b.table);
}

/// Knows the first candidate in the cluster of each candidate.
class Clusters {
 public:
  explicit Clusters(std::size_t size) : first_(size) { std::iota(first_.begin(), first_.end(), 0); }

  void join(std::size_t a, std::size_t b) {
    // As a list, so that the result owns its values.
    const auto [low, high] = std::minmax({first_of(a), first_of(b)});
    first_[high] = low;
  }
  [[nodiscard]] std::size_t first_of(std::size_t index) {
    while (first_[index] != index) index = first_[index] = first_[first_[index]];
    return index;
  }

 private:
  std::vector<std::size_t> first_;
};

/// The names of the columns that the second table of a cluster shares with another one. That need
/// not be the first: both may resemble a third.
std::vector<std::string> shared_names(const std::vector<const Candidate*>& cluster) {
  std::vector<std::string> names;
  for (const Column& column : cluster[1]->table->columns()) {
    const std::string key = column.name + " " + catalog::format_type(column.type);
    if (!cluster[1]->columns.contains(key)) continue;
    const auto owners = std::ranges::count_if(
        cluster, [&](const Candidate* candidate) { return candidate->columns.contains(key); });
    if (owners > 1) names.push_back(column.name);
  }
  return names;
}

void report(const std::vector<const Candidate*>& cluster, SchemaContext& context) {
  std::vector<std::string> tables;
  tables.reserve(cluster.size());
  std::vector<SchemaReport> members;
  members.reserve(cluster.size());
  for (const Candidate* candidate : cluster) {
    tables.push_back(candidate->table->name());
    members.push_back(at(*candidate->table));
  }
  const design::Table& first = *cluster[0]->table;
  context.report(at(*cluster[1]->table)
                     .says("repeated columns in {} ({}): each change must be made in {} tables",
                           design::list_of(tables), design::list_of(shared_names(cluster)),
                           cluster.size())
                     .advises("move the shared columns to one table, and let {} reference it",
                              design::list_of(tables))
                     .with(Confidence::medium)
                     .beside(at(first), "`" + first.name() + "` is the first of these tables")
                     .sums_up(std::move(members)));
}

void check(const design::Schema& schema, SchemaContext& context) {
  const auto candidates = candidates_of(schema);
  Clusters clusters(candidates.size());
  for (const auto& [pair, shared] : shared_counts(candidates)) {
    if (are_alike(candidates[pair.first], candidates[pair.second], shared)) {
      clusters.join(pair.first, pair.second);
    }
  }
  std::map<std::size_t, std::vector<const Candidate*>> members;
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    members[clusters.first_of(index)].push_back(&candidates[index]);
  }
  for (const auto& [first, cluster] : members) {
    if (cluster.size() > 1) report(cluster, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "repeated-column-group",
    .group = Group::normalization,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Same group of columns repeated in several tables",
    .help = "move the shared columns to one table, and reference it from a table per kind",
    .why = R"(
`trucks` and `cars` that both have a number, a make, a year and a mileage are kinds of one thing
without a table. Nothing can reference "a vehicle": a rental needs two foreign keys, one of which is
always NULL. A search over all vehicles is a UNION. A number is unique among the trucks and among
the cars, but not over both. Every column that all kinds get must be added, constrained and indexed
once per table.

A common table gives the thing a key. Columns that only one kind has move to a table with that key,
or stay as nullable columns beside a column for the kind.
)",
    .reported = R"(
Tables that share four or more columns of the same name and type, if these are at least three of
five of the smaller table's columns. Keys, references, audit columns and names that any table may
have (`name`, `status`, `type`, …) do not count. One finding for all connected tables, at the second
of them.
)",
    .not_reported = R"(
Columns that are inherited or copied by LIKE. Earlier versions of rows, other forms of the same
thing (`current_posts` and `posts`), link tables, settings, events, summaries, staging tables.
Columns that more than 40 tables have.
)",
    .instead = R"(
Create a table for the common thing, with the kind as a column:

```sql
CREATE TABLE vehicles (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('truck', 'car')),
  vin text NOT NULL UNIQUE,
  plate text NOT NULL,
  make text NOT NULL,
  mileage integer NOT NULL
);
CREATE TABLE truck_payloads (
  vehicle_id bigint PRIMARY KEY REFERENCES vehicles ON DELETE CASCADE,
  payload integer NOT NULL
);
INSERT INTO vehicles (kind, vin, plate, make, mileage)
SELECT 'truck', vin, plate, make, mileage FROM trucks
UNION ALL
SELECT 'car', vin, plate, make, mileage FROM cars;
INSERT INTO truck_payloads (vehicle_id, payload)
SELECT vehicles.id, trucks.payload
FROM vehicles
JOIN trucks ON trucks.vin = vehicles.vin;
```

The keys are new, so move the references to the old tables in the same transaction. Views with the
old names keep programs running until they use the new ones. Drop the old tables last.
)",
    .fine = R"(
Often: tables that look alike but mean different things should stay separate. This is why the rule
is off by default.
)",
    .bad = R"(
CREATE TABLE trucks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vin text NOT NULL UNIQUE,
  plate text NOT NULL,
  make text NOT NULL,
  mileage integer NOT NULL,
  wheels integer NOT NULL,
  payload integer NOT NULL
);
CREATE TABLE cars (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vin text NOT NULL UNIQUE,
  plate text NOT NULL,
  make text NOT NULL,
  mileage integer NOT NULL,
  wheels integer NOT NULL,
  seats integer NOT NULL
);
)",
    .good = R"(
CREATE TABLE vehicles (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vin text NOT NULL UNIQUE,
  plate text NOT NULL,
  make text NOT NULL,
  mileage integer NOT NULL
);
CREATE TABLE truck_payloads (
  vehicle_id bigint PRIMARY KEY REFERENCES vehicles ON DELETE CASCADE,
  payload integer NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::repeated_column_group
