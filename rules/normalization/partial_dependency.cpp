// A column that describes what a part of a composite key refers to: what the second normal form
// rules out.
#include <algorithm>
#include <string>
#include <vector>

#include "design/dependency.h"
#include "rule/copy_report.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::partial_dependency {
namespace {

Confidence confidence_of(const design::CopiedColumns& copied, const design::Table& table) {
  const bool found = std::ranges::any_of(copied.columns, [](const design::CopiedColumn& copy) {
    return copy.original != nullptr && !copy.ambiguous;
  });
  const bool kept = copied.key->constraint->on_delete == catalog::ReferentialAction::set_null;
  if (!found || kept || table.roles.document || table.roles.events) return Confidence::medium;
  return Confidence::high;
}

std::string message_for(const design::CopiedColumns& copied, const design::Table& table,
                        const std::vector<std::string>& key) {
  const auto names = copied.names();
  const auto originals = copied.originals();
  const bool one = names.size() == 1;
  std::string message =
      text::format("{} of `{}` {} repeated in every row with the same `{}`, a part of the key ({})",
                   design::list_of(names), table.name(), text::is_are(names.size()),
                   copied.reference->name, text::joined(key, ", "));
  if (originals.empty()) {
    return message + text::format(": {} the row of `{}`", one ? "it describes" : "they describe",
                                  copied.parent->name.name);
  }
  return message + text::format(": {} {} there already", design::list_of(originals),
                                text::is_are(originals.size()));
}

void check(const design::Table& table, SchemaContext& context) {
  const auto key = design::composite_key(table);
  if (key.empty()) return;
  for (design::CopiedColumns& copied : design::copied_columns(table, context.design())) {
    if (std::ranges::count(key, copied.reference->name) == 0) continue;
    design::drop_accepted(copied, table, "partial-dependency");
    if (copied.columns.empty()) continue;
    context.report(at_copy(table, copied)
                       .says(message_for(copied, table, key))
                       .with(confidence_of(copied, table)));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "partial-dependency",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A column depends on a part of the table's key only",
    .help =
        "drop the copy and join, or say in its comment that it is a snapshot: "
        "`pglint:denormalized`",
    .why = R"(
The key of an enrolment is a student and a course. Its grade depends on both. The title of the course depends
on the course alone, and so it is stored once for every student who takes it: renaming the course means to
update all those rows, a course that nobody takes has no title, and two rows can disagree on what a course is
called. The second normal form asks for columns that depend on the whole key.

Tables with such keys are those with the most rows, so this is also where a copied text costs most: in the table, in memory, and
in each index that carries it.
)",
    .reported = R"(
Columns outside of a composite primary key, or of the only unique key where there is no primary key, that describe what one column of the key
refers to by a foreign key of its own: their name is that of the reference or of the parent, followed by that of
a column that the parent has (`product_name` beside `product_id` and `products.name`). As `info` where the parent has no such
column but the name can only describe it, in documents such as `order_items`, in records of events, and where the foreign
key says ON DELETE SET NULL.
)",
    .not_reported = R"(
What is agreed for the pair: price, quantity, discount, status and position in documents, and `unit_price` anywhere.
Generated columns, those in keys and in foreign keys, columns that a trigger keeps alike by its name, histories and read models. References
outside of the key are `transitive-dependency`.
)",
    .instead = R"(
Leave the attribute where it belongs and join. Where the parent lacks it, move it there first:

```sql
CREATE VIEW enrolments_with_title AS
  SELECT e.student_id, e.course_id, e.grade, c.title AS course_title
  FROM enrolments AS e
  JOIN courses AS c ON c.id = e.course_id;
ALTER TABLE enrolments DROP COLUMN course_title;
```

DROP COLUMN takes an ACCESS EXCLUSIVE lock for a moment and rewrites nothing; the space comes back as rows are
updated. Compare the copies with the original before, since each difference is somebody's mistake or a reason to keep the
column. A value that has to stay as it was gets a name that says so, and a comment:

```sql
ALTER TABLE enrolments ADD COLUMN title_on_certificate text;
COMMENT ON COLUMN enrolments.title_on_certificate IS
  'pglint:denormalized printed once, never changed';
```
)",
    .fine = R"(
Snapshots of what was agreed, such as the product's name on an order that was placed. Copies that measurements
asked for, with a trigger that keeps them alike.
)",
    .bad = R"(
CREATE TABLE courses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE students (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  given_name text NOT NULL
);
CREATE TABLE enrolments (
  student_id bigint NOT NULL REFERENCES students (id) ON DELETE CASCADE,
  course_id bigint NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
  grade smallint NOT NULL,
  course_title text NOT NULL,
  PRIMARY KEY (student_id, course_id)
);
CREATE INDEX enrolments_course_id ON enrolments (course_id);
)",
    .good = R"(
CREATE TABLE courses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE students (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  given_name text NOT NULL
);
CREATE TABLE enrolments (
  student_id bigint NOT NULL REFERENCES students (id) ON DELETE CASCADE,
  course_id bigint NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
  grade smallint NOT NULL,
  PRIMARY KEY (student_id, course_id)
);
CREATE INDEX enrolments_course_id ON enrolments (course_id);
)",
    .links = {"https://en.wikipedia.org/wiki/Second_normal_form",
              "https://www.postgresql.org/docs/current/tutorial-join.html",
              "https://www.postgresql.org/docs/current/sql-altertable.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::partial_dependency
