#include "design/name/mixed_case.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/catalog/changed.h"

namespace pglint::design {
namespace {

std::vector<std::string> found_in(const std::string& sql) {
  std::vector<std::string> names;
  for (const MixedCaseObject& object : find_mixed_case(pglint::tests::catalog_after(sql)).objects) {
    std::string name = std::string(object.kind) + " " + object.name.shown();
    for (const std::string& column : object.columns) name += " " + column;
    names.push_back(std::move(name));
  }
  return names;
}

using Names = std::vector<std::string>;

TEST_CASE("mixed case: only letters from A to Z count") {
  CHECK(is_mixed_case("userId"));
  CHECK(is_mixed_case("A"));
  CHECK_FALSE(is_mixed_case("user_id 1-É"));
  CHECK_FALSE(is_mixed_case(""));
}

TEST_CASE("mixed case: in the order of the text, each cause once") {
  CHECK(found_in(R"(
    CREATE TYPE "Zoo" AS ENUM ('a');
    CREATE TABLE "Zebras" (id int, "isTame" bool, CONSTRAINT "Zebras_pkey" PRIMARY KEY (id));
    CREATE TABLE apes (id int, "isTame" bool, CONSTRAINT "apes_isTame_check" CHECK ("isTame"));
    CREATE INDEX "apes_isTame_idx" ON apes ("isTame");
    CREATE INDEX "Zebras_isTame_idx" ON "Zebras" ("isTame");
    CREATE SEQUENCE "Zebras_id_seq";
    CREATE SEQUENCE "ZebrasToo_id_seq";)") == Names{"type public.Zoo", "table public.Zebras isTame",
                                                    "table public.apes isTame",
                                                    "sequence public.ZebrasToo_id_seq"});
}

TEST_CASE("mixed case: a name that begins with an underscore") {
  CHECK(found_in(R"(
    CREATE TABLE "_AToB" ("A" int, "B" int);
    CREATE SEQUENCE "_AToB_A_seq";
    CREATE SEQUENCE "__AToB_";
    CREATE SEQUENCE "_";
    CREATE SEQUENCE "_C_";)") == Names{"table public._AToB", "sequence public._C_"});
}

TEST_CASE("mixed case: their number") {
  const auto found = find_mixed_case(pglint::tests::catalog_after(R"(
    CREATE TABLE "A" (id int, "bC" int);
    CREATE TABLE b (id int, "bC" int) PARTITION BY LIST (id);
    CREATE TABLE b1 PARTITION OF b FOR VALUES IN (1);
    CREATE TABLE c (LIKE b, d int);
    CREATE TEMP TABLE "T" ("bC" int);
    CREATE TABLE "SequelizeMeta" (name text);
    CREATE VIEW "V" AS SELECT 1 AS "One";
    CREATE VIEW w AS SELECT 1 AS "One";
    CREATE TYPE t AS ENUM ();)"));
  CHECK(found.tables == 4);
  CHECK(found.mixed_tables == 1);
  CHECK(found.affected_tables == 2);
  CHECK(found.columns == 5);
  CHECK(found.mixed_columns == 2);
  CHECK(found.others.at("view") == 2);
  CHECK(found.others.at("type") == 1);
}

}  // namespace
}  // namespace pglint::design
