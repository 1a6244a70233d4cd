#include "rule/made_around.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/names.h"
#include "parse/meaning/type_use.h"
#include "rule/context.h"

namespace pglint {
namespace {

using catalog::Made;
using catalog::MadeKind;

/// True for statements that make something which has the statement's place in the catalog.
bool defines_object(const Node& statement) {
  switch (statement.type) {
    case T_CreateStmt:
    case T_CreateForeignTableStmt:
    case T_ViewStmt:
    case T_CreateFunctionStmt:
    case T_RuleStmt:
    case T_CreateTrigStmt:
    case T_CreatePolicyStmt:
    case T_CompositeTypeStmt:
    case T_CreateDomainStmt:
    case T_CreateRangeStmt:
    case T_CreateRoleStmt:
    case T_CreatedbStmt:
      return true;
    case T_CreateTableAsStmt:
      return as<CreateTableAsStmt>(&statement)->objtype == OBJECT_MATVIEW;
    default:
      return false;
  }
}

bool is_default(const Constraint& constraint) {
  return constraint.contype == CONSTR_DEFAULT || constraint.contype == CONSTR_GENERATED;
}

/// The object that `statement` defines, with its name.
Made of_object(const Node& statement, Context& context) {
  Made made = {.place = context.place_of(0)};
  const Node* only = &statement;
  made.owner = parse::enclosing_object({&only, 1});
  const bool is_attached = statement.type == T_RuleStmt || statement.type == T_CreateTrigStmt ||
                           statement.type == T_CreatePolicyStmt ||
                           statement.type == T_AlterPolicyStmt;
  const std::size_t dot = is_attached ? made.owner.rfind('.') : std::string::npos;
  if (dot == std::string::npos) return made;
  made.column = made.owner.substr(dot + 1);
  made.owner.erase(dot);
  return made;
}

/// The table or domain that a statement with constraints makes or alters; empty for CREATE SCHEMA,
/// which can make several.
std::string owner_of_constraints(const Node& statement) {
  const Node* only = &statement;
  return statement.type == T_CreateSchemaStmt ? std::string() : parse::enclosing_object({&only, 1});
}

/// A CHECK, EXCLUDE or FOREIGN KEY constraint, if `node` is one.
std::optional<Made> of_constraint(const Node& node, parse::Ancestors above, Context& context) {
  const auto* constraint = as<Constraint>(&node);
  const bool is_one = constraint != nullptr && (constraint->contype == CONSTR_CHECK ||
                                                constraint->contype == CONSTR_EXCLUSION ||
                                                constraint->contype == CONSTR_FOREIGN);
  if (!is_one || above.empty()) return std::nullopt;
  const auto* column = as<ColumnDef>(above.back());
  const RangeVar* referenced = constraint->pktable;
  return Made{.kind = MadeKind::constraint,
              .place = context.place_of(constraint->location),
              .owner = owner_of_constraints(*above.front()),
              .column = std::string(column == nullptr ? "" : view(column->colname)),
              .parent = referenced == nullptr ? "" : parse::qualified_name(*referenced)};
}

/// The condition of USING or WITH CHECK of a policy, if `node` is it.
std::optional<Made> of_condition(const Node& node, parse::Ancestors above, Context& context) {
  if (above.empty()) return std::nullopt;
  const Node& statement = *above.front();
  const auto is_condition = [&](const auto* policy) {
    return policy != nullptr && (&node == policy->qual || &node == policy->with_check);
  };
  const bool is_one = is_condition(as<CreatePolicyStmt>(&statement)) ||
                      is_condition(as<AlterPolicyStmt>(&statement));
  if (!is_one) return std::nullopt;
  Made made = of_object(statement, context);
  made.kind = MadeKind::policy_condition;
  const std::size_t begin = context.anchor().of(node, {}).begin;
  made.place.at = context.origin().in_file({.begin = begin, .end = begin + 1}).begin;
  return made;
}

/// A fact about a column, if `node` is a part of its definition.
std::optional<Made> of_column(const Node& node, parse::Ancestors above, Context& context) {
  if (const auto* command = as<AlterTableCmd>(&node)) {
    if (command->subtype != AT_ColumnDefault || command->def == nullptr) return std::nullopt;
    const parse::TypeUse use = parse::column_use(*command, above);
    Made made = {.kind = MadeKind::column_default,
                 .place = context.place_of(0),
                 .owner = use.owner,
                 .column = std::string(use.name)};
    const std::size_t begin = context.anchor().of(*command->def, {}).begin;
    made.place.at = context.origin().in_file({.begin = begin, .end = begin + 1}).begin;
    return made;
  }
  if (const auto* constraint = as<Constraint>(&node); constraint && is_default(*constraint)) {
    const auto* column = above.empty() ? nullptr : as<ColumnDef>(above.back());
    if (column == nullptr) return std::nullopt;
    const parse::TypeUse use = parse::column_use(*column, above.first(above.size() - 1));
    return Made{.kind = MadeKind::column_default,
                .place = context.place_of(constraint->location),
                .owner = use.owner,
                .column = std::string(use.name)};
  }
  const auto* column = as<ColumnDef>(&node);
  if (column == nullptr || column->colname == nullptr) return std::nullopt;
  const parse::TypeUse use = parse::column_use(*column, above);
  if (use.place != parse::TypePlace::column) return std::nullopt;
  return Made{.kind = MadeKind::column,
              .place = context.place_of(column->location),
              .owner = use.owner,
              .column = std::string(use.name)};
}

/// A fact about a part of a table, domain or policy, if `node` defines it.
std::optional<Made> of_part(const Node& node, parse::Ancestors above, Context& context) {
  if (auto made = of_constraint(node, above, context)) return made;
  if (auto made = of_condition(node, above, context)) return made;
  return of_column(node, above, context);
}

}  // namespace

std::optional<Made> made_around(const Node& node, parse::Ancestors ancestors, Context& context) {
  if (auto made = of_part(node, ancestors, context)) return made;
  // Definitions are near the top; only expressions and queries nest deeply.
  constexpr std::size_t most_levels = 16;
  for (std::size_t level = std::min(ancestors.size(), most_levels); level > 0; --level) {
    if (auto made = of_part(*ancestors[level - 1], ancestors.first(level - 1), context)) {
      return made;
    }
  }
  const Node& statement = ancestors.empty() ? node : *ancestors.front();
  if (defines_object(statement)) return of_object(statement, context);
  if (const auto* index = as<IndexStmt>(&statement)) {
    Made made = {.kind = MadeKind::index, .place = context.place_of(0)};
    if (index->relation != nullptr) made.owner = parse::qualified_name(*index->relation);
    return made;
  }
  if (statement.type == T_AlterTableStmt) {
    Made made = of_object(statement, context);
    made.kind = MadeKind::table;
    return made;
  }
  return std::nullopt;
}

}  // namespace pglint
