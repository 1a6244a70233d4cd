#include "tests/rules/tables_in_use.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace pglint::tests {

std::string tables_in_use(const Rule& rule) {
  if (!rule.given.empty()) return std::string(rule.given);
  std::string sql = R"(
CREATE TYPE order_state AS ENUM ('new', 'sent');
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number integer, total integer,
  legacy_number text, placed_at timestamptz
);
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE coupons (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE SCHEMA archive;
CREATE MATERIALIZED VIEW sales AS SELECT 1 AS month;
INSERT INTO orders (number, total, placed_at) SELECT i, i, now() FROM generate_series(1, 9) AS i;
)";
  const bool renames_relation = rule.id == "renamed-relation";
  sql += renames_relation ? "CREATE TABLE clients (id bigint PRIMARY KEY);"
                          : "CREATE TABLE customers (id bigint PRIMARY KEY, email text);";
  if (rule.id != "renamed-column") {
    sql += "ALTER TABLE orders ADD COLUMN customer_id bigint;";
    if (rule.id == "set-not-null-scan") sql += "UPDATE orders SET customer_id = id;";
  }
  constexpr std::array<std::string_view, 3> with_indexes = {
      "blocking-index-drop", "blocking-reindex", "impossible-concurrently"};
  if (std::ranges::count(with_indexes, rule.id) > 0) {
    sql +=
        "CREATE INDEX orders_customer_id_idx ON orders (customer_id);"
        "CREATE INDEX orders_placed_at_idx ON orders (placed_at);";
  }
  return sql + "\n";
}

}  // namespace pglint::tests
