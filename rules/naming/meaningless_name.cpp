// Names that say nothing: placeholders that stayed, prefixes that repeat the kind of the object,
// and PostgreSQL's own prefix.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "design/column_group.h"
#include "design/orm.h"
#include "design/schema.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::meaningless_name {
namespace {

using catalog::Column;
using catalog::Object;
using catalog::ObjectKind;
using catalog::Relation;
using design::Table;

/// `field` and 2 of `field2`.
struct Stem {
  std::string_view word;
  bool numbered = false;
};

Stem stem_of(std::string_view name) {
  std::string_view word = name;
  while (!word.empty() && text::is_digit(word.back())) word.remove_suffix(1);
  return {.word = word, .numbered = word.size() < name.size()};
}

using text::is_one_of;
/// How sure it is that a column's name was meant for the day; nothing for names that say something.
std::optional<Confidence> doubt_about_column(std::string_view name) {
  constexpr std::array<std::string_view, 2> never = {"foo", "asdf"};
  constexpr std::array<std::string_view, 4> places = {"col", "column", "field", "attr"};
  constexpr std::array<std::string_view, 10> seldom = {"val",  "value", "data", "tmp", "temp",
                                                       "test", "bar",   "baz",  "x",   "y"};
  const Stem stem = stem_of(name);
  if (is_one_of(stem.word, never)) return Confidence::medium;
  if (is_one_of(stem.word, places)) return stem.numbered ? Confidence::medium : Confidence::low;
  if (is_one_of(stem.word, seldom)) return Confidence::low;
  return std::nullopt;
}

std::optional<Confidence> doubt_about_table(std::string_view name) {
  constexpr std::array<std::string_view, 8> never = {"foo",   "bar", "baz", "asdf",
                                                     "table", "tab", "tbl", "untitled"};
  constexpr std::array<std::string_view, 4> seldom = {"tmp", "temp", "test", "data"};
  constexpr std::size_t too_short = 2;
  const Stem stem = stem_of(name);
  if (is_one_of(stem.word, never)) return Confidence::medium;
  if (is_one_of(stem.word, seldom) || name.size() <= too_short) return Confidence::low;
  return std::nullopt;
}

void check_name(const Table& table, SchemaContext& context) {
  const auto doubt = doubt_about_table(table.name());
  if (!doubt) return;
  context.report(pglint::at(table)
                     .says("nobody can tell what `{}` holds: the name says nothing", table.name())
                     .with(*doubt));
}

/// One finding for all that are equally doubtful.
void check_columns(const Table& table, Confidence level, SchemaContext& context) {
  design::Columns columns;
  for (const Column& column : table.columns()) {
    const bool counts = column.local && column.certain;
    if (counts && doubt_about_column(column.name) == level) columns.push_back(&column);
  }
  if (columns.empty()) return;
  const bool one = columns.size() == 1;
  context.report(pglint::at(table, columns)
                     .says("nobody can tell what {} of `{}` {} nothing",
                           design::list_of(design::names_of(columns)), table.name(),
                           one ? "holds: the name says" : "hold: the names say")
                     .with(level));
}

/// A thing with a name of its own that may have a prefix.
struct Named {
  std::string_view kind;
  const catalog::Name* name = nullptr;
  catalog::Place place;
  const Relation* relation = nullptr;  ///< null for what is none
};

SchemaReport at(const Named& thing) {
  return {.at = thing.place,
          .name = thing.name->name,
          .message = {},
          .object = thing.name->shown(),
          .subject = {.relation = thing.relation}};
}

bool has_prefix_of_kind(const Object& object) {
  return object.kind == ObjectKind::function || object.kind == ObjectKind::procedure ||
         object.kind == ObjectKind::enum_type || object.kind == ObjectKind::composite_type ||
         object.kind == ObjectKind::domain;
}

std::vector<Named> named_things(const catalog::Catalog& catalog) {
  std::vector<Named> things;
  for (const auto& [name, relation] : catalog.relations()) {
    if (relation.temporary || relation.partition) continue;
    if (design::is_bookkeeping_table(name.name)) continue;
    things.push_back({.kind = catalog::short_name_of(relation.kind),
                      .name = &relation.name,
                      .place = relation.place,
                      .relation = &relation});
  }
  for (const auto& [key, object] : catalog.objects()) {
    if (object.implicit || !object.extension.empty() || !has_prefix_of_kind(object)) continue;
    things.push_back(
        {.kind = catalog::name_of(object.kind), .name = &object.name, .place = object.place});
  }
  std::ranges::stable_sort(
      things, [](const Named& a, const Named& b) { return is_before(a.place, b.place); });
  return things;
}

/// A stand-in for a relation of PostgreSQL's own, in files that generators of code read.
bool is_stand_in(const Named& thing) {
  constexpr std::array<std::string_view, 22> own = {"pg_attribute", "pg_available_extensions",
                                                    "pg_class",     "pg_constraint",
                                                    "pg_database",  "pg_enum",
                                                    "pg_extension", "pg_index",
                                                    "pg_indexes",   "pg_inherits",
                                                    "pg_locks",     "pg_matviews",
                                                    "pg_namespace", "pg_policies",
                                                    "pg_proc",      "pg_roles",
                                                    "pg_sequences", "pg_settings",
                                                    "pg_tables",    "pg_type",
                                                    "pg_user",      "pg_views"};
  const std::string& name = thing.name->name;
  return thing.relation != nullptr && (name.starts_with("pg_stat") || is_one_of(name, own));
}

void check_reserved_prefix(const Named& thing, SchemaContext& context) {
  if (!thing.name->name.starts_with("pg_") || is_stand_in(thing)) return;
  context.report(at(thing)
                     .says("{} `{}` looks like a part of PostgreSQL, and a later version may have "
                           "one of that name: the prefix `pg_` is its own",
                           thing.kind, thing.name->name)
                     .with(Severity::warning));
}

/// `tbl_` of `tbl_orders`; empty where the name has no such prefix.
std::string_view kind_prefix(std::string_view name) {
  constexpr std::array<std::string_view, 8> prefixes = {"tbl_", "tb_", "t_",   "vw_",
                                                        "sp_",  "fn_", "int_", "dt_"};
  for (const std::string_view prefix : prefixes) {
    if (name.starts_with(prefix) && name.size() > prefix.size()) return prefix;
  }
  return {};
}

/// True for prefixes that mean nothing but the kind.
bool is_plain_prefix(std::string_view prefix) {
  return prefix == "tbl_" || prefix == "tb_" || prefix == "vw_";
}

/// A prefix that several objects share is a habit, and said once.
void check_prefixes(const std::vector<Named>& things, SchemaContext& context) {
  constexpr std::size_t least_objects = 3;
  std::map<std::string_view, std::vector<const Named*>> by_prefix;
  for (const Named& thing : things) {
    const std::string_view prefix = kind_prefix(thing.name->name);
    if (!prefix.empty()) by_prefix[prefix].push_back(&thing);
  }
  for (const auto& [prefix, members] : by_prefix) {
    if (members.size() < least_objects) continue;
    context.report(at(*members.front())
                       .says("`{}` repeats what SQL says anyway: {} names begin with it", prefix,
                             members.size())
                       .with(is_plain_prefix(prefix) ? Confidence::medium : Confidence::low));
  }
}

void check_table(const Table& table, SchemaContext& context) {
  check_name(table, context);
  check_columns(table, Confidence::medium, context);
  check_columns(table, Confidence::low, context);
}

void check_things(const catalog::Catalog& catalog, SchemaContext& context) {
  const std::vector<Named> things = named_things(catalog);
  for (const Named& thing : things) check_reserved_prefix(thing, context);
  check_prefixes(things, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "meaningless-name",
    .group = Group::naming,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "A name that says nothing of what is stored makes everybody guess",
    .help = "name the thing after what it is in the business, not after its kind or its position",
    .why = R"(
A schema is read far more often than it is written, by people who have nothing but its names: somebody on
call at night, the author of a report, whoever joins two tables for the first time. `field1` and `test` make
them look at rows and guess, and two people guess differently.

A prefix for the kind (`tbl_`, `vw_`) costs a little each time a name is typed or searched, and lies as soon
as the table becomes a view. The prefix `pg_` belongs to PostgreSQL: it keeps roles and schemas of that kind
for itself, resolves `pg_catalog` first, and takes new names with every version.
)",
    .reported = R"(
As warning: tables, views, types and routines whose name begins with `pg_`. As info: tables and columns that
are called `foo`, `asdf` or `untitled`; columns called `col`, `column`, `field` or `attr` with a number; tables
called `table`, `tab`, `tbl`, `bar` or `baz`, with or without one; the prefixes `tbl_`, `tb_` and `vw_` where
three or more objects have them, once for each prefix.

With low confidence, left out by default: columns called `field` and its like without a number, `data`, `value`,
`val`, `tmp`, `temp`, `test`, `bar`, `baz`, `x` or `y`; tables called `data`, `tmp`, `temp` or `test` or with a name of one or two letters; the prefixes `t_`,
`sp_`, `fn_`, `int_` and `dt_`.
)",
    .not_reported = R"(
Such words as a part of a name (`field_name`, `test_results`); stand-ins for relations of PostgreSQL's own
(`pg_stat_activity`), which code generators need; columns of views; temporary tables and
partitions; objects of extensions.
)",
    .instead = R"(
Rename it while few queries know it. The rename itself only touches system catalogs, and its ACCESS EXCLUSIVE
lock lasts for a moment:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE samples RENAME COLUMN field1 TO ph_value;
COMMIT;
```

Where code cannot follow in the same release, give the old name to a view of the renamed table until it does.
If nobody knows what the column is for, that is the finding: look at who writes it before giving it a name.
)",
    .fine = R"(
Coordinates are called `x` and `y`, and the value of a setting `value`; that is why those are left out by
default. A generic landing table may number its fields: `'pglint:accept meaningless-name'` in its comment.
)",
    .bad = R"(
CREATE TABLE samples (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  taken_at timestamptz NOT NULL,
  field1 numeric NOT NULL
);
)",
    .good = R"(
CREATE TABLE samples (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  taken_at timestamptz NOT NULL,
  ph_value numeric NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-CATALOG"},
    .checks = {on<check_table>, on<check_things>},
};

}  // namespace pglint::rules::meaningless_name
