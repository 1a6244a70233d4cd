// Sequences of words that identify another database's or a newer PostgreSQL's syntax.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include "parse/source/lexer.h"

namespace pglint::parse {

/// The number of lexemes at the start of `lexemes` that `phrase` matches; 0 if it does not. A
/// phrase is lower-case words and symbols between single spaces: `engine = innodb`. `*` is any
/// word, `*tree` one that ends so, `^go` must be the first of its line, `go$` the last.
[[nodiscard]] std::size_t match_phrase(std::string_view phrase, std::string_view sql,
                                       std::span<const Lexeme> lexemes);

/// Calls `look` with the lexemes of each statement of `sql`, with its semicolon and without
/// comments. Very long ones are split to limit memory.
void for_each_statement(std::string_view sql,
                        const std::function<void(std::span<const Lexeme>)>& look);

}  // namespace pglint::parse
