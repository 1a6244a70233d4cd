// Names of objects as the catalog keeps them.
#pragma once

#include <string>
#include <string_view>

#include "parse/nodes.h"

namespace pglint::catalog {

/// A name as it is written, unquoted parts folded; with an empty schema it is looked up along the
/// search path.
struct Name {
  std::string schema;
  std::string name;

  /// `public.orders`, or `orders` where no schema is known.
  [[nodiscard]] std::string shown() const { return schema.empty() ? name : schema + "." + name; }

  friend bool operator==(const Name&, const Name&) = default;
};

/// Sorts names of one kind together, whatever their schema.
struct ByName {
  bool operator()(const Name& a, const Name& b) const {
    return a.name == b.name ? a.schema < b.schema : a.name < b.name;
  }
};

/// The name in a RangeVar; a database name is left out.
[[nodiscard]] Name name_of(const RangeVar& relation);

/// The name that is written inside a string, as in `nextval('public."Id_seq"')`.
[[nodiscard]] Name name_in(std::string_view written);

/// The name in the last one or two String nodes of `names`.
[[nodiscard]] Name name_of(const List* names);

}  // namespace pglint::catalog
