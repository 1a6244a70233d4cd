// Over 500 lines: one class that walks the clauses of all statements, which share their scopes.
#include "query/reader.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/read/figured_name.h"

#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/tree/walk.h"
#include "text/ascii.h"

namespace pglint::query {
namespace {

using parse::as;
using parse::each;
using parse::node;
using parse::string_value;
using parse::view;

/// Limits of a model. Joins nest as deep as they are long.
constexpr int max_join_depth = 64;
constexpr std::size_t most_items = 1000;
constexpr std::size_t most_references = 100'000;

bool is_name_byte(char byte) {
  return text::is_alphanumeric(byte) || byte == '_' || byte == '$' ||
         static_cast<unsigned char>(byte) >= 0x80;
}

/// The end of the name or number that begins at `at`, without what a dot adds to it.
std::size_t part_end(std::string_view sql, std::size_t at) {
  if (at < sql.size() && sql[at] == '"') {
    const std::size_t close = sql.find('"', at + 1);
    return close == std::string_view::npos ? sql.size() : close + 1;
  }
  if (at < sql.size() && sql[at] == '*') return at + 1;
  while (at < sql.size() && is_name_byte(sql[at])) ++at;
  return at;
}

std::size_t after_blanks(std::string_view sql, std::size_t at) {
  const std::size_t next = sql.find_first_not_of(" \t\r\n", at);
  return next == std::string_view::npos ? sql.size() : next;
}

/// The bytes of the name, qualified or not, that begins at `at`.
text::Range name_range(std::string_view sql, std::size_t at) {
  at = std::min(at, sql.size());
  std::size_t end = part_end(sql, at);
  for (;;) {
    const std::size_t dot = after_blanks(sql, end);
    if (dot >= sql.size() || sql[dot] != '.') break;
    const std::size_t next = part_end(sql, after_blanks(sql, dot + 1));
    if (next <= dot + 1) break;
    end = next;
  }
  return {.begin = at, .end = std::max(end, std::min(at + 1, sql.size()))};
}

/// The end of the list in parentheses that begins at `at`, or of the names there.
std::size_t list_end(std::string_view sql, std::size_t at) {
  if (at >= sql.size() || sql[at] != '(') {
    // ON CONSTRAINT name
    for (int word = 0; word < 3; ++word) {
      if (word > 0) at = after_blanks(sql, at);
      at = part_end(sql, at);
    }
    return at;
  }
  int depth = 0;
  for (; at < sql.size(); ++at) {
    if (sql[at] == '"') at = part_end(sql, at) - 1;
    if (sql[at] == '(') ++depth;
    if (sql[at] == ')' && --depth == 0) return at + 1;
  }
  return sql.size();
}

/// What RETURNING lists; PostgreSQL 18 has a node around the list.
template <class T>
const List* returned(const T& statement) {
  if constexpr (requires { statement.returningClause; }) {
    return statement.returningClause == nullptr ? nullptr : statement.returningClause->exprs;
  } else {
    return statement.returningList;
  }
}

/// Whether RETURNING gives `old` and `new` other names.
template <class T>
bool renames_rows(const T& statement) {
  if constexpr (requires { statement.returningClause; }) {
    return statement.returningClause != nullptr && statement.returningClause->options != nullptr;
  } else {
    return false;
  }
}

bool is_star(const Node* expression) {
  const List* fields = nullptr;
  if (const auto* column = as<ColumnRef>(expression)) fields = column->fields;
  if (const auto* part = as<A_Indirection>(expression)) fields = part->indirection;
  return !each(fields).empty() && each(fields).back()->type == T_A_Star;
}

/// The number of expressions; nothing with a star, which stands for any number.
std::optional<std::size_t> width_of(const List* expressions) {
  for (const Node* expression : each(expressions)) {
    const auto* target = as<ResTarget>(expression);
    if (is_star(target == nullptr ? expression : target->val)) return std::nullopt;
  }
  return each(expressions).size();
}

const SelectStmt& first_arm(const SelectStmt& select) {
  const SelectStmt* first = &select;
  while (first->op != SETOP_NONE) first = first->larg;
  return *first;
}

/// What its rows begin with, to point at.
const Node& first_value(const SelectStmt& select) {
  const SelectStmt& first = first_arm(select);
  if (first.valuesLists != nullptr) {
    const auto row = each(as<List>(each(first.valuesLists)[0]));
    return row.empty() ? node(first) : *row[0];
  }
  const auto targets = each<ResTarget>(first.targetList);
  const bool has_value = !targets.empty() && targets[0] != nullptr && targets[0]->val != nullptr;
  return has_value ? *targets[0]->val : node(first);
}

std::optional<std::size_t> width_of(const SelectStmt& select) {
  const SelectStmt& first = first_arm(select);
  if (first.valuesLists == nullptr) return width_of(first.targetList);
  return width_of(as<List>(each(first.valuesLists)[0]));
}

class Reader {
 public:
  explicit Reader(const Source& source) : source_(source) {
    model_.are_names_known = source.are_names_known;
  }

