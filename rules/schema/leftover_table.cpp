// Copies of tables that were not dropped: `account_bak` next to `account`.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "design/name/name_model.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"

namespace pglint::rules::leftover_table {
namespace {

using TablesByName = std::unordered_map<std::string, const design::Table*>;

bool is_number(const std::string& word) {
  return !word.empty() && std::ranges::all_of(word, text::is_digit);
}

/// `bak` of `bak2`.
std::string_view without_digits(std::string_view word) {
  const std::size_t last = word.find_last_not_of("0123456789");
  return last == std::string_view::npos ? std::string_view() : word.substr(0, last + 1);
}

std::string key_of(const std::string& schema, const std::string& table) {
  return schema + "." + table;
}

/// The table that this name says it is a copy of: `account` for `account_bak` and
/// `account_old_2024`; empty for other names.
std::string original_name(std::string_view name) {
  constexpr std::array<std::string_view, 8> marks = {"old", "bak",  "backup", "copy",
                                                     "tmp", "temp", "test",   "new"};
  std::vector<std::string> words = parse::name_words(name);
  while (words.size() > 2 && is_number(words.back())) words.pop_back();
  if (words.size() < 2 || std::ranges::count(marks, without_digits(words.back())) == 0) return {};
  words.pop_back();
  return design::joined(words);
}

/// True if they share three of five columns of the larger one. The name alone decides for a table
/// whose columns are not known.
bool is_alike(const catalog::Relation& copy, const catalog::Relation& original) {
  if (!copy.columns_known || !original.columns_known) return true;
  const std::size_t larger = std::max(copy.columns.size(), original.columns.size());
  const auto shared = std::ranges::count_if(copy.columns, [&](const catalog::Column& column) {
    return original.find_column(column.name) != nullptr;
  });
  return larger > 0 && 5 * static_cast<std::size_t>(shared) >= 3 * larger;
}

bool is_referenced(const design::Table& table) {
  return std::ranges::any_of(
      table.referenced_by, [](const design::ForeignKey* key) { return !key->is_self_reference(); });
}

void check(const design::Schema& schema, SchemaContext& context) {
  TablesByName by_name;
  for (const design::Table& table : schema.all_tables()) {
    by_name.emplace(key_of(table.relation->name.schema, parse::snake_case(table.spelling())),
                    &table);
  }
  for (const design::Table* table : schema.tables()) {
    if (!table->relation->certain || is_referenced(*table)) continue;
    const std::string name = original_name(table->spelling());
    if (name.empty()) continue;
    const auto found = by_name.find(key_of(table->relation->name.schema, name));
    if (found == by_name.end()) continue;
    const catalog::Relation& original = *found->second->relation;
    if (!is_alike(*table->relation, original)) continue;
    context.report(
        at(*table)
            .says("leftover table: `{}` seems to be a copy of `{}` that was not dropped",
                  table->name(), original.name.name)
            .advises("drop `{}` after a backup, or give it a name that says what it is for",
                     table->name())
            .with(Confidence::medium)
            .beside(at(original), "the original"));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "leftover-table",
    .group = Group::schema,
    .concern = Concern::style,
    .severity = Severity::info,
    .summary = "Leftover table: by its name a copy of another table",
    .help = "drop it after a backup, or give it a name that says what it is for",
    .why = R"(
A table is copied before a risky change, and afterwards the copy is not dropped. It is vacuumed,
dumped and restored with everything else. It keeps personal data that was deleted from the original.
It has neither the keys nor the constraints of the original, so it could not replace it anyway. And
every new reader of the schema, or of the list of tables in a query tool, has to find out which of
the two is in use.
)",
    .reported = R"(
Tables at the end of the run that are named like another table of their schema, followed by `old`,
`bak`, `backup`, `copy`, `tmp`, `temp`, `test` or `new`, and perhaps a number or a date
(`account_bak_20240131`). Most columns must be the same, or the table must have been created from a
query. Reported where the table was created.
)",
    .not_reported = R"(
Tables without such a counterpart (`order_test` if there is no `order`), temporary and unlogged
tables, and tables that a foreign key refers to.
)",
    .instead = R"(
Check whether anything still reads it (`pg_stat_user_tables` counts the scans since the statistics
were reset). Keep a dump if in doubt, and drop it:

```sql
DROP TABLE accounts_bak;
```

DROP TABLE takes an ACCESS EXCLUSIVE lock for a moment. If a migration needs a copy, the next
migration should drop it, or the copy should be a TEMPORARY table.
)",
    .fine = R"(
During a change that takes several deployments, when the new table exists next to the old one. Say
so in a comment on the table.
)",
    .bad = R"(
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE accounts_bak (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
)",
    .good = R"(
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-droptable.html",
              "https://www.postgresql.org/docs/current/monitoring-stats.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::leftover_table
