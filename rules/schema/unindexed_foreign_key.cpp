// Foreign keys without an index that begins with their columns: each DELETE from the referenced
// table scans the referencing one.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/expression.h"
#include "design/key/index_match.h"
#include "design/name/name_model.h"
#include "design/name/retired.h"
#include "design/one_row.h"
#include "design/places.h"
#include "design/sql_name.h"
#include "parse/meaning/name_words.h"
#include "rule/fix/schema_plan.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::unindexed_foreign_key {
namespace {

using catalog::ReferentialAction;
using design::ForeignKey;

/// What foreign keys of the schema have out of habit, which shows no need.
struct Habits {
  bool writes_actions = false;        ///< an ORM writes ON DELETE SET NULL and ON UPDATE CASCADE
  bool cascades_all_updates = false;  ///< nearly all foreign keys have ON UPDATE CASCADE
};

Habits habits_of(const design::Schema& schema) {
  constexpr std::size_t least = 10;
  std::size_t keys = 0;
  std::size_t cascading = 0;
  for (const design::Table* table : schema.tables()) {
    keys += table->foreign_keys.size();
    cascading += static_cast<std::size_t>(
        std::ranges::count_if(table->foreign_keys, [](const ForeignKey& key) {
          return key.constraint->on_update == ReferentialAction::cascade;
        }));
  }
  const auto orm = schema.orm();
  return {.writes_actions = orm == design::Orm::prisma || orm == design::Orm::sequelize,
          .cascades_all_updates = cascading >= least && 5 * cascading >= 4 * keys};
}

/// Why the index is needed: referenced rows are deleted or change their key, or queries filter.
enum class Need : std::uint8_t { deletion, key_change, search };

/// What shows that there is such a need.
struct Evidence {
  Need need = Need::deletion;
  const catalog::Place* query = nullptr;  ///< the query that needs it; null for an action
};

std::optional<Evidence> evidence_of_actions(const ForeignKey& key, const Habits& habits) {
  const ReferentialAction on_delete = key.constraint->on_delete;
  if (on_delete == ReferentialAction::cascade) return Evidence{};
  if (habits.writes_actions) return std::nullopt;
  if (on_delete == ReferentialAction::set_null) return Evidence{};
  if (on_delete == ReferentialAction::set_default) return Evidence{};
  const bool is_fixed = std::ranges::any_of(key.target_columns, [](const catalog::Column* column) {
    return design::is_made_by_database(*column);
  });
  const bool follows =
      key.constraint->on_update == ReferentialAction::cascade && !habits.cascades_all_updates;
  if (!follows || is_fixed || key.target_columns.empty()) return std::nullopt;
  return Evidence{.need = Need::key_change};
}

/// What queries of the linted files do with referencing and referenced rows.
std::optional<Evidence> evidence_of_queries(const ForeignKey& key) {
  const auto* deletion = key.target->find_use(catalog::RelationUseKind::rows_deleted);
  if (deletion != nullptr) return Evidence{.query = &deletion->place};
  for (const catalog::Column* column : key.target_columns) {
    const auto* change = column->find_use(catalog::ColumnUseKind::updated);
    if (change != nullptr) return Evidence{.need = Need::key_change, .query = &change->place};
  }
  const auto filter = [](const catalog::Column* column) {
    return column->find_use(catalog::ColumnUseKind::filtered);
  };
  if (!std::ranges::all_of(key.columns, filter)) return std::nullopt;
  return Evidence{.need = Need::search, .query = &filter(key.columns.front())->place};
}

std::optional<Evidence> evidence_of(const ForeignKey& key, const Habits& habits) {
  if (key.target == nullptr) return std::nullopt;  // it may be a lookup table
  const auto actions = evidence_of_actions(key, habits);
  return actions ? actions : evidence_of_queries(key);
}

/// True for `created_by` and `updatedBy`: they refer to users, who are rarely deleted.
bool is_of_audit(const ForeignKey& key) {
  const auto words = parse::name_words(key.columns.front()->spelling());
  const bool by = std::ranges::count(words, "by") > 0;
  return by && key.constraint->on_delete != ReferentialAction::cascade;
}

/// The columns, each once, even if it is used for several referenced columns.
std::vector<std::string> columns_of(const ForeignKey& key) {
  std::vector<std::string> columns;
  for (const catalog::Column* column : key.columns) {
    if (std::ranges::count(columns, column->name) == 0) columns.push_back(column->name);
  }
  return columns;
}

std::string message_of(const ForeignKey& key, const Evidence& evidence,
                       const std::vector<std::string>& columns,
                       const design::KeyCoverage& coverage) {
  const std::string& target = key.constraint->referenced.name;
  const std::string& table = key.table->name();
  const bool narrowed = !coverage.narrowed_by.empty();
  const std::string name = columns.size() == 1
                               ? text::format("`{}`", design::shown(*key.table, columns[0]))
                               : text::format("`({})` of `{}`", design::in_sql(columns), table);
  std::string fault = text::format("no index on foreign key {}", name);
  if (coverage.partial != nullptr) {
    fault =
        text::format("foreign key {} has only partial index `{}`", name, coverage.partial->name);
  } else if (coverage.other != nullptr) {
    fault = text::format("foreign key {} has only {} index `{}`", name,
                         text::uppered(coverage.other->method), coverage.other->name);
  } else if (narrowed) {
    const std::vector<std::string> first(coverage.narrowed_by.begin(), coverage.narrowed_by.end());
    fault = text::format("foreign key {} is only partly indexed, by `{}`", name,
                         text::joined(first, "` or `"));
  }
  const bool reads_some = narrowed || coverage.other != nullptr;
  const std::string reads = reads_some ? text::format("reads too many rows of `{}`", table)
                                       : text::format("scans `{}`", table);
  switch (evidence.need) {
    case Need::deletion:
      break;
    case Need::key_change:
      return text::format("{}: each UPDATE of a key of `{}` {}", fault, target, reads);
    case Need::search:
      return text::format("{}: filtering by it {}", fault, reads);
  }
  return text::format("{}: each DELETE from `{}` {}", fault, target, reads);
}

std::string advice_for(const ForeignKey& key, const std::vector<std::string>& columns,
                       const design::KeyCoverage& coverage) {
  const std::string create =
      text::format("CREATE INDEX ON {} ({})", design::in_sql(key.table->relation->name),
                   design::in_sql(columns));
  if (coverage.partial != nullptr) {
    return text::format("`{}` covers all rows; drop `{}` unless queries need it", create,
                        coverage.partial->name);
  }
  if (coverage.other != nullptr) {
    return text::format("`{}` makes a B-tree; drop `{}` unless queries need it", create,
                        coverage.other->name);
  }
  if (!coverage.narrowed_by.empty()) {
    const std::string all = columns.size() == 2 ? "both" : "all " + std::to_string(columns.size());
    return text::format("create an index that begins with {} columns: `{}`", all, create);
  }
  return text::format("`{}`; if the table is in use, with CONCURRENTLY, outside a transaction",
                      create);
}

/// True for `order_id` of a key to orders: few rows have the same value.
bool is_called_after(const std::string& column, const design::Table& target) {
  const auto name = design::key_name(column);
  return name && design::thing_of(name->base) == target.thing;
}

/// True if `column` refers to a column of `target` that is unique alone.
bool refers_to_unique(const ForeignKey& key, std::string_view column, const design::Table& target) {
  const auto& referenced = key.constraint->referenced_columns;
  for (std::size_t index = 0; index < std::min(referenced.size(), key.columns.size()); ++index) {
    if (key.columns[index]->name == column && target.has_key({referenced[index]})) return true;
  }
  return false;
}

bool has_retired(const ForeignKey& key) {
  return std::ranges::any_of(key.columns, [&](const catalog::Column* column) {
    return design::is_retired(*column, *key.table->relation);
  });
}

/// Whether the foreign key is only in a schema of Prisma: a migration drops it.
bool is_dropped_in_migrations(const ForeignKey& key) {
  return std::ranges::any_of(key.columns, &catalog::Column::unlinked);
}

void check_key(const ForeignKey& key, const Habits& habits, SchemaContext& context) {
  const design::Schema& schema = context.design();
  const design::Table* target = key.target == nullptr ? nullptr : schema.find(*key.target);
  // Rows of a lookup table are not deleted, and all rows refer to the only one of a table.
  const bool is_rarely_deleted =
      target != nullptr &&
      (target->roles.lookup || design::has_one_row(*target->relation, context.catalog()));
  if (is_rarely_deleted) return;
  const auto columns = columns_of(key);
  const design::KeyCoverage coverage = design::coverage_of(columns, *key.table->relation);
  if (coverage.covered || has_retired(key) || is_dropped_in_migrations(key)) return;
  const bool finds_few =
      target != nullptr &&
      std::ranges::any_of(coverage.narrowed_by, [&](const std::string& column) {
        return is_called_after(column, *target) || refers_to_unique(key, column, *target);
      });
  if (finds_few) return;
  const auto evidence = evidence_of(key, habits);
  // An index of some of the columns may be enough, and a search may have other conditions.
  const bool is_needed = evidence && evidence->need != Need::search &&
                         coverage.narrowed_by.empty() && coverage.other == nullptr;
  SchemaReport report = at(key)
                            .placed(design::clause_in(key.constraint->place))
                            .says(message_of(key, evidence.value_or(Evidence()), columns, coverage))
                            .advises(advice_for(key, columns, coverage))
                            .about(columns)
                            .named(columns.size() == 1 ? columns[0] : key.constraint->name)
                            .with(is_needed ? Severity::warning : Severity::info)
                            .with(is_of_audit(key) ? Confidence::low : Confidence::high);
  if (coverage.partial != nullptr) {
    report =
        std::move(report).beside(at(*key.table, *coverage.partial), "its WHERE leaves rows out");
  }
  if (coverage.other == nullptr && coverage.partial == nullptr) {
    report =
        std::move(report).planned(plan_index(*key.table->relation, columns, context.catalog()));
  }
  if (evidence && evidence->query != nullptr) {
    // The comparison may come from the other side of a join.
    const bool compares = evidence->need == Need::search;
    report.related.push_back(
        {.at = *evidence->query,
         .message = compares ? "compared here" : "this query needs the index"});
  }
  context.report(std::move(report));
}

void check_table(const design::Table& table, const Habits& habits, SchemaContext& context) {
  if (table.roles.history) return;
  std::set<std::set<std::string>> seen;  // two foreign keys on the same columns need one index
  for (const ForeignKey& key : table.foreign_keys) {
    const bool judged = key.constraint->certain && key.constraint->enforced &&
                        key.constraint->local && !key.constraint->without_overlaps;
    if (!judged) continue;
    const std::set<std::string> columns(key.constraint->columns.begin(),
                                        key.constraint->columns.end());
    if (seen.insert(columns).second) check_key(key, habits, context);
  }
}

void check(const design::Schema& schema, SchemaContext& context) {
  const Habits habits = habits_of(schema);
  for (const design::Table* table : schema.tables()) check_table(*table, habits, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unindexed-foreign-key",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Foreign key without an index: each DELETE of a referenced row scans the table",
    .help = "create an index that begins with the columns of the foreign key",
    .why = R"(
PostgreSQL creates an index for a primary key and for UNIQUE, but not for a foreign key. When a
referenced row is deleted or changes its key, an internal query looks for rows that refer to it.
Without an index it reads the whole table, once for each such row, and holds locks meanwhile.
Deleting a thousand parents reads a large child table a thousand times.

Queries also join and filter by these columns: "the orders of this customer" is a scan as well.
)",
    .reported = R"(
Foreign keys without a B-tree, GiST or SP-GiST index that begins with all of their columns, in any
order, without a hash index on the only column, and without a unique index on some of them. A
partial index counts if it leaves out only NULLs of these columns. The index of an exclusion
constraint, or of a key with WITHOUT OVERLAPS, counts as well.

A warning if rows of the other table are deleted or change their key, otherwise `info`. An action
shows that (`ON DELETE CASCADE`, `SET NULL`, `SET DEFAULT`, or `ON UPDATE CASCADE` for a key that
the database does not generate), or a query of the linted files, also in a function, that deletes
such rows or changes their keys. It stays `info` if an index begins with one of several columns, if
there is an index of another method, such as BRIN or GIN, which reads more rows than the foreign key
needs, and if queries only search by the foreign key, which the message then says.

`ON DELETE SET NULL` and `ON UPDATE CASCADE` in schemas of Prisma and Sequelize do not count,
because these write them by default. Neither does `ON UPDATE CASCADE` if four of five foreign keys
have it, and ten at least: then it is a habit.
)",
    .not_reported = R"(
Keys of several columns if an index begins with one that finds few rows: it is named after the other
table (`order_id` of `(order_id, tenant_id)`), or refers to a column that is unique alone.
References to lookup tables, whose rows are not deleted: tables with few columns and a unique code
or name. References to a table of one row: a CHECK allows its key one value, or a unique index has
the same value in all rows. Tables that keep history, partitions, temporary and unlogged tables,
foreign keys that are NOT ENFORCED, and those that a Prisma schema declares and its migrations drop.
Columns that a successor has replaced, such as `build_id_old`
beside `build_id`. `created_by` and its like only with low confidence, hidden by default.
)",
    .instead = R"(
