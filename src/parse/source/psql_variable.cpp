// Follows psql's psqlscanslash.l and command.c.
#include "parse/source/psql_variable.h"

#include <algorithm>

#include "parse/source/lexer.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

/// The value of a quoted argument, and the offset after it. Nothing if it is not closed.
std::optional<std::string> read_quoted(std::string_view arguments, std::size_t& at) {
  std::string value;
  for (++at; at < arguments.size(); ++at) {
    const char byte = arguments[at];
    const char next = at + 1 < arguments.size() ? arguments[at + 1] : ' ';
    if (byte == '\'' && next != '\'') return ++at, value;
    if (byte != '\'' && byte != '\\') {
      value += byte;
      continue;
    }
    constexpr std::string_view blanks = "nrtbf";
    value += byte == '\\' && blanks.find(next) != std::string_view::npos ? ' ' : next;
    ++at;
  }
  return std::nullopt;
}

/// The arguments in one, as `\set` stores them; nothing if they depend on more than the text.
std::optional<std::string> joined(std::string_view arguments) {
  std::string value;
  for (std::size_t at = 0; at < arguments.size();) {
    const char byte = arguments[at];
    if (byte == '`' || byte == ':') return std::nullopt;
    if (byte == '\'') {
      const auto quoted = read_quoted(arguments, at);
      if (!quoted) return std::nullopt;
      value += *quoted;
    } else {
      if (!is_blank(byte)) value += byte;
      ++at;
    }
  }
  return value;
}

bool may_replace(std::string_view value) {
  return value.find_first_of("'\";\\:$\r\n[]") == std::string_view::npos &&
         value.find("--") == std::string_view::npos && value.find("/*") == std::string_view::npos;
}

std::string_view first_word(std::string_view arguments) {
  const auto is_end = [](char byte) { return is_blank(byte); };
  const auto begin = std::ranges::find_if_not(arguments, is_end);
  const auto end = std::find_if(begin, arguments.end(), is_end);
  return {begin, end};
}

}  // namespace

void PsqlVariables::set(std::string_view arguments) {
  const std::string_view name = first_word(arguments);
  if (name.empty()) return;
  const auto end = static_cast<std::size_t>(name.data() + name.size() - arguments.data());
  auto value = joined(arguments.substr(end));
  if (!value || !may_replace(*value)) return unset(name);
  values_.insert_or_assign(std::string(name), *std::move(value));
}

void PsqlVariables::unset(std::string_view arguments) {
  const auto known = values_.find(first_word(arguments));
  if (known != values_.end()) values_.erase(known);
}

PsqlVariable PsqlVariables::at(text::Range range, std::string_view name) const {
  const auto known = values_.find(name);
  return {.range = range,
          .name = std::string(name),
          .value = known == values_.end() ? std::nullopt : std::optional(known->second)};
}

}  // namespace pglint::parse