  std::optional<Model> read(const Node& root) {
    if (!begin(root)) return std::nullopt;
    while (!pending_.empty()) {
      const Pending next = pending_.front();
      pending_.pop_front();
      read_query(next);
      if (model_.items.size() > most_items || model_.references.size() > most_references) {
        return std::nullopt;
      }
    }
    return std::move(model_);
  }

 private:
  /// A query that is still to be read. Queue instead of recursion: they nest as deep as the parser
  /// allows.
  struct Pending {
    const Node* query = nullptr;
    std::size_t level = none;
    std::size_t outer = none;  ///< scope
    std::size_t with = none;
  };

  /// The CTEs of one WITH by name, as indexes of `withs_`, which grow in their order.
  struct WithList {
    std::map<std::string, std::size_t, std::less<>> named;
    std::size_t outer = none;  ///< the CTE up to which those around are in sight
  };

  /// A CTE. In sight are it, those before it in its list, and those around the list.
  struct With {
    std::size_t list = none;
    Item item;
  };

  /// Where expressions are.
  struct Place {
    std::size_t scope = none;
    std::size_t level = none;
    std::size_t with = none;
  };

  /// What FROM items see.
  struct Around {
    const Pending& query;
    std::size_t with = none;
    std::vector<std::size_t> before = {};  ///< earlier items
  };

  bool begin(const Node& root) {
    const Node* query = &root;
    if (const auto* explain = as<ExplainStmt>(query)) query = explain->query;
    if (const auto* prepare = as<PrepareStmt>(query)) query = prepare->query;
    if (const auto* cursor = as<DeclareCursorStmt>(query)) query = cursor->query;
    if (const auto* copy = as<CopyStmt>(query)) query = copy->query;
    if (const auto* policy = as<CreatePolicyStmt>(query)) {
      return begin_policy(policy->table, policy->qual, policy->with_check);
    }
    if (const auto* policy = as<AlterPolicyStmt>(query)) {
      return begin_policy(policy->table, policy->qual, policy->with_check);
    }
    if (const auto* made = as<ViewStmt>(query)) {
      query = made->query;
      model_.made = {.kind = "view", .level = 0, .columns = parse::strings(made->aliases)};
    } else if (const auto* table = as<CreateTableAsStmt>(query)) {
      query = table->query;
      const bool is_view = table->objtype == OBJECT_MATVIEW;
      model_.made = {.kind = is_view ? "materialized view" : "table",
                     .level = 0,
                     .columns = parse::strings(table->into->colNames)};
    }
    if (query == nullptr || !is_query(*query)) return false;
    add_query(query, none, none);
    return true;
  }

  bool begin_policy(const RangeVar* table, const Node* condition, const Node* check) {
    if (table == nullptr) return false;
    const std::size_t level = add_level();
    model_.levels[level].items = {add_relation(*table, none)};
    const Place place = {.scope = add_scope(model_.levels[level].items, none), .level = level};
    add_references(condition, place, Clause::where);
    add_references(check, place, Clause::where);
    return true;
  }

  static bool is_query(const Node& node) {
    return node.type == T_SelectStmt || node.type == T_InsertStmt || node.type == T_UpdateStmt ||
           node.type == T_DeleteStmt || node.type == T_MergeStmt;
  }

  std::size_t add_level() {
    model_.levels.emplace_back();
    return model_.levels.size() - 1;
  }

  std::size_t add_scope(std::vector<std::size_t> items, std::size_t outer) {
    model_.scopes.push_back({.items = std::move(items), .outer = outer});
    return model_.scopes.size() - 1;
  }

  std::size_t add_item(Item item) {
    model_.items.push_back(std::move(item));
    return model_.items.size() - 1;
  }

  /// Queues a query; returns its level.
  std::size_t add_query(const Node* query, std::size_t outer, std::size_t with) {
    const std::size_t level = add_level();
    pending_.push_back({.query = query, .level = level, .outer = outer, .with = with});
    return level;
  }

