// What all rules about types share: where they look, how they begin their messages, how severe they
// are.
#pragma once

#include <optional>
#include <string>

#include "parse/meaning/type_use.h"
#include "rule/context.h"

namespace pglint {

/// The place where `type`, the node that the check was called for, is written. Nothing where it
/// makes no value (`DROP FUNCTION f(money)`) and where it repeats what is reported already: a cast
/// to a column's own type in the column's DEFAULT or USING.
[[nodiscard]] std::optional<parse::TypeUse> reportable_use(const TypeName& type, Context& context);

/// The same for rules about what stands in parentheses behind a type: a cast with a modifier
/// repeats no declaration without one.
[[nodiscard]] std::optional<parse::TypeUse> reportable_modifier_use(const TypeName& type,
                                                                    Context& context);

/// What the column, argument or domain is declared as whose definition the node with `ancestors` is
/// a part of (its DEFAULT, its CHECK); null where there is none.
[[nodiscard]] const TypeName* declared_type_around(parse::Ancestors ancestors);

/// What is wrong with a type where it is written.
struct TypeFault {
  std::string message;    ///< begins with the place: `parse::describe(use)` or `is_declared_as`
  std::string help = {};  ///< empty: the rule's
  std::optional<Severity> stored = {};  ///< of columns, attributes, domains; none: the rule's
};

/// Reports `type`. What is not stored is info.
void report_type(const TypeName& type, const parse::TypeUse& use, TypeFault fault,
                 Context& context);

}  // namespace pglint
