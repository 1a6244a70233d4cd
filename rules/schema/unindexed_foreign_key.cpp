// A foreign key whose columns no index begins with: each change of the table that it refers to
// reads the whole table that it belongs to.
#include <algorithm>
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
#include "design/places.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::unindexed_foreign_key {
namespace {

using catalog::ReferentialAction;
using design::ForeignKey;

/// ORMs that write these actions whether somebody thought of them or not.
bool writes_actions(std::optional<design::Orm> orm) {
  return orm == design::Orm::prisma || orm == design::Orm::sequelize;
}

/// Why the index is missed: rows of the other table go or change, or rows are looked up.
enum class Need : std::uint8_t { deletion, key_change, search };

/// What says that there is such a need.
struct Evidence {
  Need need = Need::deletion;
  std::string_view action = {};           ///< `ON DELETE CASCADE`; empty for a query
  const catalog::Place* query = nullptr;  ///< where it is needed; null for an action
};

std::optional<Evidence> evidence_of_actions(const ForeignKey& key, std::optional<design::Orm> orm) {
  const ReferentialAction on_delete = key.constraint->on_delete;
  if (on_delete == ReferentialAction::cascade) return Evidence{.action = "ON DELETE CASCADE"};
  if (writes_actions(orm)) return std::nullopt;
  if (on_delete == ReferentialAction::set_null) return Evidence{.action = "ON DELETE SET NULL"};
  if (on_delete == ReferentialAction::set_default) {
    return Evidence{.action = "ON DELETE SET DEFAULT"};
  }
  const bool is_fixed = std::ranges::any_of(key.target_columns, [](const catalog::Column* column) {
    return design::is_made_by_database(*column);
  });
  const bool follows = key.constraint->on_update == ReferentialAction::cascade;
  if (!follows || is_fixed || key.target_columns.empty()) return std::nullopt;
  return Evidence{.need = Need::key_change, .action = "ON UPDATE CASCADE"};
}

/// What queries of the run do with the rows that refer and those that are referred to.
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

std::optional<Evidence> evidence_of(const ForeignKey& key, std::optional<design::Orm> orm) {
  if (key.target == nullptr) return std::nullopt;  // it may be a lookup table
  const auto actions = evidence_of_actions(key, orm);
  return actions ? actions : evidence_of_queries(key);
}

/// `created_by`, `updatedBy`: who did it, among users who are rarely deleted.
bool is_of_audit(const ForeignKey& key) {
  const auto words = parse::name_words(key.columns.front()->name);
  const bool by = std::ranges::count(words, "by") > 0;
  return by && key.constraint->on_delete != ReferentialAction::cascade;
}

/// The columns in the order in which the key that they refer to has its columns, which is the
/// order that helps joins as well; each once, if it stands for several of those.
std::vector<std::string> in_order_of_target(const ForeignKey& key, const design::Schema& schema) {
  std::vector<std::string> columns;
  const auto add = [&](std::size_t index) {
    const std::string& column = key.columns[index]->name;
    if (std::ranges::count(columns, column) == 0) columns.push_back(column);
  };
  const design::Table* target = key.target == nullptr ? nullptr : schema.find(*key.target);
  const auto& referenced = key.constraint->referenced_columns;
  if (target != nullptr && referenced.size() == key.columns.size()) {
    const auto same = std::ranges::find_if(
        target->keys, [&](const design::Key& other) { return other.has_exactly(referenced); });
    for (const std::string& column :
         same == target->keys.end() ? std::vector<std::string>() : same->columns) {
      add(static_cast<std::size_t>(std::ranges::find(referenced, column) - referenced.begin()));
    }
  }
  if (!columns.empty()) return columns;
  for (std::size_t index = 0; index < key.columns.size(); ++index) add(index);
  return columns;
}

std::string message_of(const ForeignKey& key, const Evidence& evidence,
                       const std::vector<std::string>& columns,
                       const design::KeyCoverage& coverage) {
  const std::string& target = key.constraint->referenced.name;
  const std::string& table = key.table->name();
  const bool narrowed = !coverage.narrowed_by.empty();
  std::string message;
  switch (evidence.need) {
    case Need::deletion:
      message = text::format("each DELETE from `{}`", target);
      break;
    case Need::key_change:
      message = text::format("each UPDATE of a key of `{}`", target);
      break;
    case Need::search:
      message = text::format("a search by {} alone", design::list_of(columns));
      break;
  }
  message += text::format(" reads {} of `{}`", narrowed ? "too much" : "all", table);
  if (!evidence.action.empty()) message += text::format(" ({})", evidence.action);
  if (coverage.partial != nullptr) {
    return message + text::format(": index `{}` on {} leaves rows out", coverage.partial->name,
                                  design::list_of(columns));
  }
  if (columns.size() == 1) return message + text::format(": no index begins with `{}`", columns[0]);
  message += text::format(": no index begins with `({})`", text::joined(columns, ", "));
  if (!narrowed) return message;
  return message +
         text::format(", only with `{}`", text::joined(std::vector(coverage.narrowed_by.begin(),
                                                                   coverage.narrowed_by.end()),
                                                       "` or `"));
}

/// `order_id` of a key to orders: few rows have the same, whatever else is in the key.
bool is_called_after(const std::string& column, const design::Table& target) {
  const auto name = design::key_name(column);
  return name && design::thing_of(name->base) == target.thing;
}

void check_key(const ForeignKey& key, SchemaContext& context) {
  const design::Schema& schema = context.design();
  const design::Table* target = key.target == nullptr ? nullptr : schema.find(*key.target);
  // Rows of a lookup table stay.
  if (target != nullptr && target->roles.lookup) return;
  const auto columns = in_order_of_target(key, schema);
  const design::KeyCoverage coverage = design::coverage_of(columns, *key.table->relation);
  if (coverage.covered) return;
  const bool finds_few = target != nullptr &&
                         std::ranges::any_of(coverage.narrowed_by, [&](const std::string& column) {
                           return is_called_after(column, *target);
                         });
  if (finds_few) return;
  const auto evidence = evidence_of(key, schema.orm());
  // An index of some of the columns may be enough, and a search may have other conditions.
  const bool is_needed = evidence && evidence->need != Need::search && coverage.narrowed_by.empty();
  SchemaReport report = at(key)
                            .placed(design::clause_in(key.constraint->place))
                            .says(message_of(key, evidence.value_or(Evidence()), columns, coverage))
                            .about(columns)
                            .named(columns.size() == 1 ? columns[0] : key.constraint->name)
                            .with(is_needed ? Severity::warning : Severity::info)
                            .with(is_of_audit(key) ? Confidence::low : Confidence::high);
  if (coverage.partial != nullptr) {
    report = std::move(report).beside(at(*key.table, *coverage.partial),
                                      "holds a part of the rows only");
  }
  if (evidence && evidence->query != nullptr) {
    // A comparison may as well come from the other side of a join.
    const bool compares = evidence->need == Need::search;
    report.related.push_back(
        {.at = *evidence->query,
         .message = compares ? "compared here" : "a query that needs the index"});
  }
  context.report(std::move(report));
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.roles.history) return;
  std::set<std::set<std::string>> seen;  // two foreign keys of the same columns lack one index
  for (const ForeignKey& key : table.foreign_keys) {
    const bool judged = key.constraint->certain && key.constraint->enforced &&
                        key.constraint->local && !key.constraint->without_overlaps;
    if (!judged) continue;
    const std::set<std::string> columns(key.constraint->columns.begin(),
                                        key.constraint->columns.end());
    if (seen.insert(columns).second) check_key(key, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unindexed-foreign-key",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary =
        "Without an index on a foreign key, each DELETE from the table it refers to scans the "
        "table it belongs to",
    .help = "create an index that begins with the foreign key's columns",
    .why = R"(
PostgreSQL makes an index for a primary key and for UNIQUE, but none for a foreign key. When a row
of the table that is referred to goes or changes its key, a query behind the scenes looks for rows
that refer to it; without an index it reads the whole table, once for each such row, and holds locks
all the while. Deleting a thousand parents reads a large child table a thousand times.

The same columns are what queries join and filter by: "the orders of this customer" is a scan as
well.
)",
    .reported = R"(
Foreign keys for which there is no B-tree that begins with all of their columns, in any order, nor a
hash index on the only column, nor a unique index on some of them. A partial index counts if it
leaves out nothing but NULLs of these columns. As a warning where rows of the other table do go or
change, otherwise as info: an action says so (`ON DELETE CASCADE`, `SET NULL`, `SET DEFAULT`, or
`ON UPDATE CASCADE` for a key that the database does not make itself), or a query of the linted
files, also in a function, deletes such rows or changes their keys. It stays an info where an index
begins with one of several columns, and where queries only search by the foreign key, which the
message then says. The columns are named in the order of the key that they refer to, the best one
for the new index.

`ON DELETE SET NULL` and `ON UPDATE CASCADE` in schemas of Prisma and Sequelize, which write them by
default, say nothing.
)",
    .not_reported = R"(
Keys of several columns where an index begins with the one that is called after the other table (`order_id` of
`(order_id, tenant_id)`). References to lookup tables, whose rows stay: few columns and a unique code or name. Tables that
keep history, partitions, temporary and unlogged tables, foreign keys that are NOT ENFORCED.
`created_by` and its like only with low confidence, which is not shown by default.
)",
    .instead = R"(
Create the index; `CONCURRENTLY` lets writes go on meanwhile, takes longer, and cannot run in a
transaction block. If it fails it leaves an invalid index to be dropped:

```sql
CREATE INDEX CONCURRENTLY books_author_id ON books (author_id);
```

In the migration that creates the table, plain `CREATE INDEX` is enough, since there are no rows
yet. Where most rows have no reference, `WHERE author_id IS NOT NULL` makes it smaller and serves
just as well. A longer index that begins with the column does both jobs.
)",
    .fine = R"(
The table is small and stays small, or rows of the other table are never deleted, their keys never
change, and nothing looks rows up by the reference.
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
