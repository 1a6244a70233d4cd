// Helpers for tests of src/parse: parse a text and return results as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/statement_reader.h"
#include "parse/tree/anchor.h"
#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::parse {

/// Keeps the trees of the last batch alive. `sql` must outlive it.
class Parsed {
 public:
  explicit Parsed(const std::string& sql, std::size_t window_bytes = default_window_bytes)
      : sql_(sql), reader_(sql, arena_, window_bytes) {}

  /// Reads the next batch; false at the end.
  bool next() { return reader_.next(batch_); }

  [[nodiscard]] const Batch& batch() const { return batch_; }
  [[nodiscard]] std::string written(text::Range range) const {
    return sql_.substr(range.begin, range.size());
  }

 private:
  const std::string& sql_;
  Arena arena_;
  StatementReader reader_;
  Batch batch_;
};

/// The result for a whole text: the text of all statements and problems, in order.
struct Reading {
  std::vector<std::string> statements;
  std::vector<std::string> problems;  ///< the text under the problem
  std::vector<std::string> messages;
};

inline Reading read_all(const std::string& sql, std::size_t window_bytes = default_window_bytes) {
  Reading reading;
  Parsed parsed(sql, window_bytes);
  while (parsed.next()) {
    for (const Statement& statement : parsed.batch().statements) {
      reading.statements.push_back(parsed.written(statement.extent));
    }
    for (const ParseProblem& problem : parsed.batch().problems) {
      reading.problems.push_back(parsed.written(problem.range));
      reading.messages.push_back(problem.message);
    }
  }
  return reading;
}

/// The text of the ranges that `look(node, ancestors, anchor)` returns for each `T` of the first
/// statement that parses in `sql`.
template <class T, class Look>
std::vector<std::string> ranges_of(const std::string& sql, Look look) {
  std::vector<std::string> ranges;
  Parsed parsed(sql);
  while (parsed.next()) {
    for (const Statement& statement : parsed.batch().statements) {
      const std::vector<Token> list = scan_without_comments(sql, statement.extent).tokens;
      const TokenView tokens(sql, list);
      const Anchor anchor(tokens, statement);
      Walker().walk(*statement.tree, [&](const Node& node, Ancestors ancestors) {
        if (const T* typed = as<T>(&node)) {
          ranges.push_back(parsed.written(look(*typed, ancestors, anchor)));
        }
      });
    }
  }
  return ranges;
}

/// The text of `Anchor::of` for each `T` in `sql`.
template <class T>
std::vector<std::string> anchors(const std::string& sql) {
  return ranges_of<T>(sql, [](const T& typed, Ancestors ancestors, const Anchor& anchor) {
    return anchor.of(node(typed), ancestors);
  });
}

}  // namespace pglint::parse
