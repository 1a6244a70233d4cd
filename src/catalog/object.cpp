#include "catalog/object.h"

namespace pglint::catalog {

std::string_view name_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::schema:
      return "schema";
    case ObjectKind::sequence:
      return "sequence";
    case ObjectKind::index:
      return "index";
    case ObjectKind::enum_type:
    case ObjectKind::composite_type:
    case ObjectKind::range_type:
    case ObjectKind::base_type:
      return "type";
    case ObjectKind::domain:
      return "domain";
    case ObjectKind::function:
      return "function";
    case ObjectKind::procedure:
      return "procedure";
    case ObjectKind::aggregate:
      return "aggregate";
    case ObjectKind::trigger:
      return "trigger";
    case ObjectKind::policy:
      return "policy";
    case ObjectKind::rule:
      return "rule";
    case ObjectKind::role:
      return "role";
    case ObjectKind::database:
      return "database";
    case ObjectKind::extension:
      return "extension";
  }
  return {};
}

std::string signature_of(const Routine& routine) {
  std::string signature;
  for (const Argument& argument : routine.arguments) {
    if (argument.mode == ArgumentMode::out || argument.mode == ArgumentMode::table) continue;
    if (!signature.empty()) signature += ", ";
    const Type& type = argument.type;
    // `bpchar` without a length keeps its name.
    const bool character = type.schema.empty() && type.name == "bpchar";
    signature +=
        character ? (type.dimensions > 0 ? "character[]" : "character") : format_type(type);
  }
  return signature;
}

}  // namespace pglint::catalog