  [[nodiscard]] text::Range range_at(int location) const {
    if (location < 0) return {};
    return name_range(source_.sql, source_.statement.base + static_cast<std::size_t>(location));
  }

  void read_query(const Pending& pending) {
    if (const auto* select = as<SelectStmt>(pending.query)) return read_select(*select, pending);
    if (const auto* insert = as<InsertStmt>(pending.query)) return read_insert(*insert, pending);
    if (const auto* update = as<UpdateStmt>(pending.query)) return read_update(*update, pending);
    if (const auto* removal = as<DeleteStmt>(pending.query)) return read_delete(*removal, pending);
    if (const auto* merge = as<MergeStmt>(pending.query)) return read_merge(*merge, pending);
    model_.levels[pending.level].are_outputs_known = false;
  }

  /// Queues the queries of WITH; returns what is in sight with them.
  std::size_t add_with(const WithClause* clause, const Pending& pending) {
    std::size_t with = pending.with;
    if (clause == nullptr) return with;
    std::vector<std::size_t> queries;
    const std::size_t list = with_lists_.size();
    with_lists_.push_back({.outer = with});
    for (const auto* common : each<CommonTableExpr>(clause->ctes)) {
      if (common == nullptr) continue;
      model_.levels[pending.level].ctes.push_back(
          {.name = std::string(view(common->ctename)), .at = range_at(common->location)});
      const std::size_t level = add_query(common->ctequery, pending.outer, with);
      queries.push_back(pending_.size() - 1);
      const bool has_more = common->search_clause != nullptr || common->cycle_clause != nullptr;
      withs_.push_back({.list = list,
                        .item = {.kind = has_more ? ItemKind::unknown : ItemKind::query,
                                 .level = level,
                                 .columns = parse::strings(common->aliascolnames)}});
      with = withs_.size() - 1;
      with_lists_[list].named.emplace(view(common->ctename), with);
    }
    if (clause->recursive) {
      for (const std::size_t query : queries) pending_[query].with = with;
    }
    return with;
  }

  void read_select(const SelectStmt& select, const Pending& pending) {
    const std::size_t with = add_with(select.withClause, pending);
    if (select.op != SETOP_NONE) return read_set_operation(select, pending, with);
    if (select.valuesLists != nullptr) return read_values(select, pending, with);
    Around around = {.query = pending, .with = with};
    add_from(select.fromClause, around);
    const Place place = {
        .scope = add_scope(around.before, pending.outer), .level = pending.level, .with = with};
    model_.levels[pending.level].items = std::move(around.before);
    add_outputs(select.targetList, place);
    add_bare_names(select.distinctClause, place);
    add_references(select.whereClause, place, Clause::where);
    for (const Node* group : each(select.groupClause)) {
      add_references(group, place, Clause::group_by);
    }
    add_references(select.havingClause, place, Clause::having);
    for (const auto* window : each<WindowDef>(select.windowClause)) {
      if (window == nullptr) continue;
      add_references(&node(*window), place);
      model_.levels[pending.level].windows.push_back(
          {.name = std::string(view(window->name)), .at = range_at(window->location)});
    }
    add_tail(select, place);
  }

  /// ORDER BY, LIMIT and OFFSET.
  void add_tail(const SelectStmt& select, const Place& place) {
    add_bare_names(select.sortClause, place);
    add_references(select.limitCount, place);
    add_references(select.limitOffset, place);
  }

  /// Expressions, in which a name alone may be that of an output.
  void add_bare_names(const List* expressions, const Place& place) {
    for (const Node* expression : each(expressions)) {
      if (const auto* sort = as<SortBy>(expression)) expression = sort->node;
      const bool is_name = as<ColumnRef>(expression) != nullptr;
      add_references(expression, place, is_name ? Clause::order_by : Clause::in_order_by);
    }
  }

  void read_set_operation(const SelectStmt& select, const Pending& pending, std::size_t with) {
    std::vector<const SelectStmt*> waiting = {select.rarg, select.larg};
    std::optional<std::size_t> wanted;
    while (!waiting.empty()) {
      const SelectStmt& arm = *waiting.back();
      waiting.pop_back();
      const bool is_plain = arm.withClause == nullptr && arm.sortClause == nullptr;
      if (arm.op != SETOP_NONE && is_plain) {
        waiting.push_back(arm.rarg);
        waiting.push_back(arm.larg);
        continue;
      }
      const std::size_t level = add_query(&node(arm), pending.outer, with);
      std::size_t& first = model_.levels[pending.level].same_as;
      first = std::min(first, level);
      check_width(WidthKind::set_operation, wanted, width_of(arm), first_value(arm));
      if (!wanted) wanted = width_of(arm);
    }
    const std::size_t rows = add_item({.kind = ItemKind::query, .level = pending.level});
    add_tail(select,
             {.scope = add_scope({rows}, pending.outer), .level = pending.level, .with = with});
  }

