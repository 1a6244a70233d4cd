// psql's variables, whose text psql puts into the SQL.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "text/range.h"

namespace pglint::parse {

/// A `:name` in SQL.
struct PsqlVariable {
  text::Range range;  ///< with the colon
  std::string name;   ///< without it
  /// What the file sets it to, if this is known and SQL that may replace it: without quotes of any
  /// kind, semicolons and comments, in one line.
  std::optional<std::string> value;
  bool is_replaced = false;  ///< the value fits into the range, and was put there
};

/// The variables that a file sets.
class PsqlVariables {
 public:
  /// Takes the arguments of `\set`.
  void set(std::string_view arguments);
  void unset(std::string_view arguments);
  /// Forgets all values: another command may have changed them.
  void forget() { values_.clear(); }

  [[nodiscard]] PsqlVariable at(text::Range range, std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace pglint::parse
