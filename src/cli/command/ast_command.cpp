#include <fmt/format.h>

#include "cli/command/commands.h"
#include "cli/terminal/complain.h"
#include "parse/source/ast_json.h"
#include "parse/source/readable.h"
#include "text/file.h"
#include "text/json.h"
#include "text/line/index.h"

namespace pglint::cli {

ExitCode run_ast(const AstOptions& options) {
  const bool is_stdin = options.path == "-";
  const auto content = is_stdin ? text::read_stdin(parse::max_readable_bytes)
                                : text::read_file(options.path, parse::max_readable_bytes);
  if (!content.ok()) return complain(content.error().message);

  const parse::AstJson ast = parse::ast_json(content.value());
  if (ast.problem) {
    const text::Position at = text::LineIndex(content.value()).position(ast.problem->range.begin);
    complain(fmt::format("{}:{}:{} {}", is_stdin ? "<stdin>" : options.path, at.line, at.column,
                         ast.problem->message));
    const bool is_finding = ast.problem->kind == parse::ProblemKind::syntax;
    return is_finding ? ExitCode::findings : ExitCode::failed;
  }
  const std::string tree = text::dump(text::Json::parse(ast.json), text::Layout::indented);
  if (const auto error = text::write_stdout(tree + "\n")) return complain(error->message);
  return ExitCode::clean;
}

}  // namespace pglint::cli
