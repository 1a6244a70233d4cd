#include "design/schema.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "design/type_family.h"
#include "tests/catalog/changed.h"

namespace pglint::design::tests {
namespace {

using pglint::tests::catalog_after;

const Table& table(const Schema& schema, const std::string& name) {
  for (const Table& candidate : schema.all_tables()) {
    if (candidate.name() == name) return candidate;
  }
  FAIL("no table " << name);
  return schema.all_tables().front();
}

TEST_CASE("design: the designed tables, in reading order") {
  const auto catalog = catalog_after(R"(
    CREATE TABLE zebra (id bigint PRIMARY KEY);
    CREATE TEMP TABLE scratch (a int);
    CREATE UNLOGGED TABLE fast (a int);
    CREATE TABLE alembic_version (version_num text);
    CREATE TABLE readings (at timestamptz NOT NULL) PARTITION BY RANGE (at);
    CREATE TABLE readings_1 PARTITION OF readings FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
    CREATE FOREIGN TABLE far (a int) SERVER s;
    CREATE VIEW zebras AS SELECT id FROM zebra;
    CREATE TABLE apple (id bigint PRIMARY KEY);
  )");
  const Schema schema(catalog, {});
  std::vector<std::string> names;
  for (const Table* designed : schema.tables()) names.push_back(designed->name());
  CHECK(names == std::vector<std::string>{"zebra", "readings", "apple"});
}

TEST_CASE("design: keys and references in both directions") {
  const auto catalog = catalog_after(R"(
    CREATE TABLE customers (id bigint PRIMARY KEY, email text UNIQUE, code text NOT NULL);
    CREATE UNIQUE INDEX ON customers (lower(email));
    CREATE UNIQUE INDEX by_code ON customers (code) WHERE email IS NOT NULL;
    CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers,
                         lost_id bigint REFERENCES nowhere);
  )");
  const Schema schema(catalog, {});
  const Table& customers = table(schema, "customers");
  REQUIRE(customers.keys.size() == 4);
  CHECK(customers.primary_key()->columns == std::vector<std::string>{"id"});
  CHECK(customers.primary_key()->not_null);
  CHECK(customers.key_column()->name == "id");
  CHECK(customers.keys[1].constraint != nullptr);
  CHECK_FALSE(customers.keys[1].not_null);
  CHECK(customers.keys[2].has_expressions);
  CHECK(customers.keys[3].partial);
  CHECK(customers.keys[3].not_null);

