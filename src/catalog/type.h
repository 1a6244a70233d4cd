// The type of a column, as far as its name tells.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::catalog {

struct Type {
  std::string schema;  ///< empty for pg_catalog, and for a lone name that this run never saw
  std::string name;    ///< PostgreSQL's own for built-in types: `timestamptz`, `int4`, `bpchar`
  std::vector<long> modifiers;  ///< the literal ones: 10 and 2 of `numeric(10, 2)`
  std::size_t dimensions = 0;   ///< of an array, as written

  /// True for `name` of pg_catalog (or a lone name that is written so), not for arrays of it.
  [[nodiscard]] bool is(std::string_view builtin) const {
    return dimensions == 0 && schema.empty() && name == builtin;
  }

  friend bool operator==(const Type&, const Type&) = default;
};

/// The type that `name` means; of serial, the integer type that it makes.
[[nodiscard]] Type type_of(const TypeName& name);

/// True for the types that every database has in pg_catalog.
[[nodiscard]] bool is_builtin_type(std::string_view name);

/// True where it is known which type is meant: a built-in one, or one that this run saw.
[[nodiscard]] bool is_known(const Type& type);

/// The type as PostgreSQL shows it, names outside of pg_catalog qualified:
/// `character varying(10)[]`, `app.mood`.
[[nodiscard]] std::string format_type(const Type& type);

/// `name` in double quotes where it has to be.
[[nodiscard]] std::string quoted_name(std::string_view name);

}  // namespace pglint::catalog
