// Follows `standard_conforming_strings`, without which backslashes escape in all strings.
#pragma once

#include <string>
#include <string_view>

#include "text/range.h"

namespace pglint::parse {

/// Follows the setting through the statements of a session.
class StringSetting {
 public:
  /// Whether `content` may change the setting. Most files do not.
  [[nodiscard]] static bool may_change_in(std::string_view content);

  /// Whether backslashes escape in strings without a prefix.
  [[nodiscard]] bool has_backslash_escapes() const { return is_local_ ? local_ : session_; }

  /// Takes the next statement: SET, RESET, `SELECT set_config(…)`, BEGIN, COMMIT, ROLLBACK, or
  /// another one, which changes nothing.
  void take(std::string_view statement);

 private:
  void set(std::string_view value, bool until_end_of_transaction);

  bool session_ = false;
  bool in_transaction_ = false;
  bool before_transaction_ = false;  ///< what ROLLBACK restores
  bool local_ = false;               ///< by SET LOCAL
  bool is_local_ = false;
};

/// Rewrites the string at bytes `literal` of `sql`, in which backslashes escape, as one in which
/// they do not, with as many bytes: `'it\'s'` as `'it''s'`. Escapes that no quote needs keep their
/// backslash, or become blanks if they are blanks (`\n`). In a dollar-quoted string, rewrites the
/// strings inside.
void make_standard(std::string& sql, text::Range literal);

}  // namespace pglint::parse
