// Where SQL gives a setting (a "configuration parameter") a value: SET in a session, for a role, a
// database, a function or the server, and the function set_config.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// A setting and what it is set to. Points into the statement's tree and lives as long.
struct Setting {
  std::string name;  ///< in lower case: PostgreSQL compares these names without regard to case
  /// Most settings take one value. Null where it is no literal, such as an INTERVAL.
  std::vector<const A_Const*> values;
};

/// What `set` sets, whichever statement it is a part of: SET, ALTER ROLE, ALTER DATABASE, ALTER
/// SYSTEM, CREATE FUNCTION, ALTER FUNCTION. SET TIME ZONE and SET NAMES are `timezone` and
/// `client_encoding`. Nothing for RESET, for DEFAULT and for FROM CURRENT.
[[nodiscard]] std::optional<Setting> setting_of(const VariableSetStmt& set);

/// What a call of set_config sets; nothing for other calls and for a name that is no literal.
[[nodiscard]] std::optional<Setting> setting_of(const FuncCall& call);

/// The string that `setting` is set to; null for several values and for what is no string.
[[nodiscard]] const A_Const* text_value(const Setting& setting);

}  // namespace pglint::parse
