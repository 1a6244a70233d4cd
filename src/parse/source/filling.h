// Replacements for a placeholder with which the statement may parse, and the likeliest by its
// surroundings.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/placeholder.h"
#include "parse/source/psql_variable.h"
#include "text/range.h"

namespace pglint::parse {

enum class Filling : std::uint8_t {
  name,       ///< an identifier or a part of one, made of the placeholder's own letters
  number,     ///< the constant 0
  string,     ///< a string constant
  nothing,    ///< blanks
  no_branch,  ///< blanks, also for the branch after it
  list,       ///< a value in brackets
  op,         ///< the operator `=`
  query,      ///< the word SELECT alone
};

/// A placeholder or a variable of psql and its possible fillings, the likeliest first; never empty.
struct Site {
  Placeholder placeholder;
  std::vector<Filling> fillings;
  text::Range branch = {};                 ///< blanked by `no_branch`; empty if there is none
  const PsqlVariable* variable = nullptr;  ///< null for a placeholder
};

/// Sites for those of `variables`, which are names in `sql`, whose value is not there; refers to
/// them.
[[nodiscard]] std::vector<Site> make_sites(std::string_view sql,
                                           std::span<const PsqlVariable> variables);

/// Sites for `placeholders` of `sql`, in their order.
[[nodiscard]] std::vector<Site> make_sites(std::string_view sql,
                                           const std::vector<Placeholder>& placeholders);

/// Overwrites `range` of `sql`, byte for byte; line ends stay.
void fill(std::string& sql, text::Range range, Filling filling);

}  // namespace pglint::parse
