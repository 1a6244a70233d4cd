#include "locks/type_change.h"

#include <string>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::locks::tests {
namespace {

catalog::Type type(const std::string& written) {
  const std::string sql = "SELECT NULL::" + written;
  parse::Parsed parsed(sql);
  REQUIRE(parsed.next());
  const auto* select = parse::as<SelectStmt>(parsed.batch().statements[0].tree);
  const auto* cast = parse::as<TypeCast>(parse::each<ResTarget>(select->targetList)[0]->val);
  return catalog::type_of(*cast->typeName);
}

using Pair = std::pair<const char*, const char*>;

void check(std::initializer_list<Pair> pairs, TypeChange expected) {
  for (const auto& [from, to] : pairs) {
    INFO(from << " to " << to);
    CHECK(change_of(type(from), type(to)) == expected);
  }
}

TEST_CASE("type change: stored values stay") {
  check({{"varchar(10)", "varchar(20)"},
         {"varchar(10)", "varchar"},
         {"varchar(10)", "text"},
         {"text", "varchar"},
         {"numeric(10, 2)", "numeric(12, 2)"},
         {"numeric(10, 2)", "numeric"},
         {"varbit(4)", "varbit(8)"},
         {"varbit(4)", "varbit"},
         {"timestamp(3)", "timestamp"},
         {"timestamptz(3)", "timestamptz(6)"},
         {"time(2)", "time(4)"},
         {"interval(2)", "interval"},
         {"cidr", "inet"},
         {"xml", "text"},
         {"int", "integer"}},
        TypeChange::free);
}

TEST_CASE("type change: the table is written anew") {
  check({{"varchar(20)", "varchar(10)"},
         {"text", "varchar(50)"},
         {"numeric(10, 2)", "numeric(12, 4)"},
         {"numeric(10, 2)", "numeric(8, 2)"},
         {"int", "bigint"},
         {"bigint", "int"},
         {"char(10)", "text"},
         {"json", "jsonb"},
         {"inet", "cidr"},
         {"date", "timestamp"},
         {"timestamp", "timestamp(3)"},
         {"varchar(10)[]", "text[]"},
         {"text", "int"}},
        TypeChange::rewrite);
}

TEST_CASE("type change: what depends on the time zone of the session") {
  check({{"timestamp", "timestamptz"}, {"timestamptz", "timestamp"}}, TypeChange::time_zone);
}

TEST_CASE("type change: an unknown old type may be free only for the ends of free changes") {
  for (const char* to : {"text", "varchar(20)", "numeric(10, 2)", "inet", "timestamptz"}) {
    INFO(to);
    CHECK(may_be_free(type(to)));
  }
  for (const char* to : {"bigint", "jsonb", "date", "boolean"}) {
    INFO(to);
    CHECK_FALSE(may_be_free(type(to)));
  }
}

}  // namespace
}  // namespace pglint::locks::tests
