// A row without a value for a NOT NULL column that has no default.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::missing_required_value {
namespace {

struct Fault {
  bool is_sure = true;  ///< false if there may be no row
  text::Range at;
  std::string message;
  std::string help;
};

/// Whether a type may have a default for its columns. Domains nest.
bool may_have_default(catalog::Type type, const catalog::Catalog& catalog) {
  for (int steps = 0; steps < 16; ++steps) {
    const bool is_plain = type.schema.empty() && catalog::is_builtin_type(type.name);
    if (type.dimensions > 0 || is_plain) return false;
    const catalog::Object* object = catalog.find_type({type.schema, type.name});
    if (object == nullptr || !object->certain) return true;
    const auto* domain = object->as<catalog::Domain>();
    if (domain == nullptr) return object->kind == catalog::ObjectKind::base_type;
    if (domain->default_expression) return true;
    type = domain->base;
  }
  return true;
}

/// Whether NULL in the column is certainly rejected.
bool rejects_null(const catalog::Column& column) {
  return column.certain && column.not_null == catalog::Answer::yes && !column.generated &&
         !column.identity;
}

/// Whether a row needs a value for it.
bool is_required(const catalog::Column& column, const catalog::Catalog& catalog) {
  return rejects_null(column) && !column.serial && !column.default_expression &&
         column.default_certain && !may_have_default(column.type, catalog);
}

/// Whether a trigger or a rule may change the rows of `event` before they are checked.
bool may_change_rows(const catalog::Relation& relation, std::string_view event) {
  return std::ranges::any_of(relation.objects, [&](const catalog::Object& object) {
    if (object.kind == catalog::ObjectKind::rule) return true;
    const auto* trigger = object.as<catalog::Trigger>();
    return trigger != nullptr && trigger->timing != "after" &&
           std::ranges::find(trigger->events, event) != trigger->events.end();
  });
}

/// The same for the rows that the relation's partitions and heirs store.
bool may_be_changed(const catalog::Relation& relation, std::string_view event,
                    const catalog::Catalog& catalog) {
  constexpr std::size_t most = 1000;
  std::vector<const catalog::Relation*> tables = {&relation};
  for (std::size_t at = 0; at < tables.size(); ++at) {
    if (tables.size() > most || may_change_rows(*tables[at], event)) return true;
    for (const catalog::Relation* heir : catalog.heirs_of(tables[at]->name)) {
      tables.push_back(heir);
    }
  }
  return false;
}

/// `a`, `b` and 2 more, each with the table's name.
std::string shown(const std::vector<std::string>& columns, std::string_view table) {
  constexpr std::size_t most = 3;
  std::vector<std::string> parts;
  for (const std::string& column : columns) {
    if (parts.size() == most) break;
    parts.push_back(text::format("`{}.{}`", table, column));
  }
  const std::string names = text::joined(parts, ", ");
  return columns.size() <= most ? names
                                : text::format("{} and {} more", names, columns.size() - most);
}

bool is_blank(const query::Target& target) {
  return target.value != query::Written::other && !target.is_part;
}

/// Whether a SET list assigns NULL or DEFAULT.
bool has_blank(const query::Assignments& assignments) {
  return !assignments.is_insert && std::ranges::any_of(assignments.targets, is_blank);
}

class Search {
 public:
  Search(const query::Model& model, const catalog::Catalog& catalog, std::size_t file)
      : model_(model), catalog_(catalog), lookup_(model, catalog, file) {}

  [[nodiscard]] std::optional<Fault> first_fault() const {
    for (const query::Insertion& insertion : model_.insertions) {
      if (auto fault = fault_of(insertion)) return fault;
    }
    for (const query::Assignments& assignments : model_.assignments) {
      if (auto fault = fault_of(assignments)) return fault;
    }
    return std::nullopt;
  }

 private:
  /// The table, if its rows are stored as the statement gives them; else null.
  [[nodiscard]] const catalog::Relation* plain_table(std::size_t item,
                                                     std::string_view event) const {
    const catalog::Relation* relation = lookup_.known_relation(model_.items[item]);
    const bool is_table = relation != nullptr && relation->kind == catalog::RelationKind::table;
    return is_table && !may_be_changed(*relation, event, catalog_) ? relation : nullptr;
  }

  [[nodiscard]] std::optional<Fault> fault_of(const query::Insertion& insertion) const {
    const catalog::Relation* table = plain_table(insertion.item, "insert");
    if (table == nullptr || !insertion.width) return std::nullopt;
    const auto given = given_columns(insertion, *table);
    if (!given) return std::nullopt;
    const bool is_sure = insertion.has_rows;
    for (const query::Blank& blank : insertion.blanks) {
      if (blank.position >= given->size()) break;
      const catalog::Column* column = table->find_column((*given)[blank.position]);
      if (column == nullptr || !is_rejected(blank.value, *column)) continue;
      return of_blank(blank.at, blank.value, is_sure, *table, *column);
    }
    std::vector<std::string> missing;
    for (const catalog::Column& column : table->columns) {
      const bool is_given = std::ranges::find(*given, column.name) != given->end();
      if (!is_given && is_required(column, catalog_)) missing.push_back(column.name);
    }
    if (missing.empty()) return std::nullopt;
    return Fault{
        .is_sure = is_sure,
        .at = insertion.at,
        .message = text::format("{}: no value for NOT NULL {} {}", start_of(is_sure),
                                missing.size() == 1 ? "column" : "columns",
                                shown(missing, table->name.name)),
        .help = text::format("insert a value for `{}`, or give the column a DEFAULT", missing[0])};
  }

