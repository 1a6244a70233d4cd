#include "parse/meaning/list_pattern.h"

#include <algorithm>
#include <array>
#include <string>

#include "parse/meaning/concatenation.h"
#include "parse/meaning/literal.h"

namespace pglint::parse {
namespace {

constexpr std::string_view separators = ",;|";

bool is_separator(char byte) { return separators.find(byte) != std::string_view::npos; }

std::string_view trimmed(std::string_view text, char what) {
  const std::size_t first = std::min(text.find_first_not_of(what), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(what) + 1);
}

/// True for `,x,`: separators at both ends and something between them.
bool is_enclosed(std::string_view text) {
  text = trimmed(text, ' ');
  if (text.size() < 3 || !is_separator(text.front()) || text.front() != text.back()) return false;
  const std::string_view inner = text.substr(1, text.size() - 2);
  return inner.find_first_not_of(",;| %_") != std::string_view::npos;
}

std::string_view constant_text(const Node* value) {
  const A_Const* literal = text_literal(value);
  return literal == nullptr ? std::string_view() : string_value(*literal);
}

}  // namespace

bool is_list_separator(const Node* value) {
  const std::string_view text = trimmed(constant_text(value), ' ');
  return text.size() == 1 && is_separator(text.front());
}

bool is_list_separator_regex(const Node* value) {
  std::string text(constant_text(value));
  if (const std::size_t at = text.find("\\|"); at != std::string::npos) text.replace(at, 2, ";");
  if (const std::size_t at = text.find("[|]"); at != std::string::npos) text.replace(at, 3, ";");
  // Remove everything that matches blanks, repeats or groups: only separators must be left.
  for (const std::string_view blank : {"[[:space:]]", "\\s"}) {
    for (std::size_t at = 0; (at = text.find(blank)) != std::string::npos;) {
      text.erase(at, blank.size());
    }
  }
  std::erase_if(text, [](char byte) {
    return std::string_view(" *+?[]()").find(byte) != std::string_view::npos;
  });
  return !text.empty() && std::ranges::all_of(text, is_separator) &&
         text.find_first_of(",;") != std::string::npos;
}

bool is_substring_pattern(const Node* pattern) {
  const std::string text = concatenation(pattern).text;
  return text.size() > 2 && text.front() == '%' && text.back() == '%';
}

bool is_element_pattern(const Node* pattern) {
  const std::string text = concatenation(pattern).text;
  if (text.size() < 2 || text.front() != '%' || text.back() != '%') return false;
  return is_enclosed(trimmed(text, '%'));
}

bool is_element_regex(const Node* pattern) {
  const std::string text = concatenation(pattern).text;
  return std::ranges::any_of(separators.substr(0, 2), [&](char separator) {
    const std::string one = {separator};
    const std::array<std::string, 4> ends = {"(^|" + one + ")", "(" + one + "|^)",
                                             "(" + one + "|$)", "($|" + one + ")"};
    return std::ranges::any_of(
        ends, [&](const std::string& end) { return text.find(end) != std::string::npos; });
  });
}

const Node* between_separators(const Node* value) {
  const Concatenation parts = concatenation(value);
  const bool encloses =
      parts.others.size() == 1 && parts.text.size() > 1 && is_enclosed(parts.text);
  return encloses ? parts.others.front() : nullptr;
}

bool is_between_separators(const Node* value) { return is_enclosed(concatenation(value).text); }

}  // namespace pglint::parse
