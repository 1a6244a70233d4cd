// Transactions and settings, statements on rows, and what maintains or locks whole tables.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catalog/read/query_reader.h"
#include "catalog/relation.h"

#include "locks/read/reader.h"
#include "parse/meaning/conjuncts.h"
#include "parse/meaning/setting.h"
#include "parse/tree/walk.h"
#include "text/ascii.h"

namespace pglint::locks {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

/// VALUES with more rows than this fill a table.
constexpr std::size_t few_rows = 1000;

std::string text_of(const A_Const& constant) {
  switch (constant.val.node.type) {
    case T_Integer:
      return std::to_string(constant.val.ival.ival);
    case T_Float:
      return std::string(view(constant.val.fval.fval));
    case T_String:
      return std::string(view(constant.val.sval.sval));
    default:
      return {};
  }
}

SettingChange change_of(const parse::Setting& setting, bool is_local) {
  SettingChange change = {.name = setting.name, .is_local = is_local};
  change.is_known = setting.values.size() == 1 && setting.values.front() != nullptr;
  if (change.is_known) change.value = text_of(*setting.values.front());
  return change;
}

bool makes_many_rows(const Node* query) {
  const auto* select = as<SelectStmt>(query);
  if (select == nullptr) return false;  // DEFAULT VALUES
  return select->valuesLists == nullptr || each(select->valuesLists).size() > few_rows;
}

/// Whether it names a relation.
bool reads_relations(const Node* query) {
  bool reads = false;
  parse::Walker walker;
  walker.walk(*query, [&](const Node& node, parse::Ancestors /*above*/) {
    reads = reads || as<RangeVar>(&node) != nullptr;
  });
  return reads;
}

/// A column that is compared with a constant, a parameter or a list of them.
bool is_constant(const Node* value) {
  if (const auto* cast = as<TypeCast>(value)) return is_constant(cast->arg);
  if (const auto* list = as<List>(value)) {
    for (const Node* item : each(list)) {
      if (!is_constant(item)) return false;
    }
    return true;
  }
  return as<A_Const>(value) != nullptr || as<ParamRef>(value) != nullptr;
}

/// Whether a condition may limit the rows to few: it compares a column with constants, or asks a
/// subquery. What only compares columns with NULL or with each other limits nothing.
bool may_limit(const Node* condition) {
  if (const auto* both = as<BoolExpr>(condition)) {
    if (both->boolop == NOT_EXPR) return false;
    const bool is_or = both->boolop == OR_EXPR;
    bool each_limits = true;
    bool any_limits = false;
    for (const Node* part : each(both->args)) {
      const bool limits = may_limit(part);
      each_limits = each_limits && limits;
      any_limits = any_limits || limits;
    }
    return is_or ? each_limits : any_limits;
  }
  if (as<NullTest>(condition) != nullptr || as<BooleanTest>(condition) != nullptr) return false;
  if (const auto* comparison = as<A_Expr>(condition)) {
    const std::string_view operation = string_value(each(comparison->name).back());
    const bool is_negative = operation == "<>" || comparison->kind == AEXPR_DISTINCT;
    if (is_negative) return false;
    return is_constant(comparison->lexpr) || is_constant(comparison->rexpr) ||
           as<SubLink>(comparison->rexpr) != nullptr;
  }
  return true;
}

bool is_unbounded(const Node* condition) { return condition == nullptr || !may_limit(condition); }

/// Whether the condition names a column that is not in `set`.
bool asks_for_others(Node* condition, const std::vector<std::string>& set) {
  if (condition == nullptr) return false;
  const std::vector<std::string> named = catalog::mentioned_columns(condition);
  return std::ranges::any_of(
      named, [&](const std::string& column) { return std::ranges::count(set, column) == 0; });
}

/// A column that is NULL in all rows for which the condition holds; empty if none is seen.
std::string null_column_of(const Node* condition) {
  for (const Node* part : parse::conjuncts(condition)) {
    const auto* test = as<NullTest>(part);
    if (test == nullptr || test->nulltesttype != IS_NULL) continue;
    const auto* column = as<ColumnRef>(reinterpret_cast<const Node*>(test->arg));
    const auto fields = each(column == nullptr ? nullptr : column->fields);
    if (!fields.empty()) return std::string(string_value(fields.back()));
  }
  return {};
}

Operation rows_of(const RangeVar& relation, Form form) {
  return {.form = form, .object = catalog::name_of(relation), .only = !relation.inh};
}

/// Whether a subquery with LIMIT says which rows: a batch of many.
bool is_batch(Node* condition) {
  bool found = false;
  if (condition == nullptr) return found;
  parse::Walker().walk(*condition, [&](const Node& node, parse::Ancestors /*ancestors*/) {
    const auto* select = as<SelectStmt>(&node);
    found = found || (select != nullptr && select->limitCount != nullptr);
  });
  return found;
}

/// For rules that ask for every statement that changes rows.
void note_rows(Reader& reader, const RangeVar* relation) {
  const bool is_temporary = relation != nullptr && relation->schemaname != nullptr &&
                            view(relation->schemaname).starts_with("pg_temp");
  if (!reader.source().wants_rows || relation == nullptr || is_temporary) return;
  reader.statement().rows_of = catalog::name_of(*relation);
}

void read_copy(Reader& reader, const CopyStmt& statement) {
  if (!statement.is_from || statement.relation == nullptr) return;
  note_rows(reader, statement.relation);
  Operation operation = rows_of(*statement.relation, Form::copy_from);
  operation.has_rows = true;
  operation.copies_rows = true;
  operation.is_unbounded = true;
  reader.add(std::move(operation));
}

/// Of many rows only: seeds have thousands of INSERTs with a few.
void read_insert(Reader& reader, const InsertStmt& statement) {
  note_rows(reader, statement.relation);
  if (statement.relation == nullptr || !makes_many_rows(statement.selectStmt)) return;
  const auto& select = *as<SelectStmt>(statement.selectStmt);
  Operation operation = rows_of(*statement.relation, Form::insert);
  operation.has_rows = true;
  operation.copies_rows = select.valuesLists == nullptr && reads_relations(statement.selectStmt);
  operation.is_unbounded = select.valuesLists != nullptr ||
                           (select.limitCount == nullptr && select.fromClause != nullptr);
  reader.add(std::move(operation));
}

void read_select(Reader& reader, const SelectStmt& statement) {
  for (const auto* target : each<ResTarget>(statement.targetList)) {
    const auto* call = target == nullptr ? nullptr : as<FuncCall>(target->val);
    if (call == nullptr || string_value(each(call->funcname).back()) != "set_config") continue;
    const auto setting = parse::setting_of(*call);
    if (!setting) continue;
    const auto arguments = each(call->args);
    const auto* local = arguments.size() == 3 ? as<A_Const>(arguments[2]) : nullptr;
    const bool is_local =
        local != nullptr && local->val.node.type == T_Boolean && local->val.boolval.boolval;
    reader.statement().settings.push_back(change_of(*setting, is_local));
  }
  if (statement.intoClause == nullptr || statement.intoClause->rel == nullptr) return;
  reader.add({.form = Form::create_table_as,
              .object = catalog::name_of(*statement.intoClause->rel),
              .has_rows = true,
              .copies_rows = statement.fromClause != nullptr});
}

void read_truncate(Reader& reader, const TruncateStmt& statement) {
  for (const auto* relation : each<RangeVar>(statement.relations)) {
    if (relation == nullptr) continue;
    const catalog::Name name = catalog::name_of(*relation);
    reader.add({.form = Form::truncate,
                .object = name,
                .place = reader.definitions().place(relation->location, catalog::Extent::name),
                .only = !relation->inh,
                .cascade = statement.behavior == DROP_CASCADE});
  }
}

void read_lock(Reader& reader, const LockStmt& statement) {
  reader.statement().block = BlockNeed::needed;
  reader.statement().shown = "LOCK TABLE";
  for (const auto* relation : each<RangeVar>(statement.relations)) {
    if (relation == nullptr) continue;
    reader.add({.form = Form::lock_table,
                .object = catalog::name_of(*relation),
                // PostgreSQL numbers the modes from 1.
                .mode = static_cast<Mode>(statement.mode - 1)});
  }
}

void read_refresh(Reader& reader, const RefreshMatViewStmt& statement) {
  if (statement.relation == nullptr) return;
  reader.add({.form = statement.concurrent ? Form::refresh_concurrently : Form::refresh,
              .object = catalog::name_of(*statement.relation),
              .has_rows = !statement.skipData});
}

void read_vacuum(Reader& reader, const VacuumStmt& statement) {
  const bool is_full = has_option(statement.options, "full");
  const bool also_analyzes = has_option(statement.options, "analyze");
  if (statement.is_vacuumcmd) reader.refuse_in_block(is_full ? "VACUUM FULL" : "VACUUM");
  const Form form = !statement.is_vacuumcmd ? Form::analyze
                    : is_full               ? Form::vacuum_full
                                            : Form::vacuum;
  for (const auto* relation : each<VacuumRelation>(statement.rels)) {
    if (relation == nullptr || relation->relation == nullptr) continue;
    reader.add({.form = form, .object = catalog::name_of(*relation->relation)});
    // VACUUM (ANALYZE)
    if (also_analyzes) reader.statement().operations.back().to = "analyze";
  }
  // Of all tables.
  const bool tells = is_full || form == Form::analyze;
  if (statement.rels == nullptr && tells) reader.add({.form = form});
}

void read_cluster(Reader& reader, const ClusterStmt& statement) {
  if (statement.relation == nullptr) {
    reader.refuse_in_block("CLUSTER without a table");
    reader.add({.form = Form::cluster_all});
    return;
  }
  reader.add({.form = Form::cluster,
              .object = catalog::name_of(*statement.relation),
              .part = std::string(view(statement.indexname))});
}

void need_block(Reader& reader, BlockNeed need, std::string shown) {
  reader.statement().block = need;
  reader.statement().shown = std::move(shown);
}

template <class Statement>
void read_on_table(Reader& reader, const Statement& statement, const RangeVar* relation, Form form,
                   std::string_view part) {
  (void)statement;
  if (relation == nullptr) return;
  reader.add({.form = form, .object = catalog::name_of(*relation), .part = std::string(part)});
}

void read_view(Reader& reader, const ViewStmt& statement) {
  if (statement.view == nullptr) return;
  reader.add({.form = statement.replace ? Form::replace_view : Form::create_view,
              .object = catalog::name_of(*statement.view)});
}

void read_schema_change(Reader& reader, const AlterObjectSchemaStmt& statement) {
  const bool is_relation = statement.objectType == OBJECT_TABLE ||
                           statement.objectType == OBJECT_VIEW ||
                           statement.objectType == OBJECT_MATVIEW;
  if (!is_relation || statement.relation == nullptr) return;
  reader.add({.form = Form::set_schema,
              .object = catalog::name_of(*statement.relation),
              .to = std::string(view(statement.newschema)),
              .if_exists = statement.missing_ok});
}

void note_type(Reader& reader, const catalog::Name& name) {
  reader.statement().makes_type = name.name;
}

/// Whether the block drops indexes that it finds by `indisvalid`.
void read_do(Reader& reader, const DoStmt& statement) {
  for (const auto* argument : each<DefElem>(statement.args)) {
    if (argument == nullptr || view(argument->defname) != "as") continue;
    const std::string body = text::lowered(string_value(argument->arg));
    reader.statement().drops_invalid_indexes = body.find("indisvalid") != std::string::npos &&
                                               body.find("drop index") != std::string::npos;
  }
}

std::vector<std::string> shown_roles(const List* roles) {
  std::vector<std::string> shown;
  for (const auto* role : each<RoleSpec>(roles)) {
    if (role == nullptr) continue;
    const std::string_view name = view(role->rolename);
    shown.emplace_back(name.empty() ? "the current role" : name);
  }
  return shown;
}

/// One operation for each role.
void read_drop_owned(Reader& reader, const DropOwnedStmt& statement) {
  for (std::string& role : shown_roles(statement.roles)) {
    reader.add({.form = Form::drop_owned,
                .part = std::move(role),
                .cascade = statement.behavior == DROP_CASCADE});
  }
}

}  // namespace

