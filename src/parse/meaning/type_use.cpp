// PostgreSQL's grammar has one node, TypeName, for all uses of a type, so the use is determined
// from its ancestors. Parents that are not listed here only name a type, without values of it.
#include "parse/meaning/type_use.h"

#include <algorithm>
#include <cassert>

#include "parse/meaning/keyword.h"
#include "parse/meaning/names.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

Ancestors above(Ancestors ancestors) { return ancestors.first(ancestors.size() - 1); }

std::string alias_name(const Alias* alias) {
  return alias == nullptr ? std::string() : std::string(view(alias->aliasname));
}

/// The table that `node` creates, or null.
const RangeVar* created_table(const Node* node) {
  if (const auto* table = as<CreateStmt>(node)) return table->relation;
  if (const auto* table = as<CreateForeignTableStmt>(node)) return table->base.relation;
  return nullptr;
}

const List* created_columns(const Node* node) {
  if (const auto* table = as<CreateStmt>(node)) return table->tableElts;
  if (const auto* table = as<CreateForeignTableStmt>(node)) return table->base.tableElts;
  if (const auto* composite = as<CompositeTypeStmt>(node)) return composite->coldeflist;
  return nullptr;
}

std::string_view column_name(const AlterTableCmd& command) {
  if (command.name != nullptr) return view(command.name);
  const auto* column = as<ColumnDef>(command.def);
  return column == nullptr ? std::string_view() : view(column->colname);
}

/// 1-based position of `node` in `list`.
std::size_t position_in(const List* list, const Node& node) {
  std::size_t position = 1;
  for (const Node* element : each(list)) {
    if (element == &node) break;
    ++position;
  }
  return position;
}

/// True for RETURNS TABLE (…), for which the parser derives a return type from the columns.
bool returns_table(const CreateFunctionStmt& function) {
  for (const auto* parameter : each<FunctionParameter>(function.parameters)) {
    if (parameter->mode == FUNC_PARAM_TABLE) return true;
  }
  return false;
}

TypeUse result_use(const CreateFunctionStmt& function, const TypeName& type) {
  if (function.returnType != &type || returns_table(function)) return {};
  return {.place = TypePlace::result, .owner = qualified_name(function.funcname)};
}

TypeUse argument_use(const FunctionParameter& parameter, Ancestors ancestors) {
  if (ancestors.empty()) return {.place = TypePlace::variable, .name = view(parameter.name)};
  const auto* function = as<CreateFunctionStmt>(ancestors.back());
  if (function == nullptr) return {};
  const bool out = parameter.mode == FUNC_PARAM_OUT || parameter.mode == FUNC_PARAM_TABLE;
  return {.place = out ? TypePlace::result_column : TypePlace::argument,
          .owner = qualified_name(function->funcname),
          .name = view(parameter.name),
          .position = position_in(function->parameters, node(parameter)),
          .list = ancestors.back()};
}

TypeUse range_use(const DefElem& option, Ancestors ancestors) {
  const auto* range = as<CreateRangeStmt>(ancestors.empty() ? nullptr : ancestors.back());
  if (range == nullptr || view(option.defname) != "subtype") return {};
  return {.place = TypePlace::range_subtype, .owner = qualified_name(range->typeName)};
}

TypeUse json_column_use(const JsonTableColumn& column, Ancestors ancestors) {
  constexpr std::size_t nested_paths = 16;
  const auto* table = nearest<JsonTable>(ancestors, nested_paths);
  return {.place = TypePlace::row_column,
          .owner = table == nullptr ? std::string() : alias_name(table->alias),
          .name = view(column.name)};
}

TypeUse xml_column_use(const RangeTableFuncCol& column, Ancestors ancestors) {
  const auto* table = nearest<RangeTableFunc>(ancestors, 1);
  return {.place = TypePlace::row_column,
          .owner = table == nullptr ? std::string() : alias_name(table->alias),
          .name = view(column.colname)};
}

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

/// The name in backticks, `p_at`, or the 1-based position of an unnamed argument.
std::string name_or_position(const TypeUse& use) {
  return use.name.empty() ? std::to_string(use.position) : quoted(use.name);
}

}  // namespace

