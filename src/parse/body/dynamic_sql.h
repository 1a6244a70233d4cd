// SQL in string literals of a PL/pgSQL body: EXECUTE '…', EXECUTE format('…', …).
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

/// The literal that `expression` executes, directly or through format(); nothing for any other
/// expression. `tokens` are those of the expression.
[[nodiscard]] std::optional<DynamicSql> find_dynamic_sql(const Statement& expression,
                                                         const TokenView& tokens);

/// Replaces the specifiers of a format string (manual: section 9.4.1) by SQL of equal length: `%I`
/// and `%s` by a name, `%L` by a string, `%%` by a percent sign.
void fill_format(std::string& format);

/// A name of a format, with `…` where format() writes something: `part_…_c` of `part_%s_c`.
[[nodiscard]] std::string name_of_format(std::string_view written);

}  // namespace pglint::parse
