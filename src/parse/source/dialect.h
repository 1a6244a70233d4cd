// Recognizes scripts for other databases, which are then skipped instead of getting fifty syntax
// errors.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/range.h"

namespace pglint::parse {

struct ParseCounts {
  std::size_t statements = 0;  ///< that were parsed
  std::size_t problems = 0;    ///< syntax errors
};

/// The strongest piece of evidence that a file is not for PostgreSQL.
struct ForeignDialect {
  std::string_view name;  ///< for people: `Oracle`
  text::Range range;      ///< of the evidence
  std::string evidence;   ///< as it is written, in one line
};

/// The database that `sql` is for, if it is not PostgreSQL: needs several pieces of evidence,
/// outside of strings and comments, that explain at least half of the syntax errors. Nothing if
/// only a small part of the file fails, or if as much points to PostgreSQL.
[[nodiscard]] std::optional<ForeignDialect> find_foreign_dialect(std::string_view sql,
                                                                 const ParseCounts& counts);

}  // namespace pglint::parse
