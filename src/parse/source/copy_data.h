// Recognizes `COPY … FROM stdin` and the end of its data.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace pglint::parse {

/// Follows a statement word by word.
class CopyTracker {
 public:
  /// Whether the statement may still be a COPY.
  [[nodiscard]] bool wants_words() const { return words_ == 0 || copies_; }
  [[nodiscard]] bool reads_stdin() const { return reads_stdin_; }

  void take_word(std::string_view word);
  void open_parenthesis() { ++depth_; }
  void close_parenthesis() { --depth_; }

 private:
  std::size_t words_ = 0;
  int depth_ = 0;
  bool copies_ = false;      ///< the first word is COPY
  bool after_from_ = false;  ///< the last word was FROM
  bool reads_stdin_ = false;
};

/// The offset after the first line `\.` at or after `from`, which starts a line; nothing if there
/// is none.
[[nodiscard]] std::optional<std::size_t> find_copy_end(std::string_view sql, std::size_t from);

}  // namespace pglint::parse