TypeUse type_use(const TypeName& type, Ancestors ancestors) {
  if (ancestors.empty()) return {};
  const Node* parent = ancestors.back();
  switch (parent->type) {
    case T_ColumnDef:
      return column_use(*as<ColumnDef>(parent), above(ancestors));
    case T_FunctionParameter:
      return argument_use(*as<FunctionParameter>(parent), above(ancestors));
    case T_CreateFunctionStmt:
      return result_use(*as<CreateFunctionStmt>(parent), type);
    case T_CreateDomainStmt:
      return {.place = TypePlace::domain,
              .owner = qualified_name(as<CreateDomainStmt>(parent)->domainname)};
    case T_TypeCast:
    case T_XmlSerialize:
      return {.place = TypePlace::cast};
    case T_JsonOutput:
      return {.place = TypePlace::returning};
    case T_JsonTableColumn:
      return json_column_use(*as<JsonTableColumn>(parent), above(ancestors));
    case T_RangeTableFuncCol:
      return xml_column_use(*as<RangeTableFuncCol>(parent), above(ancestors));
    case T_DefElem:
      return range_use(*as<DefElem>(parent), above(ancestors));
    case T_PrepareStmt: {
      const auto* prepare = as<PrepareStmt>(parent);
      return {.place = TypePlace::parameter,
              .owner = std::string(view(prepare->name)),
              .position = position_in(prepare->argtypes, node(type))};
    }
    default:
      return {};
  }
}

TypeUse column_use(const ColumnDef& column, Ancestors ancestors) {
  const Node* parent = ancestors.empty() ? nullptr : ancestors.back();
  const std::string_view name = view(column.colname);
  if (const RangeVar* table = created_table(parent)) {
    return {
        .place = TypePlace::column, .owner = qualified_name(*table), .name = name, .list = parent};
  }
  if (const auto* composite = as<CompositeTypeStmt>(parent)) {
    return {.place = TypePlace::attribute,
            .owner = qualified_name(*composite->typevar),
            .name = name,
            .list = parent};
  }
  if (const auto* function = as<RangeFunction>(parent)) {
    return {.place = TypePlace::row_column, .owner = alias_name(function->alias), .name = name};
  }
  if (const auto* command = as<AlterTableCmd>(parent)) {
    return column_use(*command, above(ancestors));
  }
  return {};
}

TypeUse column_use(const AlterTableCmd& command, Ancestors ancestors) {
  const auto* alter = as<AlterTableStmt>(ancestors.empty() ? nullptr : ancestors.back());
  if (alter == nullptr) return {};
  const bool table = alter->objtype == OBJECT_TABLE || alter->objtype == OBJECT_FOREIGN_TABLE;
  if (!table && alter->objtype != OBJECT_TYPE) return {};
  return {.place = table ? TypePlace::column : TypePlace::attribute,
          .owner = qualified_name(*alter->relation),
          .name = column_name(command),
          .list = ancestors.back()};
}

ModifierEffect modifier_effect(TypePlace place) {
  switch (place) {
    case TypePlace::cast:
      return ModifierEffect::cuts;
    case TypePlace::argument:
    case TypePlace::result:
    case TypePlace::result_column:
    case TypePlace::parameter:
    case TypePlace::range_subtype:
    case TypePlace::none:
      return ModifierEffect::ignored;
    case TypePlace::column:
    case TypePlace::attribute:
    case TypePlace::domain:
    case TypePlace::returning:
    case TypePlace::row_column:
    case TypePlace::variable:
      return ModifierEffect::limits;
  }
  assert(false);
  return ModifierEffect::ignored;
}

namespace {

/// True for a name that EXECUTE gets from a variable: the text of format() has underscores there.
bool is_filled(std::string_view name) {
  return !name.empty() && name.find_first_not_of('_') == std::string_view::npos;
}

bool has_filled_part(std::string_view qualified) {
  const std::size_t dot = qualified.rfind('.');
  if (dot == std::string_view::npos) return is_filled(qualified);
  return is_filled(qualified.substr(0, dot)) || is_filled(qualified.substr(dot + 1));
}

}  // namespace

