// What a migration tool makes of one file: sections, each with its direction and its transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::migration {

enum class Direction : std::uint8_t {
  up,      ///< what a deployment runs
  down,    ///< what takes it back
  verify,  ///< what looks whether it worked
  unused,  ///< what the tool never sends to PostgreSQL
};

/// The names users see: `up`, `down`, `verify`, `unused`.
[[nodiscard]] std::string_view name_of(Direction direction);

/// Whether a statement runs in a transaction together with others. A statement that runs by itself
/// is its own transaction, which is `no`.
enum class InTransaction : std::uint8_t { no, yes, unknown };

/// The names users see: `no`, `yes`, `unknown`.
[[nodiscard]] std::string_view name_of(InTransaction state);

/// The answer, and the sentence that explains it.
struct Transaction {
  InTransaction state = InTransaction::unknown;
  std::string why;  ///< without a final period: `goose runs a file in one transaction`
};

/// A part of a file.
struct Section {
  text::Range range;  ///< bytes of the file, whole lines, the line of its marker included
  Direction direction = Direction::up;
  std::string id;           ///< Liquibase's `author:id`; else empty
  Transaction transaction;  ///< what the tool does; the file's own `BEGIN` is not looked at
  /// Pieces with several statements that the tool sends as one string, which PostgreSQL runs in one
  /// transaction where there is no other.
  std::vector<text::Range> joined;
  std::string reason;  ///< why nothing of it is sent, where `direction` is `unused`
};

struct Script {
  /// In order and without gaps, from the first byte to the last; at least one.
  std::vector<Section> sections;
  /// The text to parse where it is not the file's: markers that end a statement are semicolons, SQL
  /// in comments that the tool reads stands free, what it leaves out is blank. As long as the file.
  std::optional<std::string> sql;

  /// The section that holds byte `offset`.
  [[nodiscard]] const Section& section_at(std::size_t offset) const;
};

}  // namespace pglint::migration
