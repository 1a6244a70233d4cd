// Uses of columns, relations and objects in the queries of a run, as evidence for rules about the
// design of the schema. They are stored in the fact, so renames, drops and rollbacks include them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/place.h"

namespace pglint::catalog {

enum class ColumnUseKind : std::uint8_t {
  split_as_list,     ///< `string_to_array(column, ',')` or another function that splits a list
  searched_as_list,  ///< `column LIKE '%,x,%'` or another search for an element of a list
  json_elements,     ///< `jsonb_array_elements(column)`: an array is unpacked
  json_elements_filtered,  ///< `column @> '[{"k": …}]'`
  json_key,                ///< `column ->> 'k'`; the detail is the key
  filtered,                ///< compared for equality in WHERE, ON or USING
  updated,                 ///< `UPDATE … SET column`
  given_number,            ///< INSERT gives it a positive number; of columns that end in `id`
  copied,        ///< INSERT … SELECT fills it from a column; of columns that end in `id`
  sequence_set,  ///< `setval(pg_get_serial_sequence(…))`, RESTART
};

enum class RelationUseKind : std::uint8_t {
  rows_deleted,  ///< DELETE, also that of MERGE; not TRUNCATE
};

enum class ObjectUseKind : std::uint8_t {
  /// A type in a cast, a variable or a query's column definition; of a sequence, the detail is the
  /// function that is called with it: `nextval`, `setval`, `currval`. Also a word in a body in a
  /// language that pglint does not parse.
  mentioned,
};

/// Its name in `pglint schema`: `split_as_list`.
[[nodiscard]] std::string_view name_of(ColumnUseKind kind);
[[nodiscard]] std::string_view name_of(RelationUseKind kind);
[[nodiscard]] std::string_view name_of(ObjectUseKind kind);

template <class Kind>
struct Use {
  Kind kind;
  std::string detail = {};
  Place place = {};  ///< of the first such use
};

/// The uses of one fact: one for each kind and detail, at most `max_details` of a kind.
template <class Kind>
class Uses {
 public:
  static constexpr std::size_t max_details = 16;

  /// The first use of this kind, or null.
  [[nodiscard]] const Use<Kind>* find(Kind kind) const {
    const auto found = std::ranges::find(uses_, kind, &Use<Kind>::kind);
    return found == uses_.end() ? nullptr : &*found;
  }

  /// Whether such a use is new.
  [[nodiscard]] bool lacks(Kind kind, std::string_view detail) const {
    std::size_t details = 0;
    for (const Use<Kind>& use : uses_) {
      if (use.kind != kind) continue;
      if (use.detail == detail) return false;
      ++details;
    }
    return details < max_details;
  }

  void add(Use<Kind> use) {
    if (lacks(use.kind, use.detail)) uses_.push_back(std::move(use));
  }

  // In the order of the run.
  [[nodiscard]] bool empty() const { return uses_.empty(); }
  [[nodiscard]] auto begin() const { return uses_.begin(); }
  [[nodiscard]] auto end() const { return uses_.end(); }

 private:
  std::vector<Use<Kind>> uses_;
};

using ColumnUse = Use<ColumnUseKind>;
using RelationUse = Use<RelationUseKind>;
using ObjectUse = Use<ObjectUseKind>;

}  // namespace pglint::catalog
