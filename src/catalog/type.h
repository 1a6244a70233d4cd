// The type of a column, as far as its name tells.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parse/nodes.h"

namespace pglint::catalog {

struct Type {
  std::string schema;  ///< empty for pg_catalog and for a lone name
  std::string name;    ///< PostgreSQL's own for built-in types: `timestamptz`, `int4`, `bpchar`
  std::vector<long> modifiers;  ///< the literal ones: 10 and 2 of `numeric(10, 2)`
  std::size_t dimensions = 0;   ///< of an array, as written

  /// True for `name` of pg_catalog (or a lone name that is written so), not for arrays of it.
  [[nodiscard]] bool is(std::string_view builtin) const {
    return dimensions == 0 && schema.empty() && name == builtin;
  }
};

/// The type that `name` means; of serial, the integer type that it makes.
[[nodiscard]] Type type_of(const TypeName& name);

}  // namespace pglint::catalog