  void read_values(const SelectStmt& select, const Pending& pending, std::size_t with) {
    const Place place = {
        .scope = add_scope({}, pending.outer), .level = pending.level, .with = with};
    std::optional<std::size_t> wanted;
    bool is_first = true;
    for (const auto* row : each<List>(select.valuesLists)) {
      const auto width = width_of(row);
      if (is_first) add_value_outputs(width, pending.level);
      is_first = false;
      if (!each(row).empty()) check_width(WidthKind::values, wanted, width, *each(row)[0]);
      if (!wanted) wanted = width;
      for (const Node* value : each(row)) add_references(value, place);
    }
    add_tail(select, place);
  }

  void add_value_outputs(std::optional<std::size_t> width, std::size_t level) {
    if (!width) model_.levels[level].are_outputs_known = false;
    for (std::size_t number = 1; number <= width.value_or(0); ++number) {
      model_.levels[level].outputs.push_back({.name = "column" + std::to_string(number)});
    }
  }

  void check_width(WidthKind kind, std::optional<std::size_t> wanted,
                   std::optional<std::size_t> found, const Node& at) {
    if (!wanted || !found || *wanted == *found) return;
    model_.width_faults.push_back(
        {.kind = kind, .wanted = *wanted, .found = *found, .at = source_.extent_of(at)});
  }

  void add_outputs(const List* targets, const Place& place) {
    for (const auto* target : each<ResTarget>(targets)) {
      Level& level = model_.levels[place.level];
      if (target == nullptr || target->val == nullptr) {
        level.are_outputs_known = false;
        continue;
      }
      add_output(*target, place);
      add_references(target->val, place, Clause::output);
    }
  }

  void add_output(const ResTarget& target, const Place& place) {
    Level& level = model_.levels[place.level];
    const auto* column = as<ColumnRef>(target.val);
    if (!is_star(target.val)) {
      std::string name(target.name == nullptr ? catalog::figured_name(target.val)
                                              : view(target.name));
      if (name.empty()) name = "?column?";
      level.outputs.push_back({.name = std::move(name),
                               .is_column = column != nullptr,
                               .at = range_at(target.location)});
    } else if (column == nullptr || each(column->fields).size() > 2) {
      level.are_outputs_known = false;
    } else {
      const bool is_qualified = each(column->fields).size() > 1;
      level.outputs.push_back(
          {.qualifier = std::string(is_qualified ? string_value(each(column->fields)[0])
                                                 : std::string_view()),
           .scope = place.scope,
           .at = range_at(target.location)});
    }
  }

  // FROM.

  void add_from(const List* items, Around& around) {
    for (const Node* item : each(items)) {
      const auto added = add_from_item(item, around, max_join_depth);
      around.before.insert(around.before.end(), added.begin(), added.end());
    }
  }

  /// The items that it makes visible.
  std::vector<std::size_t> add_from_item(const Node* item, Around& around, int depth) {
    if (const auto* sample = as<RangeTableSample>(item)) item = sample->relation;
    if (const auto* relation = as<RangeVar>(item)) return {add_relation(*relation, around.with)};
    if (const auto* join = as<JoinExpr>(item); join != nullptr && depth > 0) {
      return add_join(*join, around, depth - 1);
    }
    if (const auto* subquery = as<RangeSubselect>(item)) return {add_subquery(*subquery, around)};
    if (const auto* function = as<RangeFunction>(item)) return {add_function(*function, around)};
    const Alias* alias = nullptr;
    if (const auto* table = as<RangeTableFunc>(item)) alias = table->alias;
    if (const auto* table = as<JsonTable>(item)) alias = table->alias;
    if (alias != nullptr) return {add_item(unknown_item(alias))};
    return {add_item({})};
  }

  static Item unknown_item(const Alias* alias) {
    return {.name = std::string(view(alias->aliasname)), .has_alias = true};
  }

  static void rename(Item& item, const Alias* alias) {
    if (alias == nullptr) return;
    item.name = view(alias->aliasname);
    item.has_alias = true;
    if (alias->colnames != nullptr) item.columns = parse::strings(alias->colnames);
  }

