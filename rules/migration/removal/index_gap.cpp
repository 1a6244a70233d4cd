// An index that is dropped before the one that takes its place is built.
#include <algorithm>
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::index_gap {
namespace {

using locks::Form;

/// The first column of the index that the clause builds; empty: it builds none, or of an
/// expression.
std::string first_column(const locks::Operation& operation) {
  switch (operation.form) {
    case Form::create_index:
    case Form::create_index_concurrently: {
      const bool has_keys = operation.index && !operation.index->keys.empty();
      return has_keys ? operation.index->keys.front().column : std::string();
    }
    case Form::add_unique:
    case Form::add_primary_key_nullable: {
      const bool has_columns = operation.constraint && !operation.constraint->columns.empty();
      return has_columns ? operation.constraint->columns.front() : std::string();
    }
    default:
      return {};
  }
}

/// The first later clause that builds an index which begins with the first column of the old one;
/// null if there is none.
const locks::Operation* next_index(const OperationContext& context, const catalog::Index& old) {
  const std::string column = old.keys.empty() ? std::string() : old.keys.front().column;
  if (column.empty()) return nullptr;
  const FileStatements& file = context.file();
  const auto made = file.run->guards_made(context.table());
  const auto next = std::ranges::find_if(made, [&](const RunOfFile::Placed& guard) {
    return guard.first > file.position && first_column(*guard.second) == column;
  });
  return next == made.end() ? nullptr : next->second;
}

std::string shown_name(const locks::Operation& made) {
  if (!made.part.empty()) return text::format("`{}`", made.part);
  const bool is_key = static_cast<bool>(made.constraint);
  return is_key ? "its new key" : "the new index";
}

/// Whether the clause is one of the next statement.
bool is_next(const OperationContext& context, const locks::Operation& made) {
  const auto after = context.file().after();
  return !after.empty() &&
         std::ranges::any_of(after.front()->operations,
                             [&](const locks::Operation& other) { return &other == &made; });
}

void check(OperationContext& context) {
  const Form form = context.operation().form;
  const bool is_it = (form == Form::drop_index || form == Form::drop_index_concurrently) &&
                     is_felt(context) && !context.statement().is_down &&
                     context.statement().in_transaction == migration::InTransaction::no;
  const catalog::Relation* relation = context.effects().relation;
  if (!is_it || relation == nullptr) return;
  const catalog::Index* old = relation->find_index(context.operation().object.name);
  if (old == nullptr || is_of_release(context, old->place)) return;
  // Another index begins with the column, too.
  const bool has_other = std::ranges::any_of(relation->indexes, [&](const catalog::Index& index) {
    return index.name != old->name && !index.keys.empty() && !old->keys.empty() &&
           index.keys.front().column == old->keys.front().column;
  });
  if (has_other) return;
  const locks::Operation* next = next_index(context, *old);
  if (next == nullptr || next->part == old->name) return;
  // A key is built while reads wait, so that they miss the index only between the statements.
  if (next->constraint && is_next(context, *next)) return;
  const std::string name = shown_name(*next);
  context.report({.message = text::format("queries on `{}.{}` have no index {} {} is built",
                                          context.table(), old->keys.front().column,
                                          next->constraint ? "until" : "while", name),
                  .help = text::format("build {} first, then drop `{}`", name, old->name)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "index-gap",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "An index is dropped before the one that takes its place is built",
    .help = "build the new index first, then drop the old one",
    .why = R"(
Outside a transaction, each statement counts at once. Between DROP INDEX and the end of CREATE
INDEX CONCURRENTLY, which can take hours, queries that used the old index scan the table.
)",
    .reported = R"(
DROP INDEX outside a transaction, if a later statement of the file creates an index on the same
table with the same first column.
)",
    .not_reported = R"(
- An index that is created again with the same name.
- Statements in a transaction, and down migrations.
)",
    .instead = R"(
Build the new one first:

```sql
CREATE INDEX CONCURRENTLY order_notes_order_id_author_idx ON order_notes (order_id, author);
```

then drop the old one:

```sql
DROP INDEX CONCURRENTLY order_notes_order_id_idx;
```
)",
    .fine = R"(
A disk without room for both.
)",
    .given = R"(
CREATE TABLE order_notes (id bigint PRIMARY KEY, order_id bigint, author text);
CREATE INDEX order_notes_order_id_idx ON order_notes (order_id);
)",
    .bad = R"(
DROP INDEX CONCURRENTLY order_notes_order_id_idx;
CREATE INDEX CONCURRENTLY order_notes_order_id_author_idx ON order_notes (order_id, author);
)",
    .good = R"(
CREATE INDEX CONCURRENTLY order_notes_order_id_author_idx ON order_notes (order_id, author);
DROP INDEX CONCURRENTLY order_notes_order_id_idx;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-createindex.html"
              "#SQL-CREATEINDEX-CONCURRENTLY"},
    .operation_check = check,
};

}  // namespace pglint::rules::index_gap
