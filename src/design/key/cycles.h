// Cycles of foreign keys.
#pragma once

#include <vector>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// Each foreign key refers to the table of the next, the last to that of the first.
using Cycle = std::vector<const ForeignKey*>;

/// A shortest cycle for each group of tables that refer to each other, in the order of the run.
/// References of a table to itself do not count. Uses only foreign keys for which `takes` is true.
template <class Takes>
[[nodiscard]] std::vector<Cycle> find_cycles(const Schema& schema, Takes&& takes);

/// The same with these foreign keys.
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
