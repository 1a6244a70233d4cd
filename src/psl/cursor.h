// A position in a schema of Prisma, and the smallest parts of its language.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "psl/syntax.h"
#include "text/range.h"

namespace pglint::psl {

/// Moves forward only.
class Cursor {
 public:
  /// `content` is valid UTF-8 and must outlive the cursor. A byte order mark is skipped.
  explicit Cursor(std::string_view content);

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool at_end() const { return at_ >= content_.size(); }
  /// At CR, LF or the end of the file.
  [[nodiscard]] bool at_line_end() const;
  [[nodiscard]] bool sees(std::string_view text) const {
    return content_.substr(at_).starts_with(text);
  }
  [[nodiscard]] std::string_view text(text::Range range) const {
    return content_.substr(range.begin, range.size());
  }

  /// Takes `text` if it is next.
  bool take(std::string_view text);
  /// Takes LF, CR or CRLF.
  void take_line_end();
  /// Moves on by one character.
  void skip_character();
  /// Skips spaces, tabs and other blanks of Unicode, but no line ends.
  void skip_blanks();

  /// Takes `[A-Za-z0-9][A-Za-z0-9_-]*`; empty if there is none.
  Name take_identifier();
  /// Takes identifiers that are joined by dots.
  Name take_path();
  /// Takes `-?digits(.digits)?`; empty if there is none.
  Name take_number();
  /// Takes `//…` or `/*…*/`.
  std::optional<Comment> take_comment();

  /// Takes a string in double quotes and returns its value. Nothing for a malformed one; `problem`
  /// then says why if there is more to say than that.
  std::optional<Name> take_string(std::optional<Problem>& problem);

 private:
  [[nodiscard]] char peek(std::size_t offset = 0) const {
    return at_ + offset < content_.size() ? content_[at_ + offset] : '\0';
  }
  [[nodiscard]] text::Range since(std::size_t begin) const { return {.begin = begin, .end = at_}; }
  bool take_escape(std::string& value);
  [[nodiscard]] std::optional<unsigned> code_unit_at(std::size_t offset) const;

  std::string_view content_;
  std::size_t at_ = 0;
};

}  // namespace pglint::psl
