// Columns without a foreign key whose name and type match the key of another table.
#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/copied.h"
#include "design/key/index_match.h"
#include "design/key/undeclared.h"
#include "design/name/name_model.h"
#include "design/schema.h"
#include "design/sql_name.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::missing_foreign_key {
namespace {

/// If so many tables have no foreign key, it was a decision.
constexpr std::size_t policy_tables = 10;

/// Tables that keep or forward old data: their rows may outlive what they refer to.
bool may_outlive(const design::Table& table) {
  if (table.roles.history || table.roles.events || table.roles.read_model) return true;
  return std::ranges::any_of(
      design::singulars(parse::name_words(table.spelling())), [](const std::string& word) {
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

/// From so many columns on that refer to one table without a foreign key, one finding is enough.
constexpr std::size_t one_cause = 4;

/// Reports the first of `candidates`, also on behalf of the others.
void report(std::span<const Candidate> candidates, SchemaContext& context) {
  const auto& [table, column, guess] = candidates.front();
  std::vector<std::string> others;
  for (const Candidate& other : candidates.subspan(1)) {
    others.push_back(design::shown(*other.table, other.column->name));
  }
  const std::string name = design::shown(*table, column->name);
  const std::string key = design::shown(*guess.target, guess.target->key_column()->name);
  const std::string target = design::in_sql(guess.target->relation->name);
  SchemaReport report =
      at(*table, *column)
          .with(guess.sure ? Confidence::high : Confidence::medium)
          .beside(at(*guess.target), text::format("`{}` is created here", guess.target->name()));
  if (!others.empty()) {
    // The message names five of them.
    for (std::size_t number = 6; number < candidates.size(); ++number) {
      const Candidate& other = candidates[number];
      report = std::move(report).beside(at(*other.table, *other.column), "the same here");
    }
    report.message = text::format(
        "missing foreign keys: `{}` and {} more columns look like references to `{}` ({})", name,
        others.size(), key, design::list_of(others));
    report.help = text::format(
        "add foreign keys to `{}`: NOT VALID first, then VALIDATE CONSTRAINT; index each column",
        target);
    return context.report(std::move(report));
  }
  report.message =
      text::format("missing foreign key: `{}` looks like a reference to `{}`", name, key);
  const bool indexed = design::coverage_of({column->name}, *table->relation).covered;
  report.help = text::format(
      "add `FOREIGN KEY ({}) REFERENCES {}`, NOT VALID first, then VALIDATE CONSTRAINT",
      catalog::quoted_name(column->name), target);
  if (!indexed) report.help += text::format("; index `{}`", column->name);
  context.report(std::move(report));
}

bool is_ours(const design::Table& table) {
  const catalog::Relation& relation = *table.relation;
  return design::is_written_out(relation) && !relation.partitioned && !may_outlive(table);
}

/// Reports once, at the first table, that no table has a foreign key. False if that is not so.
bool report_policy(const design::Schema& schema, SchemaContext& context) {
  const auto& tables = schema.tables();
  const bool none_has = std::ranges::all_of(
      tables, [](const design::Table* table) { return table->foreign_keys.empty(); });
  if (!none_has || tables.size() < policy_tables) return false;
  std::vector<std::string> columns;
  for (const design::Table* table : tables) {
    if (!is_ours(*table)) continue;
    for (const catalog::Column& column : table->columns()) {
      if (!design::undeclared_reference(*table, column, schema)) continue;
      columns.push_back(design::shown(*table, column.name));
    }
  }
  if (columns.empty()) return true;
  context.report(at(*tables.front())
                     .says("missing foreign keys: none of the {} tables has one, and {} ({})",
                           tables.size(),
                           columns.size() == 1
                               ? std::string("1 column looks like a reference")
                               : std::to_string(columns.size()) + " columns look like references",
                           design::list_of(columns))
                     .advises("add foreign keys, NOT VALID first, then VALIDATE CONSTRAINT; ignore "
                              "this rule if you do without them on purpose")
                     .with(Confidence::medium));
  return true;
}

/// Grouped by the table they refer to and by how sure that is, in the order of the first of each.
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
      report(group, context);
      continue;
    }
    for (const Candidate& candidate : group) report(std::span(&candidate, 1), context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-foreign-key",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Missing foreign key: a column looks like a reference to another table",
    .help = "add the foreign key, NOT VALID first, then VALIDATE CONSTRAINT; index its columns",
    .why = R"(
Without a foreign key, a row can refer to one that never existed or was deleted. The application
checks it until there is a second application, a script, a race between a delete and an insert, or a
restore of half the data. Then orders have no customer, joins drop them silently, and it is too late
to find out whose they were. The planner also estimates joins better along foreign keys.
)",
    .reported = R"(
Columns with a name such as `customer_id`, `customerId`, `customer_uuid` or `country_code`, if the
linted files create the table that the name means and its primary key is one column of the same
type. `info` if only the end of the name is a table (`created_by_user_id`), if the widths differ,
for codes, for `parent_id`, and for words that usually mean ids of other systems (`session_id`).
Four or more columns that could refer to one table have one finding, at the first of them. Ten or
more tables without any foreign key are a policy, which is reported once.
)",
    .not_reported = R"(
Names that match no table of the linted files, and types that differ: these are ids of other
systems. Pairs such as `owner_type` and `owner_id`; primary keys; columns of a composite foreign
key; partitioned tables; logs, histories, staging and other tables whose rows outlive what they
refer to.
)",
    .instead = R"(
Clean up the rows that refer to nothing. Then add the constraint without reading the table, and
validate it under a lock that allows reads and writes. The index makes deleting a parent fast:

```sql
CREATE INDEX CONCURRENTLY shipments_carrier_id ON shipments (carrier_id);
ALTER TABLE shipments ADD CONSTRAINT shipments_carrier_id_fkey
  FOREIGN KEY (carrier_id) REFERENCES carriers NOT VALID;
ALTER TABLE shipments VALIDATE CONSTRAINT shipments_carrier_id_fkey;
```
)",
    .fine = R"(
Rows that must outlive what they refer to, a referenced table that is in another database in
production, or millions of inserts a second that leave no time for the check. Say so in a comment on
the column, with `pglint:accept missing-foreign-key`.
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
