// Primary keys with more columns than necessary, or with columns that change.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/expression.h"
#include "design/sql_name.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::oversized_primary_key {
namespace {

using catalog::Column;
using design::Key;
using design::Table;

std::string list_in_parentheses(const std::vector<std::string>& names) {
  return "(" + design::in_sql(names) + ")";
}

/// True if a foreign key of several columns refers to the table. It may need the wide key.
bool is_referenced_as_whole(const Table& table) {
  return std::ranges::any_of(table.referenced_by,
                             [](const design::ForeignKey* key) { return key->columns.size() > 1; });
}

bool is_tenant(std::string_view column) {
  constexpr std::array<std::string_view, 6> names = {
      "tenant_id", "org_id", "account_id", "organization_id", "company_id", "workspace_id"};
  return std::ranges::count(names, column) > 0;
}

/// A key that is part of the primary key, as `(a, b)`; empty if there is none.
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

/// A column of the key that the database numbers, which is enough alone; empty if there is none.
std::string numbered_part(const Table& table, const Key& primary) {
  if (std::ranges::any_of(primary.columns, is_tenant)) return {};
  for (const std::string& name : primary.columns) {
    const Column* column = table.relation->find_column(name);
    if (column == nullptr || !column->certain || table.refers_by(name)) continue;
    if (column->identity || column->serial) return name;
  }
  return {};
}

/// A column of the key that changes; empty if there is none.
std::string changing_part(const Table& table, const Key& primary) {
  constexpr std::array<std::string_view, 5> words = {"status", "state", "updated_at", "modified_at",
                                                     "version"};
  if (table.roles.history) return {};
  for (const std::string& name : primary.columns) {
    if (std::ranges::count(words, name) > 0 && !table.refers_by(name)) return name;
  }
  return {};
}

/// From so many wide keys on, they are a convention of the schema.
constexpr std::size_t least_for_policy = 5;

struct Fault {
  std::string message = {};  ///< empty if there is none
  std::string help = {};
};

/// A fault of one of the key's columns.
Fault fault_of_parts(const Table& table, const Key& primary) {
  const std::string shown = list_in_parentheses(primary.columns);
  if (!is_referenced_as_whole(table)) {
    if (const std::string smaller = smaller_key(table, primary); !smaller.empty()) {
      return {.message = text::format("oversized primary key `{}` on `{}`: `{}` alone is unique",
                                      shown, table.name(), smaller),
              .help = text::format("use `PRIMARY KEY {}`; it replaces both keys", smaller)};
    }
    if (const std::string numbered = numbered_part(table, primary); !numbered.empty()) {
      return {.message =
                  text::format("oversized primary key `{}` on `{}`: the generated `{}` is enough",
                               shown, table.name(), numbered),
              .help = text::format("use `PRIMARY KEY ({})`", catalog::quoted_name(numbered))};
    }
  }
  if (const std::string changing = changing_part(table, primary); !changing.empty()) {
    return {
        .message = text::format(
            "primary key `{}` on `{}` contains `{}`: updating it changes the identity of the row",
            shown, table.name(), changing),
        .help = text::format(
            "take `{}` out of the key; add a surrogate key if the rest is not unique", changing)};
  }
  return {};
}

/// The fault that the key has many columns.
Fault fault_of_width(const Table& table, const Key& primary) {
  constexpr std::size_t many = 4;
  constexpr std::size_t many_for_referring = 3;
  const std::size_t limit = is_referenced_as_whole(table) ? many_for_referring : many;
  if (primary.columns.size() < limit) return {};
  const std::string shown = list_in_parentheses(primary.columns);
  return {.message = text::format(
              "wide primary key `{}` on `{}`: a referencing table has to repeat {} columns", shown,
              table.name(), primary.columns.size()),
          .help = text::format("add a surrogate key for references, and keep `UNIQUE {}`", shown)};
}

void check(const design::Schema& schema, SchemaContext& context) {
  std::vector<SchemaReport> wide;
  for (const Table* table : schema.tables()) {
    const Key* primary = table->primary_key();
    // The key of a partitioned table has to include the partition key.
    if (primary == nullptr || primary->columns.size() < 2 || table->relation->partitioned) continue;
    if (table->roles.link) continue;
    SchemaReport report = at(*table, *primary).about({}).with(Confidence::medium);
    Fault fault = fault_of_parts(*table, *primary);
    const bool is_wide = fault.message.empty();
    if (is_wide) fault = fault_of_width(*table, *primary);
    if (fault.message.empty()) continue;
    report = std::move(report).says(std::move(fault.message)).advises(std::move(fault.help));
    if (is_wide) {
      wide.push_back(std::move(report));
    } else {
      context.report(std::move(report));
    }
  }
  context.report_once(
      std::move(wide),
      {.least = least_for_policy, .message = [](const SchemaReport& first, std::size_t others) {
         return text::format("{}; {} more tables have wide keys", first.message, others);
       }});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "oversized-primary-key",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Oversized primary key: it has more columns than necessary, or columns that change",
    .help = "use the fewest columns that identify a row as the primary key",
    .why = R"(
A key should be as small as possible and should not change. An extra column weakens it: with the key
`(id, status)` the database accepts the same `id` twice if the status differs, although readers
expect `id` to be unique. If a column of the key changes, each UPDATE of it changes the identity of
the row, which has to reach all referencing rows.

Wide keys are also copied into each referencing table, each of its indexes and each join condition.
Many columns are fine for a table that no other table refers to, and a burden otherwise.
)",
    .reported = R"(
Primary keys of two or more columns: those that contain a smaller key, or a column that the database
numbers; those with a column called `status`, `state`, `updated_at`, `modified_at` or `version`;
those of four columns or more, or of three if another table refers to all of them. Reported at the
key, once per table. Five or more keys that are only wide have one finding, at the first of them.
)",
    .not_reported = R"(
Link tables; partitioned tables, whose key must include the partition key; wide keys that foreign
keys of several columns refer to, as for tenants; numbers within a tenant; versions in tables of
history. A key of two columns is not a finding by itself.
)",
    .instead = R"(
Make the smaller key the primary key. Build its index without blocking writes, and swap the keys in
a transaction that holds an ACCESS EXCLUSIVE lock only for a moment:

```sql
CREATE UNIQUE INDEX CONCURRENTLY jobs_id ON jobs (id);
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE jobs
  DROP CONSTRAINT jobs_pkey,
  ADD CONSTRAINT jobs_pkey PRIMARY KEY USING INDEX jobs_id;
COMMIT;
```

Drop foreign keys that refer to the old key before, and recreate them afterwards, NOT VALID first
and validated later. Keep the larger set as UNIQUE only if a foreign key of several columns needs
it.
)",
    .fine = R"(
Weak entities (`order_id`, `line_no`), series by object and time, keys that a standard defines.
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
