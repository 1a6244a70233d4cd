// Sequences of words that give a text away: another database's syntax, or a newer PostgreSQL's.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include "parse/source/lexer.h"

namespace pglint::parse {

/// How many of `lexemes` of `sql`, from the first on, `phrase` is; 0 where it is not there. A
/// phrase is lower-case words and symbols between single spaces: `engine = innodb`. `*` is any
/// word, `^go` must be the first of its line, `go$` the last.
[[nodiscard]] std::size_t match_phrase(std::string_view phrase, std::string_view sql,
                                       std::span<const Lexeme> lexemes);

/// Calls `look` with the lexemes of each statement of `sql`, its semicolon and without comments;
/// very long ones come in pieces, so that memory does not grow with the text.
void for_each_statement(std::string_view sql,
                        const std::function<void(std::span<const Lexeme>)>& look);

}  // namespace pglint::parse
