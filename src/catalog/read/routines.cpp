// Sequences, functions, triggers, policies.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "catalog/read/reader.h"
#include "catalog/read/trigger_writes.h"

#include "parse/body/filled_fields.h"
#include "parse/source/statement_reader.h"
#include "text/ascii.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

ArgumentMode mode_of(FunctionParameterMode mode) {
  switch (mode) {
    case FUNC_PARAM_OUT:
      return ArgumentMode::out;
    case FUNC_PARAM_INOUT:
      return ArgumentMode::in_out;
    case FUNC_PARAM_VARIADIC:
      return ArgumentMode::variadic;
    case FUNC_PARAM_TABLE:
      return ArgumentMode::table;
    case FUNC_PARAM_IN:
    case FUNC_PARAM_DEFAULT:
      return ArgumentMode::in;
  }
  return ArgumentMode::in;
}

Volatility volatility_of(std::string_view word) {
  if (word == "immutable") return Volatility::immutable;
  return word == "stable" ? Volatility::stable : Volatility::volatile_function;
}

void apply_option(const DefElem& option, Routine& routine) {
  const std::string_view name = view(option.defname);
  if (name == "language") routine.language = string_value(option.arg);
  if (name == "volatility") routine.volatility = volatility_of(string_value(option.arg));
  if (name == "security") routine.security_definer = is_on(option);
  if (name == "strict") routine.strict = is_on(option);
}

/// The text between the quotes; empty for BEGIN ATOMIC.
std::string body_of(const CreateFunctionStmt& statement) {
  for (const auto* option : each<DefElem>(statement.options)) {
    const bool is_it = option != nullptr && view(option->defname) == "as";
    const auto* parts = is_it ? as<List>(option->arg) : nullptr;
    if (parts != nullptr) return std::string(string_value(each(parts)[0]));
  }
  return {};
}

/// Whether it is SELECT with an expression, and nothing else.
bool is_one_expression(const Node& statement) {
  const auto* select = as<SelectStmt>(&statement);
  return select != nullptr && each(select->targetList).size() == 1 &&
         select->distinctClause == nullptr && select->intoClause == nullptr &&
         select->fromClause == nullptr && select->whereClause == nullptr &&
         select->groupClause == nullptr && select->havingClause == nullptr &&
         select->sortClause == nullptr && select->limitCount == nullptr &&
         select->limitOffset == nullptr && select->withClause == nullptr &&
         select->lockingClause == nullptr && select->op == SETOP_NONE;
}

/// As of `Routine::inlined`.
std::string inlined_by(const CreateFunctionStmt& statement, const Routine& routine) {
  constexpr std::size_t longest = 1000;
  const bool may_be = text::equals_ignoring_case(routine.language, "sql") &&
                      routine.volatility == Volatility::volatile_function &&
                      !routine.security_definer && !routine.returns_set && !statement.is_procedure;
  const bool has_settings = std::ranges::any_of(
      each<DefElem>(statement.options),
      [](const DefElem* option) { return option != nullptr && view(option->defname) == "set"; });
  if (!may_be || has_settings) return {};
  std::string body = body_of(statement);
  if (body.empty() || body.size() > longest) return {};
  parse::StatementReader reader(body);
  parse::Batch batch;
  const bool is_one = reader.next(batch) && batch.problems.empty() &&
                      batch.statements.size() == 1 && is_one_expression(*batch.statements[0].tree);
  return is_one ? body : std::string();
}

/// The table and column of OWNED BY; an empty name for NONE.
struct OwnedBy {
  std::optional<Name> table = {};
  std::string column = {};
  bool none = false;
};

OwnedBy owned_by(const List* options) {
  OwnedBy owner;
  for (const auto* option : each<DefElem>(options)) {
    if (option == nullptr || view(option->defname) != "owned_by") continue;
    const auto* path = as<List>(option->arg);
    if (path == nullptr) continue;
    owner.none = each(path).size() == 1;
    if (owner.none) continue;
    owner.table = table_of(*path);
    owner.column = string_value(each(path).back());
  }
  return owner;
}

struct TriggerEvent {
  int bit = 0;
  const char* name = "";
};
// Bits of pg_trigger.h, which cannot be included.
constexpr int before_bit = 1 << 1;
constexpr int instead_bit = 1 << 6;
constexpr std::array<TriggerEvent, 4> trigger_events = {
    {{1 << 2, "insert"}, {1 << 4, "update"}, {1 << 3, "delete"}, {1 << 5, "truncate"}}};

}  // namespace

bool is_on(const DefElem& option) {
  if (option.arg == nullptr) return true;
  if (const auto* value = as<Boolean>(option.arg)) return value->boolval;
  if (const auto* number = as<Integer>(option.arg)) return number->ival != 0;
  const std::string_view word = string_value(option.arg);
  return word == "true" || word == "on";
}

std::optional<Type> type_option(const DefElem& option) {
  if (const auto* type = as<TypeName>(option.arg)) return type_of(*type);
  if (const auto* names = as<List>(option.arg)) {
    Name name = name_of(names);
    return Type{.schema = std::move(name.schema), .name = std::move(name.name), .modifiers = {}};
  }
  return std::nullopt;
}