Create the index. `CONCURRENTLY` does not block writes, takes longer, and cannot run in a
transaction block. If it fails, it leaves an invalid index that you have to drop:

```sql
CREATE INDEX CONCURRENTLY books_author_id ON books (author_id);
```

In the migration that creates the table, plain `CREATE INDEX` is enough, because the table is empty.
If most rows have no reference, `WHERE author_id IS NOT NULL` makes the index smaller, and it works
just as well. A longer index that begins with the column works, too.
)",
    .fine = R"(
The table is small and stays small; or rows of the other table are never deleted, their keys never
change, and queries never look rows up by the reference.
)",
    .bad = R"(
CREATE TABLE authors (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  full_name text NOT NULL,
  born_on date NOT NULL
);
CREATE TABLE books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  author_id bigint NOT NULL REFERENCES authors ON DELETE CASCADE,
  isbn text NOT NULL UNIQUE
);
)",
    .good = R"(
CREATE TABLE authors (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  full_name text NOT NULL,
  born_on date NOT NULL
);
CREATE TABLE books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  author_id bigint NOT NULL REFERENCES authors ON DELETE CASCADE,
  isbn text NOT NULL UNIQUE
);
CREATE INDEX books_author_id ON books (author_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/sql-createindex.html"
              "#SQL-CREATEINDEX-CONCURRENTLY"},
    .checks = {on<check>},
    .wants_evidence = true,
};

}  // namespace pglint::rules::unindexed_foreign_key
