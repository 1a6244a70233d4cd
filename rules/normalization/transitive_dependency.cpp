// A parent's attribute that is stored beside the foreign key to the parent: what the third normal
// form rules out.
#include <algorithm>
#include <string>
#include <vector>

#include "design/dependency.h"
#include "rule/copy_report.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::transitive_dependency {
namespace {

Confidence lowered(Confidence confidence) {
  return confidence == Confidence::high ? Confidence::medium : Confidence::low;
}

/// Two copies leave less doubt than one, and what records or documents something may keep copies.
Confidence confidence_of(const design::CopiedColumns& copied, const design::Table& table) {
  if (copied.parent == nullptr) return Confidence::low;
  if (copied.key == nullptr) return Confidence::medium;
  const bool kept = copied.key->constraint->on_delete == catalog::ReferentialAction::set_null;
  const bool sure = copied.columns.size() > 1 ||
                    (copied.columns.front().original != nullptr && !copied.columns[0].ambiguous);
  const Confidence confidence = sure ? Confidence::high : Confidence::medium;
  const bool recorded = table.roles.document || table.roles.events || kept;
  return recorded && confidence == Confidence::high ? lowered(confidence) : confidence;
}

std::string message_for(const design::CopiedColumns& copied, const design::Table& table) {
  const auto names = copied.names();
  const auto originals = copied.originals();
  const std::string& reference = copied.reference->name;
  const std::string columns = design::list_of(names) + " of `" + table.name() + "`";
  const std::string_view go = names.size() == 1 ? "goes" : "go";
  if (copied.parent == nullptr) {
    return text::format(
        "{} can say something else in every row with the same `{}`: no table holds "
        "them once",
        columns, reference);
  }
  if (originals.empty()) {
    return text::format("{} can differ between rows with the same `{}`: {} of `{}`", columns,
                        reference,
                        names.size() == 1 ? "it describes the row" : "they describe the row",
                        copied.parent->name.name);
  }
  return text::format("{} {} stale when `{}` changes: `{}` leads to {}", columns, go,
                      copied.parent->name.name, reference, design::list_of(originals));
}

void check(const design::Table& table, SchemaContext& context) {
  const design::Schema& schema = context.design();
  const auto key = design::composite_key(table);
  auto all = design::copied_columns(table, schema);
  std::ranges::move(design::undeclared_copies(table, schema), std::back_inserter(all));
  for (design::CopiedColumns& copied : all) {
    // What depends on a part of the key is `partial-dependency`.
    const bool in_key = std::ranges::count(key, copied.reference->name) > 0;
    if (copied.key != nullptr && in_key) continue;
    design::drop_accepted(copied, table, "transitive-dependency");
    if (copied.columns.empty()) continue;
    context.report(
        at_copy(table, copied).says(message_for(copied, table)).with(confidence_of(copied, table)));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "transitive-dependency",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A column repeats what the row behind a foreign key says",
    .help =
        "drop the copy and join, or say in its comment that it is a snapshot: "
        "`pglint:denormalized`",
    .why = R"(
A ticket knows its customer by `customer_id`. If it also stores the customer's e-mail address, there are two
answers to one question, and nothing keeps them alike: an update of the customer leaves the tickets as
they were, a new ticket gets whatever the application had at hand, and sooner or later a mail goes to an
address that the customer gave up. The third normal form says it shortly: every column tells something about
the key of its own table, and not about another column.

A join over the foreign key costs an index look-up for each row, mostly of pages that are in memory anyway. The copy costs a wider row, and an update of all copies whenever the original changes.
)",
    .reported = R"(
Columns beside a foreign key of one column whose name is that of the reference or of the parent, followed by
that of one of the parent's columns of the same family of types: `customer_email` beside `customer_id` and
`customers.email`, `assigned_email` beside `assigned_to`. Less surely (`info`) where the parent has no
such column, but the name can only describe the parent (`customer_phone`); where no foreign key is declared, but two
columns describe the table that `customer_id` names; in documents such as orders and invoices, in records of
events, and where the foreign key says ON DELETE SET NULL. One finding for each reference, with all its columns.
)",
    .not_reported = R"(
Columns of the same name in two tables. What describes the row itself, whatever it is called: `user_agent`,
`account_type`, `order_number`, status, price and quantity in documents. Generated columns, those in keys and in
foreign keys, NOT NULL columns beside ON DELETE SET NULL, columns that a trigger keeps alike by its name, references of a table
to itself, histories and read models. References that are a part of the table's key are `partial-dependency`.
)",
    .instead = R"(
Ask the parent. A view gives readers the old shape while the columns go:

```sql
CREATE VIEW tickets_with_customer AS
  SELECT t.id, t.customer_id, t.subject, c.email AS customer_email
  FROM tickets AS t
  JOIN customers AS c ON c.id = t.customer_id;
ALTER TABLE tickets DROP COLUMN customer_email;
```

Compare the two first (`WHERE t.customer_email IS DISTINCT FROM c.email`): each difference is either an error or
the reason to keep the column. DROP COLUMN takes an ACCESS EXCLUSIVE lock for a moment and rewrites nothing; the space comes back
as rows are updated. Deploy the code that no longer reads the column before.

Where the old value has to stay, say so in the name and in the catalog. Then nobody mistakes it for the
current one, and this rule is silent:

```sql
ALTER TABLE tickets ADD COLUMN email_when_opened text;
COMMENT ON COLUMN tickets.email_when_opened IS
  'pglint:denormalized where we answered, whatever the customer changed since';
```
)",
    .fine = R"(
Snapshots: what was printed on an invoice stays as it was printed. Copies that were measured to be needed,
with a trigger that keeps them alike.
)",
    .bad = R"(
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
  customer_email text NOT NULL,
  subject text NOT NULL
);
CREATE INDEX tickets_customer_id ON tickets (customer_id);
)",
    .good = R"(
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
  subject text NOT NULL
);
CREATE INDEX tickets_customer_id ON tickets (customer_id);
)",
    .links = {"https://en.wikipedia.org/wiki/Third_normal_form",
              "https://www.postgresql.org/docs/current/tutorial-join.html",
              "https://www.postgresql.org/docs/current/sql-altertable.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::transitive_dependency
