#include "parse/source/substitute.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

/// `name=written` of each, separated by blanks.
std::string found(std::string_view written, std::string_view parsed) {
  std::string text;
  for (const Substitute& substitute : find_substitutes(written, parsed)) {
    CHECK(written.substr(substitute.at, 1) == substitute.written.substr(0, 1));
    if (!text.empty()) text += " ";
    text += substitute.name + "=" + substitute.written;
  }
  return text;
}

TEST_CASE("substitutes: names with what they replace") {
  CHECK(found("FROM ${S}.t, :x, a", "FROM __S_.t, _x, a") == "__s_=${S} _x=:x");
  CHECK(found("FROM pre_${x}_a", "FROM pre___x__a") == "pre___x__a=pre_${x}_a");
  CHECK(found("FROM %I.%s", "FROM __.__") == "__=%I __=%s");
  CHECK(found("FROM \"{{ f \"N\" }}\".t", "FROM  ___f__N____ .t") == "___f__n____={{ f \"N\" }}");
  CHECK(found("FROM :\"Name\".t", "FROM \"_Name\".t") == "_Name=:\"Name\"");
  CHECK(found("FROM {{ a\n  b }} x", "FROM ___a\n       x") == "___a={{ a b }}");
}

TEST_CASE("substitutes: other fillings and unchanged names are none") {
  CHECK(found("LIMIT ${x}", "LIMIT 0   ") == "");
  CHECK(found("a ${x} b", "a '  ' b") == "");
  CHECK(found("${x} SELECT", "     SELECT") == "");
  CHECK(found("FROM _a.b_c", "FROM _a.b_c") == "");
  CHECK(found(":n", "ab") == "");
}

}  // namespace
}  // namespace pglint::parse
