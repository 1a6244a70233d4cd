#include "parse/source/placeholder_filler.h"

#include <catch2/catch_test_macros.hpp>

#include "parse/source/preprocess.h"
#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

/// `sql` with its placeholders filled, or unchanged if there is nothing to fill.
std::string filled(const std::string& sql, const PlaceholderSetting& setting = {}) {
  const auto result = fill_placeholders(sql, setting);
  const std::string text = result ? result->sql : sql;
  CHECK(text.size() == sql.size());
  return text;
}

/// `content` as parsed with psql's variables.
std::string filled_variables(const std::string& content) {
  const Preprocessed read = preprocess(content);
  const std::string sql = read.sql.value_or(content);
  const auto result = fill_placeholders(sql, {}, read.variables);
  const std::string text = result ? result->sql : sql;
  CHECK(text.size() == content.size());
  return text.substr(text.find_first_not_of(" \n"));
}

TEST_CASE("filling: psql variables that are not names") {
  CHECK(filled_variables("SELECT 1 WHERE 1 IN :ids;") == "SELECT 1 WHERE 1 IN (0) ;");
  CHECK(filled_variables("SELECT 1 WHERE 1 IN :i;") == "SELECT 1 WHERE 1 IN(0);");
  CHECK(filled_variables("INSERT INTO t VALUES :rows;") == "INSERT INTO t VALUES (0)  ;");
  CHECK(filled_variables("SELECT a FROM t ORDER BY a :dir;") == "SELECT a FROM t ORDER BY a     ;");
  CHECK(filled_variables("SELECT 1 :op 2;") == "SELECT 1 =   2;");
  CHECK(filled_variables("SELECT 1; :PREFIX SELECT 1;") == "SELECT 1;         SELECT 1;");
  CHECK(filled_variables(":PREFIX SELECT 1;") == "SELECT 1;");
  CHECK(filled_variables("EXPLAIN :opts SELECT 1;") == "EXPLAIN       SELECT 1;");
  CHECK(filled_variables("SELECT * FROM (:QUERY) AS q;") == "SELECT * FROM (SELECT) AS q;");
  CHECK(filled_variables("CREATE TABLESPACE a LOCATION :PATH;") ==
        "CREATE TABLESPACE a LOCATION '   ';");
  CHECK(filled_variables("SELECT a FROM :s.t;") == "SELECT a FROM _s.t;");
}

TEST_CASE("filling: the value of a psql variable") {
  CHECK(filled_variables("\\set dir DESC\nSELECT a FROM t ORDER BY a :dir;") ==
        "SELECT a FROM t ORDER BY a DESC;");
  CHECK(filled_variables("\\set cond 'WHERE 1 = 1'\nSELECT 1; SELECT * FROM t :cond AND a = 1;") ==
        "SELECT 1;" + std::string(32, ' ') + ";");
}

PlaceholderSetting always(PlaceholderStyle style) {
  PlaceholderSetting setting = {.mode = PlaceholderMode::always, .styles = {}};
  setting.styles.add(style);
  return setting;
}

