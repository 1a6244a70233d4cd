#include "rule/fix/schema_plan.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "catalog/schema_catalog.h"

#include "design/key/index_sql.h"
#include "design/sql_name.h"
#include "text/ascii.h"
#include "text/format.h"
#include "text/utf8.h"

namespace pglint {
namespace {

using catalog::quoted_name;
using catalog::Relation;
using design::in_sql;

constexpr std::size_t longest_name = 63;

/// `front` and `ending`, cut as PostgreSQL cuts a name that it makes itself.
std::string name_of(std::string front, std::string_view ending) {
  const std::size_t most = longest_name - ending.size();
  if (front.size() > most) {
    front.resize(most);
    if (const auto bad = text::find_invalid_utf8(front)) front.resize(*bad);
  }
  return front.append(ending);
}

std::string front_of(const Relation& table, const std::vector<std::string>& columns) {
  return table.name.name + "_" + text::joined(columns, "_");
}

/// The name that PostgreSQL would give to an index on `columns`; nothing if it is taken.
std::optional<std::string> free_index_name(const Relation& table,
                                           const std::vector<std::string>& columns,
                                           const catalog::Catalog& catalog) {
  std::string name = name_of(front_of(table, columns), "_idx");
  const catalog::Name qualified{table.name.schema, name};
  const bool is_taken =
      catalog.find_index(qualified) != nullptr || catalog.find_relation(qualified) != nullptr;
  return is_taken ? std::nullopt : std::optional(std::move(name));
}

std::string in_schema_of(const Relation& table, const std::string& name) {
  return in_sql(catalog::Name{table.name.schema, name});
}

/// A step that creates an index on `columns`; nothing if its name is taken.
std::optional<PlanStep> create_index(const Relation& table, const std::vector<std::string>& columns,
                                     const catalog::Catalog& catalog) {
  const auto name = free_index_name(table, columns, catalog);
  if (!name) return std::nullopt;
  return PlanStep{.sql = text::format("CREATE INDEX CONCURRENTLY {} ON {} ({})", quoted_name(*name),
                                      in_sql(table.name), in_sql(columns)),
                  .undo = "DROP INDEX CONCURRENTLY " + in_schema_of(table, *name),
                  .time = PlanTime::outside};
}

/// Whether the index can be dropped and created again: no constraint or partitioned index owns it,
/// and its name and condition are known.
bool is_sure(const catalog::Index& index, const Relation& table) {
  const bool is_part = !index.parent.empty() || table.partitioned;
  const bool is_cut = design::where_clause(index).ends_with("…");
  return !is_part && !is_cut && !index.name.empty() && index.constraint.empty();
}

std::string create_again(const catalog::Index& index, const Relation& table,
                         std::string_view concurrently) {
  return text::format("CREATE {}INDEX{} {} ON {} {}", index.unique ? "UNIQUE " : "", concurrently,
                      quoted_name(index.name), in_sql(table.name), design::clauses_of(index));
}

std::string alter_column(const Relation& table, const catalog::Column& column) {
  return text::format("ALTER TABLE {} ALTER COLUMN {}", in_sql(table.name),
                      quoted_name(column.name));
}

/// `orders_customer_id`, with which a file's name can go on.
std::string word_of(const std::string& name) {
  std::string word;
  for (const char byte : name) {
    const bool is_plain = text::is_letter(byte) || text::is_digit(byte) || byte == '_';
    word += is_plain ? text::lowered(byte) : '_';
  }
  return word;
}

}  // namespace

SharedPlan plan_index(const Relation& table, const std::vector<std::string>& columns,
                      const catalog::Catalog& catalog) {
  if (table.partitioned) return nullptr;
  auto step = create_index(table, columns, catalog);
  if (!step) return nullptr;
  return shared(
      {.name = "index_" + word_of(front_of(table, columns)), .steps = {std::move(*step)}});
}

SharedPlan plan_drop_index(const Relation& table, const catalog::Index& index) {
  if (!is_sure(index, table)) return nullptr;
  const std::string create = create_again(index, table, " CONCURRENTLY");
  return shared({.name = "drop_" + word_of(index.name),
                 .steps = {{.sql = "DROP INDEX CONCURRENTLY " + in_schema_of(table, index.name),
                            .undo = create,
                            .time = PlanTime::outside}}});
}

SharedPlan plan_foreign_key(const PlannedForeignKey& key, const catalog::Catalog& catalog) {
  if (key.table.partitioned) return nullptr;
  const std::vector<std::string> columns = {key.column};
  const std::string name = name_of(front_of(key.table, columns), "_fkey");
  const bool is_taken = std::ranges::any_of(
      key.table.constraints, [&](const auto& constraint) { return constraint.name == name; });
  if (is_taken) return nullptr;
  Plan plan = {.name = "foreign_key_" + word_of(front_of(key.table, columns)), .steps = {}};
  if (key.needs_index) {
    auto step = create_index(key.table, columns, catalog);
    if (!step) return nullptr;
    plan.steps.push_back(std::move(*step));
  }
  const std::string alter = "ALTER TABLE " + in_sql(key.table.name);
  plan.steps.push_back(
      {.sql = text::format("{} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} NOT VALID", alter,
                           quoted_name(name), quoted_name(key.column), in_sql(key.target.name)),
       .undo = text::format("{} DROP CONSTRAINT {}", alter, quoted_name(name))});
  plan.steps.push_back({.sql = text::format("{} VALIDATE CONSTRAINT {}", alter, quoted_name(name)),
                        .time = PlanTime::later});
  return shared(std::move(plan));
}

SharedPlan plan_primary_key(const Relation& table, const catalog::Index& index) {
  if (!is_sure(index, table)) return nullptr;
  const std::string alter = "ALTER TABLE " + in_sql(table.name);
  const std::string name = quoted_name(index.name);
  const std::string undo =
      text::format("{} DROP CONSTRAINT {};\n", alter, name) + create_again(index, table, "");
  return shared({.name = "primary_key_" + word_of(table.name.name),
                 .steps = {{.sql = alter + " ADD PRIMARY KEY USING INDEX " + name, .undo = undo}}});
}

SharedPlan plan_set_default(const Relation& table, const catalog::Column& column,
                            std::string_view expression) {
  if (column.default_expression) return nullptr;
  const std::string alter = alter_column(table, column);
  return shared({.name = "set_default_" + word_of(front_of(table, {column.name})),
                 .steps = {{.sql = text::format("{} SET DEFAULT {}", alter, expression),
                            .undo = alter + " DROP DEFAULT"}}});
}

SharedPlan plan_drop_default(const Relation& table, const catalog::Column& column) {
  if (!column.default_expression) return nullptr;
  const std::string alter = alter_column(table, column);
  return shared({.name = "drop_default_" + word_of(front_of(table, {column.name})),
                 .steps = {{.sql = alter + " DROP DEFAULT",
                            .undo = alter + " SET DEFAULT " + *column.default_expression}}});
}

}  // namespace pglint
