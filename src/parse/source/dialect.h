// Scripts for other databases: recognised by what PostgreSQL does not have, so that they are not
// taken for PostgreSQL with fifty syntax errors.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/range.h"

namespace pglint::parse {

/// How much of a file PostgreSQL's parser could read.
struct ParseCounts {
  std::size_t statements = 0;  ///< that parse
  std::size_t problems = 0;    ///< syntax errors
};

/// The strongest piece of evidence that a file is not for PostgreSQL.
struct ForeignDialect {
  std::string_view name;  ///< for people: `Oracle`
  text::Range range;      ///< of the evidence
  std::string evidence;   ///< as it is written, in one line
};

/// The database that `sql` is for, if that is not PostgreSQL: only with several pieces of evidence,
/// outside of strings and comments, that explain at least half of the syntax errors; and nothing
/// where a small part of the file fails, or as much speaks for PostgreSQL.
[[nodiscard]] std::optional<ForeignDialect> find_foreign_dialect(std::string_view sql,
                                                                 const ParseCounts& counts);

}  // namespace pglint::parse
