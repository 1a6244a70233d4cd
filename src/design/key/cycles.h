// Foreign keys that lead back to where they began.
#pragma once

#include <vector>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// Foreign keys one after the other: each refers to the table of the next, the last to that of the
/// first.
using Cycle = std::vector<const ForeignKey*>;

/// For each group of tables that refer to each other, in the order in which the run reads them, a
/// shortest cycle in it; tables that refer to themselves are none. With `takes`, only through
/// foreign keys for which it is true.
template <class Takes>
[[nodiscard]] std::vector<Cycle> find_cycles(const Schema& schema, Takes&& takes);

/// As above, through these foreign keys.
[[nodiscard]] std::vector<Cycle> find_cycles(const std::vector<const ForeignKey*>& keys);

template <class Takes>
std::vector<Cycle> find_cycles(const Schema& schema, Takes&& takes) {
  std::vector<const ForeignKey*> keys;
  for (const Table* table : schema.tables()) {
    for (const ForeignKey& key : table->foreign_keys) {
      const bool leads_on = key.target != nullptr && !key.is_self_reference();
      if (leads_on && takes(key)) keys.push_back(&key);
    }
  }
  return find_cycles(keys);
}

}  // namespace pglint::design
