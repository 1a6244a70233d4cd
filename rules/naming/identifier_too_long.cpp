// Names that PostgreSQL truncates, and generated names that it has to shorten.
#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/cut_name.h"
#include "catalog/schema_catalog.h"

#include "parse/meaning/generated_name.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::identifier_too_long {
namespace {

using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::CutName;
using catalog::NameKind;
using catalog::Relation;

/// Names long enough to be the rest of a truncated one, with the word for the kind of object.
class LongNames {
 public:
  explicit LongNames(const catalog::Catalog& catalog) {
    for (const auto& [name, relation] : catalog.relations()) {
      add(NameKind::relation, name.name, catalog::short_name_of(relation.kind));
      for (const catalog::Column& column : relation.columns) {
        add(NameKind::column, column.name, "column");
      }
      for (const Constraint& constraint : relation.constraints) {
        add(NameKind::constraint, constraint.name, "constraint");
      }
    }
    catalog.for_each_object([&](const catalog::Object& object) {
      const bool is_index = object.kind == catalog::ObjectKind::index;
      add(is_index ? NameKind::index : NameKind::object, object.name.name,
          catalog::name_of(object.kind));
    });
  }

  /// Empty if no object of this kind has the name.
  [[nodiscard]] std::string_view word_for_name(NameKind kind, const std::string& name) const {
    const auto found = words_.find({kind, name});
    return found == words_.end() ? std::string_view() : found->second;
  }

 private:
  void add(NameKind kind, const std::string& name, std::string_view word) {
    constexpr std::size_t longest_character = 4;
    if (name.size() > parse::max_name_bytes - longest_character) {
      words_.emplace(std::pair(kind, name), word);
    }
  }

