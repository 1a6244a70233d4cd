// The DDL that a Prisma schema stands for, as Prisma's own engine prints it, with the place in the
// schema for each of its bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "psl/schema.h"
#include "text/range.h"

namespace pglint::psl {

/// Bytes of the DDL and bytes of the file that they stand for.
struct DdlPiece {
  std::size_t begin = 0;
  std::size_t size = 0;
  text::Range written;
};

/// What has to be there before the next one is made.
enum class DdlPhase : std::uint8_t {
  foundation,  ///< schemas, extensions, enums
  tables,      ///< with those of many-to-many relations
  indexes,
  foreign_keys,
  comments,  ///< what `///` says; not of Prisma's DDL
};

inline constexpr std::size_t ddl_phases = 5;

/// What one file of a schema makes.
struct Ddl {
  std::string sql;
  std::vector<DdlPiece> pieces;  ///< ascending, without gaps in `sql`
  /// Where each phase begins in `sql`, by `DdlPhase`.
  std::array<std::size_t, ddl_phases> phases = {};
};

/// What becomes of relations without a foreign key: those that Prisma refuses, and all of them with
/// `relationMode = "prisma"`.
enum class UnenforcedKeys : std::uint8_t { left_out, not_enforced };

/// Composes the DDL of file number `file`.
[[nodiscard]] Ddl compose(const Schema& schema, std::size_t file, UnenforcedKeys unenforced);

}  // namespace pglint::psl
