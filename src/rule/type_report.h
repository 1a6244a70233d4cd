// What rules about types share: the places where they look, the subject of their messages, and the
// severity.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/meaning/type_use.h"
#include "rule/context.h"

namespace pglint {

/// The place where `type`, the node that the check was called for, is written. Nothing if it only
/// names something (`DROP FUNCTION f(money)`), or if it repeats a type that is reported already: a
/// cast to a column's own type in the column's DEFAULT or USING.
[[nodiscard]] std::optional<parse::TypeUse> reportable_use(const TypeName& type, Context& context);

/// The same for rules about type modifiers, the 10 of `varchar(10)`: a cast with a modifier does
/// not repeat a declaration without one.
[[nodiscard]] std::optional<parse::TypeUse> reportable_modifier_use(const TypeName& type,
                                                                    Context& context);

/// The declared type of the column, argument or domain whose definition (its DEFAULT, its CHECK)
/// holds the node with `ancestors`; null if there is none.
[[nodiscard]] const TypeName* declared_type_around(parse::Ancestors ancestors);

/// What is wrong with a type where it is written.
struct TypeFault {
  std::string message;    ///< begins with the place: `parse::describe(use)` or `is_declared_as`
  std::string help = {};  ///< empty: the rule's
  std::optional<Severity> stored = {};  ///< of columns, attributes, domains; none: the rule's
  /// What a column must keep for the fault to last.
  catalog::MadeKind lasts_with = catalog::MadeKind::column_type;
  std::vector<Fix> fixes = {};
};

/// The help for a text type with a length: `text`, and for columns and domains also the CHECK that
/// keeps the length. `comparison` is `<=` or `=`.
[[nodiscard]] std::string text_instead_of(const TypeName& type, const parse::TypeUse& use,
                                          std::string_view comparison);

/// Reports `type`: as info where no values are stored.
void report_type(const TypeName& type, const parse::TypeUse& use, TypeFault fault,
                 Context& context);

}  // namespace pglint
