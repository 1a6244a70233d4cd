// Primary keys of several columns, of which some are too many or change.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/expression.h"
#include "design/name/name_model.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::oversized_primary_key {
namespace {

using catalog::Column;
using design::Key;
using design::Table;

std::string list_in_parentheses(const std::vector<std::string>& names) {
  return "(" + text::joined(names, ", ") + ")";
}

/// True where a foreign key of several columns refers to the table: it may need the wide key.
bool is_referenced_as_whole(const Table& table) {
  return std::ranges::any_of(table.referenced_by,
                             [](const design::ForeignKey* key) { return key->columns.size() > 1; });
}

bool is_tenant(std::string_view column) {
  constexpr std::array<std::string_view, 6> names = {
      "tenant_id", "org_id", "account_id", "organization_id", "company_id", "workspace_id"};
  return std::ranges::count(names, column) > 0;
}

/// A key within the primary key; empty where there is none.
std::string smaller_key(const Table& table, const Key& primary) {
  for (const Key& key : table.keys) {
    if (key.primary || !key.is_plain() || !key.not_null) continue;
    if (key.columns.size() >= primary.columns.size()) continue;
    const bool within = std::ranges::all_of(
        key.columns, [&](const std::string& column) { return primary.has(column); });
    if (within) return list_in_parentheses(key.columns);
  }
  return {};
}

/// A part that the database numbers, and that would do alone.
std::string numbered_part(const Table& table, const Key& primary) {
  if (std::ranges::any_of(primary.columns, is_tenant)) return {};
  for (const std::string& name : primary.columns) {
    const Column* column = table.relation->find_column(name);
    if (column == nullptr || !column->certain || table.refers_by(name)) continue;
    if (column->identity || column->serial) return name;
  }
  return {};
}

std::string changing_part(const Table& table, const Key& primary) {
  constexpr std::array<std::string_view, 5> words = {"status", "state", "updated_at", "modified_at",
                                                     "version"};
  if (table.roles.history) return {};
  for (const std::string& name : primary.columns) {
    if (std::ranges::count(words, name) > 0 && !table.refers_by(name)) return name;
  }
  return {};
}

/// So many wide keys are the way of the schema.
constexpr std::size_t least_for_policy = 5;

/// What is wrong with a part of the key; empty for keys that are as they should be.
std::string fault_of_parts(const Table& table, const Key& primary) {
  const std::string shown = list_in_parentheses(primary.columns);
  if (!is_referenced_as_whole(table)) {
    if (const std::string smaller = smaller_key(table, primary); !smaller.empty()) {
      return text::format(
          "the primary key `{}` of `{}` is wider than it has to be: `{}` is unique by "
          "itself",
          shown, table.name(), smaller);
    }
    if (const std::string numbered = numbered_part(table, primary); !numbered.empty()) {
      return text::format(
          "the primary key `{}` of `{}` is wider than it has to be: the database "
          "numbers `{}`",
          shown, table.name(), numbered);
    }
  }
  if (const std::string changing = changing_part(table, primary); !changing.empty()) {
    return text::format("rows of `{}` change their identity: `{}` is a part of the primary key",
                        table.name(), changing);
  }
  return {};
}

/// That the key is long; empty where it is not.
std::string fault_of_width(const Table& table, const Key& primary) {
  constexpr std::size_t many = 4;
  constexpr std::size_t many_for_referring = 3;
  const std::size_t limit = is_referenced_as_whole(table) ? many_for_referring : many;
  if (primary.columns.size() < limit) return {};
  return text::format("whoever refers to `{}` has to repeat {} columns: its primary key is `{}`",
                      table.name(), primary.columns.size(), list_in_parentheses(primary.columns));
}

void check(const design::Schema& schema, SchemaContext& context) {
  std::vector<SchemaReport> wide;
  for (const Table* table : schema.tables()) {
    const Key* primary = table->primary_key();
    // The key of a partitioned table has the partition key in it.
    if (primary == nullptr || primary->columns.size() < 2 || table->relation->partitioned) continue;
    if (table->roles.link) continue;
    SchemaReport report = at(*table, *primary).about({}).with(Confidence::medium);
    report.message = fault_of_parts(*table, *primary);
    if (!report.message.empty()) {
      context.report(std::move(report));
      continue;
    }
    report.message = fault_of_width(*table, *primary);
    if (!report.message.empty()) wide.push_back(std::move(report));
  }
  context.report_once(
      std::move(wide),
      {.least = least_for_policy, .message = [](const SchemaReport& first, std::size_t others) {
         return text::format("{}, and {} more tables have wide keys", first.message, others);
       }});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "oversized-primary-key",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A primary key has more columns than it needs, or columns that change",
    .help = "make the fewest columns that identify a row the primary key",
    .why = R"(
A key should be as small as it can be and stay as it is. A column too many weakens it: with the key
`(id, status)` the database accepts the same `id` twice as long as the status differs, though everybody takes
`id` for unique. A column that changes makes every UPDATE of it a change of identity, which goes to all
referring rows.

Wide keys are also copied: into each referring table, into each of its indexes, into each join condition. Many
columns are fine for a table that nothing refers to, and a burden elsewhere.
)",
    .reported = R"(
Primary keys of two or more columns: those that hold a smaller key, or a column that the database numbers; those
with a column called `status`, `state`, `updated_at`, `modified_at` or `version`; those of four columns or more,
or of three where another table refers to all of them. Reported at the key, once a table; five or more keys that
are nothing but wide have one finding, at the first of them.
)",
    .not_reported = R"(
Link tables; partitioned tables, whose key must hold the partition key; wide keys that foreign keys of several
columns refer to, as for tenants; numbers within a tenant; versions in tables of history. A key of two columns is
no finding by itself.
)",
    .instead = R"(
Make the smaller key the primary key. Build its index without blocking anybody, and swap in a transaction that
holds an ACCESS EXCLUSIVE lock for a moment:

```sql
CREATE UNIQUE INDEX CONCURRENTLY jobs_id ON jobs (id);
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE jobs
  DROP CONSTRAINT jobs_pkey,
  ADD CONSTRAINT jobs_pkey PRIMARY KEY USING INDEX jobs_id;
COMMIT;
```

Referring foreign keys have to be dropped before and made again afterwards, NOT VALID first and validated later.
Keep the wider set as UNIQUE only where a foreign key of several columns needs it.
)",
    .fine = R"(
Weak entities (`order_id`, `line_no`), series by object and time, keys that are given by a standard.
)",
    .bad = R"(
CREATE TABLE jobs (
  id bigint GENERATED ALWAYS AS IDENTITY,
  queue text NOT NULL,
  PRIMARY KEY (id, queue)
);
)",
    .good = R"(
CREATE TABLE jobs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::oversized_primary_key
