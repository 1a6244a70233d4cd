// SQL that a PL/pgSQL body makes out of string literals: EXECUTE '…', EXECUTE format('…', …).
#pragma once

#include <optional>
#include <string>

#include "parse/tree/statement.h"
#include "parse/tree/token.h"
#include "text/range.h"

namespace pglint::parse {

struct DynamicSql {
  text::Range literal;     ///< the string literal, in bytes of the expression's text
  bool is_format = false;  ///< the literal is the first argument of format()
};

/// The literal that the value of `expression` is made from; nothing where it is put together in
/// another way. `tokens` are those of the expression.
[[nodiscard]] std::optional<DynamicSql> find_dynamic_sql(const Statement& expression,
                                                         const TokenView& tokens);

/// Replaces the specifiers of a format string (manual: section 9.4.1) by something of equal length
/// that parses: `%I` and `%s` become names, `%L` a string, `%%` a percent sign.
void fill_format(std::string& format);

}  // namespace pglint::parse