void read_transaction(Reader& reader, const TransactionStmt& statement) {
  Statement& read = reader.statement();
  read.is_chained = statement.chain;
  read.savepoint = view(statement.savepoint_name);
  switch (statement.kind) {
    case TRANS_STMT_BEGIN:
    case TRANS_STMT_START:
      read.transaction = TransactionKind::begin;
      break;
    case TRANS_STMT_COMMIT:
      read.transaction = TransactionKind::commit;
      break;
    case TRANS_STMT_ROLLBACK:
      read.transaction = TransactionKind::rollback;
      break;
    case TRANS_STMT_PREPARE:
      read.transaction = TransactionKind::prepare;
      break;
    case TRANS_STMT_SAVEPOINT:
      read.transaction = TransactionKind::savepoint;
      return need_block(reader, BlockNeed::needed, "SAVEPOINT");
    case TRANS_STMT_RELEASE:
      read.transaction = TransactionKind::release;
      return need_block(reader, BlockNeed::needed, "RELEASE SAVEPOINT");
    case TRANS_STMT_ROLLBACK_TO:
      read.transaction = TransactionKind::rollback_to;
      return need_block(reader, BlockNeed::needed, "ROLLBACK TO SAVEPOINT");
    case TRANS_STMT_COMMIT_PREPARED:
    case TRANS_STMT_ROLLBACK_PREPARED:
      break;
  }
}

