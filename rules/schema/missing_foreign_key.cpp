// Columns that have the name and the type of another table's key, but no foreign key.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "design/accepted.h"
#include "design/copied.h"
#include "design/key_types.h"
#include "design/name_model.h"
#include "design/polymorphic.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "engine/schema_context.h"
#include "parse/name_words.h"

namespace pglint::rules {
namespace {

using Words = std::vector<std::string>;

/// What the column refers to as far as its name and type tell.
struct Guess {
  const design::Table* target = nullptr;
  Confidence confidence = Confidence::high;
};

/// From so many tables on, that none has a foreign key is a decision.
constexpr std::size_t policy_tables = 10;

/// Words for ids that others give out.
bool is_of_others(const Words& words) {
  constexpr std::array<std::string_view, 36> others = {
      "external", "remote",      "stripe",      "paypal",   "google",  "facebook",
      "github",   "gitlab",      "apple",       "aws",      "slack",   "oauth",
      "client",   "session",     "device",      "message",  "request", "trace",
      "span",     "correlation", "transaction", "job",      "process", "run",
      "batch",    "tracking",    "visitor",     "distinct", "app",     "bundle",
      "public",   "legacy",      "provider",    "upstream", "foreign", "bot"};
  return std::ranges::any_of(
      words, [&](const std::string& word) { return std::ranges::count(others, word) > 0; });
}

/// Tables that keep what was, or pass it on: their rows may outlive what they name.
bool may_outlive(const design::Table& table) {
  constexpr std::array<std::string_view, 12> words = {"archive", "staging", "stg",     "import",
                                                      "outbox",  "cdc",     "history", "audit",
                                                      "log",     "logs",    "backup",  "snapshot"};
  if (table.roles.history || table.roles.events || table.roles.read_model) return true;
  const Words parts = parse::name_words(table.name());
  return std::ranges::any_of(
      parts, [&](const std::string& word) { return std::ranges::count(words, word) > 0; });
}

/// True if `target`'s key is called as one would refer to it by `column`.
bool has_such_key(const design::Table& target, const catalog::Column& column,
                  const design::KeyName& name) {
  const std::string& key = target.key_column()->name;
  const Words words = parse::name_words(key);
  return key == column.name || words == Words{name.suffix} || words == Words{"id"} ||
         words == Words{"uuid"} || design::joined(words) == target.thing + "_" + name.suffix;
}

/// How sure the types are that it is this key; nothing where they speak against it.
std::optional<Confidence> confidence_of_types(const catalog::Column& column,
                                              const catalog::Column& key,
                                              const catalog::Catalog& catalog) {
  switch (design::fit_of(column.type, key.type, catalog)) {
    case design::KeyFit::same:
      return Confidence::high;
    case design::KeyFit::narrower:
    case design::KeyFit::wider:
    case design::KeyFit::modifier:
    case design::KeyFit::related:
      return Confidence::medium;
    default:
      return std::nullopt;
  }
}

std::optional<Guess> guess_target(const design::Table& table, const catalog::Column& column,
                                  const Words& base, const design::KeyName& name,
                                  const design::Schema& schema) {
  const design::Table* target = schema.find_thing(base, table.relation->name.schema);
  if (target == nullptr || target->key_column() == nullptr) return std::nullopt;
  if (!target->relation->certain || !has_such_key(*target, column, name)) return std::nullopt;
  const auto confidence = confidence_of_types(column, *target->key_column(), schema.catalog());
  if (!confidence) return std::nullopt;
  return Guess{.target = target, .confidence = *confidence};
}

/// `customer_id` of customers; `created_by_user_id` of users.
std::optional<Guess> by_name(const design::Table& table, const catalog::Column& column,
                             const design::KeyName& name, const design::Schema& schema) {
  const bool is_foreign = is_of_others(name.base);
  const bool is_code = !design::key_name(column.name);
  Words base = name.base;
  for (bool is_whole = true; !base.empty(); is_whole = false) {
    auto guess = guess_target(table, column, base, name, schema);
    if (guess && guess->target != &table) {
      if (!is_whole && (is_foreign || is_code)) return std::nullopt;
      const bool is_sure = is_whole && !is_foreign && !is_code;
      if (!is_sure) guess->confidence = std::min(guess->confidence, Confidence::medium);
      return guess;
    }
    // Its own key under its own name: `task_id` of tasks.
    if (is_whole && guess) return std::nullopt;
    base.erase(base.begin());
  }
  return std::nullopt;
}

/// `parent_id` is of the same table.
std::optional<Guess> by_role(const design::Table& table, const catalog::Column& column,
                             const design::KeyName& name, const design::Schema& schema) {
  if (name.base != Words{"parent"} || table.key_column() == nullptr) return std::nullopt;
  const auto fit = design::fit_of(column.type, table.key_column()->type, schema.catalog());
  if (fit != design::KeyFit::same) return std::nullopt;
  // Rows at the top of a tree have no parent, and parents have several children; a column without
  // NULL, or with each value once, means the parent of another table.
  if (design::is_nullable(column, schema.catalog()) == catalog::Answer::no) return std::nullopt;
  const auto is_only = [&](const design::Key& key) {
    return key.columns == std::vector<std::string>{column.name};
  };
  if (std::ranges::any_of(table.keys, is_only)) return std::nullopt;
  return Guess{.target = &table, .confidence = Confidence::medium};
}

std::optional<Guess> guess_of(const design::Table& table, const catalog::Column& column,
                              const design::Schema& schema) {
  if (!column.local || !column.certain || column.generation != catalog::Generation::none) {
    return std::nullopt;
  }
  if (column.serial || column.identity || &column == table.key_column()) return std::nullopt;
  if (table.refers_by(column.name)) return std::nullopt;
  const auto name = design::key_or_code_name(column.name);
  if (!name || design::is_polymorphic_key(table, column.name, schema)) return std::nullopt;
  const auto role = by_role(table, column, *name, schema);
  return role ? role : by_name(table, column, *name, schema);
}

/// A column that looks like a reference to a table.
struct Candidate {
  const design::Table* table = nullptr;
  const catalog::Column* column = nullptr;
  Guess guess = {};
};

/// So many columns that refer to one table without a foreign key have one cause, and are said once.
constexpr std::size_t one_cause = 4;

catalog::Place place_of(const catalog::Column& column) {
  catalog::Place at = column.place;
  if (at.extent == catalog::Extent::element) at.extent = catalog::Extent::item_name;
  return at;
}

/// About `first`, which stands for `others` more.
void report(const Candidate& first, std::size_t others, SchemaContext& context) {
  const auto& [table, column, guess] = first;
  const std::string& target = guess.target->name();
  const std::string key = design::shown(*guess.target, guess.target->key_column()->name);
  std::string message =
      others == 0 ? fmt::format(
                        "`{}` can name a row of `{}` that is not there: it looks like a reference "
                        "to `{}`, but has no foreign key",
                        design::shown(*table, column->name), target, key)
                  : fmt::format(
                        "`{}` and {} more columns can name rows of `{}` that are not there: they "
                        "look like references to `{}`, but have no foreign key",
                        design::shown(*table, column->name), others, target, key);
  context.report({.at = place_of(*column),
                  .name = column->name,
                  .message = std::move(message),
                  .object = table->relation->name.shown() + "." + column->name,
                  .subject = {.relation = table->relation, .columns = {column->name}},
                  .severity = context.graded(guess.confidence),
                  .confidence = guess.confidence,
                  .related = {{.at = guess.target->relation->place,
                               .name = target,
                               .message = fmt::format("`{}` is here", target)}}});
}

bool is_ours(const design::Table& table) {
  const catalog::Relation& relation = *table.relation;
  return relation.certain && relation.columns_known && !design::has_copied_columns(relation) &&
         !relation.partitioned && !may_outlive(table);
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
          return guess_of(*table, column, schema).has_value();
        }));
  }
  if (columns == 0) return true;
  const design::Table& first = *tables.front();
  context.report({.at = first.relation->place,
                  .name = first.name(),
                  .message = fmt::format(
                      "rows can name others that are not there: none of the {} tables has a "
                      "foreign key, and {} {} like a reference",
                      tables.size(), columns, columns == 1 ? "column looks" : "columns look"),
                  .object = first.relation->name.shown(),
                  .subject = {.relation = first.relation},
                  .severity = Severity::info,
                  .confidence = Confidence::medium});
  return true;
}

