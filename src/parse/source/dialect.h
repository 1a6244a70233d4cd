// Recognizes scripts for other databases, which are then skipped instead of getting fifty syntax
// errors.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::parse {

// The names of databases, for people.
inline constexpr std::string_view postgresql = "PostgreSQL";
inline constexpr std::string_view clickhouse = "ClickHouse";
inline constexpr std::string_view mysql = "MySQL or MariaDB";
inline constexpr std::string_view sql_server = "SQL Server";
inline constexpr std::string_view oracle = "Oracle";
inline constexpr std::string_view sqlite = "SQLite";
inline constexpr std::string_view cockroachdb = "CockroachDB";

struct ParseCounts {
  std::size_t statements = 0;            ///< that were parsed
  std::size_t problems = 0;              ///< syntax errors
  std::vector<std::size_t> errors = {};  ///< their offsets, if known
};

/// The strongest piece of evidence that a file is not for PostgreSQL.
struct ForeignDialect {
  std::string_view name;  ///< for people: `Oracle`
  text::Range range;      ///< of the evidence
  std::string evidence;   ///< as it is written, in one line
};

/// The database that `sql` is for, if it is not PostgreSQL: needs evidence outside of strings and
/// comments in each statement that fails, or several pieces of it that explain at least half of the
/// syntax errors. Nothing if only a small part of the file fails, or if as much points to
/// PostgreSQL.
[[nodiscard]] std::optional<ForeignDialect> find_foreign_dialect(std::string_view sql,
                                                                 const ParseCounts& counts);

/// What is written in a text about the database that it is for.
struct WrittenDialect {
  std::string_view name;       ///< of the database that it is certainly for; empty for PostgreSQL
  bool is_postgresql = false;  ///< has something that, of all these databases, only PostgreSQL has
};

[[nodiscard]] WrittenDialect written_dialect(std::string_view sql);

}  // namespace pglint::parse
