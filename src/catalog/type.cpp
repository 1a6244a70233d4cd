#include "catalog/type.h"

#include "catalog/name.h"

#include "parse/meaning/sequence_name.h"
#include "parse/meaning/type_name.h"

namespace pglint::catalog {

Type type_of(const TypeName& name) {
  Type type;
  if (const std::string_view builtin = parse::builtin_type(name); !builtin.empty()) {
    type.name = builtin;
  } else if (!name.pct_type) {
    Name written = name_of(name.names);
    type.schema = std::move(written.schema);
    type.name = std::move(written.name);
  }
  if (const auto integer = parse::serial_integer(parse::bare_type_name(name)); !integer.empty()) {
    type.name = integer;
  }
  for (const auto* modifier : parse::each<A_Const>(name.typmods)) {
    if (modifier == nullptr || modifier->isnull || modifier->val.node.type != T_Integer) continue;
    type.modifiers.push_back(modifier->val.ival.ival);
  }
  type.dimensions = parse::each(name.arrayBounds).size();
  return type;
}

}  // namespace pglint::catalog
