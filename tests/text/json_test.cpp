#include "text/json.h"

#include <cstddef>
#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

TEST_CASE("json: members are written as in a complete object") {
  const std::string texts[] = {"",          "plain",      "a \"quote\" and \\", "tab\t, line\n",
                               "caf\u00e9", "\U0001F40B", "bad \xff byte",      "\x7f and \x01"};
  Json object = Json::object();
  std::string written = "{";
  JsonMembers members(written);
  for (const std::string& text : texts) {
    const std::string key = "k" + std::to_string(object.size());
    object[key] = text;
    members.add(key, text);
  }
  object["number"] = 18'446'744'073'709'551'615U;
  members.add("number", std::size_t{18'446'744'073'709'551'615U});
  object["list"] = Json::array();
  members.add_json("list", Json::array());
  object["values"] = {1, "two"};
  members.add_json("values", {1, "two"});
  object["inner"] = {{"a", "b"}};
  members.add_object("inner", [](JsonMembers& inner) { inner.add("a", "b"); });
  CHECK(written + "}" == dump(object));
}

}  // namespace
}  // namespace pglint::text
