#include "catalog/definition_reader.h"

#include <string_view>
#include <utility>

#include "parse/nodes.h"
#include "parse/type_name.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::view;

namespace {

/// Expressions that are written from their nodes may not nest deeper; others take a scan.
constexpr int simple_depth = 4;

std::string quoted(std::string_view value) {
  std::string literal = "'";
  for (const char byte : value) {
    if (byte == '\'') literal += '\'';
    literal += byte;
  }
  return literal + '\'';
}

std::optional<std::string> literal(const A_Const& constant) {
  if (constant.isnull) return "NULL";
  switch (constant.val.node.type) {
    case T_Integer:
      return std::to_string(constant.val.ival.ival);
    case T_Float:
      return std::string(view(constant.val.fval.fval));
    case T_Boolean:
      return constant.val.boolval.boolval ? "true" : "false";
    case T_String:
      return quoted(view(constant.val.sval.sval));
    default:
      return std::nullopt;
  }
}

std::optional<std::string> simple_expression(const Node* node, int depth);

std::optional<std::string> simple_call(const FuncCall& call, int depth) {
  const std::string_view name = parse::string_value(each(call.funcname).back());
  const bool plain =
      each(call.funcname).size() == 1 && call.agg_filter == nullptr && call.over == nullptr &&
      !call.agg_star && !call.func_variadic &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string_view::npos;
  if (!plain) return std::nullopt;
  std::string text = std::string(name) + "(";
  for (const Node* argument : each(call.args)) {
    const auto written = simple_expression(argument, depth - 1);
    if (!written) return std::nullopt;
    if (text.back() != '(') text += ", ";
    text += *written;
  }
  return text + ")";
}

/// The SQL of what most defaults are: constants, and calls with constants.
std::optional<std::string> simple_expression(const Node* node, int depth) {
  if (node == nullptr || depth == 0) return std::nullopt;
  if (const auto* constant = as<A_Const>(node)) return literal(*constant);
  if (const auto* call = as<FuncCall>(node)) return simple_call(*call, depth);
  const auto* value = as<SQLValueFunction>(node);
  if (value != nullptr && value->op == SVFOP_CURRENT_TIMESTAMP) return "CURRENT_TIMESTAMP";
  if (value != nullptr && value->op == SVFOP_CURRENT_DATE) return "CURRENT_DATE";
  return std::nullopt;
}

std::vector<std::string> strings(const List* names) {
  std::vector<std::string> values;
  for (const Node* name : each(names)) values.emplace_back(parse::string_value(name));
  return values;
}

std::optional<ConstraintKind> kind_of(ConstrType type) {
  switch (type) {
    case CONSTR_PRIMARY:
      return ConstraintKind::primary_key;
    case CONSTR_UNIQUE:
      return ConstraintKind::unique;
    case CONSTR_FOREIGN:
      return ConstraintKind::foreign_key;
    case CONSTR_CHECK:
      return ConstraintKind::check;
    case CONSTR_EXCLUSION:
      return ConstraintKind::exclusion;
    case CONSTR_NOTNULL:
      return ConstraintKind::not_null;
    default:  // says more of a column or of another constraint
      return std::nullopt;
  }
}

}  // namespace

Place DefinitionReader::place(int location, Extent extent) const {
  const text::Range statement = source_.in_file(source_.statement.extent);
  if (location < 0) {
    return {.file = source_.file,
            .statement = statement,
            .at = statement.begin,
            .extent = extent == Extent::search ? extent : Extent::statement};
  }
  const std::size_t at = source_.statement.base + static_cast<std::size_t>(location);
  return {.file = source_.file,
          .statement = statement,
          .at = source_.in_file({.begin = at, .end = at + 1}).begin,
          .extent = extent};
}

std::string DefinitionReader::expression(const Node& expression) const {
  if (auto simple = simple_expression(&expression, simple_depth)) return std::move(*simple);
  const text::Range range = source_.extent_of(expression);
  return std::string(source_.sql.substr(range.begin, range.size()));
}

std::optional<catalog::Constraint> DefinitionReader::constraint(const ::Constraint& written,
                                                                const std::string& column) const {
  const auto kind = kind_of(written.contype);
  if (!kind) return std::nullopt;
  catalog::Constraint constraint = {.name = std::string(view(written.conname)),
                                    .kind = *kind,
                                    .columns = {},
                                    .place = place(written.location, Extent::element)};
  const bool foreign = *kind == ConstraintKind::foreign_key;
  constraint.columns = strings(foreign ? written.fk_attrs : written.keys);
  const bool of_column = constraint.columns.empty() && !column.empty();
  if (of_column && *kind != ConstraintKind::check) constraint.columns = {column};
  if (foreign && written.pktable != nullptr) constraint.referenced = name_of(*written.pktable);
  if (foreign) constraint.referenced_columns = strings(written.pk_attrs);
  constraint.index = view(written.indexname);
  return constraint;
}

ColumnDefinition DefinitionReader::column(const ColumnDef& definition) const {
  ColumnDefinition read;
  Column& column = read.column;
  column.name = view(definition.colname);
  column.place = place(definition.location, Extent::element);
  column.type_place = column.place;
  if (definition.is_not_null) column.not_null = Answer::yes;
  if (definition.typeName != nullptr) {
    column.type = type_of(*definition.typeName);
    column.type_place = place(definition.typeName->location, Extent::type);
    if (!parse::serial_integer(parse::bare_type_name(*definition.typeName)).empty()) {
      column.not_null = Answer::yes;
      column.default_expression = "nextval('" + column.name + "_seq')";
    }
  }
  for (const auto* written : each<::Constraint>(definition.constraints)) {
    if (written == nullptr) continue;
    switch (written->contype) {
      case CONSTR_DEFAULT:
      case CONSTR_GENERATED:
        column.generated = written->contype == CONSTR_GENERATED;
        if (written->raw_expr != nullptr)
          column.default_expression = expression(*written->raw_expr);
        break;
      case CONSTR_IDENTITY:
        column.identity = true;
        column.not_null = Answer::yes;
        break;
      case CONSTR_NOTNULL:
        column.not_null = Answer::yes;
        break;
      default:
        if (auto constraint = this->constraint(*written, column.name)) {
          read.constraints.push_back(std::move(*constraint));
        }
    }
  }
  return read;
}

}  // namespace pglint::catalog
