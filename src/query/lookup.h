// What the names in a model mean. Where anything is in doubt, so is the answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/schema_catalog.h"

#include "query/model.h"

namespace pglint::query {

/// The item that `qualifier` means in `scope`, the innermost one, or null. Nothing is found in a
/// scope that is open; see `may_see`.
[[nodiscard]] const Item* item_called(const Model& model, std::string_view qualifier,
                                      std::size_t scope);

/// Whether something called `qualifier` may be in sight: an item, or what is not known.
[[nodiscard]] bool may_see(const Model& model, std::string_view qualifier, std::size_t scope);

enum class Binding : std::uint8_t {
  bound,      ///< one column, or a whole row
  ambiguous,  ///< columns of two items of one query
  absent,     ///< no item in sight has it, and the columns of all are known
  doubtful,
};

struct Answer {
  Binding binding = Binding::doubtful;
  /// The items that have it; the one it is absent from, if it is qualified. None for an output.
  std::vector<const Item*> items = {};
  /// Of a bound name without a qualifier: the scope that has its column.
  std::size_t scope = none;
};

/// Looks names up with the schema before the statement.
class Lookup {
 public:
  /// `file` is the number of the statement's file. All must outlive the look-up.
  Lookup(const Model& model, const catalog::Catalog& catalog, std::size_t file)
      : model_(model), catalog_(catalog), file_(file) {}

  [[nodiscard]] Answer find(const Reference& reference) const;

  /// Whether the relation that is changed has the column: bound, absent or doubtful.
  [[nodiscard]] Binding find_target(const Item& item, std::string_view column) const;

  /// The relation of the item, if all its columns are known for certain; else null.
  [[nodiscard]] const catalog::Relation* known_relation(const Item& item) const;

 private:
  enum class Presence : std::uint8_t { no, yes, unknown };

  /// A name, and how many steps are left to look for it: queries with stars nest.
  struct Search {
    std::string_view column;
    int steps = 2000;
  };

  [[nodiscard]] Presence has(const Item& item, Search& search) const;
  [[nodiscard]] Presence relation_has(const Item& item, std::string_view column) const;
  [[nodiscard]] Presence query_has(const Item& item, Search& search) const;
  [[nodiscard]] Presence output_has(const Output& output, Search& search) const;
  [[nodiscard]] Answer find_in(const Scope& scope, std::string_view column) const;
  [[nodiscard]] Answer find_qualified(const Reference& reference) const;
  [[nodiscard]] bool is_output(const Reference& reference) const;
  [[nodiscard]] bool is_row(const Reference& reference) const;
  [[nodiscard]] bool may_be_function(std::string_view name) const;
  [[nodiscard]] bool are_merged(const std::vector<std::size_t>& items,
                                std::string_view column) const;

  const Model& model_;
  const catalog::Catalog& catalog_;
  std::size_t file_;
};

}  // namespace pglint::query
