// Down migrations that take back nothing of what the up migration makes.
#include <algorithm>
#include <string>
#include <string_view>

#include "rule/run/history_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::unreversed_down {
namespace {

bool names(const Migration& migration, const std::string& name) {
  if (name.empty()) return false;
  const bool is_there = std::ranges::binary_search(migration.down_words, text::lowered(name));
  // A name of several words is quoted: its parts are there.
  return is_there || name.find_first_of(" -.") != std::string::npos;
}

/// Whether the down migration mentions it, its table, or what drops many things at once.
bool is_taken_back(const Migration& migration, const MadeByMigration& made) {
  return names(migration, made.name) || names(migration, made.table) ||
         names(migration, "schema") || names(migration, "owned");
}

void check(HistoryContext& context) {
  for (const Migration& migration : context.migrations()) {
    const bool is_candidate = !migration.is_context && !migration.made.empty() &&
                              migration.down == DownMigration::present &&
                              !migration.down_words.empty();
    if (!is_candidate) continue;
    const bool takes_any = std::ranges::any_of(migration.made, [&](const MadeByMigration& made) {
      return is_taken_back(migration, made);
    });
    if (takes_any) continue;
    const MadeByMigration& first = migration.made.front();
    context.report(
        migration,
        {.message = text::format("down migration does not drop {} `{}`", first.kind, first.name),
         .help = text::format("drop `{}` in the down migration", first.name)});
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "unreversed-down",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Down migration that takes back nothing of its up migration",
    .help = "drop in the down migration what the up migration makes",
    .why = R"(
A down migration that was copied from another one, or that only changes other things, leaves what
the up migration made. Then the up migration fails the next time, because the table or index exists.
)",
    .reported = R"(
A down migration with statements that names nothing of what its up migration makes: no table,
column, index, type or other object, nor the table that it belongs to.
)",
    .not_reported = R"(
- Down migrations that name one of these things in any statement.
- Migrations without a down migration, see `missing-down`.
- Extensions, roles and what CREATE OR REPLACE makes, which other migrations may need.
- What the same migration drops again. What it renames counts by its last name.
)",
    .instead = R"(
```sql
-- +goose Up
CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

-- +goose Down
DROP TABLE visits;
```
)",
    .fine = R"(
Never: what is not to be taken back needs no down migration.
)",
    .bad = R"(
-- +goose Up
CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

-- +goose Down
SELECT 1;
)",
    .good = R"(
-- +goose Up
CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

-- +goose Down
DROP TABLE visits;
)",
    .links = {"https://pressly.github.io/goose/documentation/annotations/"},
    .wants_down_words = true,
    .history_check = check,
    .example_tool = "goose",
};

}  // namespace pglint::rules::unreversed_down