  /// `with` is the last CTE in sight.
  [[nodiscard]] const With* find_with(std::string_view name, std::size_t with) const {
    while (with != none) {
      const WithList& list = with_lists_[withs_[with].list];
      const auto found = list.named.find(name);
      if (found != list.named.end() && found->second <= with) return &withs_[found->second];
      with = list.outer;
    }
    return nullptr;
  }

  std::size_t add_relation(const RangeVar& relation, std::size_t with) {
    Item item = {.kind = ItemKind::relation};
    const With* common =
        relation.schemaname == nullptr ? find_with(view(relation.relname), with) : nullptr;
    if (common != nullptr) {
      item = common->item;
    } else {
      item.relation = catalog::name_of(relation);
    }
    item.name = view(relation.relname);
    item.at = range_at(relation.location);
    rename(item, relation.alias);
    return add_item(std::move(item));
  }

  std::size_t add_subquery(const RangeSubselect& subquery, Around& around) {
    const std::size_t outer =
        subquery.lateral ? add_scope(around.before, around.query.outer) : around.query.outer;
    Item item = {.kind = ItemKind::query,
                 .level = add_query(subquery.subquery, outer, around.with)};
    rename(item, subquery.alias);
    return add_item(std::move(item));
  }

  std::size_t add_function(const RangeFunction& function, Around& around) {
    const Place place = {.scope = add_scope(around.before, around.query.outer),
                         .level = around.query.level,
                         .with = around.with};
    Item item;
    for (const auto* called : each<List>(function.functions)) {
      if (each(called).empty()) continue;
      add_references(each(called)[0], place, Clause::from);
      if (item.name.empty()) item.name = catalog::figured_name(each(called)[0]);
    }
    if (function.coldeflist != nullptr && !function.ordinality) {
      item.kind = ItemKind::listed;
      for (const auto* column : each<ColumnDef>(function.coldeflist)) {
        if (column != nullptr) item.columns.emplace_back(view(column->colname));
      }
    }
    if (function.alias != nullptr) {
      item.name = view(function.alias->aliasname);
      item.has_alias = true;
      if (function.alias->colnames != nullptr) item.kind = ItemKind::unknown;
    }
    return add_item(std::move(item));
  }

  std::vector<std::size_t> add_join(const JoinExpr& join, Around& around, int depth) {
    std::vector<std::size_t> left = add_from_item(join.larg, around, depth);
    const std::size_t before = around.before.size();
    around.before.insert(around.before.end(), left.begin(), left.end());
    const std::vector<std::size_t> right = add_from_item(join.rarg, around, depth);
    around.before.resize(before);
    if (join.isNatural) model_.merges.push_back({.column = {}, .left = left, .right = right});
    for (const std::string& column : parse::strings(join.usingClause)) {
      model_.merges.push_back({.column = column, .left = left, .right = right});
    }
    left.insert(left.end(), right.begin(), right.end());
    if (join.quals != nullptr) {
      const Place on = {.scope = add_scope(left, around.query.outer),
                        .level = around.query.level,
                        .with = around.with};
      add_references(join.quals, on, Clause::join);
    }
    if (join.join_using_alias != nullptr) {
      Item merged = unknown_item(join.join_using_alias);
      merged.is_only_qualified = true;
      left.push_back(add_item(std::move(merged)));
    }
    if (join.alias == nullptr) return left;
    Item joined = unknown_item(join.alias);
    for (const std::size_t item : left) joined.hidden.push_back(model_.items[item].name);
    return {add_item(std::move(joined))};
  }

  // Data changes.

  void read_insert(const InsertStmt& insert, const Pending& pending) {
    const std::size_t with = add_with(insert.withClause, pending);
    const std::size_t target = add_relation(*insert.relation, none);
    Insertion insertion = {.item = target,
                           .assignments = add_targets(insert.cols, target, true),
                           .width = 0,
                           .has_rows = true,
                           .at = model_.items[target].at};
    if (const auto* select = as<SelectStmt>(insert.selectStmt)) {
      insertion.width = width_of(*select);
      insertion.has_rows = select->valuesLists != nullptr;
      std::vector<bool> seen;
      for (const auto* row : each<List>(select->valuesLists)) add_blanks(row, seen, insertion);
      if (insert.cols != nullptr) {
        check_width(WidthKind::insert, each(insert.cols).size(), insertion.width,
                    first_value(*select));
      }
      add_query(insert.selectStmt, pending.outer, with);
    }
    Level& level = model_.levels[pending.level];
    level.items = {target};
    const Place place = {
        .scope = add_scope({target}, pending.outer), .level = pending.level, .with = with};
    if (insert.onConflictClause != nullptr) {
      insertion.conflict = conflict_of(*insert.onConflictClause);
      add_conflict(*insert.onConflictClause, *insert.relation, place);
    }
    model_.insertions.push_back(std::move(insertion));
    add_returning(insert, place);
  }

