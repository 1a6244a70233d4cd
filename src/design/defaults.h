// What columns get when nothing is given for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"

#include "design/schema.h"

namespace pglint::design {

struct DefaultedColumn {
  const Table* table = nullptr;             ///< never null
  const catalog::Column* column = nullptr;  ///< never null; it has a default expression
  catalog::Place place = {};                ///< of the DEFAULT

  /// `column `a` of `t``, for messages.
  [[nodiscard]] std::string shown() const;
  /// `public.t.a`
  [[nodiscard]] std::string object() const;
};

/// The columns of designed tables that have a DEFAULT of their own and are sure to be there, in the
/// order of the tables and columns. `generated` ones have none.
[[nodiscard]] std::vector<DefaultedColumn> defaulted_columns(const Schema& schema);

/// True if one of `words`, which are in lower case, stands anywhere in the SQL, in whatever case.
/// Says cheaply whether an expression is worth being parsed.
[[nodiscard]] bool mentions_any(std::string_view sql, const std::vector<std::string_view>& words);

}  // namespace pglint::design
