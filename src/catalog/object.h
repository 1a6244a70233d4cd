// Objects other than relations with columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/name.h"
#include "catalog/parts.h"
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

/// Its name in messages: `function`, `type`.
[[nodiscard]] std::string_view name_of(ObjectKind kind);

struct EnumValue {
  std::string name;
};

/// CREATE TYPE … AS ENUM.
struct EnumType {
  Parts<EnumValue> values;  ///< in order

  [[nodiscard]] bool has(std::string_view value) const {
    return values.find(value) != values.end();
  }
};

/// One attribute of a composite type.
struct Attribute {
  std::string name;
  Type type;
  Place type_place = {};  ///< of its current type
};

struct CompositeType {
  Parts<Attribute> attributes;  ///< in order
};

/// A constraint of a domain.
struct DomainConstraint {
  std::string name = {};
  std::string expression = {};  ///< as SQL; empty for NOT NULL
  bool not_null = false;
  bool validated = true;
  Place place = {};  ///< its definition
};

struct Domain {
  Type base;
  bool not_null = false;
  std::optional<std::string> default_expression = {};
  Parts<DomainConstraint> constraints = {};
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

/// A statement that the function of a trigger runs each time.
struct TriggerWrite {
  Name table;
  std::string event = {};  ///< `insert` or `update`
  /// It writes at least one row: a new one, all, or the one that the trigger is called for.
  bool reaches_row = false;
  std::vector<std::string> columns = {};  ///< of UPDATE: that it sets
};

/// A function, procedure or aggregate.
struct Routine {
  std::vector<Argument> arguments = {};
  Type returns = {};  ///< without a name if it returns nothing or its OUT arguments
  bool returns_set = false;
  std::string language = {};
  Volatility volatility = Volatility::volatile_function;
  bool security_definer = false;
  bool strict = false;
  /// SELECT of one expression: all that a volatile function in SQL says, if the planner may put it
  /// in the place of a call; else empty.
  std::string inlined = {};
  std::vector<TriggerWrite> writes = {};  ///< of a trigger's function in PL/pgSQL
  /// Of a trigger function: the columns of NEW that are not NULL when it returns.
  std::vector<std::string> fills = {};
};

struct Sequence {
  Type type = {.schema = {}, .name = "int8"};
  Name table = {};  ///< whose column owns it; the relation has the column
};

struct Trigger {
  Name function;
  std::vector<std::string> events = {};  ///< `insert`, `update`, `delete`, `truncate`
  std::string timing = "after";          ///< `before`, `after`, `instead of`
  bool for_each_row = false;
  bool constraint = false;
  std::vector<std::string> columns = {};  ///< UPDATE OF
  bool has_condition = false;             ///< WHEN
  bool inherited = false;                 ///< the copy on a partition
};

struct Policy {
  std::string command = "all";
  bool permissive = true;
  Place using_place = {};  ///< of the current condition of USING, if there is one
  Place check_place = {};  ///< the same for WITH CHECK
};

using ObjectDetail = std::variant<std::monostate, EnumType, CompositeType, Domain, RangeType,
                                  Routine, Sequence, Trigger, Policy>;

struct Object {
  ObjectKind kind = ObjectKind::schema;
  Name name;
  Name table = {};  ///< of an index, trigger, policy or rule
  Place place;      ///< of its name in its CREATE statement
  bool certain = true;
  bool implicit = false;       ///< created by PostgreSQL together with another object
  std::string extension = {};  ///< that contains it
  ObjectDetail detail = {};
  std::string comment = {};
  Place changed = {};                 ///< the last change of it
  Uses<ObjectUseKind> evidence = {};  ///< its uses in queries, if they are collected

  /// The first use of this kind, or null.
  [[nodiscard]] const ObjectUse* find_use(ObjectUseKind use) const { return evidence.find(use); }

  /// The details of this type, or null if the object has others.
  template <class Detail>
  [[nodiscard]] const Detail* as() const {
    return std::get_if<Detail>(&detail);
  }
  template <class Detail>
  [[nodiscard]] Detail* as() {
    return std::get_if<Detail>(&detail);
  }
};

/// The types of a routine's input arguments: `integer, text`.
[[nodiscard]] std::string signature_of(const Routine& routine);

}  // namespace pglint::catalog
