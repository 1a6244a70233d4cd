#include "rule/finding.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint {
namespace {

constexpr Rule general = {.id = "general", .summary = "Says less"};
constexpr Rule special = {.id = "special", .summary = "Says more", .replaces = {"general"}};

Finding finding(const Rule& rule, text::Range range, std::string message = "is wrong") {
  return {.rule = &rule, .range = range, .message = std::move(message)};
}

std::vector<std::string> settled(std::vector<Finding> findings) {
  settle(findings);
  std::vector<std::string> seen;
  seen.reserve(findings.size());
  for (const Finding& item : findings) {
    seen.push_back(std::to_string(item.range.begin) + " " + std::string(item.rule->id) + " " +
                   item.message);
  }
  return seen;
}

TEST_CASE("findings: sorted by place, rule and message, without duplicates") {
  CHECK(settled({finding(special, {9, 10}), finding(general, {5, 6}), finding(special, {2, 3}, "b"),
                 finding(special, {2, 3}, "a"), finding(general, {5, 6})}) ==
        std::vector<std::string>{"2 special a", "2 special b", "5 general is wrong",
                                 "9 special is wrong"});
}

TEST_CASE("findings: a rule drops findings of a rule that it replaces, only at its place") {
  CHECK(settled({finding(general, {2, 9}), finding(special, {2, 5}), finding(general, {5, 9})}) ==
        std::vector<std::string>{"2 special is wrong", "5 general is wrong"});
}

}  // namespace
}  // namespace pglint