TEST_CASE("filling: the replacement depends on the context") {
  struct Case {
    std::string sql;
    std::string filled;
  };
  const std::vector<Case> cases = {
      // names and parts of names
      {"SELECT a FROM ${t};", "SELECT a FROM __t_;"},
      {"SELECT a FROM ${p}_users;", "SELECT a FROM __p__users;"},
      {"SELECT a FROM users_${p};", "SELECT a FROM users___p_;"},
      {"SELECT a FROM ${s}.users;", "SELECT a FROM __s_.users;"},
      {"SELECT a FROM s.${t};", "SELECT a FROM s.__t_;"},
      {"SELECT a FROM ${s}.${t}_${n};", "SELECT a FROM __s_.__t____n_;"},
      {"CREATE TABLE @extschema@.t (a int);", "CREATE TABLE _extschema_.t (a int);"},
      // values
      {"SELECT * FROM t WHERE a = {{ v }};", "SELECT * FROM t WHERE a = ___v___;"},
      {"INSERT INTO t VALUES (%s, %(b)s, 1);", "INSERT INTO t VALUES (_s, __b_s, 1);"},
      {"SELECT 1 LIMIT ${n};", "SELECT 1 LIMIT __n_;"},
      {"CREATE TABLE t (a varchar(${n}));", "CREATE TABLE t (a varchar(0   ));"},
      {"COMMENT ON TABLE t IS ${c};", "COMMENT ON TABLE t IS '  ';"},
      {"CREATE ROLE r PASSWORD #{x};", "CREATE ROLE r PASSWORD '  ';"},
      // clauses and statements
      {"SELECT * FROM t\n${where}\nLIMIT 1;", "SELECT * FROM t\n        \nLIMIT 1;"},
      {"SELECT\n  ${columns}\nFROM t;", "SELECT\n  __columns_\nFROM t;"},
      {"CREATE TABLE t (a int) ${options};", "CREATE TABLE t (a int)           ;"},
      {"${grants};\nSELECT 1;", "         ;\nSELECT 1;"},
      {"{{ config(a='b;c') }}\nSELECT 1;", "                     \nSELECT 1;"},
      // more than one line
      {"SELECT {{ a\n }} FROM t;", "SELECT ___a\n    FROM t;"},
      // control
      {"{# it's #}SELECT 1;", "          SELECT 1;"},
      {"SELECT 1{% if x %}, 2{% endif %};", "SELECT 1          , 2           ;"},
      {"SELECT 1 WHERE {% if x %}a = 1{% else %}b = 2{% endif %};",
       "SELECT 1 WHERE           a = 1" + std::string(26, ' ') + ";"},
      {"SELECT {% for c in cs %}{{ c }}{% if not last %}, {% endif %}{% endfor %} FROM t;",
       "SELECT " + std::string(17, ' ') + "___c___" + std::string(42, ' ') + " FROM t;"},
      {"<% if x %>SELECT 1;<% else %>SELECT 2;<% end %>",
       "          SELECT 1;          SELECT 2;         "},
  };
  for (const Case& one : cases) {
    INFO(one.sql);
    CHECK(filled(one.sql) == one.filled);
    CHECK(read_all(filled(one.sql)).problems.empty());
  }
}

TEST_CASE("filling: text that parses is never changed") {
  for (const std::string sql :
       {"SELECT 5 %s;", "SELECT a%s FROM t;", "SELECT @x@y;", "SELECT a <% b;", "SELECT '${x}';",
        "SELECT 5 %(x)s;", "-- ${x}\nSELECT 1;", "SELECT $1;"}) {
    INFO(sql);
    CHECK_FALSE(fill_placeholders(sql, {}).has_value());
  }
  // Other statements of a file with placeholders are not changed either.
  CHECK(filled("SELECT 5 %s;\nSELECT ${x};") == "SELECT 5 %s;\nSELECT __x_;");
}

TEST_CASE("filling: a requested style is always filled, others are not") {
  CHECK(filled("SELECT 5, a %s;", always(PlaceholderStyle::percent)) == "SELECT 5, a _s;");
  CHECK(filled("SELECT ${x}, {{ y }};", always(PlaceholderStyle::brace)) ==
        "SELECT ${x}, {{ y }};");
  CHECK_FALSE(fill_placeholders("SELECT ${x};", {.styles = {}}).has_value());
}

TEST_CASE("filling: a statement that cannot be filled is not changed") {
  CHECK(filled("${a} ON TABLE t;\nSELECT ${b};") == "${a} ON TABLE t;\nSELECT __b_;");
}

TEST_CASE("filling: other errors stay the same") {
  CHECK(read_all(filled("SELEC ${x};")).problems == std::vector<std::string>{"SELEC"});
  CHECK(read_all(filled("SELECT ${x} FRM a b;\nSELECT ${y};")).problems ==
        std::vector<std::string>{"b"});
  CHECK(filled("SELECT (${x};") == "SELECT (__x_;");
}

TEST_CASE("filling: the first placeholder that was filled is named") {
  const auto result = fill_placeholders("SELECT 5 %s;\nSELECT ${x}, ${y};", {});
  REQUIRE(result);
  CHECK(result->first == text::Range{20, 24});
}

TEST_CASE("filling: a file full of placeholders that cannot be filled takes finite time") {
  std::string sql = "SELECT";
  for (int i = 0; i < 2'000; ++i) sql += " ${a} ${b} +";
  CHECK(filled(sql + ";").size() == sql.size() + 1);
}

}  // namespace
}  // namespace pglint::parse
