// The body of a DO block, function or procedure, written as a string.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parse/tree/statement.h"
#include "parse/tree/token.h"
#include "text/range.h"

namespace pglint::parse {

enum class BodyLanguage : std::uint8_t { sql, plpgsql };

struct RoutineBody {
  BodyLanguage language = BodyLanguage::plpgsql;
  std::string routine;     ///< the function's name as written; empty for DO
  text::Range literal;     ///< the string literal, in bytes of the statement's text
  std::string_view value;  ///< of the literal; lives as long as the tree
};

/// True for CREATE FUNCTION, CREATE PROCEDURE and DO.
[[nodiscard]] bool may_have_body(const Statement& statement);

/// The body of `statement`, whose tokens are `tokens`. Nothing if it has none, if its language is
/// not SQL or PL/pgSQL, or if it is part of the tree (BEGIN ATOMIC).
[[nodiscard]] std::optional<RoutineBody> find_body(const Statement& statement,
                                                   const TokenView& tokens);

}  // namespace pglint::parse
