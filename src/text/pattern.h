// Regular expressions of users, matched in linear time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace re2 {
class RE2;
}  // namespace re2

namespace pglint::text {

/// The longest expression, in bytes.
inline constexpr std::size_t longest_pattern = 1000;

enum class Case : std::uint8_t { matters, is_ignored };

/// An expression in RE2's syntax: Perl's without references and looking around.
class Pattern {
 public:
  /// Error: what is wrong, to be put after the expression, such as `is not a regular expression`.
  [[nodiscard]] static Result<Pattern> compile(std::string_view expression,
                                               Case letters = Case::matters);

  /// Whether it matches anywhere in `text`.
  [[nodiscard]] bool is_in(std::string_view text) const;

  /// What the first group of each match in `text` is.
  [[nodiscard]] std::vector<std::string> first_groups_in(std::string_view text) const;

 private:
  explicit Pattern(std::shared_ptr<const re2::RE2> compiled) : compiled_(std::move(compiled)) {}

  std::shared_ptr<const re2::RE2> compiled_;
};

}  // namespace pglint::text
