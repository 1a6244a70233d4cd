// Columns that have the name and the type of another table's key, but no foreign key.
#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/copied.h"
#include "design/key/undeclared.h"
#include "design/name/name_model.h"
#include "design/schema.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::missing_foreign_key {
namespace {

/// From so many tables on, that none has a foreign key is a decision.
constexpr std::size_t policy_tables = 10;

/// Tables that keep what was, or pass it on: their rows may outlive what they name.
bool may_outlive(const design::Table& table) {
  if (table.roles.history || table.roles.events || table.roles.read_model) return true;
  return std::ranges::any_of(
      design::singulars(parse::name_words(table.name())), [](const std::string& word) {
        return design::words::archives.contains(word) || design::words::staging.contains(word) ||
               word == "outbox" || word == "cdc";
      });
}

/// A column that looks like a reference to a table.
struct Candidate {
  const design::Table* table = nullptr;
  const catalog::Column* column = nullptr;
  design::UndeclaredReference guess = {};
};

/// So many columns that refer to one table without a foreign key have one cause, and are said once.
constexpr std::size_t one_cause = 4;

/// About `first`, which stands for `others` more.
void report(const Candidate& first, std::size_t others, SchemaContext& context) {
  const auto& [table, column, guess] = first;
  const std::string& target = guess.target->name();
  const std::string name = design::shown(*table, column->name);
  const std::string key = design::shown(*guess.target, guess.target->key_column()->name);
  SchemaReport report = at(*table, *column)
                            .with(guess.sure ? Confidence::high : Confidence::medium)
                            .beside(at(*guess.target), text::format("`{}` is here", target));
  report.message = text::format(
      "`{}` can name a row of `{}` that is not there: it looks like a reference to `{}`, but has "
      "no foreign key",
      name, target, key);
  if (others > 0) {
    report.message = text::format(
        "`{}` and {} more columns can name rows of `{}` that are not there: they look like "
        "references to `{}`, but have no foreign key",
        name, others, target, key);
  }
  context.report(std::move(report));
}

bool is_ours(const design::Table& table) {
  const catalog::Relation& relation = *table.relation;
  return design::is_written_out(relation) && !relation.partitioned && !may_outlive(table);
}

/// No table has a foreign key: said once, where the first table is.
bool report_policy(const design::Schema& schema, SchemaContext& context) {
  const auto& tables = schema.tables();
  const bool none_has = std::ranges::all_of(
      tables, [](const design::Table* table) { return table->foreign_keys.empty(); });
  if (!none_has || tables.size() < policy_tables) return false;
  std::size_t columns = 0;
  for (const design::Table* table : tables) {
    if (!is_ours(*table)) continue;
    columns += static_cast<std::size_t>(
        std::ranges::count_if(table->columns(), [&](const catalog::Column& column) {
          return design::undeclared_reference(*table, column, schema).has_value();
        }));
  }
  if (columns == 0) return true;
  context.report(at(*tables.front())
                     .says("rows can name others that are not there: none of the {} tables has a "
                           "foreign key, and {} {} like a reference",
                           tables.size(), columns, columns == 1 ? "column looks" : "columns look")
                     .with(Confidence::medium));
  return true;
}

/// By what is sure about them and by their table, in the order in which the run reads the first.
using Groups = std::vector<std::vector<Candidate>>;

Groups find_candidates(const design::Schema& schema) {
  Groups groups;
  std::map<std::pair<const design::Table*, bool>, std::size_t> numbers;
  for (const design::Table* table : schema.tables()) {
    if (!is_ours(*table)) continue;
    for (const catalog::Column& column : table->columns()) {
      const auto guess = design::undeclared_reference(*table, column, schema);
      if (!guess) continue;
      const auto [found, is_new] =
          numbers.emplace(std::pair(guess->target, guess->sure), groups.size());
      if (is_new) groups.emplace_back();
      groups[found->second].push_back({.table = table, .column = &column, .guess = *guess});
    }
  }
  return groups;
}

void check(const design::Schema& schema, SchemaContext& context) {
  if (schema.tables().empty() || report_policy(schema, context)) return;
  for (Groups groups = find_candidates(schema); std::vector<Candidate> & group : groups) {
    std::erase_if(group, [&](const Candidate& candidate) {
      return context.is_accepted(at(*candidate.table, *candidate.column).subject);
    });
    if (group.size() >= one_cause) {
      report(group.front(), group.size() - 1, context);
      continue;
    }
    for (const Candidate& candidate : group) report(candidate, 0, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-foreign-key",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A column that refers to another table has no foreign key",
    .help = "add the foreign key, NOT VALID first, then VALIDATE CONSTRAINT, and an index",
    .why = R"(
Without a foreign key nothing stops a row from naming one that never was or is gone. The application checks it, until there is a
second application, a script, a race between a delete and an insert, or a restore of half the data. Then there are
orders of nobody, joins drop them without a word, and no one can tell what they belonged to. The planner loses
something as well: it estimates joins better along foreign keys.
)",
    .reported = R"(
Columns with a name such as `customer_id`, `customerId`, `customer_uuid` or `country_code`, where the linted files make a table
that the name means, whose primary key is one column of the same type. `info` where only the end of the name is a table
(`created_by_user_id`), where the widths differ, for codes, for `parent_id`, and for words that mostly stand
for numbers of other systems (`session_id`). Four or more columns that could refer to one table have one finding, at the
first of them. Where ten or more tables have no foreign key at all, that is a
policy and said once.
)",
    .not_reported = R"(
Names that no table of the run has, and types that differ: these are numbers of other systems. Pairs such as `owner_type` and
`owner_id`; primary keys; columns of a composite foreign key; partitioned tables; logs, histories, staging and other
tables whose rows outlive what they name.
)",
    .instead = R"(
Clean up the rows that refer to nothing. Then add the constraint without reading the table, and validate it under a lock
that lets others read and write; the index makes deleting a parent fast:

```sql
CREATE INDEX CONCURRENTLY shipments_carrier_id ON shipments (carrier_id);
ALTER TABLE shipments ADD CONSTRAINT shipments_carrier_id_fkey
  FOREIGN KEY (carrier_id) REFERENCES carriers NOT VALID;
ALTER TABLE shipments VALIDATE CONSTRAINT shipments_carrier_id_fkey;
```
)",
    .fine = R"(
Where rows must outlive what they name, where the other table is in another database in production, or where millions of inserts
a second leave no time for it. A comment on the column keeps the next one from wondering:
`pglint:accept missing-foreign-key`.
)",
    .bad = R"(
CREATE TABLE carriers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  carrier_id bigint NOT NULL,
  grams integer NOT NULL
);
)",
    .good = R"(
CREATE TABLE carriers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  carrier_id bigint NOT NULL REFERENCES carriers,
  grams integer NOT NULL
);
CREATE INDEX shipments_carrier_id ON shipments (carrier_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-NOTES"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::missing_foreign_key