  static Written written_of(const Node* value) {
    if (as<SetToDefault>(value) != nullptr) return Written::by_default;
    return parse::null_literal(value) == nullptr ? Written::other : Written::null;
  }

  /// `seen` has the positions that an earlier row has a blank in.
  void add_blanks(const List* row, std::vector<bool>& seen, Insertion& insertion) const {
    std::size_t position = 0;
    for (const Node* value : each(row)) {
      const std::size_t here = position++;
      const Written written = written_of(value);
      if (written == Written::other) continue;
      if (seen.size() <= here) seen.resize(here + 1);
      if (seen[here]) continue;
      seen[here] = true;
      const auto* word = as<SetToDefault>(value);
      const int location = word == nullptr ? parse::null_literal(value)->location : word->location;
      insertion.blanks.push_back({.position = here, .value = written, .at = range_at(location)});
    }
  }

  [[nodiscard]] Conflict conflict_of(const OnConflictClause& clause) const {
    Conflict conflict = {.has_target = clause.infer != nullptr,
                         .updates = clause.action == ONCONFLICT_UPDATE,
                         .at = range_at(clause.location)};
    if (clause.infer == nullptr) return conflict;
    conflict.constraint = view(clause.infer->conname);
    conflict.has_condition = clause.infer->whereClause != nullptr;
    for (const auto* element : each<IndexElem>(clause.infer->indexElems)) {
      if (element == nullptr || element->name == nullptr) {
        conflict.has_expressions = true;
      } else {
        conflict.columns.emplace_back(view(element->name));
      }
    }
    const std::size_t target =
        source_.statement.base + static_cast<std::size_t>(std::max(clause.infer->location, 0));
    conflict.at.end = std::max(conflict.at.end, list_end(source_.sql, target));
    return conflict;
  }

  void add_conflict(const OnConflictClause& conflict, const RangeVar& relation,
                    const Place& place) {
    const std::size_t target = model_.levels[place.level].items.front();
    if (conflict.infer != nullptr) {
      add_references(conflict.infer->whereClause, place);
      for (const auto* element : each<IndexElem>(conflict.infer->indexElems)) {
        if (element != nullptr) add_references(element->expr, place);
      }
    }
    Item excluded = model_.items[target];
    excluded.kind = ItemKind::relation;
    excluded.relation = catalog::name_of(relation);
    excluded.name = "excluded";
    excluded.has_alias = true;
    const std::size_t outer = model_.scopes[place.scope].outer;
    const Place update = {.scope = add_scope({target, add_item(std::move(excluded))}, outer),
                          .level = place.level,
                          .with = place.with};
    add_assignments(conflict.targetList, target, update);
    add_references(conflict.whereClause, update, Clause::where);
  }

  void read_update(const UpdateStmt& update, const Pending& pending) {
    const std::size_t with = add_with(update.withClause, pending);
    const std::size_t target = add_relation(*update.relation, none);
    const Place place = add_changed_rows(target, update.fromClause, pending, with);
    add_assignments(update.targetList, target, place);
    add_references(update.whereClause, place, Clause::where);
    add_returning(update, place);
  }

  void read_delete(const DeleteStmt& removal, const Pending& pending) {
    const std::size_t with = add_with(removal.withClause, pending);
    const std::size_t target = add_relation(*removal.relation, none);
    const Place place = add_changed_rows(target, removal.usingClause, pending, with);
    add_references(removal.whereClause, place, Clause::where);
    add_returning(removal, place);
  }

  /// FROM or USING, which do not see the target.
  Place add_changed_rows(std::size_t target, const List* from, const Pending& pending,
                         std::size_t with) {
    Around around = {.query = pending, .with = with};
    add_from(from, around);
    std::vector<std::size_t> items = {target};
    items.insert(items.end(), around.before.begin(), around.before.end());
    model_.levels[pending.level].items = items;
    return {
        .scope = add_scope(std::move(items), pending.outer), .level = pending.level, .with = with};
  }