void read_set(Reader& reader, const VariableSetStmt& statement) {
  Statement& read = reader.statement();
  if (statement.kind == VAR_RESET_ALL) {
    read.settings.push_back({.name = "*"});
    return;
  }
  if (statement.kind == VAR_SET_MULTI) {
    const bool is_session = view(statement.name) == "SESSION CHARACTERISTICS";
    if (!is_session) need_block(reader, BlockNeed::no_effect, "SET TRANSACTION");
    return;
  }
  if (statement.is_local) need_block(reader, BlockNeed::no_effect, "SET LOCAL");
  const bool is_default = statement.kind == VAR_RESET || statement.kind == VAR_SET_DEFAULT;
  if (is_default) {
    read.settings.push_back(
        {.name = std::string(view(statement.name)), .is_local = statement.is_local});
  } else if (const auto setting = parse::setting_of(statement)) {
    read.settings.push_back(change_of(*setting, statement.is_local));
  }
}

void read_rows(Reader& reader, const Node& statement) {
  if (const auto* insert = as<InsertStmt>(&statement)) return read_insert(reader, *insert);
  if (const auto* copy = as<CopyStmt>(&statement)) return read_copy(reader, *copy);
  if (const auto* select = as<SelectStmt>(&statement)) return read_select(reader, *select);
  if (const auto* update = as<UpdateStmt>(&statement)) {
    if (update->relation == nullptr) return;
    note_rows(reader, update->relation);
    Operation operation = rows_of(*update->relation, Form::update);
    operation.is_unbounded = is_unbounded(update->whereClause);
    reader.statement().updates_many =
        reader.source().wants_rows && (operation.is_unbounded || is_batch(update->whereClause));
    // What writes into `pg_index` turns indexes off.
    if (!operation.is_unbounded && operation.object.name != "pg_index") return;
    operation.has_condition = update->whereClause != nullptr || update->fromClause != nullptr;
    std::vector<std::string> set;
    for (const auto* target : each<ResTarget>(update->targetList)) {
      if (target != nullptr) set.emplace_back(view(target->name));
    }
    if (!set.empty()) operation.part = set.front();
    operation.has_other_condition =
        update->fromClause == nullptr && asks_for_others(update->whereClause, set);
    if (update->fromClause == nullptr) operation.null_column = null_column_of(update->whereClause);
    reader.add(std::move(operation));
  } else if (const auto* deletion = as<DeleteStmt>(&statement)) {
    if (deletion->relation == nullptr) return;
    note_rows(reader, deletion->relation);
    Operation operation = rows_of(*deletion->relation, Form::delete_rows);
    operation.is_unbounded = is_unbounded(deletion->whereClause);
    if (!operation.is_unbounded) return;
    operation.has_other_condition = deletion->whereClause != nullptr;
    reader.add(std::move(operation));
  } else if (const auto* merge = as<MergeStmt>(&statement)) {
    if (merge->relation == nullptr) return;
    note_rows(reader, merge->relation);
    Operation operation = rows_of(*merge->relation, Form::merge);
    operation.has_rows = true;
    operation.copies_rows = true;
    reader.add(std::move(operation));
  }
}

