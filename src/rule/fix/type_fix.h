// Fixes of rules about types: another type for a column that the statement makes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/meaning/type_use.h"
#include "rule/context.h"
#include "rule/finding.h"

namespace pglint {

/// A type for a column instead of another one.
struct OtherType {
  std::string_view name;           ///< with modifiers, in lower case: `numeric(12, 2)`
  std::string_view keywords = {};  ///< after the type and its array bounds: `GENERATED … IDENTITY`
  std::string check = {};          ///< a condition for a CHECK after it; may be empty
};

/// The unsafe fix that gives the column of `use`, which `type` is the type of, another type. Array
/// bounds and what follows stay. None unless CREATE TABLE or ADD COLUMN makes the column: values
/// in an existing one need a migration.
[[nodiscard]] std::vector<Fix> retyped(const TypeName& type, const parse::TypeUse& use,
                                       const OtherType& other, Context& context);

/// As `retyped`, with `text` for a type with a length. If somebody chose the length, a CHECK keeps
/// it: not if it is a usual guess such as 255.
[[nodiscard]] std::vector<Fix> retyped_as_text(const TypeName& type, const parse::TypeUse& use,
                                               Context& context);

/// The unsafe fix that drops the modifier of a type, the `(3)` of `timestamp(3)`; otherwise as
/// `retyped`.
[[nodiscard]] std::vector<Fix> without_modifier(const TypeName& type, const parse::TypeUse& use,
                                                Context& context);

}  // namespace pglint
