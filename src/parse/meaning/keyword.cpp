// PostgreSQL's list consists of `PG_KEYWORD(name, token, category, bare label)`.
#include "parse/meaning/keyword.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace pglint::parse {
namespace {

struct Keyword {
  std::string_view name;
  Reserved reserved;
};

// PostgreSQL's categories, mapped to `Reserved`.
#define PGLINT_UNRESERVED_KEYWORD Reserved::no
#define PGLINT_COL_NAME_KEYWORD Reserved::no
#define PGLINT_TYPE_FUNC_NAME_KEYWORD Reserved::but_for_routine
#define PGLINT_RESERVED_KEYWORD Reserved::always

/// Sorted by name.
constexpr Keyword keywords[] = {
#define PG_KEYWORD(name, token, category, label) {name, PGLINT_##category},
#include "parser/kwlist.h"
#undef PG_KEYWORD
};

}  // namespace

Reserved reserved(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(keywords, name, {}, &Keyword::name);
  return found == std::end(keywords) || found->name != name ? Reserved::no : found->reserved;
}

bool is_value_keyword(std::string_view name) {
  constexpr std::array<std::string_view, 12> values = {
      "current_catalog", "current_date",      "current_role", "current_schema",
      "current_time",    "current_timestamp", "current_user", "localtime",
      "localtimestamp",  "session_user",      "system_user",  "user"};
  return std::ranges::count(values, name) > 0;
}

}  // namespace pglint::parse
