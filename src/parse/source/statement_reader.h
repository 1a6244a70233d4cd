// Parses text as a whole or in large windows, and statement by statement if that fails.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/splitter.h"
#include "parse/source/window.h"
#include "parse/tree/arena.h"
#include "parse/tree/statement.h"
#include "parse/tree/token.h"

namespace pglint::parse {

/// Reads one file's SQL. Nothing is skipped silently: every token is in a statement or in a segment
/// with a reported problem.
///
/// A statement that does not parse is one problem. Reading continues after its semicolon, or
/// earlier if a later part of it parses (after a missing semicolon or a client command).
class StatementReader {
 public:
  /// Reads a file: `sql` is valid UTF-8 without NUL and must outlive the reader. Each call of
  /// `next` empties `arena`, the thread's. Long texts are parsed in windows of about `window_bytes`
  /// to limit memory.
  StatementReader(const std::string& sql, Arena& arena,
                  std::size_t window_bytes = default_window_bytes)
      : sql_(sql), arena_(&arena), window_bytes_(window_bytes) {}

  /// Reads a text inside another one, whose trees stay. Needs a live arena on this thread.
  explicit StatementReader(const std::string& sql) : sql_(sql) {}

  /// Fills `batch` with the next statements. False at the end.
  [[nodiscard]] bool next(Batch& batch);

 private:
  bool parse(text::Range range, Batch& batch, ParseProblem& problem) const;
  bool parse_window(Batch& batch) const;
  bool next_segment(Batch& batch);
  void scan_window();
  void scan_from(std::size_t offset);
  void continue_with(ScanResult scanned);
  void read_segment(const Segment& segment, Batch& batch);
  std::optional<std::size_t> restart(const Segment& segment, std::size_t error, Batch& batch);
  [[nodiscard]] std::vector<std::size_t> statement_lines(const Segment& segment,
                                                         std::size_t error) const;
  bool leave_string(std::size_t error, Batch& batch);
  bool may_try(text::Range range);
  bool parses(text::Range range);
  void skip_unscannable(Batch& batch);

  const std::string& sql_;
  Arena* arena_ = nullptr;  ///< of a file's reader
  std::size_t window_bytes_ = default_window_bytes;
  text::Range window_;  ///< ends at the end of a statement
  // Of a window that did not parse: its tokens from the last restart on, and the next one to read.
  bool by_tokens_ = false;
  std::vector<Token> tokens_;
  std::size_t cursor_ = 0;
  std::optional<ScanError> scan_error_;
  bool is_scan_error_told_ = false;  ///< its statement has a problem already
  int scan_errors_ = 0;
  std::size_t spent_ = 0;  ///< bytes of all trials
  bool gave_up_ = false;   ///< the budget for trials is used up, and was reported
};

}  // namespace pglint::parse
