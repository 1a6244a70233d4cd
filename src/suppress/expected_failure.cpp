#include "suppress/expected_failure.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "text/ascii.h"

namespace pglint {
namespace {

constexpr std::string_view line_blanks = " \t\r";

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(line_blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(line_blanks) + 1 - begin);
}

/// The text of a `--` comment that is all of `line`, in lower case; empty for others.
std::string only_comment(std::string_view line) {
  line = without_blanks(line);
  if (!line.starts_with("--")) return {};
  return text::lowered(without_blanks(line.substr(2)));
}

/// What says it only if nothing but a reason follows: `error: no such table`, not `error log`.
bool is_verdict(std::string_view comment) {
  constexpr std::array<std::string_view, 4> words = {"fail", "fails", "error", "errors"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    if (!comment.starts_with(word)) return false;
    const std::string_view rest = without_blanks(comment.substr(word.size()));
    return rest.empty() || std::string_view(",:;.!(-").find(rest.front()) != std::string_view::npos;
  });
}

bool is_sentence(std::string_view comment) {
  constexpr std::array<std::string_view, 8> begins = {
      "should fail",      "must fail",      "will fail", "should error",
      "this should fail", "expect failure", "fails if ", "fails when "};
  return std::ranges::any_of(begins,
                             [&](std::string_view begin) { return comment.starts_with(begin); });
}

std::string comment_behind(std::string_view content, std::size_t end) {
  std::string_view rest = content.substr(std::min(end, content.size()));
  rest = without_blanks(rest.substr(0, rest.find('\n')));
  if (rest.starts_with(';')) rest.remove_prefix(1);
  return only_comment(rest);
}

std::string comment_above(std::string_view content, std::size_t begin) {
  const std::string_view before = content.substr(0, std::min(begin, content.size()));
  const std::size_t line = before.rfind('\n');
  const bool is_first = line == std::string_view::npos || line == 0;
  if (is_first || !without_blanks(before.substr(line + 1)).empty()) return {};
  const std::size_t above = before.rfind('\n', line - 1);
  const std::size_t from = above == std::string_view::npos ? 0 : above + 1;
  return only_comment(before.substr(from, line - from));
}

}  // namespace

bool is_meant_to_fail(std::string_view content, text::Range extent) {
  const std::string behind = comment_behind(content, extent.end);
  if (is_verdict(behind) || is_sentence(behind)) return true;
  const std::string above = comment_above(content, extent.begin);
  return is_verdict(above) || is_sentence(above);
}

}  // namespace pglint