  const Table& orders = table(schema, "orders");
  const ForeignKey* key = orders.foreign_key_of("customer_id");
  REQUIRE(key != nullptr);
  CHECK(key->target == customers.relation);
  REQUIRE(key->target_columns.size() == 1);
  CHECK(key->target_columns.front()->name == "id");
  REQUIRE(customers.referenced_by.size() == 1);
  CHECK(customers.referenced_by.front() == key);
  const ForeignKey* lost = orders.foreign_key_of("lost_id");
  REQUIRE(lost != nullptr);
  CHECK(lost->target == nullptr);
}

TEST_CASE("design: a table by the name of its entity") {
  const auto catalog = catalog_after(R"(
    CREATE TABLE "OrderItems" (id bigint PRIMARY KEY);
    CREATE TABLE a.users (id bigint PRIMARY KEY);
    CREATE TABLE b.users (id bigint PRIMARY KEY);
  )");
  const Schema schema(catalog, {});
  CHECK(schema.find_thing({"order", "item"}, "public") == &table(schema, "OrderItems"));
  CHECK(schema.find_thing({"user"}, "a")->relation->name.schema == "a");
  CHECK(schema.find_thing({"user"}, "public") == nullptr);
  CHECK(schema.find_thing({"nothing"}, "public") == nullptr);
}

TEST_CASE("design: a prefix shared by most tables may be omitted") {
  const auto catalog = catalog_after(R"(
    CREATE TABLE app_post (id bigint PRIMARY KEY);
    CREATE TABLE app_author (id bigint PRIMARY KEY);
    CREATE TABLE app_tag (id bigint PRIMARY KEY);
    CREATE TABLE other (id bigint PRIMARY KEY);
  )");
  const Schema schema(catalog, {});
  CHECK(schema.find_thing({"post"}, "public") == &table(schema, "app_post"));
}

TEST_CASE("design: roles of tables") {
  const auto catalog = catalog_after(R"(
    CREATE TABLE posts (id bigint PRIMARY KEY, title text, body text, status_id int);
    CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL UNIQUE);
    CREATE TABLE posts_tags (post_id bigint REFERENCES posts, tag_id bigint REFERENCES tags,
                             position int, created_at timestamptz);
    CREATE TABLE post_versions (id bigint PRIMARY KEY, title text, body text, post_id bigint);
    CREATE TABLE app_settings (key text PRIMARY KEY, value text NOT NULL);
    CREATE TABLE order_items (id bigint PRIMARY KEY);
    CREATE TABLE sales_summary (id bigint PRIMARY KEY);
    CREATE TABLE page_views (id bigint PRIMARY KEY);
    CREATE TABLE reviews (id bigint PRIMARY KEY, post_id bigint REFERENCES posts,
                          user_id bigint REFERENCES tags, body text);
  )");
  const Schema schema(catalog, {});
  CHECK(table(schema, "posts_tags").roles.link);
  CHECK_FALSE(table(schema, "reviews").roles.link);
  CHECK(table(schema, "post_versions").roles.history);
  CHECK(table(schema, "app_settings").roles.settings);
  CHECK(table(schema, "order_items").roles.document);
  CHECK(table(schema, "sales_summary").roles.read_model);
  CHECK(table(schema, "page_views").roles.events);
  CHECK(table(schema, "tags").roles.lookup);
  const Roles& posts = table(schema, "posts").roles;
  CHECK_FALSE((posts.link || posts.history || posts.lookup || posts.settings || posts.document));
}

TEST_CASE("design: NOT NULL by a column or its domain") {
  const auto catalog = catalog_after(R"(
    CREATE DOMAIN code AS text NOT NULL;
    CREATE DOMAIN short_code AS code;
    CREATE TABLE t (a int NOT NULL, b int, c short_code, d code[]);
  )");
  const auto& columns = catalog.find_relation({.schema = {}, .name = "t"})->columns;
  CHECK(is_nullable(columns[0], catalog) == catalog::Answer::no);
  CHECK(is_nullable(columns[1], catalog) == catalog::Answer::yes);
  CHECK(is_nullable(columns[2], catalog) == catalog::Answer::no);
  CHECK(is_nullable(columns[3], catalog) == catalog::Answer::yes);
}

TEST_CASE("design: families of types") {
  const auto catalog = catalog_after(R"(
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE DOMAIN email AS varchar(200);
    CREATE DOMAIN emails AS email[];
    CREATE TABLE t (a bigserial, b numeric(3), c email, d mood, e text[], f emails, g unknown_type,
                    h timestamp(3), i public.citext, j bool, k oid);
  )");
  const std::vector<Family> expected = {Family::integer,     Family::number, Family::text,
                                        Family::enumeration, Family::array,  Family::array,
                                        Family::other,       Family::moment, Family::text,
                                        Family::boolean,     Family::binary};
  std::vector<Family> found;
  for (const auto& column : catalog.find_relation({.schema = {}, .name = "t"})->columns) {
    found.push_back(family_of(column.type, catalog));
  }
  CHECK(found == expected);
}

TEST_CASE("design: lists of names in a sentence") {
  CHECK(list_of({"a"}) == "`a`");
  CHECK(list_of({"a", "b"}) == "`a` and `b`");
  CHECK(list_of({"a", "b", "c"}) == "`a`, `b` and `c`");
  CHECK(list_of({"a", "b", "c"}, 2) == "`a`, `b` and 1 more");
}

}  // namespace
}  // namespace pglint::design::tests
