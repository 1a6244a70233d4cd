#include "parse/meaning/name_words.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("name words: the same for every way of writing them") {
  const Words expected = {"created", "at", "utc"};
  for (const char* name : {"created_at_utc", "createdAtUtc", "CreatedAtUTC", "CREATED_AT_UTC",
                           "Created At-utc", "_created__at_utc_"}) {
    INFO(name);
    CHECK(name_words(name) == expected);
  }
}

TEST_CASE("name words: digits belong to the word in front of them") {
  CHECK(name_words("iso3166Code") == Words{"iso3166", "code"});
  CHECK(name_words("md5") == Words{"md5"});
}

TEST_CASE("name words: separated by case alone") {
  for (const char* name : {"CardNumber", "customerID", "is_PartOf", "Line2Total"}) {
    INFO(name);
    CHECK(has_cased_words(name));
  }
  for (const char* name : {"", "card_number", "Card", "CARD", "SHA256SUM", "Card_Number", "IPv4"}) {
    INFO(name);
    CHECK_FALSE(has_cased_words(name));
  }
}

TEST_CASE("name words: odd names") {
  CHECK(name_words("").empty());
  CHECK(name_words("___").empty());
  CHECK(name_words("ÄRGER") == Words{"Ä"
                                     "rger"});
  CHECK(snake_case("HTTPServer") == "httpserver");
  CHECK(snake_case("startTimeZone") == "start_time_zone");
}

}  // namespace
}  // namespace pglint::parse