  void read_merge(const MergeStmt& merge, const Pending& pending) {
    const std::size_t with = add_with(merge.withClause, pending);
    const std::size_t target = add_relation(*merge.relation, none);
    Around around = {.query = pending, .with = with};
    const std::vector<std::size_t> source =
        add_from_item(merge.sourceRelation, around, max_join_depth);
    std::vector<std::size_t> both = {target};
    both.insert(both.end(), source.begin(), source.end());
    model_.levels[pending.level].items = both;
    const Place all = {
        .scope = add_scope(both, pending.outer), .level = pending.level, .with = with};
    add_references(merge.joinCondition, all);
    for (const auto* when : each<MergeWhenClause>(merge.mergeWhenClauses)) {
      if (when == nullptr) continue;
      Place place = all;
      if (when->matchKind == MERGE_WHEN_NOT_MATCHED_BY_TARGET) {
        place.scope = add_scope(source, pending.outer);
      } else if (when->matchKind == MERGE_WHEN_NOT_MATCHED_BY_SOURCE) {
        place.scope = add_scope({target}, pending.outer);
      }
      add_references(when->condition, place);
      add_merge_action(*when, target, place);
    }
    add_returning(merge, all);
  }

  void add_merge_action(const MergeWhenClause& when, std::size_t target, const Place& place) {
    if (when.commandType == CMD_UPDATE) return add_assignments(when.targetList, target, place);
    if (when.commandType != CMD_INSERT) return;
    Insertion insertion = {.item = target,
                           .assignments = add_targets(when.targetList, target, true),
                           .width = width_of(when.values),
                           .at = model_.items[target].at};
    std::vector<bool> seen;
    add_blanks(when.values, seen, insertion);
    for (const Node* value : each(when.values)) add_references(value, place);
    if (when.targetList != nullptr && !each(when.values).empty()) {
      check_width(WidthKind::insert, each(when.targetList).size(), insertion.width,
                  *each(when.values)[0]);
    }
    model_.insertions.push_back(std::move(insertion));
  }

  /// The number of the list in the model.
  std::size_t add_targets(const List* targets, std::size_t item, bool is_insert) {
    if (targets == nullptr) return none;
    Assignments assignments = {.item = item, .is_insert = is_insert};
    for (const auto* target : each<ResTarget>(targets)) {
      if (target == nullptr) continue;
      assignments.targets.push_back({.column = std::string(view(target->name)),
                                     .is_part = target->indirection != nullptr,
                                     .value = written_of(target->val),
                                     .at = range_at(target->location)});
    }
    model_.assignments.push_back(std::move(assignments));
    return model_.assignments.size() - 1;
  }

  /// A SET list.
  void add_assignments(const List* targets, std::size_t item, const Place& place) {
    add_targets(targets, item, false);
    for (const auto* target : each<ResTarget>(targets)) {
      if (target == nullptr) continue;
      for (const Node* part : each(target->indirection)) add_references(part, place);
      const auto* several = as<MultiAssignRef>(target->val);
      if (several == nullptr) {
        add_references(target->val, place);
      } else if (several->colno == 1) {
        add_assigned_row(*several, place);
      }
    }
  }

  void add_assigned_row(const MultiAssignRef& several, const Place& place) {
    const auto wanted = static_cast<std::size_t>(several.ncolumns);
    if (const auto* row = as<RowExpr>(several.source)) {
      check_width(WidthKind::assignment, wanted, width_of(row->args), *several.source);
    } else if (const auto* link = as<SubLink>(several.source)) {
      if (const auto* select = as<SelectStmt>(link->subselect)) {
        check_width(WidthKind::assignment, wanted, width_of(*select), first_value(*select));
      }
      add_query(link->subselect, place.scope, place.with);
      return;
    }
    add_references(several.source, place);
  }

  template <class T>
  void add_returning(const T& statement, const Place& place) {
    const List* expressions = returned(statement);
    if (expressions == nullptr) return;
    const Scope& scope = model_.scopes[place.scope];
    std::vector<std::size_t> items = scope.items;
    const std::size_t outer = scope.outer;
    for (const char* name : {"old", "new"}) {
      Item row = model_.items[model_.levels[place.level].items.front()];
      row.name = name;
      row.is_only_qualified = true;
      items.push_back(add_item(std::move(row)));
    }
    Place returning = place;
    returning.scope = add_scope(std::move(items), outer);
    model_.scopes[returning.scope].is_open = renames_rows(statement);
    add_outputs(expressions, returning);
  }

  // Expressions.

