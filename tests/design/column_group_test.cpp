#include "design/column_group.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "design/schema.h"
#include "tests/catalog/changed.h"

namespace pglint::design::tests {
namespace {

using pglint::tests::catalog_after;
using Names = std::vector<std::string>;

/// The groups of a table with `columns`: `phone_#: phone1 phone2`.
Names numbered(const std::string& columns) {
  const auto catalog = catalog_after("CREATE TABLE t (" + columns + ")");
  const Schema schema(catalog, {});
  Names shown;
  for (const NumberedColumns& group : numbered_columns(*schema.tables().front())) {
    std::string text;
    for (const std::string& name : group.templates) text += name + " ";
    text += std::to_string(group.numbers) + ":";
    for (const std::string& name : names_of(group.columns)) text += " " + name;
    shown.push_back(text);
  }
  return shown;
}

Names valued(const std::string& columns) {
  const auto catalog = catalog_after("CREATE TABLE t (" + columns + ")");
  const Schema schema(catalog, {});
  Names shown;
  for (const ValueColumns& group : value_columns(*schema.tables().front())) {
    shown.push_back(std::string(name_of(group.kind)) + " " + std::to_string(group.values) + " " +
                    group.templates.front());
  }
  return shown;
}

TEST_CASE("design: numbered columns") {
  CHECK(numbered("phone1 text, phone_2 text, name text, phone3 text") ==
        Names{"phone_# 3: phone1 phone_2 phone3"});
  CHECK(numbered("\"lineItem1\" text, \"lineItem2\" text") ==
        Names{"line_item_# 2: lineItem1 lineItem2"});
  CHECK(numbered("phone text, phone2 text, phone3 text") ==
        Names{"phone_# 3: phone phone2 phone3"});
  CHECK(numbered("leg1_at int, leg2_km text, leg2_at int, leg1_km text") ==
        Names{"leg_#_at leg_#_km 2: leg1_at leg2_km leg2_at leg1_km"});
}

TEST_CASE("design: numbers that do not count") {
  CHECK(numbered("sku1 text").empty());
  CHECK(numbered("part1 text, part3 text").empty());
  CHECK(numbered("part2 text, part3 text").empty());
  CHECK(numbered("part1 text, part2 int").empty());
  CHECK(numbered("part1 varchar(10), part2 varchar(20)").empty());
  CHECK(numbered("address text, address2 text, line1 text, line2 text").empty());
  CHECK(numbered("sha1 bytea, sha2 bytea, q1 int, q2 int, x1 int, x2 int").empty());
  CHECK(numbered("c1 int, c2 int, d1 int, d2 int").empty());
  CHECK(numbered("user1_id bigint, user2_id bigint, user1_score int, user2_score int").empty());
  CHECK(numbered("part1 text, part2 text GENERATED ALWAYS AS ('x') STORED").empty());
  CHECK(numbered("total_2021_1 int, total_2021_2 int").empty());
}

TEST_CASE("design: columns per value") {
  CHECK(valued("revenue_2021 numeric, revenue2022 numeric") == Names{"year 2 revenue_#"});
  CHECK(valued("sales_2021_q1 int, sales_2021_q2 int, sales_2022_q1 int") ==
        Names{"year 3 sales_#_#"});
  CHECK(valued("q1_sales int, q2_sales int, q3_sales int") == Names{"quarter 3 #_sales"});
  CHECK(valued("total_jan int, total_feb int, total_mar int") == Names{"month 3 total_#"});
  CHECK(valued("m01_total int, m02_total int, m12_total int") == Names{"month 3 #_total"});
  CHECK(valued("price_usd int, price_eur int, price_gbp int") == Names{"currency 3 price_#"});
  CHECK(valued("name_en text, name_de text, name_pt_br text") ==
        Names{"language or country 3 name_#"});
  CHECK(valued("jan int, feb int, mar int") == Names{"month 3 #"});
  CHECK(valued("mon_open time, tue_open time, wed_open time") == Names{"weekday 3 #_open"});
}

TEST_CASE("design: too few values, single values, values of different kinds") {
  CHECK(valued("name_en text, name_de text").empty());
  CHECK(valued("price_usd int, price_eur text, price_gbp int").empty());
  CHECK(valued("jan int, may int").empty());
  CHECK(valued("census_2020 int").empty());
  CHECK(valued("is_a int, by_a int, to_a int, in_a int, no_a int").empty());
}

TEST_CASE("design: the column with which a group is complete") {
  const auto catalog = catalog_after(R"(
    CREATE TABLE t (phone1 text, phone2 text);
    ALTER TABLE t ADD phone3 text, ADD phone4 text;
    ALTER TABLE t ADD phone5 text;
  )");
  const Schema schema(catalog, {});
  const auto groups = numbered_columns(*schema.tables().front());
  REQUIRE(groups.size() == 1);
  CHECK(decisive_column(groups.front().columns, 2).name == "phone1");
  CHECK(decisive_column(groups.front().columns, 4).name == "phone3");
  CHECK(decisive_column(groups.front().columns, 5).name == "phone5");
}

}  // namespace
}  // namespace pglint::design::tests
