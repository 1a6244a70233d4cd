#include "design/type_uses.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/catalog/changed.h"

namespace pglint::design::tests {
namespace {

using pglint::tests::catalog_after;

TEST_CASE("design: types are used by columns, routines and other types") {
  const auto catalog = catalog_after(R"(
    CREATE TYPE a AS ENUM ('x');
    CREATE TYPE b AS (part a);
    CREATE TYPE c AS ENUM ('x');
    CREATE TYPE d AS ENUM ('x');
    CREATE TYPE e AS ENUM ('x');
    CREATE TYPE f AS ENUM ('x');
    CREATE TABLE t (id bigint, cs c[], ds _d);
    CREATE FUNCTION g(p e) RETURNS void LANGUAGE sql AS 'SELECT 1';
  )");
  const TypeUses uses(catalog);
  for (const char* used : {"a", "c", "d", "e"}) {
    INFO(used);
    CHECK(uses.contains(used));
  }
  CHECK_FALSE(uses.contains("b"));
  CHECK_FALSE(uses.contains("f"));
}

TEST_CASE("design: types are used by definitions stored as text") {
  const auto catalog = catalog_after(R"(
    CREATE DOMAIN d AS text CHECK (VALUE::in_domain IS NOT NULL);
    CREATE TABLE t (id bigint DEFAULT length('x'::In_Default), CHECK (id::in_check IS NOT NULL),
                    w text DEFAULT 'x'::"In Words");
    CREATE INDEX ON t ((id::in_index)) WHERE id::in_predicate IS NOT NULL;
    INSERT INTO t VALUES ('x'::in_data);
  )");
  const TypeUses uses(catalog);
  for (const char* used :
       {"in_domain", "in_default", "in_check", "In Words", "in_index", "in_predicate"}) {
    INFO(used);
    CHECK(uses.contains(used));
  }
  CHECK_FALSE(uses.contains("in_data"));
  CHECK_FALSE(uses.contains("in_default2"));
}

}  // namespace
}  // namespace pglint::design::tests
