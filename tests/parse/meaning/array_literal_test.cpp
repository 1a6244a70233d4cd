#include "parse/meaning/array_literal.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

TEST_CASE("array literal: the word NULL as an element, in any case and at any depth") {
  CHECK(array_holds_null("{1,NULL}"));
  CHECK(array_holds_null("{null}"));
  CHECK(array_holds_null("{ Null , 2}"));
  CHECK(array_holds_null("{1,\tNULL\n}"));
  CHECK(array_holds_null("{{1,2},{3,nUll}}"));
  CHECK(array_holds_null("[0:1]={1,NULL}"));
  CHECK(array_holds_null("{\"a\\\"\",NULL}"));
}

TEST_CASE("array literal: quoted NULL and words that contain it are not NULL") {
  CHECK_FALSE(array_holds_null("{1,2}"));
  CHECK_FALSE(array_holds_null("{}"));
  CHECK_FALSE(array_holds_null(""));
  CHECK_FALSE(array_holds_null("NULL"));
  CHECK_FALSE(array_holds_null("{\"NULL\"}"));
  CHECK_FALSE(array_holds_null("{\"a,NULL,b\"}"));
  CHECK_FALSE(array_holds_null("{nullable,not null,n ull}"));
  CHECK_FALSE(array_holds_null("{\\NULL,nul\\l}"));
  CHECK_FALSE(array_holds_null("{\"unclosed,NULL}"));
  CHECK_FALSE(array_holds_null("{NULL"));
}

}  // namespace
}  // namespace pglint::parse
