#include "migration/words.h"

#include <algorithm>

#include "text/ascii.h"

namespace pglint::migration {
namespace {

using text::lowered;
}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lowered(x) == lowered(y); });
}

bool mentions(std::string_view text, std::string_view word) {
  const char first = word.front();
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
    if (lowered(text[at]) == first && same_word(text.substr(at, word.size()), word)) return true;
  }
  return false;
}

std::optional<std::string_view> behind_word(std::string_view text, std::string_view prefix) {
  if (!same_word(text.substr(0, prefix.size()), prefix)) return std::nullopt;
  return text.substr(prefix.size());
}

std::string_view take_word(std::string_view& text) {
  const auto end = std::ranges::find_if(text, is_blank);
  const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text = trimmed(text.substr(word.size()));
  return word;
}

std::optional<std::string_view> attribute(std::string_view text, std::string_view key) {
  text = trimmed(text);
  while (!text.empty()) {
    const std::string_view word = take_word(text);
    const std::size_t colon = word.find(':');
    if (colon != std::string_view::npos && same_word(word.substr(0, colon), key)) {
      return word.substr(colon + 1);
    }
  }
  return std::nullopt;
}

std::string_view setting(std::string_view content, std::string_view key) {
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    std::string_view line = content.substr(0, end);
    content.remove_prefix(std::min(end + 1, content.size()));
    line = line.substr(0, line.find('#'));
    const std::size_t sign = line.find('=');
    if (sign == std::string_view::npos || trimmed(line.substr(0, sign)) != key) continue;
    std::string_view value = trimmed(line.substr(sign + 1));
    if (value.size() >= 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
    return value;
  }
  return {};
}

}  // namespace pglint::migration
