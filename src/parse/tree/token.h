// Tokens of PostgreSQL's scanner with byte offsets, and searches in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::parse {

enum class TokenKind : std::uint8_t {
  word,               ///< keyword or unquoted identifier
  quoted_identifier,  ///< "x", U&"x"
  string,             ///< every kind of string and bit string literal
  number,
  parameter,  ///< $1
  op,         ///< operators, also `::`, `:=`, `=>`
  symbol,     ///< , ( ) [ ] . ; : and any other lone character
  comment,
};

struct Token {
  text::Range range;
  TokenKind kind = TokenKind::symbol;
  /// For `(` and `[`: how many tokens later it closes; 0 if that is not known, `never_closes` if
  /// nothing closes it.
  std::uint32_t closes_after = 0;
};

constexpr std::uint32_t never_closes = 0xFFFF'FFFF;

/// An error of the scanner, for example an unterminated quote.
struct ScanError {
  std::size_t offset = 0;  ///< in bytes; the token after the last good one if not known better
  std::string message;     ///< PostgreSQL's message
};

struct ScanResult {
  std::vector<Token> tokens;  ///< in order, up to the error
  std::optional<ScanError> error;
};

/// Scans `text` (valid UTF-8 without NUL), including comments, and adds `base` to all offsets.
/// Needs a live arena on this thread.
[[nodiscard]] ScanResult scan(std::string_view text, std::size_t base);

/// Scans bytes `range` of `text`, without comments, and matches brackets; offsets are relative to
/// `text`.
[[nodiscard]] ScanResult scan_without_comments(std::string_view text, text::Range range);

/// The tokens of one statement, without comments, and searches in them. Indexes are 0-based;
/// `size()` means "none". `file` and `tokens` must outlive it.
class TokenView {
 public:
  TokenView(std::string_view file, std::span<const Token> tokens) : file_(file), tokens_(tokens) {}

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] bool has(std::size_t index) const { return index < tokens_.size(); }
  [[nodiscard]] text::Range range(std::size_t index) const { return tokens_[index].range; }
  [[nodiscard]] TokenKind kind(std::size_t index) const { return tokens_[index].kind; }

  /// The bytes of token `index` as written; empty past the end.
  [[nodiscard]] std::string_view text(std::size_t index) const;

  /// True for a keyword or unquoted identifier equal to `lower_case`, ignoring case.
  [[nodiscard]] bool is_word(std::size_t index, std::string_view lower_case) const;

  /// True for the operator or symbol `written`.
  [[nodiscard]] bool is_symbol(std::size_t index, std::string_view written) const;

  /// True for a keyword or an identifier, quoted or not.
  [[nodiscard]] bool is_name(std::size_t index) const;

  /// The token that covers byte `offset`, or the first one after it.
  [[nodiscard]] std::size_t at(std::size_t offset) const;

  /// First token in [from, size()) that is the word `lower_case` outside of all brackets that open
  /// after `from`.
  [[nodiscard]] std::size_t find_word(std::size_t from, std::string_view lower_case) const;
  /// The same in [from, end); `size()` if it is not there.
  [[nodiscard]] std::size_t find_word(std::size_t from, std::size_t end,
                                      std::string_view lower_case) const;

  [[nodiscard]] bool opens(std::size_t index) const;   ///< `(` or `[`
  [[nodiscard]] bool closes(std::size_t index) const;  ///< `)` or `]`

  /// Index of the bracket that closes the one at `open`; `size()` if none does.
  [[nodiscard]] std::size_t closing(std::size_t open) const;

  /// One past the bracket that closes the one at `index`; `index` if that is not an opening
  /// bracket.
  [[nodiscard]] std::size_t bracket_end(std::size_t index) const;

  /// Index one past the list item that starts at `from`: the next comma, closing bracket or
  /// semicolon outside of brackets that open inside the item, or `size()`.
  [[nodiscard]] std::size_t item_end(std::size_t from) const;

  /// First token of item `count` (0-based) of the comma-separated list that starts at `from`.
  [[nodiscard]] std::size_t nth_item(std::size_t from, std::size_t count) const;

  /// Index one past the qualified name (`a."B".c`, `a.*`) that starts at `from`.
  [[nodiscard]] std::size_t name_end(std::size_t from) const;

  /// Index one past the type that starts at `from`, modifiers and array bounds included.
  [[nodiscard]] std::size_t type_end(std::size_t from) const;

  /// From the first byte of token `first` to the last byte before token `end`.
  [[nodiscard]] text::Range span(std::size_t first, std::size_t end) const;

 private:
  std::string_view file_;
  std::span<const Token> tokens_;
};

}  // namespace pglint::parse
