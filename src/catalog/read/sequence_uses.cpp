// Ids that INSERT gives to rows, and sequences that are set: a sequence does not know of rows that
// did not ask it.
#include <string>
#include <string_view>

#include "catalog/use_reader.h"

#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "text/ascii.h"

namespace pglint::catalog {

using parse::Ancestors;
using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

bool is_called_id(std::string_view column) { return text::lowered(column).ends_with("id"); }

bool is_positive(const Node* value) {
  const auto* constant = as<A_Const>(parse::without_casts(value));
  return constant != nullptr && constant->val.node.type == T_Integer && constant->val.ival.ival > 0;
}

bool is_column(const Node* value) {
  const auto* column = as<ColumnRef>(parse::without_casts(value));
  return column != nullptr && as<A_Star>(each(column->fields).back()) == nullptr;
}

/// The first row of VALUES, or what SELECT computes.
const List* first_row(const SelectStmt& select) {
  if (select.valuesLists == nullptr) return select.targetList;
  return as<List>(each(select.valuesLists)[0]);
}

const Node* value_of(const Node* item) {
  const auto* target = as<ResTarget>(item);
  return target == nullptr ? item : target->val;
}

const DefElem* find_restart(const List* options) {
  for (const auto* option : each<DefElem>(options)) {
    if (option != nullptr && view(option->defname) == "restart") return option;
  }
  return nullptr;
}

}  // namespace

void UseReader::note_column(ColumnUseKind kind, const Name& relation, std::string column,
                            int location) {
  Place place = {.extent = Extent::statement};
  if (location >= 0) place = {.at = static_cast<std::size_t>(location), .extent = Extent::name};
  add({.kind = kind,
       .source = {.column = std::move(column),
                  .levels = {{.relations = {{.schema = relation.schema, .name = relation.name}}}}},
       .place = place},
      uses_.columns);
}

void UseReader::note_set_sequence(const Node* argument) {
  const auto* call = as<FuncCall>(parse::without_casts(argument));
  const auto arguments = each(call == nullptr ? nullptr : call->args);
  if (arguments.size() == 2 &&
      string_value(each(call->funcname).back()) == "pg_get_serial_sequence") {
    const auto* table = as<A_Const>(parse::without_casts(arguments[0]));
    const auto* column = as<A_Const>(parse::without_casts(arguments[1]));
    if (table != nullptr && column != nullptr && !string_value(*table).empty()) {
      return note_column(ColumnUseKind::sequence_set, name_in(string_value(*table)),
                         std::string(string_value(*column)), column->location);
    }
  }
  // Any sequence may be meant.
  uses_.words.push_back({.words = {"setval"}, .place = {.extent = Extent::statement}});
}

void UseReader::read(const AlterSeqStmt& alter, Ancestors) {
  if (alter.sequence == nullptr || find_restart(alter.options) == nullptr) return;
  Place place = {.extent = Extent::statement};
  add({.name = name_of(*alter.sequence), .sequence = true, .detail = "setval", .place = place},
      uses_.objects);
}

void UseReader::read(const AlterTableStmt& alter, Ancestors) {
  if (alter.relation == nullptr) return;
  for (const auto* command : each<AlterTableCmd>(alter.cmds)) {
    if (command == nullptr || command->subtype != AT_SetIdentity) continue;
    if (find_restart(as<List>(command->def)) == nullptr) continue;
    note_column(ColumnUseKind::sequence_set, name_of(*alter.relation),
                std::string(view(command->name)), -1);
  }
}

void UseReader::read_ids(const InsertStmt& insert) {
  const auto* select = as<SelectStmt>(insert.selectStmt);
  if (insert.relation == nullptr || insert.cols == nullptr || select == nullptr) return;
  const auto values = each(first_row(*select));
  const auto columns = each<ResTarget>(insert.cols);
  for (std::size_t number = 0; number < columns.size() && number < values.size(); ++number) {
    const ResTarget* column = columns[number];
    if (column == nullptr || column->name == nullptr || !is_called_id(column->name)) continue;
    const Node* value = value_of(values[number]);
    if (!is_positive(value) && !is_column(value)) continue;
    const bool is_number = is_positive(value);
    if (!is_number && select->valuesLists != nullptr) continue;
    note_column(is_number ? ColumnUseKind::given_number : ColumnUseKind::copied,
                name_of(*insert.relation), column->name, column->location);
  }
}

}  // namespace pglint::catalog
