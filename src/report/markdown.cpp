#include "report/markdown.h"

#include <algorithm>

#include "text/printable.h"
#include "text/utf8.h"

namespace pglint::report {
namespace {

constexpr std::size_t longest_message = 500;  ///< code points

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char byte : text) {
    run = byte == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string markdown_code(std::string_view text) {
  const std::string shown = text::printable(text);
  const std::size_t run = longest_run_of_backticks(shown);
  const std::string fence(run + 1, '`');
  // Blanks separate a backtick at either end from the fence; they are not shown.
  const char* const space = run > 0 ? " " : "";
  return fence + space + shown + space + fence;
}

std::string markdown_message(std::string_view message) {
  std::string shown = text::printable(message);
  const std::size_t end = text::offset_of_code_point(shown, longest_message);
  if (end < shown.size()) shown = shown.substr(0, end) + "…";
  // With a backtick in an identifier, code cannot be recognized, and links and emojis in what looks
  // like text would be live.
  const bool has_code =
      std::ranges::count(shown, '`') % 2 == 0 && longest_run_of_backticks(shown) < 2;
  if (!has_code) return markdown_code(shown);
  std::string result;
  bool in_code = false;
  for (const char byte : shown) {
    if (byte == '`') in_code = !in_code;
    const bool is_markup = std::string_view("\\*_[]<>#~&|$@").find(byte) != std::string_view::npos;
    if (is_markup && !in_code) result += '\\';
    result += byte;
  }
  return result;
}

std::string markdown_cell(std::string_view text) {
  std::string cell;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_escaped = at > 0 && text[at - 1] == '\\';
    if (text[at] == '|' && !is_escaped) cell += '\\';
    cell += text[at];
  }
  return cell;
}

}  // namespace pglint::report
