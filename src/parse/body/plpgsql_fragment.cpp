#include "parse/body/plpgsql_fragment.h"

#include <algorithm>

#include "parse/tree/nodes.h"
#include "parse/tree/token.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

/// The name as PostgreSQL folds it, allocated in the arena.
char* folded(std::string_view written) {
  std::string name(written);
  if (written.starts_with('"') && written.size() >= 2) {
    name = written.substr(1, written.size() - 2);
    for (std::size_t at = name.find("\"\""); at != std::string::npos; at = name.find("\"\"", at)) {
      name.erase(at++, 1);
    }
  } else {
    name = text::lowered(written);
  }
  return pstrdup(name.c_str());
}

void declare_variable(Statement& type, std::string_view variable) {
  auto* parameter = static_cast<FunctionParameter*>(palloc0(sizeof(FunctionParameter)));
  parameter->type = T_FunctionParameter;
  parameter->name = folded(variable);
  // This TypeName is part of a tree that only this function uses.
  parameter->argType = const_cast<TypeName*>(as<TypeName>(type.tree));
  parameter->mode = FUNC_PARAM_DEFAULT;
  type.tree = &node(*parameter);
}

}  // namespace

bool parse_fragment(const PlpgsqlFragment& fragment, const std::string& sql,
                    std::vector<Statement>& statements, ParseProblem& problem) {
  const std::size_t first = statements.size();
  if (!parse_raw(sql, fragment.range, fragment.grammar, statements, problem)) {
    const auto tokens = scan_without_comments(sql, fragment.range).tokens;
    const TokenView view(sql, tokens);
    if (view.size() == 0) return false;  // the scanner stopped at once
    const std::size_t stopped = std::min(view.at(problem.range.begin), view.size() - 1);
    if (problem.range.empty()) problem.range = first_line(sql, view.range(stopped));
    return false;
  }
  if (fragment.variable.empty()) return true;
  for (std::size_t index = first; index < statements.size(); ++index) {
    declare_variable(statements[index], fragment.variable);
  }
  return true;
}

}  // namespace pglint::parse
