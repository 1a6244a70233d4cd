// Builds a `Script` while a runner reads a file from its first byte to its last.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "migration/script.h"
#include "text/range.h"

namespace pglint::migration {

class ScriptWriter {
 public:
  /// `text` must outlive the writer.
  explicit ScriptWriter(std::string_view text) : text_(text) {}

  /// From byte `begin` on, which is not before the last one, the file is `section`; this sets its
  /// range. Text before the first section belongs to it if it only has comments; else it becomes a
  /// section `uncovered`.
  void start(std::size_t begin, Section section);

  /// The section that was started last; null before the first.
  [[nodiscard]] Section* current() { return sections_.empty() ? nullptr : &sections_.back(); }

  /// Notes in the current section that `range` is sent as one string, if it has several statements.
  void join(text::Range range);

  /// Blanks `range` for the parser.
  void blank(text::Range range);

  /// Replaces `range` by a semicolon and blanks for the parser.
  void end_statement(text::Range range);

  /// `uncovered` is the section for text outside of all others.
  [[nodiscard]] Script finish(const Section& uncovered);

 private:
  std::string_view text_;
  std::vector<Section> sections_;
  std::optional<std::string> sql_;
};

/// A script of one section.
[[nodiscard]] Script whole(std::string_view text, const Section& section);

/// Marks bytes `range` of `text` as sent in one string, which the server runs in a transaction if
/// it has several statements. `sender` begins the sentence: "dbmate sends it".
struct OneString {
  text::Range range;
  std::string_view sender;
};
void send_as_one(std::string_view text, const OneString& string, Section& section);

/// A script of one section that is sent as one string.
[[nodiscard]] Script whole_sent_as_one(std::string_view text, Direction direction,
                                       std::string_view sender);

}  // namespace pglint::migration
