// Names without meaning: leftover placeholders, prefixes that repeat the kind of the object, and
// the prefix of PostgreSQL itself.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/column_group.h"
#include "design/orm.h"
#include "design/schema.h"
#include "rule/schema/schema_context.h"
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
/// The confidence that a column's name is a placeholder; nothing for meaningful names.
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
  // EXECUTE takes such a name from a variable, in whose place the statement has underscores.
  if (table.name().find_first_not_of('_') == std::string::npos) return;
  const auto doubt = doubt_about_table(table.name());
  if (!doubt) return;
  context.report(pglint::at(table)
                     .says("meaningless table name: `{}` does not say what it holds", table.name())
                     .advises("name the table after what one of its rows is")
                     .with(*doubt));
}

SchemaReport report_of(const Table& table, const design::Columns& columns) {
  const bool one = columns.size() == 1;
  const std::string subject =
      one ? text::format("meaningless column name: `{}.{}` does", table.name(),
                         columns.front()->name)
          : text::format("meaningless column names: {} of `{}` do",
                         design::list_of(design::names_of(columns)), table.name());
  return pglint::at(table, columns)
      .says("{} not say what {}", subject, one ? "it holds" : "they hold")
      .advises("{}", one ? "name the column after the value that it holds"
                         : "name the columns after the values that they hold");
}

/// One finding for all columns of the same confidence.
void check_columns(const Table& table, Confidence level, SchemaContext& context) {
  design::Columns columns;
  for (const Column& column : table.columns()) {
    const bool counts = column.local && column.certain;
    if (counts && doubt_about_column(column.name) == level) columns.push_back(&column);
  }
  if (columns.empty()) return;
  context.report(summed_up(
      columns, [&](const design::Columns& some) { return report_of(table, some).with(level); }));
}

/// An object whose name may have a prefix.
struct Named {
  std::string_view kind;
  const catalog::Name* name = nullptr;
  catalog::Place place;
  const Relation* relation = nullptr;  ///< null for other objects
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

/// True for a substitute for a system catalog or view, in files for code generators.
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
                     .says("prefix `pg_` of {} `{}` belongs to PostgreSQL: a later version may use "
                           "the same name",
                           thing.kind, thing.name->name)
                     .advises("rename `{}` without the prefix", thing.name->name)
                     .with(Severity::warning));
}

/// `tbl_` of `tbl_orders`; empty if the name has no such prefix.
std::string_view kind_prefix(std::string_view name) {
  constexpr std::array<std::string_view, 8> prefixes = {"tbl_", "tb_", "t_",   "vw_",
                                                        "sp_",  "fn_", "int_", "dt_"};
  for (const std::string_view prefix : prefixes) {
    if (name.starts_with(prefix) && name.size() > prefix.size()) return prefix;
  }
  return {};
}

/// True for prefixes that can only mean the kind.
bool is_plain_prefix(std::string_view prefix) {
  return prefix == "tbl_" || prefix == "tb_" || prefix == "vw_";
}

/// Reports a prefix of several objects once.
void check_prefixes(const std::vector<Named>& things, SchemaContext& context) {
  constexpr std::size_t least_objects = 3;
  std::map<std::string_view, std::vector<const Named*>> by_prefix;
  for (const Named& thing : things) {
    const std::string_view prefix = kind_prefix(thing.name->name);
    if (!prefix.empty()) by_prefix[prefix].push_back(&thing);
  }
  for (const auto& [prefix, members] : by_prefix) {
    if (members.size() < least_objects) continue;
    std::vector<std::string> names;
    names.reserve(members.size());
    for (const Named* member : members) names.push_back(member->name->name);
    const Confidence confidence = is_plain_prefix(prefix) ? Confidence::medium : Confidence::low;
    std::vector<SchemaReport> reports;
    reports.reserve(members.size());
    for (const Named* member : members) {
      reports.push_back(at(*member)
                            .says("prefix `{}` of `{}` only repeats the kind of the object", prefix,
                                  member->name->name)
                            .advises("rename it without `{}`", prefix)
                            .with(confidence));
    }
    context.report(at(*members.front())
                       .says("prefix `{}` of {} only repeats the kind of the object", prefix,
                             design::list_of(names))
                       .advises("rename them without `{}`", prefix)
                       .with(confidence)
                       .sums_up(std::move(reports)));
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
    .concern = Concern::style,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "A name does not say what the table or column holds",
    .help = "choose a name that says what it means, not its kind or position",
    .why = R"(
A schema is read far more often than it is written, by people who only have its names: an engineer
on call at night, the author of a report, a developer who joins two tables for the first time. With
`field1` and `test` they have to look at rows and guess, and two people guess differently.

A prefix for the kind (`tbl_`, `vw_`) has to be typed and read every time, and is wrong once the
table becomes a view. The prefix `pg_` belongs to PostgreSQL: it reserves it for roles and schemas,
searches `pg_catalog` first, and adds names with every version.
)",
    .reported = R"(
As warning: tables, views, types and routines whose name begins with `pg_`. As info: tables and
columns named `foo`, `asdf` or `untitled`; columns named `col`, `column`, `field` or `attr` with a
number; tables named `table`, `tab`, `tbl`, `bar` or `baz`, with or without a number; the prefixes
`tbl_`, `tb_` and `vw_` if three or more objects have them, once for each prefix.

With low confidence, hidden by default: columns named `field` and similar without a number, `data`,
`value`, `val`, `tmp`, `temp`, `test`, `bar`, `baz`, `x` or `y`; tables named `data`, `tmp`, `temp`
or `test`, or with a name of one or two letters; the prefixes `t_`, `sp_`, `fn_`, `int_` and `dt_`.
)",
    .not_reported = R"(
Such words as a part of a name (`field_name`, `test_results`); substitutes for system catalogs and
views (`pg_stat_activity`), which code generators need; columns of views; temporary tables and
partitions; objects of extensions.
)",
    .instead = R"(
Rename it while few queries use it. The rename only changes the system catalogs, under a short
ACCESS EXCLUSIVE lock:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE samples RENAME COLUMN field1 TO ph_value;
COMMIT;
```

If the code cannot change in the same release, keep a view of the renamed table with the old name
until it does. If you cannot find out what the column is for, look at the code that writes it before
you choose a name.
)",
    .fine = R"(
Coordinates are called `x` and `y`, and the value of a setting `value`; that is why such names are
hidden by default. A generic landing table may number its fields: accept it with
`'pglint:accept meaningless-name'` in its comment.
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
