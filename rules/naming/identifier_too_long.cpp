// Names that PostgreSQL cuts off, and those that it makes up and has to shorten.
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/cut_name.h"
#include "catalog/schema_catalog.h"

#include "parse/meaning/generated_name.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::identifier_too_long {
namespace {

using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::CutName;
using catalog::NameKind;
using catalog::Relation;

/// The names that are as long as those of which something may have been cut off, and the words for
/// what is called so.
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

  /// Empty where nothing of this kind has the name.
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
    return text::format("{}: `{}` is cut to `{}`, and there is one already",
                        cut.if_not_exists ? "nothing is made" : "the statement fails", cut.written,
                        cut.kept);
  }
  return text::format(
      "{} `{}` is called `{}`: names are cut off after {} bytes, and this one has {}", word,
      cut.written, cut.kept, parse::max_name_bytes, cut.written.size());
}

void report(const CutName& cut, std::string_view word, SchemaContext& context) {
  const Relation* owner = context.catalog().find_relation(
      cut.kind == NameKind::relation
          ? catalog::Name{.schema = cut.relation.schema, .name = cut.kept}
          : cut.relation);
  SchemaReport report = {.at = cut.place, .message = message_about(cut, word), .object = cut.kept};
  if (cut.kind != NameKind::relation && owner != nullptr) {
    report.object = owner->name.shown() + "." + cut.kept;
  }
  report.subject = {.relation = owner};
  if (cut.kind == NameKind::column) report.subject.columns = {cut.kept};
  if (cut.collides) report.severity = Severity::error;
  context.report(std::move(report));
}

std::string joined_columns(const Constraint& constraint) {
  if (constraint.kind == ConstraintKind::primary_key) return {};
  if (constraint.kind == ConstraintKind::check) {
    return constraint.mentioned.size() == 1 ? constraint.mentioned.front() : std::string();
  }
  return text::joined(constraint.columns, "_");
}

/// A name that PostgreSQL made up, as long as what it is made of still gives that name.
void check_made_up(const Relation& relation, const Constraint& constraint, SchemaContext& context) {
  const bool judged = !constraint.named && constraint.local && !constraint.name.empty() &&
                      constraint.kind != ConstraintKind::not_null;  // those are seldom seen
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
          .says("nobody will guess the name `{}`: `{}{}{}_{}` was too long for PostgreSQL, which "
                "shortened it",
                constraint.name, table, columns.empty() ? "" : "_", columns, label)
          .with(Severity::info));
}

void check(const catalog::Catalog& catalog, SchemaContext& context) {
  const LongNames existing(catalog);
  std::set<std::string> reported;
  std::set<std::string> cut_tables;  // which shorten the names that are made of theirs, too
  for (const CutName& cut : catalog.cut_names()) {
    const std::string_view word = existing.word_for_name(cut.kind, cut.kept);
    const bool is_new = !word.empty() && reported.insert(cut.written).second;
    if (is_new || cut.collides) report(cut, word, context);
    if (cut.kind == NameKind::relation) cut_tables.insert(cut.kept);
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
    .severity = Severity::warning,
    .also = {Severity::error, Severity::info},
    .summary = "Names are cut off after 63 bytes, and two of them may become one",
    .help = "choose a name of at most 63 bytes; letters outside of ASCII have two to four",
    .why = R"(
PostgreSQL keeps 63 bytes of a name, and cuts off the rest with a notice that migration tools throw away.
SQL that writes the long name goes on working, because it is cut there as well. Everything that compares
strings does not: `information_schema`, an ORM that asks whether its index exists and makes it again on each
start, an error handler that knows a constraint by its name.

Long names of one table mostly begin alike and differ at the end, which is what is cut off. Then the second
of them fails; with IF NOT EXISTS it is silently not made, and a unique index that everybody believes in does
not exist. The limit counts bytes, so that a name in Cyrillic ends after 31 letters, in Chinese after 21.
)",
    .reported = R"(
Names of tables, views, columns, constraints, indexes, types, routines, sequences, triggers, policies and
schemas that are longer than 63 bytes where DDL gives or changes them, as long as what is left of the name
exists in the end. Each name once, at the first place.

As error: a name that is cut to one that is taken already, by another name of the same kind. As info:
constraints without a name for which the usual one (`table_column_fkey`) would have been too long, so that
PostgreSQL shortened its parts.
)",
    .not_reported = R"(
Aliases of queries, names of variables and cursors; names in bodies of functions, which are given when somebody
calls them; names that a later statement changes or drops; a repeated attempt to make the same thing.
)",
    .instead = R"(
Shorten the name where it is made. For one that exists, a rename touches system catalogs only; it takes an
ACCESS EXCLUSIVE lock on the table for a moment, which a timeout keeps short. What names the object by its
string has to follow in the same release:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE shipments
  RENAME CONSTRAINT shipments_weight_in_kilograms_must_be_greater_than_zero_and_les
  TO shipments_weight_range;
COMMIT;
```

Name constraints yourself where the table's and the columns' names are long. Two objects that were to be
different need a look at the database: only the first of them is there.
)",
    .fine = R"(
Names that a tool makes up and cuts itself, with a hash at the end, have 63 bytes and are not reported.
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
};

}  // namespace pglint::rules::identifier_too_long
