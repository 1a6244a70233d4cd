// Reads the values and arguments of a schema of Prisma, none of which goes over the end of a line.
#pragma once

#include <optional>
#include <vector>

#include "psl/cursor.h"
#include "psl/syntax.h"

namespace pglint::psl {

class ExpressionReader {
 public:
  /// `cursor` must outlive the reader.
  explicit ExpressionReader(Cursor& cursor) : cursor_(cursor) {}

  /// A value, such as the one after `key =`. Nothing if there is none.
  std::optional<Expression> read();

  /// The arguments after `(`, with the closing parenthesis. Nothing if they are malformed.
  std::optional<std::vector<Argument>> read_arguments();

  /// Why the last value was malformed, if there is more to say than that.
  [[nodiscard]] std::optional<Problem>& problem() { return problem_; }

 private:
  /// A list, a call or an object whose end is not read yet.
  struct Open {
    Argument argument;
    char close = ')';
  };

  bool read_items();
  bool read_item();
  /// Adds what begins here to the innermost open value, or opens it.
  bool read_value(Name name);
  bool open(Name name, ExpressionKind kind, Name word, char close);
  bool close_finished();
  void add(Argument argument);
  [[nodiscard]] Name take_argument_name();

  Cursor& cursor_;
  std::vector<Open> open_;
  Argument finished_;
  std::optional<Problem> problem_;
};

}  // namespace pglint::psl
