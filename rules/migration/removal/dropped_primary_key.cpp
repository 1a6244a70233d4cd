// A table that loses its primary key.
#include <algorithm>
#include <array>
#include <string>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::dropped_primary_key {
namespace {

using locks::Form;

bool has_primary_key(const locks::Operation& add_column) {
  return std::ranges::any_of(add_column.column->constraints, [](const auto& constraint) {
    return constraint.kind == catalog::ConstraintKind::primary_key;
  });
}

bool has_identity_later(const OperationContext& context) {
  constexpr std::array<Form, 6> forms = {
      Form::add_primary_key,         Form::add_primary_key_nullable,
      Form::primary_key_using_index, Form::primary_key_using_nullable_index,
      Form::replica_identity,        Form::drop_table};
  const FileStatements& file = context.file();
  const std::string& table = context.operation().object.name;
  const auto any = [](const locks::Operation& /*operation*/) { return true; };
  return file.has_from_here(file.run->operations(Form::add_column, table), has_primary_key) ||
         std::ranges::any_of(forms, [&](Form form) {
           return file.has_from_here(file.run->operations(form, table), any);
         });
}

/// Whether the clause takes the key away.
bool takes(const locks::Operation& operation, const catalog::Constraint& key) {
  if (operation.form == Form::drop_constraint) return operation.part == key.name;
  return operation.form == Form::drop_column && std::ranges::count(key.columns, operation.part) > 0;
}

/// Whether the file takes the index away, by itself or with a column.
bool is_lost(const OperationContext& context, const catalog::Index& index) {
  const FileStatements& file = context.file();
  const std::string& table = context.operation().object.name;
  const auto has = [&](Form form, const std::string& object, const auto& is_meant) {
    return file.has_from_here(file.run->operations(form, object), is_meant);
  };
  const auto any = [](const locks::Operation& /*operation*/) { return true; };
  const auto is_of_key = [&](const locks::Operation& other) {
    return std::ranges::count(index.keys, other.part, &catalog::IndexKey::column) > 0;
  };
  return has(Form::drop_index, index.name, any) ||
         has(Form::drop_index_concurrently, index.name, any) ||
         has(Form::drop_column, table, is_of_key) || has(Form::drop_not_null, table, is_of_key) ||
         has(Form::drop_constraint, table,
             [&](const locks::Operation& other) { return other.part == index.constraint; });
}

/// As REPLICA IDENTITY USING INDEX demands.
bool identifies(const catalog::Relation& table, const catalog::Index& index) {
  const catalog::Constraint* constraint =
      index.constraint.empty() ? nullptr : table.find_constraint(index.constraint);
  const bool is_usable = index.unique && !index.primary && index.certain && index.valid &&
                         index.predicate.empty() && !index.keys.empty() &&
                         (constraint == nullptr || !constraint->deferrable);
  return is_usable && std::ranges::all_of(index.keys, [&](const catalog::IndexKey& key) {
           const catalog::Column* column = table.find_column(key.column);
           return column != nullptr && column->not_null == catalog::Answer::yes;
         });
}

/// Another unique index that tells the rows apart and stays, or null. The newest is probably meant.
const catalog::Index* other_identity(const OperationContext& context,
                                     const catalog::Relation& table) {
  const catalog::Index* newest = nullptr;
  for (const catalog::Index& index : table.indexes) {
    if (identifies(table, index) && !is_lost(context, index)) newest = &index;
  }
  return newest;
}

/// ` with column `a``, if DROP COLUMN takes the key along.
std::string with_column(const OperationContext& context) {
  if (context.operation().form != locks::Form::drop_column) return {};
  return text::format(" with column `{}`", context.operation().part);
}

void report_publication(OperationContext& context, const catalog::Index& other) {
  context.report(
      {.message = text::format("primary key of `{}` is dropped{}: without a replica identity, "
                               "published UPDATE and DELETE fail",
                               context.table(), with_column(context)),
       .help = text::format(
           "in the same transaction, run `ALTER TABLE {} REPLICA IDENTITY USING INDEX {}`",
           catalog::quoted_name(context.table()), catalog::quoted_name(other.name))});
}

void check(OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  const bool may_be_it = context.operation().form == Form::drop_constraint ||
                         context.operation().form == Form::drop_column;
  if (relation == nullptr || !may_be_it || context.statement().is_down) return;
  const catalog::Constraint* key = relation->primary_key();
  if (key == nullptr || !key->certain) return;
  const bool is_it = takes(context.operation(), *key) && is_felt(context);
  if (!is_it || is_of_release(context, key->place) || has_identity_later(context)) return;
  if (const catalog::Index* other = other_identity(context, *relation)) {
    return report_publication(context, *other);
  }
  context.report(
      {.message = text::format("primary key of `{}` is dropped{}: nothing identifies its rows, and "
                               "published UPDATE and DELETE fail",
                               context.table(), with_column(context)),
       .help = text::format(
           "to replace it, run `ALTER TABLE {} DROP CONSTRAINT {}, ADD PRIMARY KEY USING "
           "INDEX …` in one statement",
           catalog::quoted_name(context.table()), catalog::quoted_name(key->name))});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "dropped-primary-key",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary =
        "Dropped primary key: nothing identifies rows, and logical replication of changes fails",
    .help = "drop the old key and add the new one in one statement",
    .why = R"(
Without a primary key nothing tells rows apart: duplicates are possible, and logical replication
refuses UPDATE and DELETE of a published table, because the subscriber cannot find the row.
)",
    .reported = R"(
DROP CONSTRAINT of the primary key, or DROP COLUMN of one of its columns, on a table that was there
before the release, if the file neither adds another one nor sets REPLICA IDENTITY.
)",
    .not_reported = R"(
- Tables and keys that are new in the same release.
- Tables that the file drops, and down migrations.
- Statements that the file rolls back.
)",
    .instead = R"(
Build the index of the new key outside a transaction:

```sql
CREATE UNIQUE INDEX CONCURRENTLY order_notes_key ON order_notes (order_id);
```

then swap the keys in one statement, which takes an instant:

```sql
ALTER TABLE order_notes
  DROP CONSTRAINT order_notes_pkey,
  ADD CONSTRAINT order_notes_pkey PRIMARY KEY USING INDEX order_notes_key;
```
)",
    .fine = R"(
A table of raw data that is not replicated and that nothing updates.
)",
    .given = R"(
CREATE TABLE order_notes (id bigint PRIMARY KEY, order_id bigint NOT NULL);
)",
    .bad = R"(
ALTER TABLE order_notes DROP CONSTRAINT order_notes_pkey;
)",
    .good = R"(
CREATE UNIQUE INDEX CONCURRENTLY order_notes_key ON order_notes (order_id);
ALTER TABLE order_notes
  DROP CONSTRAINT order_notes_pkey,
  ADD CONSTRAINT order_notes_pkey PRIMARY KEY USING INDEX order_notes_key;
)",
    .links = {"https://www.postgresql.org/docs/current/logical-replication-publication.html"
              "#LOGICAL-REPLICATION-PUBLICATION-REPLICA-IDENTITY"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout", "dropped-column"},
    .operation_check = check,
    .covers = R"(
MigrationPilot: MP055
)",
};

}  // namespace pglint::rules::dropped_primary_key
