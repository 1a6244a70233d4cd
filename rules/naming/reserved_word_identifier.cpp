// Tables and columns whose name is a reserved word of SQL, so that it has to be quoted.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/column_group.h"
#include "design/orm.h"
#include "design/places.h"
#include "design/schema.h"
#include "parse/meaning/keyword.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::reserved_word_identifier {
namespace {

using catalog::Column;
using catalog::Object;
using catalog::ObjectKind;
using catalog::Relation;
using parse::Reserved;

bool must_be_quoted(std::string_view name) { return parse::reserved(name) != Reserved::no; }

/// The rest of the message: what the names mean without quotes.
std::string effect_on(const std::vector<std::string>& names) {
  const std::string_view is = names.size() == 1 ? "is a reserved word" : "are reserved words";
  for (const std::string& name : names) {
    if (!parse::is_value_keyword(name)) continue;
    return text::format("{}: unquoted `{}` is a built-in value", is, name);
  }
  return text::format("{}: unquoted, {}", is,
                      names.size() == 1 ? "it is a syntax error" : "they are syntax errors");
}

std::string advice(const std::vector<std::string>& names) {
  return text::format("rename {}, or quote {} in each statement", design::list_of(names),
                      names.size() == 1 ? "it" : "them");
}

/// The columns defined with this table that must be quoted.
design::Columns reserved_columns(const Relation& relation) {
  design::Columns columns;
  if (catalog::is_view(relation.kind)) return columns;
  for (const Column& column : relation.columns) {
    // A column from a query or another table has its table's place, and is reported there.
    const bool own = column.local && column.certain && column.place != relation.place;
    if (own && must_be_quoted(column.name)) columns.push_back(&column);
  }
  return columns;
}

/// A report of the columns, and of the name of the relation if it must be quoted `by_name`.
SchemaReport report_of(const Relation& relation, bool by_name, const design::Columns& columns) {
  const std::vector<std::string> names = design::names_of(columns);
  const std::string_view word = names.size() == 1 ? "column" : "columns";
  std::string subject =
      names.size() == 1
          ? text::format("column `{}.{}`", relation.name.name, names.front())
          : text::format("columns {} of `{}`", design::list_of(names), relation.name.name);
  if (by_name) {
    subject = text::format("{} `{}`", catalog::name_of(relation.kind), relation.name.name);
    if (!columns.empty()) subject += text::format(" and its {} {}", word, design::list_of(names));
  }
  std::vector<std::string> all = names;
  if (by_name) all.insert(all.begin(), relation.name.name);
  return (by_name ? at(relation) : at(relation, columns))
      .says("{} {}", subject, effect_on(all))
      .advises("{}", advice(all));
}

void check_relation(const Relation& relation, SchemaContext& context) {
  if (relation.temporary || relation.partition) return;
  if (design::is_bookkeeping_table(relation.name.name)) return;
  const bool by_name = must_be_quoted(relation.name.name);
  const design::Columns columns = reserved_columns(relation);
  const auto of_columns = [&](const design::Columns& some) {
    return report_of(relation, false, some);
  };
  if (!by_name) {
    if (!columns.empty()) context.report(summed_up(columns, of_columns));
    return;
  }
  std::vector<SchemaReport> members = {report_of(relation, true, {})};
  if (!columns.empty()) members.push_back(summed_up(columns, of_columns));
  context.report(report_of(relation, true, columns).sums_up(std::move(members)));
}

/// Fewer words are reserved for routines and types than for tables.
bool is_reserved_for(ObjectKind kind, std::string_view name) {
  const Reserved reserved = parse::reserved(name);
  switch (kind) {
    case ObjectKind::schema:
    case ObjectKind::sequence:
      return reserved != Reserved::no;
    case ObjectKind::enum_type:
    case ObjectKind::composite_type:
    case ObjectKind::range_type:
    case ObjectKind::base_type:
    case ObjectKind::domain:
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::aggregate:
      return reserved == Reserved::always;
    default:  // queries do not name them
      return false;
  }
}

void check_object(const Object& object, SchemaContext& context) {
  if (object.implicit || !object.extension.empty() || object.name.schema == "pg_temp") return;
  if (!is_reserved_for(object.kind, object.name.name)) return;
  const std::vector<std::string> names = {object.name.name};
  context.report(
      at(object)
          .says("{} `{}` {}", catalog::name_of(object.kind), object.name.name, effect_on(names))
          .advises("{}", advice(names)));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "reserved-word-identifier",
    .group = Group::naming,
    .concern = Concern::style,
    .severity = Severity::info,
    .summary = "A name that is a reserved word of SQL must be quoted wherever it is used",
    .help =
        "choose a name that is not a reserved word, such as `users`, `sort_order`, `valid_until`",
    .why = R"(
`order`, `user` and `end` are words of the grammar. As the name of a table or column they only work
in double quotes, in every query, view, function, import script and ad-hoc session. Without the
quotes, most of them cause a syntax error that points at the next word.

Some are worse. `user`, `current_date` and similar words are values: `SELECT user FROM logins` is
valid SQL and returns the name of the database role for each row, and `WHERE user = 'ada'` silently
matches nothing.

Reserved words also differ between databases and versions. A name without quotes today may need them
after an upgrade or a move.
)",
    .reported = R"(
Tables, views, sequences, schemas and columns whose name is a reserved word of the grammar that
pglint is built with, or reserved except for functions and types. Types, domains and routines whose
name is reserved. Each object has one finding, which names its columns.
)",
    .not_reported = R"(
Words that may be names: `name`, `type`, `value`, `status`, `key`, `date`, `time`, `text`, `level`
and others of that kind; names with upper-case letters, which have to be quoted anyway; columns of
views, which are mostly aliases; indexes, constraints, triggers and policies; temporary tables.
)",
    .instead = R"(
Use a more precise name: `orders` or `purchase_order` for `order`, `app_user` for `user`,
`valid_until` for `end`, `sort_order` for an `order` column. A rename only changes the system
catalogs, under a short ACCESS EXCLUSIVE lock. Views, keys and indexes follow; the text of functions
does not:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE bookings RENAME COLUMN "end" TO ends_at;
COMMIT;
```

If the code cannot change at the same time, keep a view with the old names for one release. An ORM
can keep its property names: it has a setting for the names of tables and columns.
)",
    .fine = R"(
If only an ORM writes SQL, every name is quoted already. To accept a name that is too widely used to
change, put `'pglint:accept reserved-word-identifier'` into the table's comment.
)",
    .bad = R"(
CREATE TABLE bookings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  starts_at timestamptz NOT NULL,
  "end" timestamptz NOT NULL
);
)",
    .good = R"(
CREATE TABLE bookings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-keywords-appendix.html"},
    .checks = {on<check_relation>, on<check_object>},
};

}  // namespace pglint::rules::reserved_word_identifier
