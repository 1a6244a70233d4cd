// Tables that refer to each other in a circle.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "design/key/cycles.h"
#include "design/schema.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::foreign_key_cycle {
namespace {

using design::Cycle;
using design::ForeignKey;

bool counts(const ForeignKey& key) { return key.constraint->certain && key.constraint->enforced; }

bool can_be_null(const ForeignKey& key, const catalog::Catalog& catalog) {
  return std::ranges::any_of(key.columns, [&](const catalog::Column* column) {
    return !column->certain || design::is_nullable(*column, catalog) != catalog::Answer::no;
  });
}

/// True for a key that must be met when the statement ends.
bool is_hard(const ForeignKey& key, const catalog::Catalog& catalog) {
  return counts(key) && !key.constraint->deferrable && !can_be_null(key, catalog);
}

/// `dept.head_id`, `emp.dept_id`, in backticks.
std::string names_of(const Cycle& cycle) {
  std::vector<std::string> names;
  names.reserve(cycle.size());
  for (const ForeignKey* key : cycle) {
    names.push_back(text::format("{}.{}", key->table->name(), key->columns.front()->name));
  }
  return design::list_of(names, names.size());
}

std::string tables_of(const Cycle& cycle) {
  std::vector<std::string> names;
  names.reserve(cycle.size());
  for (const ForeignKey* key : cycle) names.push_back(key->table->name());
  return design::list_of(names, names.size());
}

/// Where the cycle is closed: what the run reads last.
const ForeignKey& last_of(const Cycle& cycle) {
  return **std::ranges::max_element(cycle, [](const ForeignKey* a, const ForeignKey* b) {
    return catalog::is_before(a->constraint->place, b->constraint->place);
  });
}

SchemaReport at_last(const Cycle& cycle) {
  const ForeignKey& key = last_of(cycle);
  SchemaReport report = at(key);
  for (const ForeignKey* other : cycle) {
    if (other == &key) continue;
    report = std::move(report).beside(
        at(*other),
        text::format("`{}` refers to `{}`", other->table->name(), other->target->name.name));
  }
  return report;
}

void report_hard(const Cycle& cycle, SchemaContext& context) {
  context.report(at_last(cycle)
                     .says("no INSERT into one table can put a first row into {}: {} are NOT NULL "
                           "and refer to each other in a circle",
                           tables_of(cycle), names_of(cycle))
                     .with(Severity::warning));
}

void report_soft(const Cycle& cycle, SchemaContext& context) {
  const auto weak = std::ranges::find_if(
      cycle, [&](const ForeignKey* key) { return can_be_null(*key, context.catalog()); });
  const std::string way =
      weak == cycle.end() ? "some checks must wait for the end of the transaction"
                          : text::format("`{}.{}` must be filled in later", (*weak)->table->name(),
                                         (*weak)->columns.front()->name);
  context.report(at_last(cycle)
                     .says("no order of inserts and loads fits {}: {} refer to each other in a "
                           "circle, so {}",
                           tables_of(cycle), names_of(cycle), way)
                     .with(Severity::info));
}

void check(const design::Schema& schema, SchemaContext& context) {
  const auto hard = design::find_cycles(
      schema, [&](const ForeignKey& key) { return is_hard(key, context.catalog()); });
  std::set<const design::Table*> reported;
  for (const Cycle& cycle : hard) {
    report_hard(cycle, context);
    for (const ForeignKey* key : cycle) reported.insert(key->table);
  }
  for (const Cycle& cycle : design::find_cycles(schema, counts)) {
    const bool is_known = std::ranges::any_of(
        cycle, [&](const ForeignKey* key) { return reported.contains(key->table); });
    if (!is_known) report_soft(cycle, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "foreign-key-cycle",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Foreign keys of several tables form a circle",
    .help =
        "move one of the references to a table of its own; where all are NOT NULL, make one "
        "nullable or DEFERRABLE",
    .why = R"(
Rows of tables that refer to each other cannot be inserted one after the other: each needs the other one first. Where one
of the references can be NULL, it is filled in by an UPDATE afterwards; everything that loads, copies, deletes or anonymises
data has to know that. Where all are NOT NULL and none is deferrable, the first rows only go in together, by
a single statement with an INSERT in its WITH clause, which no ORM writes.
)",
    .reported = R"(
One finding for each group of tables that refer to each other directly or through others, with its shortest circle, where it is
closed. A warning where every column on the circle is NOT NULL and no constraint is deferrable, else `info`.
)",
    .not_reported = R"(
A table that refers to itself; foreign keys that are NOT ENFORCED or that a condition makes; constraints that close the circle
only in a part of the run, and are dropped again.
)",
    .instead = R"(
Mostly one of the references is a choice among the children: the head of a department, the default address of a customer. It
can be a table of its own, which both can do without:

```sql
CREATE TABLE department_heads (
  department_id bigint PRIMARY KEY REFERENCES departments,
  employee_id bigint NOT NULL REFERENCES employees
);
CREATE INDEX department_heads_employee_id ON department_heads (employee_id);
ALTER TABLE departments DROP COLUMN head_id;
```

Or let the reference be NULL until the other row is there (`DROP NOT NULL`), or let the check wait for the commit. Both
change the catalog only:

```sql
ALTER TABLE employees ALTER CONSTRAINT employees_department_id_fkey
  DEFERRABLE INITIALLY DEFERRED;
```
)",
    .fine = R"(
A nullable pointer to the current, last or default child is common and works, as long as everybody who loads data knows it.
)",
    .bad = R"(
CREATE TABLE departments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  head_id bigint NOT NULL
);
CREATE TABLE employees (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  department_id bigint NOT NULL REFERENCES departments
);
ALTER TABLE departments ADD FOREIGN KEY (head_id) REFERENCES employees;
CREATE INDEX departments_head_id ON departments (head_id);
CREATE INDEX employees_department_id ON employees (department_id);
)",
    .good = R"(
CREATE TABLE departments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE employees (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  department_id bigint NOT NULL REFERENCES departments
);
CREATE INDEX employees_department_id ON employees (department_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/sql-set-constraints.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::foreign_key_cycle
