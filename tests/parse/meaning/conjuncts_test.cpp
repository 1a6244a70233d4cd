#include "parse/meaning/conjuncts.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

using Names = std::vector<std::string>;

/// The columns among the parts that `read` finds in `SELECT condition`; `?` for other parts.
template <class Read>
Names parts_of(const std::string& condition, Read read) {
  Names names;
  const std::string sql = "SELECT " + condition;
  Parsed parsed(sql);
  while (parsed.next()) {
    const auto* select = as<SelectStmt>(parsed.batch().statements.at(0).tree);
    const ResTarget* target = each<ResTarget>(select->targetList)[0];
    for (const Node* part : read(target->val)) {
      const auto* column = as<ColumnRef>(part);
      names.emplace_back(column == nullptr ? "?" : string_value(each(column->fields)[0]));
    }
  }
  return names;
}

TEST_CASE("conjuncts: operands of AND, in order, at any nesting") {
  CHECK(parts_of("a", conjuncts) == Names{"a"});
  CHECK(parts_of("a AND b AND c", conjuncts) == Names{"a", "b", "c"});
  CHECK(parts_of("a AND (b AND (c AND d)) AND e", conjuncts) == Names{"a", "b", "c", "d", "e"});
  CHECK(conjuncts(nullptr).empty());
}

TEST_CASE("conjuncts: OR and NOT are not split") {
  CHECK(parts_of("a OR b", conjuncts) == Names{"?"});
  CHECK(parts_of("NOT a", conjuncts) == Names{"?"});
  CHECK(parts_of("a AND (b OR c) AND NOT (d AND e)", conjuncts) == Names{"a", "?", "?"});
}

TEST_CASE("conjuncts: thousands of nested ones do not overflow the stack") {
  std::string nested = "a";
  for (int level = 0; level < 1000; ++level) nested = "a AND (" + nested + ")";
  CHECK(parts_of(nested, conjuncts).size() == 1001);
}

TEST_CASE("disjuncts: operands of OR") {
  CHECK(parts_of("a OR (b OR c)", disjuncts) == Names{"a", "b", "c"});
  CHECK(parts_of("a AND b", disjuncts) == Names{"?"});
  CHECK(parts_of("a OR b AND c", disjuncts) == Names{"a", "?"});
}

}  // namespace
}  // namespace pglint::parse