  /// The columns that get values, in the order of the values; nothing if that is not known.
  [[nodiscard]] std::optional<std::vector<std::string>> given_columns(
      const query::Insertion& insertion, const catalog::Relation& table) const {
    std::vector<std::string> given;
    if (insertion.assignments != query::none) {
      for (const query::Target& target : model_.assignments[insertion.assignments].targets) {
        given.push_back(target.column);
      }
      return given;
    }
    for (const catalog::Column& column : table.columns) {
      if (!column.certain) return std::nullopt;
      if (given.size() < *insertion.width) given.push_back(column.name);
    }
    return given;
  }

  [[nodiscard]] std::optional<Fault> fault_of(const query::Assignments& assignments) const {
    if (!has_blank(assignments)) return std::nullopt;
    const catalog::Relation* table = plain_table(assignments.item, "update");
    if (table == nullptr) return std::nullopt;
    for (const query::Target& target : assignments.targets) {
      const catalog::Column* column =
          is_blank(target) ? table->find_column(target.column) : nullptr;
      if (column == nullptr || !is_rejected(target.value, *column)) continue;
      return of_blank(target.at, target.value, false, *table, *column);
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_rejected(query::Written value, const catalog::Column& column) const {
    return value == query::Written::null ? rejects_null(column) : is_required(column, catalog_);
  }

  static std::string_view start_of(bool is_sure) {
    return is_sure ? "fails" : "fails with the first row";
  }

  static Fault of_blank(text::Range at, query::Written value, bool is_sure,
                        const catalog::Relation& table, const catalog::Column& column) {
    const std::string name = table.name.name + "." + column.name;
    const std::string_view start = start_of(is_sure);
    if (value == query::Written::null) {
      return {.is_sure = is_sure,
              .at = at,
              .message = text::format("{}: NULL for NOT NULL column `{}`", start, name),
              .help = text::format("write a value for `{}`, or allow NULL in it", column.name)};
    }
    return {.is_sure = is_sure,
            .at = at,
            .message = text::format("{}: NOT NULL column `{}` has no DEFAULT", start, name),
            .help = text::format("write a value for `{}` instead of DEFAULT", column.name)};
  }

  const query::Model& model_;
  const catalog::Catalog& catalog_;
  query::Lookup lookup_;
};

void check(Context& context) {
  const query::Model& model = *context.query();
  if (model.insertions.empty() && std::ranges::none_of(model.assignments, has_blank)) return;
  const bool runs = as<ExplainStmt>(context.statement().tree) == nullptr;
  if (!runs || !model.are_names_known || !context.follows_schema()) return;
  context.report_if({.at = context.statement().extent, .message = "fails: no value"},
                    [query = context.query(), file = context.origin().file](
                        const catalog::Catalog& before, Finding& finding) {
                      auto fault = Search(*query, before, file).first_fault();
                      if (!fault) return false;
                      finding.range = fault->at;
                      if (!fault->is_sure) finding.severity = Severity::warning;
                      finding.message = std::move(fault->message);
                      finding.help = std::move(fault->help);
                      return true;
                    });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-required-value",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .also = {Severity::warning},
    .summary = "A row has no value for a NOT NULL column without a default",
    .help = "insert a value for each NOT NULL column without a default",
    .why = R"(
A column that an INSERT leaves out gets its default. Without a default that is NULL, and a NOT NULL
column rejects the row (SQLSTATE 23502). ON CONFLICT does not help: PostgreSQL checks NOT NULL
before it looks for a conflict. A typical cause is a column that a later migration added or made NOT
NULL, while a script with data stayed as it was.
)",
    .reported = R"(
INSERT and the INSERT of MERGE without such a column, in the list or, without a list, at the end;
NULL or DEFAULT written as its value; `SET name = NULL` in UPDATE, ON CONFLICT and MERGE. By the
schema that the files before it made. As a warning where there may be no row: UPDATE, ON CONFLICT,
MERGE, `INSERT … SELECT`. Of equal INSERTs in a row, only the first is looked at.
)",
    .not_reported = R"(
Tables with a BEFORE trigger or a rule for the statement, which may fill the column; views and
foreign tables; identity columns and generated columns; columns whose DEFAULT depends on a
condition; columns of a type that may have a default; tables that the linted files do not show in
full; EXPLAIN; bodies of functions and DO blocks.
)",
    .instead = R"(
Insert a value. If most rows have the same one, give the column a DEFAULT.
)",
    .fine = R"(
In tests of the constraint, which expect the error.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, city text NOT NULL);
INSERT INTO customers (id, name) VALUES (1, 'Ada');
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, city text NOT NULL);
INSERT INTO customers (id, name, city) VALUES (1, 'Ada', 'London');
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html"},
    .query_check = check,
};

}  // namespace pglint::rules::missing_required_value
