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

/// Reports `type`. The message is the place followed by `predicate`: "column `price` of `items`"
/// and "has no currency". Columns, attributes and domains have the rule's severity, what is not
/// stored is info.
/// `stored` is the severity of the former where it depends on the type.
void report_type(const TypeName& type, const parse::TypeUse& use, const std::string& predicate,
                 Context& context, std::optional<Severity> stored = {});

/// Both in one, for rules that say the same everywhere.
void report_type(const TypeName& type, const std::string& predicate, Context& context);

}  // namespace pglint