std::string describe(const TypeUse& use) {
  switch (use.place) {
    case TypePlace::none:
      return {};
    case TypePlace::column:
    case TypePlace::attribute:
      if (is_filled(use.name)) return "this column";
      if (has_filled_part(use.owner)) return "column " + quoted(use.name);
      return quoted(use.owner + "." + std::string(use.name));
    case TypePlace::domain:
      return "domain " + quoted(use.owner);
    case TypePlace::argument:
      return "argument " + name_or_position(use) + " of " + quoted(use.owner);
    case TypePlace::result:
      return "the result of " + quoted(use.owner);
    case TypePlace::result_column:
      return "result column " + name_or_position(use) + " of " + quoted(use.owner);
    case TypePlace::cast:
      return "this cast";
    case TypePlace::returning:
      return "this RETURNING clause";
    case TypePlace::row_column:
      return use.owner.empty() ? "column " + quoted(use.name)
                               : quoted(use.owner + "." + std::string(use.name));
    case TypePlace::parameter:
      return "parameter " + name_or_position(use) + " of " + quoted(use.owner);
    case TypePlace::variable:
      return "variable " + quoted(use.name);
    case TypePlace::range_subtype:
      return "range type " + quoted(use.owner);
  }
  assert(false);
  return {};
}

std::string is_declared_as(const TypeUse& use, std::string_view type) {
  const bool is_action = use.place == TypePlace::cast || use.place == TypePlace::returning;
  const bool is_range = use.place == TypePlace::range_subtype;
  return describe(use) +
         (is_action  ? " yields "
          : is_range ? " has subtype "
                     : " is ") +
         quoted(type);
}

std::string object_name(const TypeUse& use) {
  switch (use.place) {
    case TypePlace::column:
    case TypePlace::attribute:
      return use.owner + "." + std::string(use.name);
    case TypePlace::argument:
    case TypePlace::result_column:
    case TypePlace::parameter:
      return use.owner + "(" +
             (use.name.empty() ? std::to_string(use.position) : std::string(use.name)) + ")";
    case TypePlace::domain:
    case TypePlace::result:
    case TypePlace::range_subtype:
      return use.owner;
    case TypePlace::none:
    case TypePlace::cast:
    case TypePlace::returning:
    case TypePlace::row_column:
    case TypePlace::variable:
      return {};
  }
  assert(false);
  return {};
}

std::string sql_name(std::string_view name) {
  const auto is_plain = [](char byte) {
    return byte == '_' || text::is_lower(byte) || text::is_digit(byte);
  };
  const bool plain = !name.empty() && !text::is_digit(name.front()) &&
                     std::ranges::all_of(name, is_plain) && reserved(name) == Reserved::no;
  if (plain) return std::string(name);
  std::string quoted_name = "\"";
  for (const char byte : name) quoted_name += byte == '"' ? "\"\"" : std::string(1, byte);
  return quoted_name + '"';
}

std::string sql_name(const List* names) {
  std::string written;
  for (const Node* part : each(names)) {
    if (!written.empty()) written += '.';
    written += sql_name(string_value(part));
  }
  return written;
}

std::vector<TypedName> names_beside(const TypeUse& use) {
  std::vector<TypedName> names;
  for (const auto* column : each<ColumnDef>(created_columns(use.list))) {
    if (column != nullptr) names.push_back({view(column->colname), column->typeName});
  }
  if (const auto* alter = as<AlterTableStmt>(use.list)) {
    for (const auto* command : each<AlterTableCmd>(alter->cmds)) {
      const auto* column = as<ColumnDef>(command->def);
      names.push_back({column_name(*command), column == nullptr ? nullptr : column->typeName});
    }
  }
  if (const auto* function = as<CreateFunctionStmt>(use.list)) {
    for (const auto* parameter : each<FunctionParameter>(function->parameters)) {
      names.push_back({view(parameter->name), parameter->argType});
    }
  }
  return names;
}

}  // namespace pglint::parse