  void add_references(const Node* expression, const Place& place, Clause clause = Clause::other) {
    if (expression == nullptr || expression->type == T_A_Const) return;
    walker_.walk_pruned(*expression, [&](const Node& part, parse::Ancestors ancestors) {
      if (const auto* column = as<ColumnRef>(&part)) {
        add_reference(*column, place, clause);
        return false;
      }
      if (is_query(part)) {
        const std::size_t level = add_query(&part, place.scope, place.with);
        if (!ancestors.empty()) note_subquery(as<SubLink>(ancestors.back()), level);
        return false;
      }
      if (const auto* link = as<SubLink>(&part)) check_sublink(*link, ancestors);
      return true;
    });
  }

  void add_reference(const ColumnRef& column, const Place& place, Clause clause) {
    const auto fields = each(column.fields);
    if (fields.empty() || fields.size() > 3) return;
    Reference reference = {.column = std::string(string_value(fields.back())),
                           .scope = place.scope,
                           .level = place.level,
                           .clause = clause,
                           .at = range_at(column.location)};
    if (fields.size() > 1) reference.qualifier = string_value(fields[fields.size() - 2]);
    if (fields.size() > 2) reference.schema = string_value(fields[0]);
    if (reference.column.empty() && reference.qualifier.empty()) return;
    model_.references.push_back(std::move(reference));
  }

  void note_subquery(const SubLink* link, std::size_t level) {
    if (link == nullptr) return;
    switch (link->subLinkType) {
      case ALL_SUBLINK:
      case ANY_SUBLINK:
        model_.subqueries.push_back({.kind = SubqueryKind::list, .level = level});
        return;
      case EXPR_SUBLINK:
        model_.subqueries.push_back({.kind = SubqueryKind::value, .level = level});
        return;
      case ARRAY_SUBLINK:
        model_.subqueries.push_back({.kind = SubqueryKind::array, .level = level});
        return;
      default:
        return;
    }
  }

  /// A subquery in an expression gives one column, or as many as the row that it is compared with.
  void check_sublink(const SubLink& link, parse::Ancestors ancestors) {
    const auto* select = as<SelectStmt>(link.subselect);
    if (select == nullptr) return;
    std::optional<std::size_t> wanted;
    if (link.subLinkType == ANY_SUBLINK || link.subLinkType == ALL_SUBLINK) {
      const auto* row = as<RowExpr>(link.testexpr);
      wanted = row == nullptr ? 1 : width_of(row->args);
      // The type of a single value may be composite, but then it is compared with one column.
    } else if (link.subLinkType == ARRAY_SUBLINK) {
      wanted = 1;
    } else if (link.subLinkType == EXPR_SUBLINK) {
      wanted = 1;
      const auto* comparison = ancestors.empty() ? nullptr : as<A_Expr>(ancestors.back());
      const auto* row = comparison == nullptr ? nullptr : as<RowExpr>(comparison->lexpr);
      if (row != nullptr && comparison->rexpr == &node(link)) wanted = width_of(row->args);
    }
    check_width(WidthKind::subquery, wanted, width_of(*select), first_value(*select));
  }

  const Source& source_;
  Model model_;
  std::deque<Pending> pending_;
  std::vector<With> withs_;
  std::vector<WithList> with_lists_;
  parse::Walker walker_;
};

}  // namespace

std::string plain_insert(const Node& statement) {
  const auto* insert = as<InsertStmt>(&statement);
  const auto* select = insert == nullptr ? nullptr : as<SelectStmt>(insert->selectStmt);
  const bool is_plain = select != nullptr && select->valuesLists != nullptr &&
                        insert->withClause == nullptr && select->withClause == nullptr &&
                        insert->onConflictClause == nullptr && returned(*insert) == nullptr;
  if (!is_plain) return {};
  const std::size_t width = each(as<List>(each(select->valuesLists)[0])).size();
  for (const auto* row : each<List>(select->valuesLists)) {
    if (each(row).size() != width) return {};
    for (const Node* value : each(row)) {
      if (const auto* cast = as<TypeCast>(value)) value = cast->arg;
      if (value->type != T_A_Const && value->type != T_SetToDefault) return {};
    }
  }
  std::string key = parse::qualified_name(*insert->relation) + ' ' + std::to_string(width);
  for (const auto* column : each<ResTarget>(insert->cols)) {
    if (column == nullptr || column->indirection != nullptr) return {};
    key += ' ';
    key += view(column->name);
  }
  return key;
}

std::optional<Model> read_model(const Source& source) {
  return Reader(source).read(*source.statement.tree);
}

}  // namespace pglint::query
