#include "design/key/key_list.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/catalog/changed.h"

namespace pglint::design::tests {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("design: lists of keys and their tables") {
  CHECK(key_list_base("member_user_ids") == Words{"member", "user"});
  CHECK(key_list_base("postIDs") == Words{"post"});
  CHECK(key_list_base("item_uuids") == Words{"item"});
  CHECK(key_list_base("ids") == Words{});
  CHECK_FALSE(key_list_base("user_id"));
  CHECK_FALSE(key_list_base("kids"));
}

TEST_CASE("design: the table named by the last words") {
  const auto catalog = pglint::tests::catalog_after(R"(
    CREATE TABLE users (id bigint PRIMARY KEY);
    CREATE TABLE user_groups (id bigint PRIMARY KEY, a text);
  )");
  const Schema schema(catalog, {});
  const Table& from = *schema.tables().front();
  const auto named = [&](const Words& base) {
    const Table* table = find_named_table(base, from, schema);
    return table == nullptr ? std::string() : table->name();
  };
  CHECK(named({"member", "user"}) == "users");
  CHECK(named({"member", "user", "group"}) == "user_groups");
  CHECK(named({"user", "member"}).empty());
  CHECK(named({}).empty());
}

TEST_CASE("design: keys of other systems") {
  CHECK(is_of_other_system({"stripe", "customer"}));
  CHECK_FALSE(is_of_other_system({"customer"}));
}

}  // namespace
}  // namespace pglint::design::tests
