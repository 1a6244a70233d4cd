#include "parse/meaning/written_name.h"

#include <algorithm>
#include <string_view>

#include "parse/source/embedded_text.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

void replace_all(std::string& in, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = in.find(what, at)) != std::string::npos; at += by.size()) {
    in.replace(at, what.size(), by);
  }
}

/// The name in `"x"` or, with the default escape character, `U&"x"`.
std::string unquoted(std::string_view written) {
  const std::size_t open = std::min(written.find('"'), written.size());
  std::string inner(written.substr(std::min(open + 1, written.size())));
  if (!inner.empty()) inner.pop_back();
  replace_all(inner, "\"\"", "\"");
  if (open == 0) return inner;
  // The escapes are the same as in strings, so read it as one.
  replace_all(inner, "'", "''");
  const std::string literal = "U&'" + inner + "'";
  const auto value = read_literal(literal, {.begin = 0, .end = literal.size()});
  return value ? value->text() : std::string();
}

}  // namespace

std::string written_name(const TokenView& tokens, std::size_t index) {
  if (!tokens.is_name(index)) return {};
  const std::string name(tokens.text(index));
  if (tokens.kind(index) == TokenKind::quoted_identifier) return unquoted(name);
  return text::lowered(name);
}

}  // namespace pglint::parse
