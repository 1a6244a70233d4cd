// Where a fact of the catalog was made. Cheap to keep: the exact range is found from the text when
// somebody asks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "parse/tree/token.h"
#include "text/range.h"

namespace pglint::catalog {

/// What stands at a place.
enum class Extent : std::uint8_t {
  statement,  ///< the whole statement
  element,    ///< an item of a list: a column's definition, a constraint
  clause,     ///< a constraint or a DEFAULT without what else its column's definition has
  item_name,  ///< the name of an item: what it begins with, or what follows CONSTRAINT
  type,       ///< a type's name with its modifiers
  name,       ///< a name, qualified or not
  search,     ///< a name that the tree has no position for: the first one in the statement
};

struct Place {
  std::size_t file = 0;   ///< number of the file in the run, 0-based
  text::Range statement;  ///< bytes of the file
  std::size_t at = 0;     ///< byte of the file where it begins; no meaning for `search`
  Extent extent = Extent::statement;

  friend bool operator==(const Place&, const Place&) = default;
};

/// True if `a` is read before `b`: the files of a run in their order, and each from its beginning.
[[nodiscard]] bool is_before(const Place& a, const Place& b);

/// Finds what places mean in the text of their file. A statement is scanned once, however many
/// places in it are asked for.
class PlaceFinder {
 public:
  /// `content` is the file as it was written, and must outlive this.
  explicit PlaceFinder(std::string_view content) : content_(content) {}

  /// The bytes that `place` means. `name` is what a `search` looks for, folded as PostgreSQL folds
  /// it.
  [[nodiscard]] text::Range range_of(const Place& place, std::string_view name);

  /// The tokens of the place's statement without comments.
  [[nodiscard]] parse::TokenView statement_of(const Place& place);

 private:
  struct Scanned {
    std::vector<parse::Token> tokens;
    bool is_whole = false;  ///< the scanner reached the end
  };

  const Scanned& scanned(text::Range statement);
  [[nodiscard]] text::Range statement_range(const Place& place) const;

  std::string_view content_;
  std::map<std::size_t, Scanned> scanned_;  ///< by the statement's first byte
};

}  // namespace pglint::catalog
