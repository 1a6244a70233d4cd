// Columns that depend on only part of a composite key, which violates the second normal form.
#include <algorithm>
#include <string>
#include <vector>

#include "design/dependency.h"
#include "rule/copy_report.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

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

std::string message_for(const design::CopiedColumns& copied, const design::Table& table) {
  const bool one = copied.columns.size() == 1;
  const std::string columns = shown_copies(table, copied);
  const auto originals = copied.originals();
  if (originals.empty()) {
    return text::format(
        "partial dependency: {} {} to depend only on `{}`, a part of the key, so rows may disagree",
        columns, one ? "seems" : "seem", copied.reference->name);
  }
  return text::format("partial dependency: {} {} only on `{}`, a part of the key, and {} {}",
                      columns, one ? "depends" : "depend", copied.reference->name,
                      verb_of_copies(copied), design::list_of(originals));
}

std::string advice_for(const design::CopiedColumns& copied) {
  const std::string columns = design::list_of(copied.names());
  const std::string& parent = copied.parent->name.name;
  const std::string fix = copied.originals().size() == copied.columns.size()
                              ? text::format("drop {} and join `{}`", columns, parent)
                              : text::format("keep {} in `{}` only", columns, parent);
  return fix + "; for a snapshot, add `pglint:denormalized` to the column comment";
}

void check(const design::Table& table, SchemaContext& context) {
  const auto key = design::composite_key(table);
  if (key.empty()) return;
  for (design::CopiedColumns& copied : design::copied_columns(table, context.design())) {
    if (std::ranges::count(key, copied.reference->name) == 0) continue;
    design::drop_accepted(copied, table, "partial-dependency");
    if (copied.columns.empty()) continue;
    const Confidence confidence = confidence_of(copied, table);
    context.report(summed_up(copied, [&](const design::CopiedColumns& some) {
      return at_copy(table, some)
          .says(message_for(some, table))
          .advises(advice_for(some))
          .with(confidence);
    }));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "partial-dependency",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Partial dependency: a column depends on only part of the key",
    .help =
        "drop the copy and join; for a snapshot, add `pglint:denormalized` to the column comment",
    .why = R"(
The key of an enrolment is a student and a course. Its grade depends on both. The title of the
course depends only on the course, yet it is stored once for every student of the course. Renaming
the course means updating all those rows, a course without students has no title, and two rows can
disagree about the title. The second normal form requires that columns depend on the whole key.

Tables with such keys usually have the most rows, so a copied text is most expensive here: in the
table, in memory, and in each index that contains it.
)",
    .reported = R"(
Columns outside of a composite primary key that describe the row that one column of the key
references by a foreign key on that column alone. Without a primary key, the only unique key counts.
The column's name is that of the reference or the referenced table, followed by that of a column of
the referenced table (`product_name` beside `product_id` and `products.name`). As `info`: the
referenced table does not have such a column, but the name can only describe that table; documents
such as `order_items`; records of events; and foreign keys with ON DELETE SET NULL.
)",
    .not_reported = R"(
Values that are agreed for the pair: price, quantity, discount, status and position in documents,
and `unit_price` in any table. Generated columns, columns of keys and foreign keys, columns that a
trigger appears to maintain (by its name), histories and read models. References outside of the key
are `transitive-dependency`.
)",
    .instead = R"(
Keep the attribute in the referenced table and join. If that table does not have it, move it there
first:

```sql
CREATE VIEW enrolments_with_title AS
  SELECT e.student_id, e.course_id, e.grade, c.title AS course_title
  FROM enrolments AS e
  JOIN courses AS c ON c.id = e.course_id;
ALTER TABLE enrolments DROP COLUMN course_title;
```

DROP COLUMN takes a short ACCESS EXCLUSIVE lock and rewrites nothing; the space is reused as rows
are updated. Before that, compare the copies with the original: each difference is either an error
or a reason to keep the column. A value that must not change needs a name that says so, and a
comment:

```sql
ALTER TABLE enrolments ADD COLUMN title_on_certificate text;
COMMENT ON COLUMN enrolments.title_on_certificate IS
  'pglint:denormalized printed once, never changed';
```
)",
    .fine = R"(
Snapshots of what was agreed, such as the product's name on an order that was placed. Copies that
measurements showed to be necessary, with a trigger that maintains them.
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