  std::map<std::pair<NameKind, std::string>, std::string_view> words_;
};

std::string message_about(const CutName& cut, std::string_view word) {
  if (cut.collides) {
    return text::format("name `{}` is truncated to `{}`, which exists: {}", cut.written, cut.kept,
                        cut.if_not_exists ? "nothing is created" : "the statement fails");
  }
  return text::format(
      "{} name `{}` has {} bytes: PostgreSQL truncates it to `{}`; SQL finds it, tools that "
      "compare "
      "names do not",
      word, cut.written, cut.written.size(), cut.kept);
}

std::string advice_about(const CutName& cut) {
  if (cut.collides) {
    return text::format("choose a name that differs in its first {} bytes", parse::max_name_bytes);
  }
  const bool is_ascii =
      std::ranges::none_of(cut.written, [](char byte) { return (byte & 0x80) != 0; });
  return text::format("choose a name of at most {} bytes{}", parse::max_name_bytes,
                      is_ascii ? "" : "; letters outside ASCII take two to four");
}

SchemaReport report_of(const CutName& cut, std::string_view word, const catalog::Catalog& catalog) {
  const Relation* owner =
      catalog.find_relation(cut.kind == NameKind::relation
                                ? catalog::Name{.schema = cut.relation.schema, .name = cut.kept}
                                : cut.relation);
  SchemaReport report = {.at = cut.place,
                         .message = message_about(cut, word),
                         .help = advice_about(cut),
                         .object = cut.kept};
  if (cut.kind != NameKind::relation && owner != nullptr) {
    report.object = owner->name.shown() + "." + cut.kept;
  }
  report.subject = {.relation = owner};
  if (cut.kind == NameKind::column) report.subject.columns = {cut.kept};
  if (cut.collides) report.severity = Severity::error;
  return report;
}

std::string joined_columns(const Constraint& constraint) {
  if (constraint.kind == ConstraintKind::primary_key) return {};
  if (constraint.kind == ConstraintKind::check) {
    return constraint.mentioned.size() == 1 ? constraint.mentioned.front() : std::string();
  }
  return text::joined(constraint.columns, "_");
}

/// Reports a generated name, unless a part of it was renamed since.
void check_made_up(const Relation& relation, const Constraint& constraint, SchemaContext& context) {
  const bool judged = !constraint.named && constraint.local && !constraint.name.empty() &&
                      constraint.kind != ConstraintKind::not_null;  // rarely seen
  if (!judged) return;
  const std::string_view label = catalog::label_of(constraint.kind);
  const std::string columns = joined_columns(constraint);
  const std::string& table = relation.name.name;
  const std::size_t separators = columns.empty() ? 1 : 2;
  if (table.size() + columns.size() + label.size() + separators <= parse::max_name_bytes) return;
  const parse::NameParts parts = {.table = table, .column = columns, .label = label};
  if (parse::generated_name(parts) != constraint.name) return;
  context.report(
      at(relation, constraint)
          .about({})
          .says("unnamed constraint: `{}{}{}_{}` exceeds {} bytes, so PostgreSQL calls it `{}`",
                table, columns.empty() ? "" : "_", columns, label, parse::max_name_bytes,
                constraint.name)
          .advises("name the constraint explicitly, with at most {} bytes", parse::max_name_bytes)
          .with(Severity::info));
}

void check(const catalog::Catalog& catalog, SchemaContext& context) {
  const LongNames existing(catalog);
  std::map<std::string_view, std::vector<SchemaReport>> by_name;
  std::set<std::string_view> collided;
  std::set<std::string> cut_tables;  // names generated from theirs are shortened, too
  for (const CutName& cut : catalog.cut_names()) {
    const std::string_view word = existing.word_for_name(cut.kind, cut.kept);
    if (cut.collides) {
      context.report(report_of(cut, word, context.catalog()));
      if (!word.empty()) collided.insert(cut.written);
    } else if (!word.empty() && !collided.contains(cut.written)) {
      by_name[cut.written].push_back(report_of(cut, word, context.catalog()));
    }
    if (cut.kind == NameKind::relation) cut_tables.insert(cut.kept);
  }
  for (auto& [name, reports] : by_name) {
    SchemaReport first = reports.front();
    context.report(std::move(first).sums_up(std::move(reports)));
  }
  for (const auto& [name, relation] : catalog.relations()) {
    if (relation.kind != catalog::RelationKind::table || relation.temporary) continue;
    if (cut_tables.contains(name.name)) continue;
    for (const Constraint& constraint : relation.constraints) {
      check_made_up(relation, constraint, context);
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "identifier-too-long",
    .group = Group::naming,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::error, Severity::info},
    .summary = "PostgreSQL truncates names to 63 bytes, and two names may become one",
    .help = "choose a name of at most 63 bytes; letters outside ASCII take two to four",
    .why = R"(
PostgreSQL keeps 63 bytes of a name and cuts off the rest, with a notice that migration tools
discard. SQL with the long name still works, because PostgreSQL truncates it there too. Code that
compares strings fails: a query that compares a text of `information_schema` with the full name, an
ORM that shortens names in its own way, checks whether its index exists and creates it again on each
start, an error handler that knows a constraint by its name.

Long names in one table usually start the same and differ at the end, which is cut off. Then the
second one fails. With IF NOT EXISTS it is silently not created, and a unique index that the
application relies on does not exist. The limit counts bytes: a Cyrillic name ends after 31 letters,
a Chinese one after 21.
)",
    .reported = R"(
Names of tables, views, columns, constraints, indexes, types, routines, sequences, triggers,
policies and schemas that are longer than 63 bytes where DDL creates or renames the object, if the
truncated name still exists at the end. Each name once, at the first place.

As error: a name that is truncated to an existing name of the same kind. As info: constraints
without a name whose generated name (`table_column_fkey`) would have been too long, so that
PostgreSQL shortened its parts.
)",
    .not_reported = R"(
Aliases in queries, names of variables and cursors; names in function bodies, which are created only
when the function is called; names that a later statement changes or drops; a repeated attempt to
create the same object.
)",
    .instead = R"(
Shorten the name where the object is created. For an existing one, a rename only changes the system
catalogs. It takes a short ACCESS EXCLUSIVE lock on the table; a timeout limits the wait. Code that
uses the name as a string has to change in the same release:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE shipments
  RENAME CONSTRAINT shipments_weight_in_kilograms_must_be_greater_than_zero_and_les
  TO shipments_weight_range;
COMMIT;
```

Name constraints explicitly if the names of the table and its columns are long. If two names have
become one, check the database: only the first object exists.
)",
    .fine = R"(
Names that a tool generates and shortens itself, with a hash at the end, have 63 bytes and are not
reported.
)",
    .bad = R"(
CREATE TABLE shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight numeric NOT NULL,
  CONSTRAINT shipments_weight_in_kilograms_must_be_greater_than_zero_and_less_than_forty
    CHECK (weight > 0 AND weight < 40)
);
)",
    .good = R"(
CREATE TABLE shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight numeric NOT NULL,
  CONSTRAINT shipments_weight_range CHECK (weight > 0 AND weight < 40)
);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
              "https://www.postgresql.org/docs/current/runtime-config-preset.html"},
    .checks = {on<check>},
    .covers = R"(
squawk: identifier-too-long
)",
};

}  // namespace pglint::rules::identifier_too_long
