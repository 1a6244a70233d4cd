#include "design/defaults.h"

#include <algorithm>

#include "text/ascii.h"

namespace pglint::design {
namespace {

using text::lowered;

bool mentions(std::string_view sql, std::string_view word) {
  const auto found =
      std::search(sql.begin(), sql.end(), word.begin(), word.end(),
                  [](char written, char wanted) { return lowered(written) == wanted; });
  return found != sql.end() || word.empty();
}

}  // namespace

bool mentions_any(std::string_view sql, const std::vector<std::string_view>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return mentions(sql, word); });
}

}  // namespace pglint::design