bool is_accepted(const Candidate& candidate) {
  const design::AcceptedRule rule = {.id = "missing-foreign-key"};
  return design::is_accepted(candidate.table->relation->comment, rule) ||
         design::is_accepted(candidate.column->comment, rule);
}

/// By what is sure about them and by their table, in the order in which the run reads the first.
using Groups = std::vector<std::vector<Candidate>>;

Groups find_candidates(const design::Schema& schema) {
  Groups groups;
  std::map<std::pair<const design::Table*, Confidence>, std::size_t> numbers;
  for (const design::Table* table : schema.tables()) {
    if (!is_ours(*table)) continue;
    for (const catalog::Column& column : table->columns()) {
      const auto guess = guess_of(*table, column, schema);
      if (!guess) continue;
      const auto [found, is_new] =
          numbers.emplace(std::pair(guess->target, guess->confidence), groups.size());
      if (is_new) groups.emplace_back();
      groups[found->second].push_back({.table = table, .column = &column, .guess = *guess});
    }
  }
  return groups;
}

void check_schema(SchemaContext& context) {
  const design::Schema& schema = context.design();
  if (schema.tables().empty() || report_policy(schema, context)) return;
  for (Groups groups = find_candidates(schema); std::vector<Candidate> & group : groups) {
    std::erase_if(group, [](const Candidate& candidate) { return is_accepted(candidate); });
    if (group.size() >= one_cause) {
      report(group.front(), group.size() - 1, context);
      continue;
    }
    for (const Candidate& candidate : group) report(candidate, 0, context);
  }
}

}  // namespace

extern constinit const Rule missing_foreign_key = {
    .id = "missing-foreign-key",
    .group = Group::schema,
    .severity = Severity::warning,
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
    .schema_check = check_schema,
};

}  // namespace pglint::rules
