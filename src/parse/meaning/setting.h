// SQL that changes a setting ("configuration parameter"): SET for a session, role, database,
// function or the server, and the function set_config.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// A setting and its new value. Points into the statement's tree.
struct Setting {
  std::string name;  ///< in lower case, as PostgreSQL ignores its case
  /// Usually one. Null if it is not a literal, such as an INTERVAL.
  std::vector<const A_Const*> values;
};

/// The setting that SET, ALTER ROLE, ALTER DATABASE, ALTER SYSTEM, CREATE FUNCTION or ALTER
/// FUNCTION changes. SET TIME ZONE and SET NAMES are `timezone` and `client_encoding`. Nothing for
/// RESET, DEFAULT and FROM CURRENT.
[[nodiscard]] std::optional<Setting> setting_of(const VariableSetStmt& set);

/// The setting that set_config changes; nothing for other calls, or if the name is not a literal.
[[nodiscard]] std::optional<Setting> setting_of(const FuncCall& call);

/// The new value if it is a single string; else null.
[[nodiscard]] const A_Const* text_value(const Setting& setting);

}  // namespace pglint::parse
