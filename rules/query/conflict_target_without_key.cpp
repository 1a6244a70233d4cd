// ON CONFLICT with columns that no unique index has, or with a constraint that does not exist.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/failure.h"
#include "rule/rule.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::conflict_target_without_key {
namespace {

/// A message without its beginning, and its help.
struct Words {
  std::string message;
  std::string help;
};

using Columns = std::set<std::string, std::less<>>;

/// The columns of a unique index; nothing if its keys have expressions.
std::optional<Columns> key_columns(const catalog::Index& index) {
  Columns columns;
  for (const catalog::IndexKey& key : index.keys) {
    if (key.column.empty()) return std::nullopt;
    columns.insert(key.column);
  }
  return columns;
}

bool is_deferrable(const catalog::Relation& table, const catalog::Index& index) {
  const catalog::Constraint* constraint = table.find_constraint(index.constraint);
  return constraint != nullptr && constraint->deferrable;
}

/// Whether PostgreSQL may choose the index, as far as its columns do not decide.
bool may_be_odd(const catalog::Relation& table, const catalog::Index& index) {
  const catalog::Constraint* constraint = table.find_constraint(index.constraint);
  const bool has_periods = constraint != nullptr && constraint->without_overlaps;
  return !index.certain || !index.valid || index.exclusion || has_periods;
}

std::string shown(const Columns& columns) {
  const std::vector<std::string> names(columns.begin(), columns.end());
  return "(" + text::joined(names, ", ") + ")";
}

/// A key that the conflict target could name instead, as ` such as …`; empty if there is none.
std::string other_key(const catalog::Relation& table) {
  for (const catalog::Index& index : table.indexes) {
    const auto columns = key_columns(index);
    const bool is_plain = index.unique && index.predicate.empty() && !may_be_odd(table, index);
    if (is_plain && columns) return text::format(" such as `{}`", shown(*columns));
  }
  return {};
}

std::optional<Words> words_for_constraint(const std::string& name, const catalog::Relation& table) {
  if (std::ranges::any_of(table.constraints, [](const catalog::Constraint& constraint) {
        return !constraint.certain;
      })) {
    return std::nullopt;
  }
  if (const catalog::Constraint* constraint = table.find_constraint(name)) {
    if (!constraint->deferrable) return std::nullopt;
    return Words{.message = text::format("`{}` is DEFERRABLE, so ON CONFLICT cannot use it", name),
                 .help = text::format("make `{}` NOT DEFERRABLE, or use another key", name)};
  }
  const catalog::Index* index = table.find_index(name);
  const bool is_index = index != nullptr && index->unique && index->constraint.empty();
  const auto columns = is_index ? key_columns(*index) : std::nullopt;
  return Words{
      .message = is_index ? text::format("`{}` is an index, not a constraint", name)
                          : text::format("`{}` has no constraint `{}`", table.name.name, name),
      .help = columns ? text::format("name its columns: `ON CONFLICT {}`", shown(*columns))
                      : text::format("correct the name `{}`, or name the columns of a unique key{}",
                                     name, other_key(table))};
}

std::optional<Words> words_for_columns(const query::Conflict& conflict,
                                       const catalog::Relation& table) {
  const Columns wanted(conflict.columns.begin(), conflict.columns.end());
  for (const std::string& name : wanted) {
    const catalog::Column* column = table.find_column(name);
    if (column == nullptr || !column->certain) return std::nullopt;
  }
  const catalog::Index* partial = nullptr;
  const catalog::Index* deferrable = nullptr;
  for (const catalog::Index& index : table.indexes) {
    if (!index.unique && !index.exclusion) continue;
    if (!index.certain) return std::nullopt;
    const auto columns = key_columns(index);
    if (!columns || *columns != wanted) continue;
    if (may_be_odd(table, index)) return std::nullopt;
    if (!index.predicate.empty()) {
      if (conflict.has_condition) return std::nullopt;
      partial = &index;
    } else if (is_deferrable(table, index)) {
      deferrable = &index;
    } else {
      return std::nullopt;
    }
  }
  if (partial != nullptr) {
    return Words{
        .message = text::format("unique index `{}` has a WHERE that ON CONFLICT does not repeat",
                                partial->name),
        .help = text::format("write `ON CONFLICT {} WHERE {}`", shown(wanted), partial->predicate)};
  }
  if (deferrable != nullptr) {
    return Words{.message = text::format("key `{}` is DEFERRABLE, so ON CONFLICT cannot use it",
                                         deferrable->name),
                 .help = text::format("make `{}` NOT DEFERRABLE, or use another key",
                                      deferrable->constraint)};
  }
  return Words{
      .message = text::format("`{}` has no unique key `{}`", table.name.name, shown(wanted)),
      .help = text::format("name the columns of a unique key{}, or create a UNIQUE constraint",
                           other_key(table))};
}

std::optional<Words> words_for(const query::Conflict& conflict, const catalog::Relation& table) {
  const bool has_rule = std::ranges::any_of(table.objects, [](const catalog::Object& object) {
    return object.kind == catalog::ObjectKind::rule;
  });
  if (table.kind != catalog::RelationKind::table || has_rule) return std::nullopt;
  return conflict.constraint.empty() ? words_for_columns(conflict, table)
                                     : words_for_constraint(conflict.constraint, table);
}

void check_target(const query::Insertion& insertion, Context& context) {
  const query::Conflict& conflict = *insertion.conflict;
  if (conflict.has_expressions || !context.query()->are_names_known || !context.follows_schema()) {
    return;
  }
  context.report_if({.at = conflict.at,
                     .message = "fails: no unique key",
                     .object = context.query()->items[insertion.item].relation.name},
                    [query = context.query(), file = context.origin().file, item = insertion.item,
                     conflict](const catalog::Catalog& before, Finding& finding) {
                      const query::Lookup lookup(*query, before, file);
                      const catalog::Relation* table = lookup.known_relation(query->items[item]);
                      if (table == nullptr || before.limit()) return false;
                      auto words = words_for(conflict, *table);
                      if (!words) return false;
                      finding.message = "fails: " + words->message;
                      finding.help = std::move(words->help);
                      return true;
                    });
}

void check(Context& context) {
  for (const query::Insertion& insertion : context.query()->insertions) {
    if (!insertion.conflict) continue;
    if (insertion.conflict->has_target) {
      check_target(insertion, context);
    } else if (insertion.conflict->updates) {
      context.report(
          {.at = insertion.conflict->at,
           .message = text::format("{}: ON CONFLICT DO UPDATE has no columns", failure(context)),
           .help = "name the columns of a unique key after ON CONFLICT",
           .object = context.query()->items[insertion.item].relation.name});
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "conflict-target-without-key",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "The columns of ON CONFLICT have no unique key",
    .help = "name the columns of a unique key after ON CONFLICT",
    .why = R"(
`ON CONFLICT (a, b)` needs a unique index or constraint on exactly these columns, in any order. A
key of more or of fewer columns does not count. A partial unique index counts only if the conflict
target repeats its WHERE. Otherwise PostgreSQL rejects the statement (SQLSTATE 42P10). It does so
when the statement runs, so a wrong one stays unnoticed in code that is seldom used.
)",
    .reported = R"(
Columns that no unique index of the table has, by the schema that the files before it made; a
partial unique index whose WHERE is not repeated; ON CONSTRAINT with a name that is not a constraint
of the table (42704); a DEFERRABLE key (55000); DO UPDATE without columns (42601), also in bodies of
functions.
)",
    .not_reported = R"(
Conflict targets with expressions, and with a WHERE for a partial index on these columns; tables
with a matching index that may be missing or invalid; views, foreign tables and tables with rules;
tables that the linted files do not show in full; bodies of functions and DO blocks.
)",
    .instead = R"(
Name the columns of an existing key, all of them. If rows should be unique in the columns of the
conflict target, add a UNIQUE constraint in an earlier migration. For a partial unique index, repeat
its WHERE after the columns.
)",
    .fine = R"(
Never: PostgreSQL rejects a conflict target without a key.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, email text UNIQUE);
INSERT INTO customers (id, name) VALUES (1, 'Ada') ON CONFLICT (name) DO NOTHING;
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, email text UNIQUE);
INSERT INTO customers (id, name) VALUES (1, 'Ada') ON CONFLICT (id) DO NOTHING;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-insert.html"},
    .query_check = check,
};

}  // namespace pglint::rules::conflict_target_without_key
