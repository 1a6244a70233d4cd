// What a foreign key's ON DELETE and ON UPDATE do to the columns that refer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "design/key/keys.h"

namespace pglint::design {

/// What one action of a foreign key writes to, and when.
struct ActionEffect {
  std::vector<const catalog::Column*> columns =
      {};  ///< in the order of the key, each once; none is null
  bool on_delete = false;
  bool on_update = false;
};

/// The effect of `action`, SET NULL or SET DEFAULT; without columns where the key has another one.
[[nodiscard]] ActionEffect effect_of(const ForeignKey& key, catalog::ReferentialAction action);

/// The clauses that say so: `ON DELETE SET NULL`, `ON DELETE and ON UPDATE SET NULL`.
[[nodiscard]] std::string clause_of(const ActionEffect& effect, std::string_view action);

/// What sets it off, with the table's name in backticks: ``deleting a row of `customers` ``.
[[nodiscard]] std::string event_of(const ActionEffect& effect, std::string_view target);

}  // namespace pglint::design
