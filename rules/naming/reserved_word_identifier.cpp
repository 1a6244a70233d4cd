// Tables and columns that are called like a word of SQL and have to be quoted for it.
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
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::reserved_word_identifier {
namespace {

using catalog::Column;
using catalog::Object;
using catalog::ObjectKind;
using catalog::Relation;
using parse::Reserved;

bool must_be_quoted(std::string_view name) { return parse::reserved(name) != Reserved::no; }

/// What happens to who forgets the quotes.
std::string effect_on(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (!parse::is_value_keyword(name)) continue;
    return text::format("without quotes `{}` reads a value of the session", name);
  }
  return names.size() == 1 ? text::format("without quotes `{}` is a syntax error", names.front())
                           : "without quotes they are syntax errors";
}

/// The columns that were named with this table and are called like that.
design::Columns reserved_columns(const Relation& relation) {
  design::Columns columns;
  if (catalog::is_view(relation.kind)) return columns;
  for (const Column& column : relation.columns) {
    // What a query or another table gave has its table's place, and is reported there.
    const bool own = column.local && column.certain && column.place != relation.place;
    if (own && must_be_quoted(column.name)) columns.push_back(&column);
  }
  return columns;
}

void check_relation(const Relation& relation, SchemaContext& context) {
  if (relation.temporary || relation.partition) return;
  if (design::is_bookkeeping_table(relation.name.name)) return;
  const bool by_name = must_be_quoted(relation.name.name);
  const design::Columns columns = reserved_columns(relation);
  if (!by_name && columns.empty()) return;

  const std::vector<std::string> names = design::names_of(columns);
  std::string subject = text::format("{} of `{}`", design::list_of(names), relation.name.name);
  if (by_name) {
    subject = text::format("{} `{}`", catalog::name_of(relation.kind), relation.name.name);
    if (!columns.empty()) subject += text::format(" and its {}", design::list_of(names));
  }
  std::vector<std::string> all = names;
  if (by_name) all.insert(all.begin(), relation.name.name);
  context.report((by_name ? at(relation) : at(relation, columns))
                     .says("{} must be quoted in every statement: {}", subject, effect_on(all)));
}

/// Routines and types may have more names than tables.
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
    default:  // seldom written by their names
      return false;
  }
}

void check_object(const Object& object, SchemaContext& context) {
  if (object.implicit || !object.extension.empty() || object.name.schema == "pg_temp") return;
  if (!is_reserved_for(object.kind, object.name.name)) return;
  context.report(at(object).says("{} `{}` must be quoted in every statement: {}",
                                 catalog::name_of(object.kind), object.name.name,
                                 effect_on({object.name.name})));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "reserved-word-identifier",
    .group = Group::naming,
    .severity = Severity::info,
    .summary = "A name that is a reserved word of SQL must be quoted wherever it is used",
    .help = "choose a name that is no reserved word: `users`, `sort_order`, `valid_until`",
    .why = R"(
`order`, `user` and `end` are words of the grammar. As the name of a table or column they work only in double
quotes, in every query, view, function, import script and ad-hoc session. Without the quotes most of them
give a syntax error that points at the word behind.

Some do worse. `user`, `current_date` and their like are values: `SELECT user FROM logins` is valid SQL and
returns the name of the database role for each row, and `WHERE user = 'ada'` quietly finds nothing.

Which words are reserved also changes between databases and versions; what needs no quotes today may need them
after an upgrade or a move.
)",
    .reported = R"(
Tables, views, sequences, schemas and columns whose name is reserved in the grammar that pglint is built with,
or reserved except for functions and types; types, domains and routines whose name is reserved. One finding an
object, which names its columns.
)",
    .not_reported = R"(
Words that may be names: `name`, `type`, `value`, `status`, `key`, `date`, `time`, `text`, `level` and all
others of that kind; names with upper-case letters, which have to be quoted anyway; columns of views, which
are mostly aliases; indexes, constraints, triggers and policies; temporary tables.
)",
    .instead = R"(
Name the thing more exactly: `orders` or `purchase_order` for `order`, `app_user` for `user`, `valid_until`
for `end`, `sort_order` for an `order` column. A rename only touches the system catalogs, under an ACCESS
EXCLUSIVE lock that lasts a moment. Views, keys and indexes follow; the text of functions does not:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE bookings RENAME COLUMN "end" TO ends_at;
COMMIT;
```

Where code cannot change at once, leave a view with the old names beside the renamed table for one release.
An ORM can keep its property names: it has a setting for the name of a table and of a column.
)",
    .fine = R"(
Where only an ORM writes SQL, every name is quoted already. `'pglint:accept reserved-word-identifier'` in the
table's comment accepts a name that is too widely used to change.
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
