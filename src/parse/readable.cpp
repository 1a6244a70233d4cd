#include "parse/readable.h"

#include <utility>

#include "text/utf8.h"

namespace pglint::parse {
namespace {

/// PostgreSQL's scanner works on a copy of the text that must stay below 1 GiB.
constexpr std::size_t max_bytes = (std::size_t{1} << 30U) - 16;

ParseProblem problem_at(std::size_t offset, std::string_view what) {
  return {.kind = ProblemKind::not_parsed,
          .range = {.begin = offset, .end = offset + 1},
          .message = "byte " + std::to_string(offset) + std::string(what)};
}

}  // namespace

std::optional<ParseProblem> find_unreadable(std::string_view content) {
  if (content.size() > max_bytes) {
    return ParseProblem{
        .kind = ProblemKind::not_parsed, .range = {}, .message = "the file is larger than 1 GiB"};
  }
  const std::size_t nul = content.find('\0');
  if (nul != std::string_view::npos) {
    return problem_at(nul, " is NUL; the file is binary or UTF-16");
  }
  if (const auto invalid = text::find_invalid_utf8(content)) {
    return problem_at(*invalid, " is not valid UTF-8");
  }
  return std::nullopt;
}

}  // namespace pglint::parse
