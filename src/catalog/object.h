// Everything that has a name and is no relation with columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/name.h"
#include "catalog/place.h"
#include "catalog/type.h"
#include "catalog/use.h"

namespace pglint::catalog {

enum class ObjectKind : std::uint8_t {
  schema,
  sequence,
  index,
  enum_type,
  composite_type,
  range_type,
  base_type,
  domain,
  function,
  procedure,
  aggregate,
  trigger,
  policy,
  rule,
  role,
  database,
  extension,
};

/// The word for it in messages: `function`, `type`.
[[nodiscard]] std::string_view name_of(ObjectKind kind);

/// CREATE TYPE … AS ENUM.
struct EnumType {
  std::vector<std::string> values;  ///< in order
};

/// One attribute of a composite type.
struct Attribute {
  std::string name;
  Type type;
};

struct CompositeType {
  std::vector<Attribute> attributes;  ///< in order
};

/// A constraint of a domain.
struct DomainConstraint {
  std::string name = {};
  std::string expression = {};  ///< as SQL; empty for NOT NULL
  bool not_null = false;
  bool validated = true;
};

struct Domain {
  Type base;
  bool not_null = false;
  std::optional<std::string> default_expression = {};
  std::vector<DomainConstraint> constraints = {};
};

struct RangeType {
  Type subtype;
  std::string multirange = {};  ///< the name of its multirange type
};

enum class ArgumentMode : std::uint8_t { in, out, in_out, variadic, table };

struct Argument {
  std::string name;
  Type type;
  ArgumentMode mode = ArgumentMode::in;
  bool has_default = false;
};

enum class Volatility : std::uint8_t { immutable, stable, volatile_function };

/// A function, procedure or aggregate.
struct Routine {
  std::vector<Argument> arguments = {};
  Type returns = {};  ///< without a name where it returns nothing, or what its arguments say
  bool returns_set = false;
  std::string language = {};
  Volatility volatility = Volatility::volatile_function;
  bool security_definer = false;
  bool strict = false;
};

struct Sequence {
  Type type = {.schema = {}, .name = "int8"};
  Name table = {};  ///< whose column owns it; a relation knows which
};

struct Trigger {
  Name function;
  std::vector<std::string> events = {};  ///< `insert`, `update`, `delete`, `truncate`
  std::string timing = "after";          ///< `before`, `after`, `instead of`
  bool for_each_row = false;
  bool constraint = false;
  std::vector<std::string> columns = {};  ///< UPDATE OF
  bool inherited = false;                 ///< the copy on a partition
};

struct Policy {
  std::string command = "all";
  bool permissive = true;
};

using ObjectDetail = std::variant<std::monostate, EnumType, CompositeType, Domain, RangeType,
                                  Routine, Sequence, Trigger, Policy>;

struct Object {
  ObjectKind kind = ObjectKind::schema;
  Name name;
  Name table = {};  ///< that an index, trigger, policy or rule belongs to
  Place place;      ///< its name where it was created
  bool certain = true;
  bool implicit = false;       ///< made by PostgreSQL along with something else
  std::string extension = {};  ///< that it is a part of
  ObjectDetail detail = {};
  std::string comment = {};
  Place changed = {};                 ///< what last changed it
  Uses<ObjectUseKind> evidence = {};  ///< what queries do with it, where that is collected

  /// The first use of this kind that the run has, or null.
  [[nodiscard]] const ObjectUse* find_use(ObjectUseKind use) const { return evidence.find(use); }

  /// What is known about an object of this kind, or null where it is another one.
  template <class Detail>
  [[nodiscard]] const Detail* as() const {
    return std::get_if<Detail>(&detail);
  }
  template <class Detail>
  [[nodiscard]] Detail* as() {
    return std::get_if<Detail>(&detail);
  }
};

/// The types of the arguments that a routine is called with: `integer, text`.
[[nodiscard]] std::string signature_of(const Routine& routine);

}  // namespace pglint::catalog
