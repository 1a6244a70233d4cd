#include "design/defaults.h"

#include <algorithm>

#include "text/ascii.h"

namespace pglint::design {
bool mentions_any(std::string_view sql, const std::vector<std::string_view>& words) {
  const std::string lowered = text::lowered(sql);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return lowered.find(word) != std::string::npos; });
}

}  // namespace pglint::design
