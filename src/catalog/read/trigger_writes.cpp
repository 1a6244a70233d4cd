#include "catalog/read/trigger_writes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "parse/body/plpgsql.h"
#include "parse/tree/nodes.h"
#include "parse/tree/token.h"
#include "text/ascii.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

/// Words with which a body may end early, or do something only sometimes.
constexpr auto deciding = std::to_array<std::string_view>(
    {"assert", "case", "continue", "elsif", "exception", "exit", "for", "foreach", "if", "loop",
     "pg_trigger_depth", "raise", "return", "session_replication_role", "set_config", "tg_op",
     "when", "while"});

/// `column = NEW.column`: the row that the trigger is about.
bool asks_for_new_row(const Node* condition) {
  const auto* both = as<BoolExpr>(condition);
  if (both != nullptr && both->boolop == AND_EXPR) {
    return std::ranges::all_of(each(both->args), asks_for_new_row);
  }
  const auto* comparison = as<A_Expr>(condition);
  const bool is_equality = comparison != nullptr && comparison->kind == AEXPR_OP &&
                           string_value(each(comparison->name).back()) == "=";
  if (!is_equality) return false;
  const auto path_of = [](const Node* side) {
    const auto* column = as<ColumnRef>(side);
    return column == nullptr ? std::vector<std::string>() : parse::strings(column->fields);
  };
  std::vector<std::string> left = path_of(comparison->lexpr);
  std::vector<std::string> right = path_of(comparison->rexpr);
  if (left.size() == 2 && left.front() == "new") std::swap(left, right);
  return !left.empty() && right.size() == 2 && right.front() == "new" && left.front() != "new" &&
         left.back() == right.back();
}

std::optional<TriggerWrite> write_of(const Node& tree) {
  if (const auto* update = as<UpdateStmt>(&tree)) {
    if (update->relation == nullptr || update->withClause != nullptr) return std::nullopt;
    const bool is_of_all = update->whereClause == nullptr && update->fromClause == nullptr;
    TriggerWrite write = {.table = name_of(*update->relation), .event = "update"};
    write.reaches_row =
        is_of_all || (update->fromClause == nullptr && asks_for_new_row(update->whereClause));
    for (const auto* target : each<ResTarget>(update->targetList)) {
      if (target != nullptr) write.columns.emplace_back(view(target->name));
    }
    return write;
  }
  const auto* insert = as<InsertStmt>(&tree);
  const auto* select = insert == nullptr ? nullptr : as<SelectStmt>(insert->selectStmt);
  const bool makes_row = select != nullptr && insert->relation != nullptr &&
                         insert->onConflictClause == nullptr && insert->withClause == nullptr &&
                         select->fromClause == nullptr && select->whereClause == nullptr &&
                         select->op == SETOP_NONE && select->limitCount == nullptr;
  if (!makes_row) return std::nullopt;
  return TriggerWrite{.table = name_of(*insert->relation), .event = "insert", .reaches_row = true};
}

/// Where the first deciding word is, outside of comments; a handler anywhere counts from the start.
std::size_t first_decision(const std::string& body) {
  const auto tokens = parse::scan_without_comments(body, {.begin = 0, .end = body.size()}).tokens;
  std::size_t first = body.size();
  for (const parse::Token& token : tokens) {
    const std::string word =
        text::lowered(std::string_view(body).substr(token.range.begin, token.range.size()));
    if (word == "exception") return 0;
    if (text::is_one_of(word, deciding)) first = std::min(first, token.range.begin);
  }
  return first;
}

bool may_write(const std::string& body) {
  const std::string lowered = text::lowered(body);
  return lowered.find("update") != std::string::npos || lowered.find("insert") != std::string::npos;
}

}  // namespace

std::vector<TriggerWrite> writes_of_body(const std::string& body) {
  std::vector<TriggerWrite> writes;
  if (!may_write(body)) return writes;
  const std::size_t end = first_decision(body);
  const parse::PlpgsqlBody read = parse::read_plpgsql(body);
  if (read.problem) return writes;
  for (const parse::PlpgsqlFragment& fragment : read.fragments) {
    if (fragment.conditional || fragment.range.begin >= end) break;
    std::vector<parse::Statement> statements;
    parse::ParseProblem problem;
    if (!parse::parse_fragment(fragment, read.sql, statements, problem)) break;
    for (const parse::Statement& statement : statements) {
      if (auto write = write_of(*statement.tree)) writes.push_back(std::move(*write));
    }
  }
  return writes;
}

}  // namespace pglint::catalog
