#include "parse/source/readable.h"

#include <string>
#include <utility>

#include <fmt/format.h>

namespace pglint::parse {
namespace {

ParseProblem problem_at(std::size_t offset, std::string_view what, std::string hint) {
  return {.kind = ProblemKind::not_parsed,
          .range = {.begin = offset, .end = offset + 1},
          .message = "byte " + std::to_string(offset) + std::string(what),
          .hint = std::move(hint)};
}

}  // namespace

std::optional<ParseProblem> find_unreadable(std::string_view content, std::size_t max_bytes) {
  if (content.size() > max_bytes) {
    return ParseProblem{.kind = ProblemKind::not_parsed,
                        .message = "the file is larger than " + std::to_string(max_bytes) +
                                   " bytes, which `--max-file-size` sets as the limit",
                        .hint = "set a higher `--max-file-size`, or `exclude` the file"};
  }
  const std::size_t nul = content.find('\0');
  if (nul == std::string_view::npos) return std::nullopt;
  return problem_at(nul, " is NUL; the file is binary or UTF-16",
                    "save the file as UTF-8, or `exclude` it if it is binary");
}

ParseProblem encoding_problem(std::string_view content, const text::RepairedUtf8& repaired) {
  const auto byte = static_cast<unsigned char>(content[repaired.first]);
  const std::string others =
      repaired.count == 1 ? "" : fmt::format(", like {} more", repaired.count - 1);
  return problem_at(
      repaired.first,
      fmt::format(
          " (0x{:02X}) is not valid UTF-8{}, and is read as `_`; the file may be Latin-1 or "
          "Windows-1252",
          byte, others),
      "save the file as UTF-8");
}

}  // namespace pglint::parse
