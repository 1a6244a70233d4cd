// Statements that PostgreSQL refuses because something else depends on what they change or drop.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/type.h"

#include "locks/related.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::blocked_by_dependent {
namespace {

using catalog::Relation;
using locks::Form;
using locks::Reference;

/// Why the statement fails, and what to do first.
struct Blocker {
  std::string reason;
  std::string help;
};

/// The statement takes it away, too.
bool goes_along(const OperationContext& context, const catalog::Name& name) {
  return std::ranges::any_of(context.statement().operations, [&](const locks::Operation& other) {
    return other.form == context.operation().form &&
           locks::known_name(context.catalog(), other.object) == name;
  });
}

/// The statement takes the table away, by name or with a table that it is a partition of.
bool table_goes_along(const OperationContext& context, const Relation& table) {
  if (goes_along(context, table.name)) return true;
  if (!table.partition) return false;
  return std::ranges::any_of(table.parents, [&](const catalog::Name& name) {
    const Relation* parent = context.catalog().find_relation(name);
    return parent != nullptr && table_goes_along(context, *parent);
  });
}

bool is_certain(const Relation& relation) { return relation.certain; }

/// Whether the view reads this column of the relation, and not one of another relation that is
/// called like it.
bool reads(const OperationContext& context, const Relation& view, const Relation& relation,
           const std::string& column) {
  if (std::ranges::count(view.used_columns, "*") > 0) return view.uses.size() == 1;
  if (std::ranges::count(view.used_columns, column) == 0) return false;
  return std::ranges::all_of(view.uses, [&](const catalog::Name& used) {
    if (used == relation.name) return true;
    const Relation* other = context.catalog().find_relation(used);
    return other != nullptr && other->columns_known && other->find_column(column) == nullptr;
  });
}

std::string kind_of(const Relation& relation) {
  return std::string(catalog::name_of(relation.kind));
}

Blocker blocked_by_view(const Relation& view, bool is_dropped) {
  const std::string kind = kind_of(view);
  return {.reason = text::format("{} `{}` reads it", kind, view.name.name),
          .help = is_dropped
                      ? text::format("drop {} `{}` first", kind, view.name.name)
                      : text::format("drop {} `{}` first, and create it again afterwards in the "
                                     "same transaction",
                                     kind, view.name.name)};
}

Blocker blocked_by_key(const Reference& reference) {
  return {.reason = text::format("foreign key `{}` of `{}` references it", reference.key->name,
                                 reference.from->name.name),
          .help = text::format("drop foreign key `{}` of `{}` first", reference.key->name,
                               reference.from->name.name)};
}

std::optional<Blocker> view_of_column(const OperationContext& context, const Relation& relation,
                                      bool is_dropped) {
  for (const Relation* view : locks::views_of(context.catalog(), relation)) {
    if (is_certain(*view) && reads(context, *view, relation, context.operation().part)) {
      return blocked_by_view(*view, is_dropped);
    }
  }
  return std::nullopt;
}

/// A trigger with UPDATE OF the column.
std::optional<Blocker> trigger_of_column(const Relation& relation, const std::string& column) {
  for (const catalog::Object& object : relation.objects) {
    const auto* trigger = object.as<catalog::Trigger>();
    const bool is_it =
        trigger != nullptr && object.certain && std::ranges::count(trigger->columns, column) > 0;
    if (!is_it) continue;
    return Blocker{
        .reason = text::format("trigger `{}` is defined for updates of it", object.name.name),
        .help = text::format("drop trigger `{}` first, and create it again afterwards in the "
                             "same transaction",
                             object.name.name)};
  }
  return std::nullopt;
}

bool drops_column(const OperationContext& context, const std::string& column) {
  return std::ranges::any_of(context.statement().operations, [&](const locks::Operation& other) {
    return other.form == Form::drop_column && other.part == column;
  });
}

std::optional<Blocker> generated_column(const OperationContext& context, const Relation& relation,
                                        bool is_dropped) {
  const std::string& source = context.operation().part;
  for (const catalog::Column& column : relation.columns) {
    const bool is_it = column.generated && column.certain && column.name != source &&
                       std::ranges::count(column.mentioned, source) > 0 &&
                       !drops_column(context, column.name);
    if (!is_it) continue;
    return Blocker{.reason = text::format("column `{}` is generated from it", column.name),
                   .help = text::format("drop column `{}` first{}", column.name,
                                        is_dropped ? "" : ", and add it again afterwards")};
  }
  return std::nullopt;
}

std::optional<Blocker> of_type_change(const OperationContext& context, const Relation& relation) {
  if (auto view = view_of_column(context, relation, false)) return view;
  if (auto column = generated_column(context, relation, false)) return column;
  return trigger_of_column(relation, context.operation().part);
}

std::optional<Blocker> of_drop_column(const OperationContext& context, const Relation& relation) {
  const std::string& column = context.operation().part;
  if (auto view = view_of_column(context, relation, true)) return view;
  const auto references = locks::references_to(context.catalog(), relation, column);
  if (!references.empty()) return blocked_by_key(references.front());
  // Before PostgreSQL 15, what is generated from it is dropped, too.
  if (context.pg_version() >= 15) {
    if (auto generated = generated_column(context, relation, true)) return generated;
  }
  return trigger_of_column(relation, column);
}

std::optional<Blocker> of_drop_relation(const OperationContext& context, const Relation& relation) {
  for (const Relation* view : locks::views_of(context.catalog(), relation)) {
    const bool stays = is_certain(*view) && !goes_along(context, view->name);
    if (stays) return blocked_by_view(*view, true);
  }
  for (const Reference& reference : locks::references_to(context.catalog(), relation)) {
    if (!table_goes_along(context, *reference.from)) return blocked_by_key(reference);
  }
  return std::nullopt;
}

/// Whether the relation, or a partitioned table that it is part of, is among them.
bool is_among(const OperationContext& context, const std::vector<const Relation*>& tables,
              const Relation& table) {
  if (std::ranges::count(tables, &table) > 0) return true;
  return table.partition && std::ranges::any_of(table.parents, [&](const catalog::Name& name) {
           const Relation* parent = context.catalog().find_relation(name);
           return parent != nullptr && is_among(context, tables, *parent);
         });
}

/// The tables that TRUNCATE has to name: those of the statement, the tables that reference them,
/// and so on.
std::vector<const Relation*> emptied_together(const OperationContext& context) {
  std::vector<const Relation*> tables;
  for (const locks::Operation& operation : context.statement().operations) {
    const Relation* named = context.catalog().find_relation(operation.object);
    if (operation.form == Form::truncate && named != nullptr) tables.push_back(named);
  }
  for (std::size_t next = 0; next < tables.size() && next < locks::most_related; ++next) {
    for (const Reference& reference : locks::references_to(context.catalog(), *tables[next])) {
      if (!is_among(context, tables, *reference.from)) tables.push_back(reference.from);
    }
  }
  return tables;
}

std::string help_of_truncate(const OperationContext& context) {
  constexpr std::size_t most = 5;
  const auto tables = emptied_together(context);
  if (tables.size() > most) {
    return text::format("CASCADE empties all {} tables that reference each other", tables.size());
  }
  std::vector<std::string> names;
  names.reserve(tables.size());
  for (const Relation* table : tables) names.push_back(catalog::quoted_name(table->name.name));
  return text::format("to empty {}, run `TRUNCATE {}`",
                      tables.size() == 2 ? "both tables" : "it and all tables that reference it",
                      text::joined(names, ", "));
}

std::optional<Blocker> of_truncate(const OperationContext& context, const Relation& relation) {
  for (const Reference& reference : locks::references_to(context.catalog(), relation)) {
    if (table_goes_along(context, *reference.from)) continue;
    return Blocker{.reason = blocked_by_key(reference).reason, .help = help_of_truncate(context)};
  }
  return std::nullopt;
}

std::optional<Blocker> of_drop_constraint(const OperationContext& context,
                                          const Relation& relation) {
  const catalog::Constraint* key = relation.find_constraint(context.operation().part);
  const bool is_key = key != nullptr && (key->kind == catalog::ConstraintKind::primary_key ||
                                         key->kind == catalog::ConstraintKind::unique);
  if (!is_key) return std::nullopt;
  const auto references = locks::references_to_key(context.catalog(), relation, *key);
  // Another key on the same columns may be the one that is used.
  const auto others = std::ranges::count_if(relation.indexes, [&](const catalog::Index& index) {
    return index.unique && index.keys.size() == key->columns.size() &&
           std::ranges::all_of(index.keys, [&](const catalog::IndexKey& part) {
             return std::ranges::count(key->columns, part.column) > 0;
           });
  });
  if (references.empty() || others > 1) return std::nullopt;
  Blocker blocker = blocked_by_key(references.front());
  blocker.help += ", and add it again NOT VALID once there is a new key";
  return blocker;
}

/// An index and its table.
struct IndexOfTable {
  const Relation* relation = nullptr;
  const catalog::Index* index = nullptr;
};

/// The index of the topmost partitioned table that contains the index; `found` itself if the run
/// knows none.
IndexOfTable topmost(const OperationContext& context, IndexOfTable found) {
  for (std::size_t level = 0; level < locks::most_related && !found.index->parent.empty();
       ++level) {
    IndexOfTable above;
    for (const catalog::Name& name : found.relation->parents) {
      const Relation* parent = context.catalog().find_relation(name);
      const catalog::Index* index =
          parent == nullptr ? nullptr : parent->find_index(found.index->parent);
      if (index != nullptr) above = {.relation = parent, .index = index};
    }
    if (above.index == nullptr) break;
    found = above;
  }
  return found;
}

std::string drop_of_constraint(const IndexOfTable& found) {
  return text::format("run `ALTER TABLE {} DROP CONSTRAINT {}` instead",
                      catalog::quoted_name(found.relation->name.name),
                      catalog::quoted_name(found.index->constraint));
}

std::optional<Blocker> of_drop_index(const OperationContext& context, const Relation& relation) {
  const catalog::Index* index = relation.find_index(context.operation().object.name);
  if (index == nullptr || !index->certain) return std::nullopt;
  const IndexOfTable top = topmost(context, {.relation = &relation, .index = index});
  const bool is_inherited = top.index != index && !top.index->constraint.empty();
  if (is_inherited) {
    return Blocker{.reason = text::format("constraint `{}` of partitioned table `{}` needs it",
                                          top.index->constraint, top.relation->name.name),
                   .help = drop_of_constraint(top) + ", which drops it on all partitions"};
  }
  if (!index->constraint.empty()) {
    return Blocker{.reason = text::format("constraint `{}` needs the index", index->constraint),
                   .help = drop_of_constraint({.relation = &relation, .index = index})};
  }
  if (index->parent.empty()) return std::nullopt;
  return Blocker{
      .reason = text::format("index `{}` of the partitioned table needs it", index->parent),
      .help = text::format("drop index `{}` instead, which drops this one, too",
                           top.index == index ? index->parent : top.index->name)};
}

std::optional<Blocker> of_drop_type(const OperationContext& context) {
  for (const Relation* user : locks::users_of_type(context.catalog(), context.operation().object)) {
    const bool is_known =
        user->certain && context.catalog().find_type(context.operation().object) != nullptr;
    if (!is_known) continue;
    return Blocker{
        .reason = text::format("`{}` has a column of the type", user->name.name),
        .help = text::format("change or drop the column of `{}` first", user->name.name)};
  }
  return std::nullopt;
}

std::optional<Blocker> of_drop_schema(const OperationContext& context) {
  const std::string& schema = context.operation().object.name;
  for (const catalog::Name& name : context.catalog().relations_in(schema)) {
    const Relation* relation = context.catalog().find_relation(name);
    if (relation == nullptr || !relation->certain) continue;
    return Blocker{.reason = text::format("it contains {} `{}`", kind_of(*relation), name.name),
                   .help = "first drop or move what the schema contains"};
  }
  return std::nullopt;
}

std::optional<Blocker> blocker_of(const OperationContext& context) {
  const locks::Operation& operation = context.operation();
  if (operation.form == Form::drop_type_cascade) return of_drop_type(context);
  if (operation.form == Form::drop_schema) return of_drop_schema(context);
  const Relation* relation = context.effects().relation;
  if (relation == nullptr || !relation->certain) return std::nullopt;
  switch (operation.form) {
    case Form::type_change_rewrite:
      return of_type_change(context, *relation);
    case Form::drop_column:
      return of_drop_column(context, *relation);
    case Form::drop_table:
    case Form::drop_view:
      return of_drop_relation(context, *relation);
    case Form::truncate:
      return of_truncate(context, *relation);
    case Form::drop_constraint:
      return of_drop_constraint(context, *relation);
    case Form::drop_index:
    case Form::drop_index_concurrently:
      return of_drop_index(context, *relation);
    default:
      return std::nullopt;
  }
}

/// What the statement does, and to what: `ALTER COLUMN TYPE of `t.c``.
std::string what_of(const OperationContext& context) {
  const locks::Operation& operation = context.operation();
  switch (operation.form) {
    case Form::type_change_rewrite:
      return text::format("changing the type of `{}.{}`", context.table(), operation.part);
    case Form::drop_column:
      return text::format("`DROP COLUMN {}` of `{}`", operation.part, context.table());
    case Form::drop_constraint:
      return text::format("`DROP CONSTRAINT {}`", operation.part);
    case Form::truncate:
      return text::format("`TRUNCATE {}`", context.table());
    case Form::drop_index:
    case Form::drop_index_concurrently:
      return text::format("`DROP INDEX {}`", operation.object.name);
    case Form::drop_schema:
      return text::format("`DROP SCHEMA {}`", operation.object.name);
    case Form::drop_type_cascade:
      return text::format("`DROP TYPE {}`", operation.object.name);
    case Form::drop_view:
      return text::format("`DROP VIEW {}`", context.table());
    default:
      return text::format("`DROP TABLE {}`", context.table());
  }
}

void check(OperationContext& context) {
  if (context.operation().cascade || context.statement().is_conditional) return;
  std::optional<Blocker> blocker = blocker_of(context);
  if (!blocker) return;
  context.report({.message = text::format("{} fails: {}", what_of(context), blocker->reason),
                  .help = std::move(blocker->help)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "blocked-by-dependent",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "PostgreSQL refuses the statement because something depends on what it changes",
    .help = "drop what depends on it first, and create that again in the same transaction",
    .why = R"(
PostgreSQL keeps track of what depends on what. Without CASCADE it does not drop what something else
needs, and it never changes the type of a column that a view reads.
)",
    .reported = R"(
As far as the run has made both:

- ALTER COLUMN … TYPE of a column that a view, a generated column, or a trigger with UPDATE OF uses.
- DROP COLUMN, DROP TABLE, DROP VIEW, DROP TYPE and DROP SCHEMA without CASCADE of what a view
  reads, a foreign key references, or a column has as its type, or that is not empty. From
  PostgreSQL 15 on also DROP COLUMN of a column that another one is generated from.
- DROP CONSTRAINT of a key that foreign keys reference.
- DROP INDEX of an index that a constraint needs.
- TRUNCATE of a table that another one references, unless it empties both.
)",
    .not_reported = R"(
- What earlier statements or the same one drop.
- Views of several tables, where it is not certain whose column they read.
- Statements with CASCADE: see [dropped-table](dropped-table.md) and
  [truncated-table](truncated-table.md).
- Statements that depend on a condition.
)",
    .instead = R"(
Drop the dependent view and create it again in the same transaction, so that it is never missing:

```sql
BEGIN;
SET LOCAL lock_timeout = '5s';
DROP VIEW order_totals;
ALTER TABLE order_numbers ALTER COLUMN number TYPE text;
CREATE VIEW order_totals AS SELECT id, number FROM order_numbers;
COMMIT;
```

Do not add CASCADE to make the error go away: it also drops what was forgotten.
)",
    .fine = R"(
Never: PostgreSQL refuses it on each database that has both.
)",
    .given = R"(
CREATE TABLE order_numbers (id bigint PRIMARY KEY, number varchar(20));
CREATE VIEW order_totals AS SELECT id, number FROM order_numbers;
)",
    .bad = R"(
ALTER TABLE order_numbers ALTER COLUMN number TYPE text;
)",
    .good = R"(
BEGIN;
SET LOCAL lock_timeout = '5s';
DROP VIEW order_totals;
ALTER TABLE order_numbers ALTER COLUMN number TYPE text;
CREATE VIEW order_totals AS SELECT id, number FROM order_numbers;
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-depend.html"},
    .replaces = {"column-type-rewrite", "session-time-zone-conversion", "dropped-column",
                 "dropped-table", "dropped-schema", "truncated-table", "blocking-index-drop",
                 "locks-other-table", "work-under-lock", "several-locks", "missing-lock-timeout",
                 "blocking-partition-detach"},
    .operation_check = check,
    .covers = R"(
MigrationPilot: MP052 MP097
)",
};

}  // namespace pglint::rules::blocked_by_dependent
