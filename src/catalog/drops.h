// What the statements of a run dropped, and where: for messages about what is missing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "catalog/name.h"
#include "catalog/place.h"

namespace pglint::catalog {

enum class DroppedKind : std::uint8_t {
  relation,
  column,
  primary_key,
  key,  ///< a unique index of all rows, also that of a primary key
  not_null,
};

/// Something that a statement dropped, or that went with what it dropped.
struct Dropped {
  DroppedKind kind = DroppedKind::relation;
  Name relation;                          ///< itself, or the table that it was part of
  std::vector<std::string> columns = {};  ///< itself, or those of the constraint, in any order
};

struct Drop {
  Place statement;
  std::size_t line = 0;  ///< of its file, 1-based; 0 if it is unknown
};

/// The last drop of everything. It does not know what was made again or rolled back, so ask only
/// about what is missing.
class Drops {
 public:
  void note(Dropped what, const Drop& drop) {
    last_.insert_or_assign(key_of(std::move(what)), drop);
  }

  /// Null if nothing of this name, which is exact, was dropped.
  [[nodiscard]] const Drop* find(Dropped what) const {
    const auto found = last_.find(key_of(std::move(what)));
    return found == last_.end() ? nullptr : &found->second;
  }

  /// The columns of the relation, or of earlier ones of its name, that were dropped.
  [[nodiscard]] std::vector<std::string> columns_of(const Name& relation) const {
    std::vector<std::string> columns;
    auto next = last_.lower_bound({DroppedKind::column, relation.schema, relation.name, {}});
    for (; next != last_.end(); ++next) {
      const auto& [kind, schema, name, column] = next->first;
      const bool is_of_it =
          kind == DroppedKind::column && schema == relation.schema && name == relation.name;
      if (!is_of_it) break;
      columns.push_back(column.front());
    }
    return columns;
  }

 private:
  using Key = std::tuple<DroppedKind, std::string, std::string, std::vector<std::string>>;

  static Key key_of(Dropped what) {
    std::ranges::sort(what.columns);
    return {what.kind, std::move(what.relation.schema), std::move(what.relation.name),
            std::move(what.columns)};
  }

  std::map<Key, Drop> last_;
};

}  // namespace pglint::catalog
