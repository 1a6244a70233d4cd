#include "design/name/name_model.h"

#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::design::tests {
namespace {

TEST_CASE("names: singular and plural of a word") {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"orders", "order"},       {"categories", "category"},
      {"addresses", "address"},  {"boxes", "box"},
      {"branches", "branch"},    {"people", "person"},
      {"statuses", "status"},    {"aliases", "alias"},
      {"areas", "area"},         {"photos", "photo"},
      {"keys", "key"},           {"movies", "movie"},
      {"caches", "cache"},       {"houses", "house"},
      {"responses", "response"}, {"indices", "index"},
      {"classes", "class"},      {"metrics", "metric"},
      {"criteria", "criterion"}, {"leaves", "leaf"}};
  for (const auto& [plural, one] : pairs) {
    INFO(plural);
    CHECK(singular(plural) == one);
    CHECK(singular(one) == one);
    CHECK(number_of(plural) == Number::plural);
    CHECK(number_of(one) == Number::singular);
  }
}

TEST_CASE("names: words with one form, and words that are not English") {
  for (const char* word : {"sheep", "data", "series", "news", "staff", "q1", "x9s"}) {
    INFO(word);
    CHECK(number_of(word) == Number::unknown);
    CHECK(singular(word) == word);
  }
  for (const char* word : {"status", "address", "analysis", "gas", "bus"}) {
    INFO(word);
    CHECK(singular(word) == word);
    CHECK(number_of(word) == Number::singular);
  }
}

TEST_CASE("names: equal names in every spelling") {
  for (const char* name : {"order_items", "OrderItems", "orderItem", "order_item", "Order Items"}) {
    INFO(name);
    CHECK(thing_of(name) == "order_item");
  }
  CHECK(thing_of("").empty());
}

TEST_CASE("names: the table that a column is a key of") {
  const auto base = [](const char* column) {
    const auto name = key_name(column);
    return name ? joined(name->base) : std::string();
  };
  CHECK(base("customer_id") == "customer");
  CHECK(base("customerId") == "customer");
  CHECK(base("CustomerID") == "customer");
  CHECK(base("billing_address_uuid") == "billing_address");
  CHECK(base("customer_fk") == "customer");
  CHECK(base("id").empty());
  CHECK(base("paid").empty());
  CHECK(base("country_code").empty());
  CHECK(joined(key_or_code_name("country_code")->base) == "country");
}

TEST_CASE("names: bookkeeping columns") {
  for (const char* name : {"id", "created_at", "createdAt", "updated_by", "deleted", "version",
                           "tenant_id", "organizationId", "shipped_on"}) {
    INFO(name);
    CHECK(is_audit_column(name));
  }
  for (const char* name : {"email", "created", "at", "order_id"}) {
    INFO(name);
    CHECK(is_audit_column(name) == (std::string(name) == "created"));
  }
}

}  // namespace
}  // namespace pglint::design::tests
