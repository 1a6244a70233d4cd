// A file as a migration tool reads it: sections, each with a direction and a transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::migration {

enum class Direction : std::uint8_t {
  up,      ///< run by a deployment
  down,    ///< reverts it
  verify,  ///< checks that it worked
  unused,  ///< never sent to PostgreSQL
};

/// As users see it: `up`, `down`, `verify`, `unused`.
[[nodiscard]] std::string_view name_of(Direction direction);

/// Whether a statement runs in a transaction together with others. A statement that runs by itself
/// is its own transaction, which is `no`.
enum class InTransaction : std::uint8_t { no, yes, unknown };

/// As users see it: `no`, `yes`, `unknown`.
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
  Transaction transaction;  ///< of the tool, apart from the file's own `BEGIN`
  /// Parts with several statements that the tool sends as one string, which PostgreSQL runs in one
  /// transaction if there is no other.
  std::vector<text::Range> joined;
  /// The tool begins no transaction: PostgreSQL does, for the one string that it sends.
  bool is_one_string = false;
  std::string reason;  ///< why it is not sent, if `direction` is `unused`
};

struct Script {
  /// In order and without gaps, from the first byte to the last; at least one.
  std::vector<Section> sections;
  /// The text to parse if it differs from the file, with the same length: markers that end a
  /// statement are semicolons, SQL that the tool reads in comments is uncommented, and skipped
  /// parts are blank.
  std::optional<std::string> sql;

  /// The section with byte `offset`.
  [[nodiscard]] const Section& section_at(std::size_t offset) const;
};

}  // namespace pglint::migration
