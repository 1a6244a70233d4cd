#include "design/accepted.h"

#include <algorithm>
#include <cstddef>

#include "text/ascii.h"

namespace pglint::design {
namespace {

constexpr std::string_view mark = "pglint:";

bool is_of_word(char letter) {
  return text::is_lower(letter) || text::is_digit(letter) || letter == '-';
}

std::string_view first_word(std::string_view text) {
  const auto* const end = std::ranges::find_if_not(text, is_of_word);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

/// `a, b` names a and b; words after a missing comma do not count.
bool names(std::string_view list, std::string_view id) {
  while (true) {
    list = without_blanks(list);
    const std::string_view word = first_word(list);
    if (word == id) return true;
    list = without_blanks(list.substr(word.size()));
    if (word.empty() || !list.starts_with(',')) return false;
    list.remove_prefix(1);
  }
}

}  // namespace

bool is_accepted(std::string_view comment, AcceptedRule rule) {
  for (std::size_t at = 0; (at = comment.find(mark, at)) != std::string_view::npos;) {
    at += mark.size();
    const std::string_view rest = without_blanks(comment.substr(at));
    const std::string_view verb = first_word(rest);
    if (verb == "denormalized" && rule.of_normalization) return true;
    if (verb == "accept" && names(rest.substr(verb.size()), rule.id)) return true;
  }
  return false;
}

}  // namespace pglint::design
