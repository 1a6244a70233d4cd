#include "catalog/use_reader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "catalog/read/used_column.h"

#include "parse/meaning/list_pattern.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"

namespace pglint::catalog {

using parse::Ancestors;
using parse::as;
using parse::each;
using parse::string_value;

namespace {

Place place_at(int location) {
  if (location < 0) return {.extent = Extent::statement};
  return {.at = static_cast<std::size_t>(location), .extent = Extent::name};
}

/// A new table is in scope of its own checks and generated columns: it exists when uses are
/// applied.
void add_new_table(const ColumnRef& column, Ancestors ancestors, parse::ColumnSource& source) {
  if (ancestors.empty() || each(column.fields).size() != 1 || source.column.empty()) return;
  const Node* statement = ancestors.front();
  const auto* create = as<CreateStmt>(statement);
  if (const auto* foreign = as<CreateForeignTableStmt>(statement)) create = &foreign->base;
  if (create == nullptr || create->relation == nullptr) return;
  const Name name = name_of(*create->relation);
  source.levels.push_back({.relations = {{.schema = name.schema, .name = name.name}}});
}

/// What a function call shows about an argument.
enum class Meaning : std::uint8_t {
  splits_at,        ///< the first is split at the second
  splits_at_regex,  ///< the same, where the second is a regular expression
  finds_in,         ///< the second is searched for in the first
  finds_in_second,
  elements,         ///< the first is a JSON array
  elements_second,  ///< the second is
  path,             ///< the second is a path in the first, which is JSON
  key,              ///< of the first, which is JSON, the second is a key
  sequence,         ///< the first is a sequence's name
};

struct KnownFunction {
  std::string_view name;
  Meaning meaning;
};

/// Sorted by name.
constexpr std::array known_functions = {
    KnownFunction{"currval", Meaning::sequence},
    KnownFunction{"find_in_set", Meaning::finds_in_second},
    KnownFunction{"json_array_elements", Meaning::elements},
    KnownFunction{"json_array_elements_text", Meaning::elements},
    KnownFunction{"json_extract_path", Meaning::key},
    KnownFunction{"json_extract_path_text", Meaning::key},
    KnownFunction{"json_populate_recordset", Meaning::elements_second},
    KnownFunction{"json_to_recordset", Meaning::elements},
    KnownFunction{"jsonb_array_elements", Meaning::elements},
    KnownFunction{"jsonb_array_elements_text", Meaning::elements},
    KnownFunction{"jsonb_extract_path", Meaning::key},
    KnownFunction{"jsonb_extract_path_text", Meaning::key},
    KnownFunction{"jsonb_path_exists", Meaning::path},
    KnownFunction{"jsonb_path_match", Meaning::path},
    KnownFunction{"jsonb_path_query", Meaning::path},
    KnownFunction{"jsonb_path_query_array", Meaning::path},
    KnownFunction{"jsonb_path_query_first", Meaning::path},
    KnownFunction{"jsonb_populate_recordset", Meaning::elements_second},
    KnownFunction{"jsonb_to_recordset", Meaning::elements},
    KnownFunction{"nextval", Meaning::sequence},
    KnownFunction{"position", Meaning::finds_in},
    KnownFunction{"regexp_split_to_array", Meaning::splits_at_regex},
    KnownFunction{"regexp_split_to_table", Meaning::splits_at_regex},
    KnownFunction{"setval", Meaning::sequence},
    KnownFunction{"split_part", Meaning::splits_at},
    KnownFunction{"string_to_array", Meaning::splits_at},
    KnownFunction{"string_to_table", Meaning::splits_at},
    KnownFunction{"strpos", Meaning::finds_in},
};
static_assert(std::ranges::is_sorted(known_functions, {}, &KnownFunction::name));

const KnownFunction* known_function(const List* names) {
  const std::string_view name = string_value(each(names).back());
  const auto* found = std::ranges::lower_bound(known_functions, name, {}, &KnownFunction::name);
  if (found == known_functions.end() || found->name != name) return nullptr;
  // A MySQL function may be defined in any schema.
  const bool anybodys = found->meaning == Meaning::finds_in_second;
  return anybodys || parse::builtin_name(names) == name ? found : nullptr;
}

/// The text of a constant, or empty.
std::string_view constant_text(const Node* value) {
  const A_Const* literal = parse::text_literal(value);
  return literal == nullptr ? std::string_view() : parse::string_value(*literal);
}

/// The first key of a path in array form: `k` of `{k,0}`.
std::string_view first_of_path(std::string_view path) {
  if (path.size() < 2 || path.front() != '{' || path.back() != '}') return {};
  path = path.substr(1, path.size() - 2);
  path = path.substr(0, path.find(','));
  const bool quoted = path.size() > 1 && path.front() == '"' && path.back() == '"';
  return quoted ? path.substr(1, path.size() - 2) : path;
}

/// A JSON path to the elements of the outermost array: `$[*].name`.
bool is_path_to_elements(const Node* path) {
  std::string_view text = constant_text(parse::without_casts(path));
  for (const std::string_view mode : {"lax", "strict"}) {
    if (text.starts_with(mode)) text.remove_prefix(mode.size());
  }
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.starts_with("$[*]");
}

/// A JSON array of objects: `[{"user_id": 7}]`.
bool is_array_of_objects(std::string_view json) {
  const std::size_t open = json.find_first_not_of(" \n\t");
  if (open == std::string_view::npos || json[open] != '[') return false;
  const std::size_t element = json.find_first_not_of(" \n\t", open + 1);
  return element != std::string_view::npos && json[element] == '{';
}

}  // namespace

void UseReader::note(ColumnUseKind kind, const Node* value, Ancestors ancestors,
                     std::string_view detail) {
  const ColumnRef* column = used_column(value);
  if (column == nullptr) return;
  parse::ColumnSource source = parse::column_source(*column, ancestors);
  if (source.levels.empty()) add_new_table(*column, ancestors, source);
  if (source.levels.empty()) return;
  add({.kind = kind,
       .source = std::move(source),
       .detail = std::string(detail),
       .place = place_at(column->location)},
      uses_.columns);
}

void UseReader::note_operands(const Node* left, const Node* right, Ancestors ancestors) {
  for (const Node* operand : {left, right}) {
    if (as<ColumnRef>(operand) != nullptr) note(ColumnUseKind::filtered, operand, ancestors);
    const auto* row = as<RowExpr>(operand);
    if (row == nullptr) continue;
    for (const Node* part : each(row->args)) {
      if (as<ColumnRef>(part) != nullptr) note(ColumnUseKind::filtered, part, ancestors);
    }
  }
}

void UseReader::note_search(const Node* searched, const Node* pattern, Ancestors ancestors) {
  if (const Node* inner = parse::between_separators(searched)) {
    if (!parse::is_substring_pattern(pattern)) return;
    return note(ColumnUseKind::searched_as_list, inner, ancestors);
  }
  if (used_column(searched) == nullptr || !parse::is_element_pattern(pattern)) return;
  note(ColumnUseKind::searched_as_list, searched, ancestors);
}

void UseReader::note_targets(const List* targets, const RangeVar* relation) {
  if (relation == nullptr) return;
  for (const auto* target : each<ResTarget>(targets)) {
    if (target == nullptr || target->name == nullptr) continue;
    const Name name = name_of(*relation);
    add({.kind = ColumnUseKind::updated,
         .source = {.column = target->name,
                    .levels = {{.relations = {{.schema = name.schema, .name = name.name}}}}},
         .place = place_at(target->location)},
        uses_.columns);
  }
}

void UseReader::read(const FuncCall& call, Ancestors ancestors) {
  const KnownFunction* function = known_function(call.funcname);
  const auto arguments = each(call.args);
  if (function == nullptr || arguments.empty()) return;
  const Node* first = arguments[0];
  const Node* second = arguments.size() > 1 ? arguments[1] : nullptr;
  switch (function->meaning) {
    case Meaning::splits_at:
      if (parse::is_list_separator(second)) note(ColumnUseKind::split_as_list, first, ancestors);
      return;
    case Meaning::splits_at_regex:
      if (!parse::is_list_separator_regex(second)) return;
      return note(ColumnUseKind::split_as_list, first, ancestors);
    case Meaning::finds_in: {
      if (second == nullptr || !parse::is_between_separators(second)) return;
      const Node* inner = parse::between_separators(first);
      return note(ColumnUseKind::searched_as_list, inner == nullptr ? first : inner, ancestors);
    }
    case Meaning::finds_in_second:
      return note(ColumnUseKind::searched_as_list, second, ancestors);
    case Meaning::elements:
      return note(ColumnUseKind::json_elements, first, ancestors);
    case Meaning::elements_second:
      return note(ColumnUseKind::json_elements, second, ancestors);
    case Meaning::path:
      if (is_path_to_elements(second)) note(ColumnUseKind::json_elements, first, ancestors);
      return;
    case Meaning::key: {
      const std::string_view key = constant_text(second);
      if (!key.empty()) note(ColumnUseKind::json_key, first, ancestors, key);
      return;
    }
    case Meaning::sequence:
      return note_sequence(function->name, first, ancestors);
  }
}

void UseReader::read(const A_Expr& expression, Ancestors ancestors) {
  const Node* left = expression.lexpr;
  const Node* right = expression.rexpr;
  const std::string_view name = string_value(each(expression.name).back());
  switch (expression.kind) {
    case AEXPR_IN:
    case AEXPR_OP_ANY:
      if (name != "=" || !is_in_condition(parse::node(expression), ancestors)) return;
      return note_operands(left, nullptr, ancestors);
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
      return note_search(left, right, ancestors);
    case AEXPR_OP:
      break;
    default:
      return;
  }
  if (left == nullptr) return;
  if (name == "=") {
    if (is_in_condition(parse::node(expression), ancestors)) note_operands(left, right, ancestors);
  } else if (name == "->" || name == "->>") {
    const std::string_view key = constant_text(right);
    if (!key.empty()) note(ColumnUseKind::json_key, left, ancestors, key);
  } else if (name == "#>" || name == "#>>") {
    const std::string_view key = first_of_path(constant_text(parse::without_casts(right)));
    if (!key.empty()) note(ColumnUseKind::json_key, left, ancestors, key);
  } else if (name == "@?" || name == "@@") {
    if (is_path_to_elements(right)) note(ColumnUseKind::json_elements, left, ancestors);
  } else if (name == "@>") {
    if (!is_array_of_objects(constant_text(parse::without_casts(right)))) return;
    note(ColumnUseKind::json_elements_filtered, left, ancestors);
  } else if (name == "~~" || name == "~~*" || name == "!~~" || name == "!~~*") {
    note_search(left, right, ancestors);
  } else if (name == "~" || name == "~*" || name == "!~" || name == "!~*") {
    if (used_column(left) == nullptr || !parse::is_element_regex(right)) return;
    note(ColumnUseKind::searched_as_list, left, ancestors);
  }
}

void UseReader::read(const A_Indirection& indirection, Ancestors ancestors) {
  const auto* subscript = as<A_Indices>(each(indirection.indirection)[0]);
  if (subscript == nullptr || subscript->is_slice) return;
  const std::string_view key = constant_text(subscript->uidx);
  if (!key.empty()) note(ColumnUseKind::json_key, indirection.arg, ancestors, key);
}

void UseReader::read(const SubLink& sublink, Ancestors ancestors) {
  const bool is_in =
      sublink.subLinkType == ANY_SUBLINK &&
      (sublink.operName == nullptr || string_value(each(sublink.operName).back()) == "=");
  if (!is_in || !is_in_condition(parse::node(sublink), ancestors)) return;
  note_operands(sublink.testexpr, nullptr, ancestors);
}

void UseReader::read(const JoinExpr& join, Ancestors ancestors) {
  for (const Node* column : each(join.usingClause)) {
    for (const Node* side : {join.larg, join.rarg}) {
      parse::ColumnSource source = parse::column_source(string_value(column), side, ancestors);
      if (source.levels.empty()) continue;
      add({.kind = ColumnUseKind::filtered,
           .source = std::move(source),
           .place = {.extent = Extent::statement}},
          uses_.columns);
    }
  }
}

void UseReader::read(const JsonTable& table, Ancestors ancestors) {
  const bool is_array = table.context_item != nullptr && table.pathspec != nullptr &&
                        is_path_to_elements(table.pathspec->string);
  if (!is_array) return;
  // JSON_TABLE is LATERAL: it can reference earlier FROM items.
  std::vector<const Node*> inside(ancestors.begin(), ancestors.end());
  inside.push_back(&parse::node(table));
  note(ColumnUseKind::json_elements, reinterpret_cast<const Node*>(table.context_item->raw_expr),
       inside);
}

void UseReader::read(const UpdateStmt& update, Ancestors) {
  note_targets(update.targetList, update.relation);
}

void UseReader::read(const DeleteStmt& removal, Ancestors) {
  if (removal.relation == nullptr) return;
  add({.kind = RelationUseKind::rows_deleted,
       .relation = name_of(*removal.relation),
       .place = place_at(removal.relation->location)},
      uses_.relations);
}

void UseReader::read(const InsertStmt& insert, Ancestors) {
  if (insert.onConflictClause == nullptr) return;
  note_targets(insert.onConflictClause->targetList, insert.relation);
}

void UseReader::read(const MergeStmt& merge, Ancestors) {
  if (merge.relation == nullptr) return;
  for (const auto* clause : each<MergeWhenClause>(merge.mergeWhenClauses)) {
    if (clause == nullptr) continue;
    if (clause->commandType == CMD_UPDATE) note_targets(clause->targetList, merge.relation);
    if (clause->commandType != CMD_DELETE) continue;
    add({.kind = RelationUseKind::rows_deleted,
         .relation = name_of(*merge.relation),
         .place = place_at(merge.relation->location)},
        uses_.relations);
  }
}

}  // namespace pglint::catalog
