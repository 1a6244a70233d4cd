#include "parse/source/parsed_expression.h"

#include "parse/source/raw_parse.h"

namespace pglint::parse {
namespace {

/// The only item of the SELECT that contains the expression.
const Node* item_of(const Node& tree) {
  const auto* select = as<SelectStmt>(&tree);
  if (select == nullptr || each(select->targetList).size() != 1) return nullptr;
  const auto* target = each<ResTarget>(select->targetList)[0];
  return target == nullptr ? nullptr : target->val;
}

}  // namespace

ParsedExpression::ParsedExpression(const std::string& sql) {
  ParseProblem ignored;
  const text::Range whole = {.begin = 0, .end = sql.size()};
  if (!parse_raw(sql, whole, Grammar::expression, statements_, ignored)) return;
  if (statements_.size() == 1) tree_ = item_of(*statements_.front().tree);
}

}  // namespace pglint::parse