void read_create_sequence(Reader& reader, const CreateSeqStmt& statement) {
  Sequence sequence;
  for (const auto* option : each<DefElem>(statement.options)) {
    if (option == nullptr || view(option->defname) != "as") continue;
    if (const auto type = type_option(*option)) sequence.type = *type;
  }
  OwnedBy owner = owned_by(statement.options);
  Name name = name_of(*statement.sequence);
  if (statement.sequence->relpersistence == temporary_persistence) name.schema = "pg_temp";
  reader.add(CreateObject{.object = {.kind = ObjectKind::sequence,
                                     .name = std::move(name),
                                     .place = reader.search(),
                                     .detail = sequence},
                          .owner_table = std::move(owner.table),
                          .owner_column = std::move(owner.column)});
}

void read_alter_sequence(Reader& reader, const AlterSeqStmt& statement) {
  AlterSequence alter = {.sequence = name_of(*statement.sequence)};
  for (const auto* option : each<DefElem>(statement.options)) {
    if (option != nullptr && view(option->defname) == "as") alter.type = type_option(*option);
  }
  OwnedBy owner = owned_by(statement.options);
  alter.owned = owner.table || owner.none;
  if (!alter.owned && !alter.type) return;
  alter.table = std::move(owner.table);
  alter.column = std::move(owner.column);
  reader.add(std::move(alter));
}

void read_create_function(Reader& reader, const CreateFunctionStmt& statement) {
  Routine routine;
  for (const auto* parameter : each<FunctionParameter>(statement.parameters)) {
    if (parameter == nullptr || parameter->argType == nullptr) continue;
    routine.arguments.push_back({.name = std::string(view(parameter->name)),
                                 .type = type_of(*parameter->argType),
                                 .mode = mode_of(parameter->mode),
                                 .has_default = parameter->defexpr != nullptr});
  }
  if (statement.returnType != nullptr) {
    routine.returns = type_of(*statement.returnType);
    routine.returns_set = statement.returnType->setof;
  }
  for (const auto* option : each<DefElem>(statement.options)) {
    if (option != nullptr) apply_option(*option, routine);
  }
  if (routine.language.empty()) routine.language = "sql";
  routine.inlined = inlined_by(statement, routine);
  if (routine.language == "plpgsql" && routine.returns.is("trigger")) {
    const std::string body = body_of(statement);
    routine.writes = writes_of_body(body);
    routine.fills = parse::filled_fields(body);
  }
  reader.add(CreateObject{
      .object = {.kind = statement.is_procedure ? ObjectKind::procedure : ObjectKind::function,
                 .name = name_of(statement.funcname),
                 .place = reader.search(),
                 .detail = std::move(routine)},
      .or_replace = statement.replace});
}

void read_create_trigger(Reader& reader, const CreateTrigStmt& statement) {
  Trigger trigger = {.function = name_of(statement.funcname)};
  for (const TriggerEvent& event : trigger_events) {
    if ((statement.events & event.bit) != 0) trigger.events.emplace_back(event.name);
  }
  if ((statement.timing & before_bit) != 0) trigger.timing = "before";
  if ((statement.timing & instead_bit) != 0) trigger.timing = "instead of";
  trigger.for_each_row = statement.row;
  trigger.constraint = statement.isconstraint;
  trigger.has_condition = statement.whenClause != nullptr;
  for (const Node* column : each(statement.columns)) {
    trigger.columns.emplace_back(string_value(column));
  }
  reader.add(
      CreateObject{.object = {.kind = ObjectKind::trigger,
                              .name = {.schema = {}, .name = std::string(view(statement.trigname))},
                              .table = range_name(statement.relation),
                              .place = reader.search(),
                              .detail = std::move(trigger)},
                   .or_replace = statement.replace});
}

void read_create_policy(Reader& reader, const CreatePolicyStmt& statement) {
  Policy policy = {.command = std::string(view(statement.cmd_name)),
                   .permissive = statement.permissive};
  const DefinitionReader& definitions = reader.definitions();
  if (statement.qual != nullptr) policy.using_place = definitions.place_of(*statement.qual);
  if (statement.with_check != nullptr) {
    policy.check_place = definitions.place_of(*statement.with_check);
  }
  reader.add_object(ObjectKind::policy,
                    {.schema = {}, .name = std::string(view(statement.policy_name))},
                    std::move(policy), range_name(statement.table));
}

void read_alter_policy(Reader& reader, const AlterPolicyStmt& statement) {
  AlterPolicy alter = {.relation = range_name(statement.table),
                       .name = {.schema = {}, .name = std::string(view(statement.policy_name))}};
  const DefinitionReader& definitions = reader.definitions();
  if (statement.qual != nullptr) alter.using_place = definitions.place_of(*statement.qual);
  if (statement.with_check != nullptr) {
    alter.check_place = definitions.place_of(*statement.with_check);
  }
  reader.add(std::move(alter));
}

void read_alter_function(Reader& reader, const AlterFunctionStmt& statement) {
  if (statement.func == nullptr) return;
  AlterRoutine alter = {.name = name_of(statement.func->objname),
                        .arguments = arguments_of(*statement.func)};
  for (const auto* option : each<DefElem>(statement.actions)) {
    if (option == nullptr) continue;
    const std::string_view name = view(option->defname);
    if (name == "volatility") alter.volatility = volatility_of(string_value(option->arg));
    if (name == "security") alter.security_definer = is_on(*option);
    if (name == "strict") alter.strict = is_on(*option);
  }
  reader.add(std::move(alter));
}

}  // namespace pglint::catalog
