#include "design/list_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "parse/meaning/name_words.h"
#include "text/ascii.h"

namespace pglint::design {
namespace {

using text::is_one_of;
}  // namespace

bool is_list(std::string_view text) {
  constexpr std::size_t least_pieces = 3;
  constexpr std::size_t longest = 40;
  const std::size_t first = text.find_first_of(list_separators);
  if (first == std::string_view::npos) return false;
  const char separator = text[first];
  std::size_t pieces = 0;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    std::string_view piece = text.substr(0, end);
    if (pieces > 0 && piece.starts_with(' ')) piece.remove_prefix(1);
    const bool plain = piece.find_first_of(" ,;|{}[]()") == std::string_view::npos;
    if (piece.empty() || piece.size() > longest || !plain) return false;
    ++pieces;
    if (end == text.size()) return pieces >= least_pieces;
    text.remove_prefix(end + 1);
  }
}

bool repeats_separator(std::string_view pattern) {
  for (std::size_t close = 0; (close = pattern.find(')', close)) != std::string_view::npos;
       ++close) {
    if (close + 1 >= pattern.size()) return false;
    constexpr std::string_view quantifiers = "*+{";
    const std::size_t open = pattern.rfind('(', close);
    if (open == std::string_view::npos ||
        quantifiers.find(pattern[close + 1]) == std::string_view::npos)
      continue;
    std::string_view group = pattern.substr(open + 1, close - open - 1);
    if (group.starts_with("?:")) group.remove_prefix(2);
    if (group.starts_with("\\s*")) group.remove_prefix(3);
    // `|` is a separator only if it is escaped.
    const auto separates = [](char letter) { return letter == ',' || letter == ';'; };
    const bool at_edge = !group.empty() && (separates(group.front()) || separates(group.back()));
    if (at_edge || group.starts_with("\\|") || group.ends_with("\\|")) return true;
  }
  return false;
}

bool is_called_list(std::string comment) {
  std::ranges::replace_if(comment, std::not_fn(text::is_letter), ' ');
  const std::vector<std::string> words = parse::name_words(comment);
  constexpr std::array<std::string_view, 3> marks = {"comma", "semicolon", "pipe"};
  constexpr std::array<std::string_view, 3> denials = {"not", "no", "never"};
  for (std::size_t index = 0; index + 1 < words.size(); ++index) {
    const std::string& next = words[index + 1];
    const bool separated = next.starts_with("separated") || next.starts_with("delimited");
    if (!separated || !is_one_of(words[index], marks)) continue;
    if (index == 0 || !is_one_of(words[index - 1], denials)) return true;
  }
  return false;
}

}  // namespace pglint::design
