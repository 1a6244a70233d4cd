// Where a fact of the catalog was made. Small; the exact range is found from the text when it is
// needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parse/tree/token.h"
#include "text/range.h"

namespace pglint::catalog {

/// What a place covers.
enum class Extent : std::uint8_t {
  statement,  ///< the whole statement
  element,    ///< an item of a list: a column's definition, a constraint
  clause,     ///< a constraint or a DEFAULT without the rest of its column's definition
  item_name,  ///< the name at the start of an item or after CONSTRAINT
  type,       ///< a type's name with its modifiers
  name,       ///< a name, qualified or not
  search,     ///< a name without a position in the tree: the first such token of the statement
};

struct Place {
  std::size_t file = 0;   ///< number of the file in the run, 0-based
  text::Range statement;  ///< bytes of the file
  std::size_t at = 0;     ///< byte of the file where it begins; unused by `search`
  Extent extent = Extent::statement;

  friend bool operator==(const Place&, const Place&) = default;
};

/// The order in which a run reads: by file, then by position.
[[nodiscard]] bool is_before(const Place& a, const Place& b);

/// Finds the ranges of places in the text of their file. Scans each statement at most once.
class PlaceFinder {
 public:
  /// `content` is the file as it was written; it must outlive the finder.
  explicit PlaceFinder(std::string_view content) : content_(content) {}

  /// The bytes of `place`. `name` is only used by `search`, and is folded as PostgreSQL folds it.
  [[nodiscard]] text::Range range_of(const Place& place, std::string_view name);

  /// The tokens of the place's statement without comments.
  [[nodiscard]] parse::TokenView statement_of(const Place& place);

  /// `hash` of the tokens of the place's statement without comments, which is computed once.
  using Hash = std::uint64_t (*)(const parse::TokenView&);
  [[nodiscard]] std::uint64_t hash_of(const Place& place, Hash hash);

 private:
  struct Scanned {
    std::vector<parse::Token> tokens;
    bool is_whole = false;  ///< the scanner reached the end
    std::optional<std::uint64_t> hash = {};
    /// The first token of each folded name; empty as long as none is searched.
    std::unordered_map<std::string, std::size_t> names = {};
  };

  Scanned& scanned(text::Range statement);
  /// The token that is the name, or null.
  [[nodiscard]] const parse::Token* find_name(Scanned& scanned, const std::string& name) const;
  [[nodiscard]] text::Range statement_range(const Place& place) const;

  std::string_view content_;
  std::map<std::size_t, Scanned> scanned_;  ///< by the statement's first byte
};

}  // namespace pglint::catalog
