#include "design/key/polymorphic.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/catalog/changed.h"

namespace pglint::design::tests {
namespace {

using pglint::tests::catalog_after;

/// The polymorphic pairs of the last table in `sql`, each with a sign for its kind.
std::string pairs_after(const std::string& sql) {
  const auto catalog = catalog_after(sql);
  const Schema schema(catalog, {});
  REQUIRE_FALSE(schema.tables().empty());
  std::string text;
  for (const PolymorphicPair& pair : polymorphic_pairs(*schema.tables().back(), schema)) {
    text += pair.key->name + "/" + pair.type->name;
    if (pair.sign == PolymorphicSign::names_table) text += " of one table";
    if (pair.sign == PolymorphicSign::any_thing) text += " of any thing";
    text += ";";
  }
  return text;
}

TEST_CASE("design: polymorphic pairs") {
  CHECK(pairs_after("CREATE TABLE c (id bigint PRIMARY KEY, commentable_type text, "
                    "commentable_id bigint)") == "commentable_id/commentable_type of any thing;");
  CHECK(pairs_after(R"(CREATE TABLE c ("refTable" text, "refId" uuid))") ==
        "refId/refTable of any thing;");
  CHECK(pairs_after("CREATE TABLE c (object_id text, content_type_id int REFERENCES x)") ==
        "object_id/content_type_id of any thing;");
  CHECK(pairs_after("CREATE TABLE c (event_id bigint, event_type text)") == "event_id/event_type;");
  CHECK(pairs_after("CREATE TABLE c (event_id bigint, event_type text);"
                    "CREATE INDEX ON c (event_type, event_id);") ==
        "event_id/event_type of any thing;");
  CHECK(pairs_after("CREATE TABLE events (id bigint PRIMARY KEY);"
                    "CREATE TABLE c (event_id bigint, event_type text)") ==
        "event_id/event_type of one table;");
}

TEST_CASE("design: pairs that are not polymorphic") {
  // A foreign key, the whole primary key, an id of another system, other types.
  CHECK(pairs_after("CREATE TABLE c (owner_id bigint REFERENCES o, owner_type text)").empty());
  CHECK(pairs_after("CREATE TABLE c (entity_id bigint PRIMARY KEY, entity_type text)").empty());
  CHECK(pairs_after("CREATE TABLE c (tax_id text, tax_type text)").empty());
  CHECK(pairs_after("CREATE TABLE c (id bigint, id_type text, mime_type text)").empty());
  CHECK(pairs_after("CREATE TABLE c (owner_id bigint[], owner_type text)").empty());
  CHECK(pairs_after("CREATE TABLE c (owner_id bigint, owner_type boolean)").empty());
}

TEST_CASE("design: keys of polymorphic pairs do not reference one table") {
  const auto catalog = catalog_after(
      "CREATE TABLE events (id bigint PRIMARY KEY);"
      "CREATE TABLE c (event_id bigint, event_type text, owner_id bigint, owner_type text)");
  const Schema schema(catalog, {});
  const Table& table = *schema.tables().back();
  CHECK(is_polymorphic_key(table, "owner_id", schema));
  CHECK_FALSE(is_polymorphic_key(table, "event_id", schema));
  CHECK_FALSE(is_polymorphic_key(table, "owner_type", schema));
}

}  // namespace
}  // namespace pglint::design::tests
