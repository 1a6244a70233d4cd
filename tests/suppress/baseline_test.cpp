#include "suppress/known/baseline.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint {
namespace {

BaselineKey key(std::string file, std::uint64_t fingerprint = 1) {
  return {.file = std::move(file), .rule = "r", .object = "o", .fingerprint = fingerprint};
}

/// Entries as `file fingerprint xcount`.
std::vector<std::string> shown(const std::vector<BaselineEntry>& entries) {
  std::vector<std::string> lines;
  lines.reserve(entries.size());
  for (const BaselineEntry& entry : entries) {
    lines.push_back(entry.key.file + " " + std::to_string(entry.key.fingerprint) + " x" +
                    std::to_string(entry.count));
  }
  return lines;
}

using Lines = std::vector<std::string>;

/// The remaining entries.
Lines left(const Baseline& baseline) {
  std::vector<BaselineEntry> entries;
  for (const BaselineEntry& entry : baseline.entries()) {
    const std::size_t count =
        baseline.left([&](const BaselineKey& each) { return each == entry.key; });
    if (count > 0) entries.push_back({.key = entry.key, .count = count});
  }
  return shown(entries);
}

TEST_CASE("baseline: knows as many findings as it counts") {
  Baseline baseline({{.key = key("a"), .count = 2}, {.key = key("b")}});
  CHECK(baseline.take(key("a")));
  CHECK(baseline.take(key("a")));
  CHECK_FALSE(baseline.take(key("a")));
  CHECK_FALSE(baseline.take(key("a", 2)));
  CHECK_FALSE(baseline.take(key("c")));
  CHECK(left(baseline) == Lines{"b 1 x1"});
}

TEST_CASE("baseline: rule and object must be equal") {
  Baseline baseline({{.key = key("a")}});
  BaselineKey other = key("a");
  other.rule = "s";
  CHECK_FALSE(baseline.take(other));
  CHECK_FALSE(baseline.take_moved(other, [](const std::string&) { return true; }));
  other = key("a");
  other.object = "p";
  CHECK_FALSE(baseline.take(other));
  CHECK_FALSE(baseline.take_moved(other, [](const std::string&) { return true; }));
}

TEST_CASE("baseline: entries may have any order; counts of equal keys are added") {
  Baseline baseline({{.key = key("b")}, {.key = key("a"), .count = 2}, {.key = key("b")}});
  CHECK(left(baseline) == Lines{"a 1 x2", "b 1 x2"});
}

TEST_CASE("baseline: a finding of a removed file is known in any other file") {
  const auto is_gone = [](const std::string& file) { return file == "old"; };
  Baseline baseline({{.key = key("kept")}, {.key = key("old"), .count = 2}});
  CHECK(baseline.take_moved(key("new"), is_gone));
  CHECK(baseline.take_moved(key("newer"), is_gone));
  CHECK_FALSE(baseline.take_moved(key("new"), is_gone));
  CHECK(left(baseline) == Lines{"kept 1 x1"});
  CHECK(shown(baseline.pruned([](const BaselineKey&) { return true; })) ==
        Lines{"kept 1 x1", "new 1 x1", "newer 1 x1"});
}

TEST_CASE("baseline: a finding about the same object is known though its statement was edited") {
  const auto none_is_gone = [](const std::string&) { return false; };
  const auto old_is_gone = [](const std::string& file) { return file == "old"; };
  Baseline baseline({{.key = key("a", 1), .count = 2}, {.key = key("old", 1)}});
  CHECK(baseline.take(key("a", 1)));
  CHECK(baseline.take_edited(key("a", 2), none_is_gone));
  CHECK_FALSE(baseline.take_edited(key("a", 3), none_is_gone));  // one more than there were
  CHECK(baseline.take_edited(key("new", 4), old_is_gone));
  CHECK(left(baseline).empty());
  CHECK(shown(baseline.pruned([](const BaselineKey&) { return true; })) ==
        Lines{"a 1 x1", "a 2 x1", "new 4 x1"});
}

TEST_CASE("baseline: a finding about another object, or about none, is not known by an edit") {
  const auto all_are_gone = [](const std::string&) { return true; };
  BaselineKey without = key("a");
  without.object = "";
  Baseline baseline({{.key = key("a")}, {.key = without}});
  BaselineKey other = key("a", 2);
  other.object = "p";
  CHECK_FALSE(baseline.take_edited(other, all_are_gone));
  CHECK_FALSE(baseline.has(other, all_are_gone));
  other.object = "";
  CHECK_FALSE(baseline.take_edited(other, all_are_gone));
  CHECK(baseline.has(key("a", 2), all_are_gone));
  CHECK(baseline.take(key("a")));
  CHECK(baseline.has(key("a", 2), all_are_gone));
}

TEST_CASE("baseline: pruning removes unused entries and adds none") {
  Baseline baseline({{.key = key("a"), .count = 3}, {.key = key("b")}, {.key = key("c")}});
  CHECK(baseline.take(key("a")));
  CHECK_FALSE(baseline.take(key("d")));
  CHECK(shown(baseline.pruned([](const BaselineKey& each) { return each.file == "c"; })) ==
        Lines{"a 1 x1", "c 1 x1"});
}

}  // namespace
}  // namespace pglint
