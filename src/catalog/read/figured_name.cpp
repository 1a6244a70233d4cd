// FigureColname of PostgreSQL's parser, without its recursion.
#include "catalog/read/figured_name.h"

#include <array>
#include <utility>

namespace pglint::catalog {

using parse::as;
using parse::each;

namespace {

/// Deeper expressions do not occur in practice.
constexpr int max_figured_depth = 100;

/// A weak name is replaced by that of a type or by `case`.
struct Figured {
  std::string_view name = {};
  bool weak = true;
};

std::string_view last_string(const List* names) {
  std::string_view last;
  for (const Node* name : each(names)) {
    if (const auto* string = as<String>(name)) last = parse::view(string->sval);
  }
  return last;
}

std::string_view value_name(SQLValueFunctionOp operation) {
  static constexpr std::array<std::pair<SQLValueFunctionOp, std::string_view>, 15> names = {
      {{SVFOP_CURRENT_DATE, "current_date"},
       {SVFOP_CURRENT_TIME, "current_time"},
       {SVFOP_CURRENT_TIME_N, "current_time"},
       {SVFOP_CURRENT_TIMESTAMP, "current_timestamp"},
       {SVFOP_CURRENT_TIMESTAMP_N, "current_timestamp"},
       {SVFOP_LOCALTIME, "localtime"},
       {SVFOP_LOCALTIME_N, "localtime"},
       {SVFOP_LOCALTIMESTAMP, "localtimestamp"},
       {SVFOP_LOCALTIMESTAMP_N, "localtimestamp"},
       {SVFOP_CURRENT_ROLE, "current_role"},
       {SVFOP_CURRENT_USER, "current_user"},
       {SVFOP_USER, "user"},
       {SVFOP_SESSION_USER, "session_user"},
       {SVFOP_CURRENT_CATALOG, "current_catalog"},
       {SVFOP_CURRENT_SCHEMA, "current_schema"}}};
  for (const auto& [candidate, name] : names) {
    if (candidate == operation) return name;
  }
  return {};
}

std::string_view xml_name(XmlExprOp operation) {
  switch (operation) {
    case IS_XMLCONCAT:
      return "xmlconcat";
    case IS_XMLELEMENT:
      return "xmlelement";
    case IS_XMLFOREST:
      return "xmlforest";
    case IS_XMLPARSE:
      return "xmlparse";
    case IS_XMLPI:
      return "xmlpi";
    case IS_XMLROOT:
      return "xmlroot";
    case IS_XMLSERIALIZE:
    case IS_DOCUMENT:
      return {};
  }
  return {};
}

Figured figure(const Node* node, int depth);

Figured figure_sublink(const SubLink& sublink, int depth) {
  if (sublink.subLinkType == EXISTS_SUBLINK) return {.name = "exists", .weak = false};
  if (sublink.subLinkType == ARRAY_SUBLINK) return {.name = "array", .weak = false};
  if (sublink.subLinkType != EXPR_SUBLINK) return {};
  const auto* query = as<SelectStmt>(sublink.subselect);
  const auto targets = each<ResTarget>(query == nullptr ? nullptr : query->targetList);
  if (targets.empty() || targets[0] == nullptr) return {};
  if (targets[0]->name != nullptr) return {.name = parse::view(targets[0]->name), .weak = false};
  return figure(targets[0]->val, depth);
}

Figured strong(std::string_view name) { return {.name = name, .weak = name.empty()}; }

Figured figure_constructor(const Node& node) {
  switch (node.type) {
    case T_A_ArrayExpr:
      return strong("array");
    case T_RowExpr:
      return strong("row");
    case T_CoalesceExpr:
      return strong("coalesce");
    case T_GroupingFunc:
      return strong("grouping");
    case T_XmlSerialize:
      return strong("xmlserialize");
    case T_JsonParseExpr:
      return strong("json");
    case T_JsonScalarExpr:
      return strong("json_scalar");
    case T_JsonSerializeExpr:
      return strong("json_serialize");
    case T_JsonObjectConstructor:
      return strong("json_object");
    case T_JsonArrayConstructor:
    case T_JsonArrayQueryConstructor:
      return strong("json_array");
    case T_JsonObjectAgg:
      return strong("json_objectagg");
    case T_JsonArrayAgg:
      return strong("json_arrayagg");
    default:  // without a name
      return {};
  }
}

Figured figure_cast(const TypeCast& cast, int depth) {
  const Figured inner = figure(cast.arg, depth);
  if (!inner.weak) return inner;
  const std::string_view type =
      cast.typeName == nullptr ? std::string_view() : last_string(cast.typeName->names);
  return type.empty() ? inner : Figured{.name = type, .weak = true};
}

Figured figure(const Node* node, int depth) {
  if (node == nullptr || depth == 0) return {};
  if (const auto* column = as<ColumnRef>(node)) return strong(last_string(column->fields));
  if (const auto* call = as<FuncCall>(node)) return strong(last_string(call->funcname));
  if (const auto* cast = as<TypeCast>(node)) return figure_cast(*cast, depth - 1);
  if (const auto* collate = as<CollateClause>(node)) return figure(collate->arg, depth - 1);
  if (const auto* sublink = as<SubLink>(node)) return figure_sublink(*sublink, depth - 1);
  if (const auto* value = as<SQLValueFunction>(node)) return strong(value_name(value->op));
  if (const auto* xml = as<XmlExpr>(node)) return strong(xml_name(xml->op));
  if (const auto* greatest = as<MinMaxExpr>(node)) {
    return strong(greatest->op == IS_GREATEST ? "greatest" : "least");
  }
  if (const auto* operation = as<A_Expr>(node)) {
    return operation->kind == AEXPR_NULLIF ? strong("nullif") : Figured();
  }
  if (const auto* part = as<A_Indirection>(node)) {
    const std::string_view field = last_string(part->indirection);
    return field.empty() ? figure(part->arg, depth - 1) : strong(field);
  }
  if (const auto* choice = as<CaseExpr>(node)) {
    const Figured otherwise = figure(reinterpret_cast<const Node*>(choice->defresult), depth - 1);
    return otherwise.weak ? Figured{.name = "case", .weak = true} : otherwise;
  }
  return figure_constructor(*node);
}

}  // namespace

std::string_view figured_name(const Node* expression) {
  return figure(expression, max_figured_depth).name;
}

}  // namespace pglint::catalog
