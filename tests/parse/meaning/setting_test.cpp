#include "parse/meaning/setting.h"

#include <catch2/catch_test_macros.hpp>

#include "parse/meaning/literal.h"
#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

std::string shown(const A_Const* value) {
  if (value == nullptr) return "?";
  if (value->val.node.type == T_Integer) return std::to_string(value->val.ival.ival);
  return "'" + std::string(string_value(*value)) + "'";
}

/// `name=value,value` for the first statement of `sql`, and for every call in it.
std::vector<std::string> settings(const std::string& sql) {
  std::vector<std::string> found;
  const auto add = [&](const std::optional<Setting>& setting) {
    if (!setting) return;
    std::string text = setting->name + "=";
    for (const A_Const* value : setting->values) text += shown(value) + ";";
    found.push_back(text + (text_value(*setting) == nullptr ? "" : "text"));
  };
  Parsed parsed(sql);
  while (parsed.next()) {
    for (const Statement& statement : parsed.batch().statements) {
      Walker().walk(*statement.tree, [&](const Node& node, Ancestors) {
        if (const auto* set = as<VariableSetStmt>(&node)) add(setting_of(*set));
        if (const auto* call = as<FuncCall>(&node)) add(setting_of(*call));
      });
    }
  }
  return found;
}

using Found = std::vector<std::string>;

TEST_CASE("setting: SET in a session and a transaction") {
  CHECK(settings("SET TimeZone = 'UTC'") == Found{"timezone='UTC';text"});
  CHECK(settings("SET \"TimeZone\" TO utc") == Found{"timezone='utc';text"});
  CHECK(settings("SET LOCAL a.B = on") == Found{"a.b='on';text"});
  CHECK(settings("SET SESSION work_mem = 64") == Found{"work_mem=64;"});
  CHECK(settings("SET search_path = a, \"B\", 'c'") == Found{"search_path='a';'B';'c';"});
}

TEST_CASE("setting: special forms of SET") {
  CHECK(settings("SET TIME ZONE '+04'") == Found{"timezone='+04';text"});
  CHECK(settings("SET TIME ZONE -7") == Found{"timezone=-7;"});
  CHECK(settings("SET TIME ZONE INTERVAL '04:00' HOUR TO MINUTE") == Found{"timezone=?;"});
  CHECK(settings("SET NAMES 'LATIN1'") == Found{"client_encoding='LATIN1';text"});
  CHECK(settings("SET ROLE alice") == Found{"role='alice';text"});
}

TEST_CASE("setting: for roles, databases, the server and functions") {
  CHECK(settings("ALTER ROLE r SET timezone TO 'UTC'") == Found{"timezone='UTC';text"});
  CHECK(settings("ALTER USER r IN DATABASE d SET timezone = 'UTC'") ==
        Found{"timezone='UTC';text"});
  CHECK(settings("ALTER ROLE ALL SET timezone = 'UTC'") == Found{"timezone='UTC';text"});
  CHECK(settings("ALTER DATABASE d SET timezone = 'UTC'") == Found{"timezone='UTC';text"});
  CHECK(settings("ALTER SYSTEM SET TimeZone = 'UTC'") == Found{"timezone='UTC';text"});
  CHECK(settings("CREATE FUNCTION f() RETURNS int SET a TO 'x' SET TIME ZONE 'y' RETURN 1") ==
        Found{"a='x';text", "timezone='y';text"});
  CHECK(settings("ALTER PROCEDURE p() SET a = 'x'") == Found{"a='x';text"});
}

TEST_CASE("setting: set_config with a literal name") {
  CHECK(settings("SELECT set_config('TimeZone', 'UTC', true)") == Found{"timezone='UTC';text"});
  CHECK(settings("SELECT pg_catalog.set_config('a'::text, 'b'::text, false)") ==
        Found{"a='b';text"});
  CHECK(settings("SELECT set_config('a', $1, false), set_config('a', b || 'c', false)") ==
        Found{"a=?;", "a=?;"});
  CHECK(settings("SELECT set_config(n, 'b', false), my.set_config('a', 'b', false)").empty());
  CHECK(settings("SELECT set_config('a', 'b')").empty());
}

TEST_CASE("setting: nothing is set by RESET, DEFAULT, FROM CURRENT and SET TRANSACTION") {
  CHECK(settings("RESET timezone").empty());
  CHECK(settings("SET timezone TO DEFAULT").empty());
  CHECK(settings("SET TIME ZONE LOCAL").empty());
  CHECK(settings("SET NAMES DEFAULT").empty());
  CHECK(settings("ALTER ROLE r RESET ALL").empty());
  CHECK(settings("ALTER FUNCTION f() SET a FROM CURRENT").empty());
  CHECK(settings("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE").empty());
}

}  // namespace
}  // namespace pglint::parse
