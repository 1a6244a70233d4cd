// Tables that refer to each other in a cycle.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "design/key/cycles.h"
#include "design/schema.h"
#include "rule/schema/schema_context.h"
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

/// True for a foreign key that every statement has to satisfy when it ends.
bool is_hard(const ForeignKey& key, const catalog::Catalog& catalog) {
  return counts(key) && !key.constraint->deferrable && !can_be_null(key, catalog);
}

/// True if a CHECK of the table mentions a column of the key. It may require the reference.
bool may_be_required(const ForeignKey& key) {
  return std::ranges::any_of(
      key.table->relation->constraints, [&](const catalog::Constraint& constraint) {
        return constraint.kind == catalog::ConstraintKind::check &&
               std::ranges::any_of(key.columns, [&](const catalog::Column* column) {
                 return std::ranges::count(constraint.mentioned, column->name) > 0;
               });
      });
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

/// The foreign key that completes the cycle: the one that the run reads last.
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
        text::format("`{}` refers to `{}` here", other->table->name(), other->target->name.name));
  }
  return report;
}

/// `dept.head_id`
std::string shown(const ForeignKey& key) {
  return design::shown(*key.table, key.columns.front()->name);
}

/// A table for the reference breaks the cycle.
std::string separate_table(const ForeignKey& key, const Cycle& cycle) {
  return text::format("move `{}` to a separate table that refers to {}", shown(key),
                      tables_of(cycle));
}

void report_hard(const Cycle& cycle, SchemaContext& context) {
  const ForeignKey& last = last_of(cycle);
  context.report(
      at_last(cycle)
          .says("foreign key cycle of {}: all are NOT NULL, so no table can get its first "
                "row",
                names_of(cycle))
          .advises("allow NULL in `{}`, declare `{}` DEFERRABLE INITIALLY DEFERRED, or {}",
                   shown(last), last.constraint->name, separate_table(last, cycle))
          .with(Severity::warning));
}

/// The foreign keys that rows may do without, first the one that is reported.
std::vector<const ForeignKey*> weak_of(const Cycle& cycle, const catalog::Catalog& catalog) {
  std::vector<const ForeignKey*> weak;
  std::ranges::copy_if(cycle, std::back_inserter(weak), [&](const ForeignKey* key) {
    return can_be_null(*key, catalog) && !may_be_required(*key);
  });
  const auto last = std::ranges::find(weak, &last_of(cycle));
  if (last != weak.end()) std::rotate(weak.begin(), last, last + 1);
  return weak;
}

void report_soft(const Cycle& cycle, SchemaContext& context) {
  const std::vector<const ForeignKey*> weak = weak_of(cycle, context.catalog());
  if (!weak.empty()) {
    const std::string column =
        weak.size() == 1 ? text::format(" of `{}`", shown(*weak.front())) : std::string();
    context.report(at_last(cycle)
                       .says("foreign key cycle of {}: rows that refer to each other need an "
                             "UPDATE{} after the INSERT",
                             names_of(cycle), column)
                       .advises("{}", separate_table(*weak.front(), cycle))
                       .with(Severity::info));
    return;
  }
  const auto found = std::ranges::find_if(
      cycle, [](const ForeignKey* key) { return key->constraint->deferrable; });
  if (found == cycle.end()) {
    const ForeignKey& last = last_of(cycle);
    context.report(at_last(cycle)
                       .says("foreign key cycle of {}: no order of the tables works for loading "
                             "or deleting all rows",
                             names_of(cycle))
                       .advises("{}", separate_table(last, cycle))
                       .with(Severity::info));
    return;
  }
  const ForeignKey& deferrable = **found;
  context.report(
      at_last(cycle)
          .says("foreign key cycle of {}: the first rows need the deferred check of `{}`",
                names_of(cycle), deferrable.constraint->name)
          .advises("{}", separate_table(deferrable, cycle))
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
    .summary = "Foreign key cycle: several tables refer to each other",
    .help = "move one of the references to a separate table, or make it nullable or DEFERRABLE",
    .why = R"(
Rows of tables that refer to each other cannot simply be inserted one after the other: each needs
the other one first. If one of the references can be NULL, an UPDATE fills it in afterwards.
Everything that loads, copies, deletes or anonymizes data has to know that. If all are NOT NULL and
none is deferrable, the first rows can only be inserted together, by a single statement with an
INSERT in its WITH clause. No ORM writes such statements.
)",
    .reported = R"(
One finding for each group of tables that refer to each other directly or through others. It shows
the shortest cycle and is reported at the foreign key that completes it. A warning if every column
on the cycle is NOT NULL and no constraint is deferrable, else `info`. Of a nullable column that a
CHECK mentions, it does not say that rows can be inserted without it.
)",
    .not_reported = R"(
- A table that refers to itself.
- Foreign keys that are NOT ENFORCED or created under a condition.
- Foreign keys that complete a cycle and are dropped again later in the run.
)",
    .instead = R"(
Usually one of the references selects one of the children: the head of a department, the default
address of a customer. Move it to a separate table, so that both others can exist without it:

```sql
CREATE TABLE department_heads (
  department_id bigint PRIMARY KEY REFERENCES departments,
  employee_id bigint NOT NULL REFERENCES employees
);
CREATE INDEX department_heads_employee_id ON department_heads (employee_id);
ALTER TABLE departments DROP COLUMN head_id;
```

Or let the reference be NULL until the other row exists (`DROP NOT NULL`), or defer the check to the
commit. Both change only the catalog:

```sql
ALTER TABLE employees ALTER CONSTRAINT employees_department_id_fkey
  DEFERRABLE INITIALLY DEFERRED;
```
)",
    .fine = R"(
A nullable reference to the current, last or default child is common. It works as long as all code
that loads data knows it.
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
