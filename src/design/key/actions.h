// Effects of ON DELETE and ON UPDATE on the referencing columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "design/key/keys.h"

namespace pglint::design {

/// The columns that an action of a foreign key sets, and when.
struct ActionEffect {
  std::vector<const catalog::Column*> columns =
      {};  ///< in the order of the key, each once; none is null
  bool on_delete = false;
  bool on_update = false;
};

/// The effect of `action`, SET NULL or SET DEFAULT; without columns if the key has other actions.
[[nodiscard]] ActionEffect effect_of(const ForeignKey& key, catalog::ReferentialAction action);

/// Its clauses: `ON DELETE SET NULL`, `ON DELETE and ON UPDATE SET NULL`.
[[nodiscard]] std::string clause_of(const ActionEffect& effect, std::string_view action);

/// The event that triggers it, with the table's name in backticks: ``deleting a row of `customers`
/// ``.
[[nodiscard]] std::string event_of(const ActionEffect& effect, std::string_view target);

}  // namespace pglint::design
