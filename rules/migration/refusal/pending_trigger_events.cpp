// ALTER TABLE after rows of it wait for a deferred foreign key.
#include <algorithm>
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::pending_trigger_events {
namespace {

using locks::Form;

/// A foreign key whose check waits for COMMIT, or null.
const catalog::Constraint* deferred_key(const catalog::Relation& relation) {
  const auto found =
      std::ranges::find_if(relation.constraints, [](const catalog::Constraint& constraint) {
        return constraint.kind == catalog::ConstraintKind::foreign_key && constraint.certain &&
               constraint.initially_deferred && constraint.enforced;
      });
  return found == relation.constraints.end() ? nullptr : &*found;
}

bool writes_to(const locks::Statement& statement, const catalog::Name& table) {
  return std::ranges::any_of(statement.operations, [&](const locks::Operation& operation) {
    const bool is_new_row = operation.form == Form::insert || operation.form == Form::copy_from;
    return is_new_row && operation.object == table;
  });
}

/// The statement of the current transaction that wrote rows which wait; null: none, or they do not
/// wait any more.
const locks::Statement* writer_of(const OperationContext& context, const catalog::Name& table) {
  const locks::Statement* found = nullptr;
  for (const locks::Statement* before : context.file().before()) {
    if (before->transaction_number != context.statement().transaction_number) continue;
    if (before->shown == "SET CONSTRAINTS") found = nullptr;
    if (writes_to(*before, table) && !before->is_conditional) found = before;
  }
  return found;
}

/// Whether PostgreSQL refuses the statement while checks of its table wait.
bool is_refused(const OperationContext& context) {
  const locks::LockOn* own = context.effects().row->find(locks::Target::table);
  const Form form = context.operation().form;
  return own != nullptr && locks::blocks_reads(own->mode) && form != Form::lock_table;
}

void check(OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  const bool may_be = relation != nullptr && context.position() == 0 &&
                      context.session().is_in_transaction() &&
                      context.session().is_transaction_known() && is_refused(context);
  if (!may_be) return;
  const catalog::Constraint* key = deferred_key(*relation);
  if (key == nullptr) return;
  const locks::Statement* writer = writer_of(context, context.operation().object);
  if (writer == nullptr) return;
  context.report(
      {.message = text::format(
           "statement fails if rows of `{}` were written: they wait for the deferred check of "
           "foreign key `{}`",
           context.table(), key->name),
       .help = "run `SET CONSTRAINTS ALL IMMEDIATE` before it, or COMMIT",
       .related = {{.at = writer->place, .message = "writes the rows"}}});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "pending-trigger-events",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "ALTER TABLE fails while rows of the table wait for a deferred foreign key",
    .help = "`SET CONSTRAINTS ALL IMMEDIATE` before it, or another transaction",
    .why = R"(
A foreign key that is INITIALLY DEFERRED is checked at COMMIT. Until then PostgreSQL remembers which
rows to check, and refuses to alter, truncate or drop their table: "cannot ALTER TABLE because it
has pending trigger events".
)",
    .reported = R"(
ALTER TABLE, TRUNCATE, DROP TABLE and other statements that need ACCESS EXCLUSIVE on a table with an
INITIALLY DEFERRED foreign key, after INSERT … SELECT or COPY into it in the same transaction.
)",
    .not_reported = R"(
- Foreign keys that are checked at once.
- SET CONSTRAINTS between the statements.
- UPDATE, and INSERT of a few values.
)",
    .instead = R"(
```sql
BEGIN;
INSERT INTO orders SELECT id, customer_id FROM old_orders;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
```
)",
    .fine = R"(
Never: it fails as soon as a row was written.
)",
    .given = R"(
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE old_orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
INSERT INTO customers VALUES (1);
INSERT INTO old_orders VALUES (1, 1);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers DEFERRABLE INITIALLY DEFERRED
);
)",
    .bad = R"(
BEGIN;
INSERT INTO orders SELECT id, customer_id FROM old_orders;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
)",
    .good = R"(
BEGIN;
INSERT INTO orders SELECT id, customer_id FROM old_orders;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-set-constraints.html"},
    .operation_check = check,
};

}  // namespace pglint::rules::pending_trigger_events
