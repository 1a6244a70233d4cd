#include "design/key/actions.h"

#include <algorithm>

#include <fmt/format.h>

namespace pglint::design {

ActionEffect effect_of(const ForeignKey& key, catalog::ReferentialAction action) {
  const catalog::Constraint& constraint = *key.constraint;
  ActionEffect effect = {.on_delete = constraint.on_delete == action,
                         .on_update = constraint.on_update == action};
  if (!effect.on_delete && !effect.on_update) return effect;
  // Only ON DELETE can have a list of columns.
  const bool all = effect.on_update || constraint.set_columns.empty();
  for (const catalog::Column* column : key.columns) {
    const bool is_set = all || std::ranges::count(constraint.set_columns, column->name) > 0;
    // One column may be used for several referenced columns.
    if (is_set && std::ranges::count(effect.columns, column) == 0) {
      effect.columns.push_back(column);
    }
  }
  return effect;
}

std::string clause_of(const ActionEffect& effect, std::string_view action) {
  if (effect.on_delete && effect.on_update) {
    return fmt::format("`ON DELETE {0}` and `ON UPDATE {0}`", action);
  }
  return fmt::format("`ON {} {}`", effect.on_delete ? "DELETE" : "UPDATE", action);
}

std::string event_of(const ActionEffect& effect, std::string_view target) {
  if (!effect.on_update) return fmt::format("deleting a row of `{}`", target);
  if (!effect.on_delete) return fmt::format("changing a key of `{}`", target);
  return fmt::format("deleting a row of `{}` or changing its key", target);
}

}  // namespace pglint::design
