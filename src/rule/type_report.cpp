#include "rule/type_report.h"

#include <cstddef>
#include <utility>

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/type_name.h"
#include "text/format.h"

namespace pglint {
namespace {

/// The declared type of a column, argument or domain; null for other nodes.
const TypeName* declared_type(const Node* node) {
  if (const auto* column = as<ColumnDef>(node)) return column->typeName;
  if (const auto* parameter = as<FunctionParameter>(node)) return parameter->argType;
  if (const auto* domain = as<CreateDomainStmt>(node)) return domain->typeName;
  return nullptr;
}

/// True for a cast to the column's own type inside the definition of that column.
bool repeats_declaration(const TypeName& type, parse::Ancestors ancestors) {
  const TypeName* declared = declared_type_around(ancestors);
  return declared != nullptr && parse::builtin_type(*declared) == parse::builtin_type(type);
}

}  // namespace

const TypeName* declared_type_around(parse::Ancestors ancestors) {
  constexpr std::size_t levels = 8;
  for (std::size_t level = 0; level < levels && !ancestors.empty(); ++level) {
    if (const TypeName* declared = declared_type(ancestors.back())) return declared;
    ancestors = ancestors.first(ancestors.size() - 1);
  }
  return nullptr;
}

std::optional<parse::TypeUse> reportable_use(const TypeName& type, Context& context) {
  parse::TypeUse use = parse::type_use(type, context.ancestors());
  if (use.place == parse::TypePlace::none) return std::nullopt;
  const bool cast = use.place == parse::TypePlace::cast;
  if (cast && repeats_declaration(type, context.ancestors())) return std::nullopt;
  return use;
}

std::optional<parse::TypeUse> reportable_modifier_use(const TypeName& type, Context& context) {
  const TypeName* declared = declared_type_around(context.ancestors());
  const bool bare = declared != nullptr && declared->typmods == nullptr;
  if (!bare) return reportable_use(type, context);
  parse::TypeUse use = parse::type_use(type, context.ancestors());
  return use.place == parse::TypePlace::none ? std::nullopt : std::optional(std::move(use));
}

std::string text_instead_of(const TypeName& type, const parse::TypeUse& use,
                            std::string_view comparison) {
  const std::string_view plain = type.arrayBounds == nullptr ? "text" : "text[]";
  const auto length = parse::type_modifier(type);
  const bool is_single = type.arrayBounds == nullptr && length;
  if (use.place == parse::TypePlace::cast) {
    if (!is_single) return text::format("use `{}`", plain);
    return comparison == "="
               ? text::format("cast to `text`; to pad or cut on purpose, use `rpad(…, {})`",
                              *length)
               : text::format("cast to `text`; to cut on purpose, use `left(…, {})`", *length);
  }
  const bool is_domain = use.place == parse::TypePlace::domain;
  if (!is_single || (!is_domain && use.place != parse::TypePlace::column)) {
    return text::format("use `{}`", plain);
  }
  const std::string name = is_domain ? std::string("VALUE") : parse::sql_name(use.name);
  if (comparison == "=" && *length == 1) {
    return text::format("use `text`; if each value has one character, add `CHECK (length({}) = 1)`",
                        name);
  }
  return text::format("use `text`; {}, add `CHECK (length({}) <= {})`",
                      comparison == "=" ? "to limit the length" : "if the limit is required", name,
                      *length);
}

void report_type(const TypeName& type, const parse::TypeUse& use, TypeFault fault,
                 Context& context) {
  std::optional<catalog::Made> made;
  const bool is_attribute = use.place == parse::TypePlace::attribute;
  if (is_attribute || use.place == parse::TypePlace::column) {
    made = {.kind = is_attribute ? catalog::MadeKind::attribute_type : fault.lasts_with,
            .place = context.place_of(type.location),
            .owner = use.owner,
            .column = std::string(use.name)};
  }
  std::string object = parse::object_name(use);
  if (object.empty()) object = parse::enclosing_object(context.ancestors());
  context.report({.at = context.here(type),
                  .message = std::move(fault.message),
                  .help = std::move(fault.help),
                  .object = std::move(object),
                  .severity = use.is_stored() ? fault.stored : Severity::info,
                  .fixes = std::move(fault.fixes),
                  .made = std::move(made)});
}

}  // namespace pglint
