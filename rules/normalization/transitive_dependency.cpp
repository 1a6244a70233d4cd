// Columns that duplicate data of the row that a foreign key references, which violates the third
// normal form.
#include <algorithm>
#include <string>
#include <vector>

#include "design/dependency.h"
#include "design/sql_name.h"
#include "rule/copy_report.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::transitive_dependency {
namespace {

Confidence lowered(Confidence confidence) {
  return confidence == Confidence::high ? Confidence::medium : Confidence::low;
}

/// Two copies are surer than one. Records and documents may keep copies.
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
  const std::string columns = shown_copies(table, copied);
  const auto originals = copied.originals();
  if (originals.empty()) {
    return text::format(
        "transitive dependency: {} {} to depend only on `{}`, so rows may contradict each other",
        columns, copied.columns.size() == 1 ? "seems" : "seem", copied.reference->name);
  }
  if (originals.size() < copied.columns.size()) {
    return text::format(
        "transitive dependency: {} describe the row that `{}` refers to, as {} {}: changes there "
        "make them outdated",
        columns, copied.reference->name, design::list_of(originals),
        originals.size() == 1 ? "does" : "do");
  }
  return text::format("transitive dependency: {} {} {} (see `{}`): changes there make {} outdated",
                      columns, copied.columns.size() == 1 ? "seems to copy" : "seem to copy",
                      design::list_of(originals), copied.reference->name,
                      copied.columns.size() == 1 ? "the copy" : "the copies");
}

std::string advice_for(const design::CopiedColumns& copied, const design::Table& table) {
  const std::string columns = design::list_of(copied.names());
  if (copied.parent == nullptr) {
    return text::format("move {} to a table with one row per `{}`", columns,
                        copied.reference->name);
  }
  const std::string& parent = copied.parent->name.name;
  const std::string fix = copied.originals().size() == copied.columns.size()
                              ? text::format("drop {} and join `{}`", columns, parent)
                              : text::format("store {} in `{}` only", columns, parent);
  return text::format("{}; to keep a snapshot, `COMMENT ON COLUMN {}.{} IS 'pglint:denormalized'`",
                      fix, design::in_sql(table.relation->name),
                      catalog::quoted_name(copied.columns.front().column->name));
}

void check(const design::Table& table, SchemaContext& context) {
  const design::Schema& schema = context.design();
  const auto key = design::composite_key(table);
  auto all = design::copied_columns(table, schema);
  std::ranges::move(design::undeclared_copies(table, schema), std::back_inserter(all));
  for (design::CopiedColumns& copied : all) {
    // References in the key are reported by `partial-dependency`.
    const bool in_key = std::ranges::count(key, copied.reference->name) > 0;
    if (copied.key != nullptr && in_key) continue;
    design::drop_accepted(copied, table, "transitive-dependency");
    if (copied.columns.empty()) continue;
    const Confidence confidence = confidence_of(copied, table);
    context.report(summed_up(copied, [&](const design::CopiedColumns& some) {
      return at_copy(table, some)
          .says(message_for(some, table))
          .advises(advice_for(some, table))
          .with(confidence);
    }));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "transitive-dependency",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Transitive dependency: a column duplicates data of the referenced table",
    .help =
        "drop the copy and join; if it is a snapshot, comment the column with "
        "`pglint:denormalized`",
    .why = R"(
A ticket references its customer by `customer_id`. If it also stores the customer's e-mail address,
there are two answers to one question, and nothing keeps them equal. An update of the customer does
not change the tickets, a new ticket gets the address that the application had at hand, and sooner
or later a mail goes to an address that the customer no longer uses. The third normal form requires
that every column describes the key of its table, not another column.

A join over the foreign key needs one index lookup per row, mostly of pages that are in memory. A
copy makes each row wider and needs an update of all copies when the original changes.
)",
    .reported = R"(
Columns beside a foreign key of one column whose name is that of the reference or of the referenced
table, followed by that of a column of the referenced table, with a type of the same family:
`customer_email` beside `customer_id` and `customers.email`, `assigned_email` beside `assigned_to`.
As `info`: the referenced table does not have such a column, but the name can only describe that
table (`customer_phone`); no foreign key is declared, but two columns describe the table that
`customer_id` names; documents such as orders and invoices; records of events; and foreign keys with
ON DELETE SET NULL. One finding per reference, with all its columns.
)",
    .not_reported = R"(
Columns that merely have the same name in two tables. Columns that describe their own row:
`user_agent`, `account_type`, `order_number`; status, price, tax and quantity in documents and their
parts (`order_items`, `credit_notes`, `invoices_taxes`). Generated columns, columns of keys and
foreign keys, NOT NULL columns beside ON DELETE SET NULL, columns that a trigger appears to maintain
(by its name), self-references, histories, read models and the facts and dimensions of a warehouse
(`wh_users`, `user_dimension`). References that are part of the table's
key are `partial-dependency`.
)",
    .instead = R"(
Read the value from the referenced table. A view keeps the old columns for readers:

```sql
CREATE VIEW tickets_with_customer AS
  SELECT t.id, t.customer_id, t.subject, c.email AS customer_email
  FROM tickets AS t
  JOIN customers AS c ON c.id = t.customer_id;
ALTER TABLE tickets DROP COLUMN customer_email;
```

Compare the two first (`WHERE t.customer_email IS DISTINCT FROM c.email`): each difference is either
an error or a reason to keep the column. First deploy code that no longer reads the column. DROP
COLUMN takes a short ACCESS EXCLUSIVE lock and rewrites nothing; the space is reused as rows are
updated.

If the old value must be kept, say so in the name and in the comment. Then readers do not confuse it
with the current value, and this rule does not report it:

```sql
ALTER TABLE tickets ADD COLUMN email_when_opened text;
COMMENT ON COLUMN tickets.email_when_opened IS
  'pglint:denormalized the address that we answered to';
```
)",
    .fine = R"(
Snapshots: the text that was printed on an invoice must not change. Copies that measurements showed
to be necessary, with a trigger that maintains them.
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
