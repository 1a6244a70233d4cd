// The type of a column as it is named.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::catalog {

struct Type {
  std::string schema;  ///< empty for pg_catalog, and for an unqualified unknown type
  std::string name;    ///< PostgreSQL's own for built-in types: `timestamptz`, `int4`, `bpchar`
  std::vector<long> modifiers;  ///< the literal ones: 10 and 2 of `numeric(10, 2)`
  std::size_t dimensions = 0;   ///< of an array, as written

  /// Whether it is `builtin` of pg_catalog (or an unqualified unknown type of that name), not an
  /// array of it.
  [[nodiscard]] bool is(std::string_view builtin) const {
    return dimensions == 0 && schema.empty() && name == builtin;
  }

  friend bool operator==(const Type&, const Type&) = default;
};

/// The type that `name` means; of a serial type, its integer type.
[[nodiscard]] Type type_of(const TypeName& name);

/// Whether every database has this type in pg_catalog.
[[nodiscard]] bool is_builtin_type(std::string_view name);

/// Whether it is a built-in type or one that the run created.
[[nodiscard]] bool is_known(const Type& type);

/// The type as PostgreSQL shows it, names outside of pg_catalog qualified:
/// `character varying(10)[]`, `app.mood`.
[[nodiscard]] std::string format_type(const Type& type);

/// `name`, in double quotes if necessary.
[[nodiscard]] std::string quoted_name(std::string_view name);

}  // namespace pglint::catalog