void read_others(Reader& reader, const Node& statement) {
  switch (statement.type) {
    case T_CreateEnumStmt:
      return note_type(reader, catalog::name_of(as<CreateEnumStmt>(&statement)->typeName));
    case T_CreateDomainStmt:
      return note_type(reader, catalog::name_of(as<CreateDomainStmt>(&statement)->domainname));
    case T_CreateRangeStmt:
      return note_type(reader, catalog::name_of(as<CreateRangeStmt>(&statement)->typeName));
    case T_CompositeTypeStmt:
      return note_type(reader, catalog::name_of(*as<CompositeTypeStmt>(&statement)->typevar));
    case T_DoStmt:
      return read_do(reader, *as<DoStmt>(&statement));
    case T_TruncateStmt:
      return read_truncate(reader, *as<TruncateStmt>(&statement));
    case T_LockStmt:
      return read_lock(reader, *as<LockStmt>(&statement));
    case T_RefreshMatViewStmt:
      return read_refresh(reader, *as<RefreshMatViewStmt>(&statement));
    case T_ClusterStmt:
      return read_cluster(reader, *as<ClusterStmt>(&statement));
    case T_VacuumStmt:
      return read_vacuum(reader, *as<VacuumStmt>(&statement));
    case T_ViewStmt:
      return read_view(reader, *as<ViewStmt>(&statement));
    case T_AlterObjectSchemaStmt:
      return read_schema_change(reader, *as<AlterObjectSchemaStmt>(&statement));
    case T_CreateTrigStmt: {
      const auto& trigger = *as<CreateTrigStmt>(&statement);
      return read_on_table(reader, trigger, trigger.relation,
                           trigger.replace ? Form::replace_trigger : Form::create_trigger,
                           view(trigger.trigname));
    }
    case T_RuleStmt: {
      const auto& rule = *as<RuleStmt>(&statement);
      return read_on_table(reader, rule, rule.relation, Form::rule, view(rule.rulename));
    }
    case T_CreatePolicyStmt: {
      const auto& policy = *as<CreatePolicyStmt>(&statement);
      return read_on_table(reader, policy, policy.table, Form::policy, view(policy.policy_name));
    }
    case T_AlterPolicyStmt: {
      const auto& policy = *as<AlterPolicyStmt>(&statement);
      return read_on_table(reader, policy, policy.table, Form::policy, view(policy.policy_name));
    }
    case T_DiscardStmt: {
      if (as<DiscardStmt>(&statement)->target != DISCARD_ALL) return;
      reader.statement().settings.push_back({.name = "*"});
      return reader.refuse_in_block("DISCARD ALL");
    }
    case T_CreatedbStmt:
      return reader.refuse_in_block("CREATE DATABASE");
    case T_DropdbStmt:
      reader.refuse_in_block("DROP DATABASE");
      reader.add({.form = Form::drop_database,
                  .part = std::string(view(as<DropdbStmt>(&statement)->dbname)),
                  .if_exists = as<DropdbStmt>(&statement)->missing_ok});
      return;
    case T_ReassignOwnedStmt:
      reader.statement().reassigned_roles = shown_roles(as<ReassignOwnedStmt>(&statement)->roles);
      return;
    case T_DropOwnedStmt:
      return read_drop_owned(reader, *as<DropOwnedStmt>(&statement));
    case T_AlterSystemStmt:
      return reader.refuse_in_block("ALTER SYSTEM");
    case T_CreateTableSpaceStmt:
      return reader.refuse_in_block("CREATE TABLESPACE");
    case T_DropTableSpaceStmt:
      return reader.refuse_in_block("DROP TABLESPACE");
    case T_ConstraintsSetStmt:
      return need_block(reader, BlockNeed::no_effect, "SET CONSTRAINTS");
    case T_DeclareCursorStmt: {
      const bool holds = (as<DeclareCursorStmt>(&statement)->options & CURSOR_OPT_HOLD) != 0;
      if (!holds) need_block(reader, BlockNeed::needed, "DECLARE CURSOR");
      return;
    }
    default:
      return;
  }
}

}  // namespace pglint::locks
