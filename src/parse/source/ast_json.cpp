// libpg_query writes JSON recursively without a limit, so the depth is measured before.
#include "parse/source/ast_json.h"

#include <algorithm>
#include <utility>

#include "parse/source/preprocess.h"
#include "parse/source/readable.h"
#include "parse/source/statement_reader.h"
#include "parse/tree/walk.h"

namespace pglint::parse {
namespace {

/// Node levels, each of which costs several frames in the writer and in any reader of its JSON.
constexpr std::size_t deepest = 1000;

bool is_too_deep(const Statement& statement, Walker& walker) {
  bool too_deep = false;
  walker.walk_pruned(*statement.tree, [&](const Node&, Ancestors ancestors) {
    too_deep = too_deep || ancestors.size() > deepest;
    return !too_deep;
  });
  return too_deep;
}

/// The first reason why `sql` cannot be written as JSON.
std::optional<ParseProblem> find_problem(const std::string& sql) {
  Arena arena;
  StatementReader reader(sql, arena);
  Walker walker;
  for (Batch batch; reader.next(batch);) {
    if (!batch.problems.empty()) return std::move(batch.problems.front());
    for (const Statement& statement : batch.statements) {
      if (!is_too_deep(statement, walker)) continue;
      return ParseProblem{.kind = ProblemKind::too_deep,
                          .range = statement.extent,
                          .message = "the tree is nested too deeply for JSON"};
    }
  }
  return std::nullopt;
}

}  // namespace

AstJson ast_json(const std::string& content) {
  if (auto problem = find_unreadable(content, max_readable_bytes)) {
    return {.problem = std::move(problem)};
  }
  if (const auto repaired = text::repair_utf8(content)) {
    return {.problem = encoding_problem(content, *repaired)};
  }
  const std::string sql = preprocess(content).sql.value_or(content);
  if (auto problem = find_problem(sql)) return {.problem = std::move(problem)};

  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  AstJson ast;
  if (result.error != nullptr) {
    ast.problem = ParseProblem{.kind = ProblemKind::not_parsed, .message = result.error->message};
  } else {
    ast.json = result.parse_tree;
  }
  pg_query_free_parse_result(result);
  return ast;
}

}  // namespace pglint::parse
