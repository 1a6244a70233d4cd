// Names of objects as the catalog keeps them.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::catalog {

/// A name with its unquoted parts folded. Without a schema it is looked up along the search path.
struct Name {
  std::string schema;
  std::string name;

  /// `public.orders`, or `orders` if its schema is unknown.
  [[nodiscard]] std::string shown() const { return schema.empty() ? name : schema + "." + name; }

  friend bool operator==(const Name&, const Name&) = default;
};

/// For look-ups: does not copy the name.
struct NameView {
  std::string_view schema;
  std::string_view name;

  NameView(std::string_view in_schema, std::string_view lone) : schema(in_schema), name(lone) {}
  NameView(const Name& whole) : schema(whole.schema), name(whole.name) {}

  friend bool operator==(const NameView&, const NameView&) = default;
};

/// Sorts names of one kind together, whatever their schema.
struct ByName {
  using is_transparent = void;
  bool operator()(const NameView& a, const NameView& b) const {
    const int order = a.name.compare(b.name);
    return order == 0 ? a.schema < b.schema : order < 0;
  }
};

using NameSet = std::set<Name, ByName>;

/// For unordered containers.
struct NameHash {
  using is_transparent = void;
  std::size_t operator()(const NameView& name) const {
    const std::hash<std::string_view> hash;
    return hash(name.name) * 31 + hash(name.schema);
  }
};
struct SameName {
  using is_transparent = void;
  bool operator()(const NameView& a, const NameView& b) const { return a == b; }
};

/// The name in a RangeVar; a database name is left out.
[[nodiscard]] Name name_of(const RangeVar& relation);

/// The name in a string, as in `nextval('public."Id_seq"')`.
[[nodiscard]] Name name_in(std::string_view written);

/// The name in the last one or two String nodes of `names`.
[[nodiscard]] Name name_of(const List* names);

}  // namespace pglint::catalog
