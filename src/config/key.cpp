#include "config/key.h"

#include <algorithm>

namespace pglint::config {

const Key* Language::find(std::string_view name) const {
  const auto found = std::ranges::find(keys, name, &Key::name);
  return found == keys.end() ? nullptr : &*found;
}

}  // namespace pglint::config
