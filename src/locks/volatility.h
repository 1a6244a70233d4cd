// Whether an expression can give another value for each row: then a DEFAULT has to be computed for
// each, and the table is rewritten.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/name.h"
#include "catalog/object.h"

namespace pglint::locks {

/// The volatility of PostgreSQL's own function `name` (its unqualified name, folded) on servers of
/// this major version; nothing if it has none. If overloads of a name differ, it is volatile only
/// if all of them are: `timezone` is not.
[[nodiscard]] std::optional<catalog::Volatility> volatility_of_builtin(std::string_view name,
                                                                       int version);

/// A call of a function of which only the catalog can know more.
struct CalledFunction {
  catalog::Name name;
  std::size_t arguments = 0;  ///< as written, without those that have defaults

  friend bool operator==(const CalledFunction&, const CalledFunction&) = default;
};

struct ExpressionVolatility {
  bool is_volatile = false;      ///< it certainly calls a volatile function
  bool may_be_volatile = false;  ///< unless the planner removes the call: `coalesce(1, random())`
  std::vector<CalledFunction> unknown_functions = {};  ///< in the order of the text
};

/// How volatile `expression` is, without a catalog: it knows PostgreSQL's functions, those of
/// uuid-ossp and pgcrypto, and calls everything else unknown. Operators and casts are not volatile.
[[nodiscard]] ExpressionVolatility volatility_of(const Node& expression, int version);

/// The same of a query in the body of a function, which the planner puts in the place of a call.
[[nodiscard]] ExpressionVolatility volatility_of(const std::string& query, int version);

/// The planner computes what is constant, and inlines functions in SQL, before it asks whether a
/// default is volatile.
inline constexpr int first_version_that_folds = 12;

}  // namespace pglint::locks
