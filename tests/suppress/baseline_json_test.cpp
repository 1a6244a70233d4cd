#include "suppress/known/baseline_json.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "suppress/known/baseline_lines.h"

namespace pglint {
namespace {

std::string error(std::string_view document) {
  const auto entries = read_baseline_json(document);
  REQUIRE_FALSE(entries.ok());
  return entries.error().message;
}

TEST_CASE("baseline: one entry per line, without default values") {
  CHECK(baseline_json({}) == "{\n  \"version\": 1,\n  \"findings\": [\n    {}\n  ]\n}\n");
  CHECK(baseline_json(
            {{.key = {.file = "db/\xC3\xBC.sql",
                      .rule = "money-type",
                      .object = "a.\"b\"",
                      .fingerprint = 0x12}},
             {.key = {.file = "x", .rule = "r", .object = "", .fingerprint = 1}, .count = 3}}) ==
        "{\n  \"version\": 1,\n  \"findings\": [\n"
        "    {\"file\":\"db/\\u00fc.sql\",\"rule\":\"money-type\",\"object\":\"a.\\\"b\\\"\","
        "\"fingerprint\":\"0000000000000012\"},\n"
        "    {\"file\":\"x\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":3},\n"
        "    {}\n"
        "  ]\n}\n");
}

TEST_CASE("baseline: is read as it was written") {
  const std::vector<BaselineEntry> entries = {
      {.key = {.file = "a \"\n\xC3\xBC", .rule = "r", .object = "o", .fingerprint = ~0ULL}},
      {.key = {.file = "b", .rule = "r", .object = "", .fingerprint = 0}, .count = 7}};
  const auto read = read_baseline_json(baseline_json(entries));
  REQUIRE(read.ok());
  REQUIRE(read.value().size() == 2);
  for (std::size_t number = 0; number < entries.size(); ++number) {
    CHECK(read.value()[number].key == entries[number].key);
    CHECK(read.value()[number].count == entries[number].count);
  }
  CHECK(read_baseline_json(baseline_json({})).value().empty());
}

/// The same document in another layout, which only the JSON parser can read.
std::string in_one_line(std::string document) {
  std::erase(document, '\n');
  return document;
}

TEST_CASE("baseline: the fast reader and the JSON parser agree") {
  const std::vector<BaselineEntry> entries = {
      {.key = {.file = "a", .rule = "r", .object = "", .fingerprint = 1}},
      {.key = {.file = "a \\ \"q\" \xC3\xBC \x7f\t", .rule = "r", .object = "\"", .fingerprint = 2},
       .count = 12},
      {.key = {.file = "b", .rule = "r", .object = "o", .fingerprint = ~0ULL}}};
  const std::string document = baseline_json(entries);
  const auto fast = read_baseline_lines(document);
  REQUIRE(fast);
  REQUIRE_FALSE(read_baseline_lines(in_one_line(document)));
  const auto parsed = read_baseline_json(in_one_line(document));
  REQUIRE(parsed.ok());
  for (const auto& read : {*fast, parsed.value()}) {
    REQUIRE(read.size() == entries.size());
    for (std::size_t number = 0; number < entries.size(); ++number) {
      CHECK(read[number].key == entries[number].key);
      CHECK(read[number].count == entries[number].count);
    }
  }
}

TEST_CASE("baseline: the fast reader accepts only pglint's own layout") {
  const std::string document = baseline_json(
      {{.key = {.file = "a", .rule = "r", .object = "o", .fingerprint = 1}, .count = 2},
       {.key = {.file = "b", .rule = "r", .object = "o", .fingerprint = 1}}});
  for (std::size_t at = 0; at < document.size(); ++at) {
    std::string shorter = document;
    shorter.erase(at, 1);
    const auto read = read_baseline_lines(shorter);
    INFO(shorter);
    // Whatever the fast reader still accepts, the parser reads the same way.
    if (!read) continue;
    const auto parsed = read_baseline_json(in_one_line(shorter));
    REQUIRE(parsed.ok());
    CHECK(std::ranges::equal(*read, parsed.value(), {}, &BaselineEntry::key, &BaselineEntry::key));
  }
  CHECK_FALSE(read_baseline_lines(""));
  CHECK_FALSE(read_baseline_lines(document + " "));
  std::string conflict = document;
  conflict.insert(conflict.find("    {"), "<<<<<<< ours\n");
  CHECK_FALSE(read_baseline_lines(conflict));
}

TEST_CASE("baseline: a list without the empty entry at its end is read, too") {
  const std::string entry = R"({"file":"a","rule":"r","fingerprint":"0000000000000001"})";
  const auto read = read_baseline_json(R"({"version": 1, "findings": [)" + entry + "]}");
  REQUIRE(read.ok());
  CHECK(read.value().size() == 1);
  CHECK(read_baseline_json(R"({"version": 1, "findings": []})").value().empty());
}

TEST_CASE("baseline: of entries that a merge doubled, the larger count holds") {
  std::vector<BaselineEntry> entries = {
      {.key = {.file = "b", .rule = "r", .object = "o", .fingerprint = 1}},
      {.key = {.file = "a", .rule = "r", .object = "o", .fingerprint = 1}, .count = 2},
      {.key = {.file = "b", .rule = "r", .object = "o", .fingerprint = 1}, .count = 3}};
  const std::string merged = baseline_json(entries);
  for (const std::string& document : {merged, in_one_line(merged)}) {
    const auto read = read_baseline_json(document);
    REQUIRE(read.ok());
    REQUIRE(read.value().size() == 2);
    CHECK(read.value()[0].key.file == "a");
    CHECK(read.value()[1].count == 3);
  }
}

TEST_CASE("baseline: unknown members are ignored") {
  const auto read = read_baseline_json(
      R"({"version": 1, "tool": "x", "findings": [
         {"file": "a", "rule": "r", "fingerprint": "0000000000000001", "note": "why"}]})");
  REQUIRE(read.ok());
  CHECK(read.value().size() == 1);
}

TEST_CASE("baseline: other documents are errors with a reason") {
  CHECK(error("") == "line 1 is not valid JSON");
  CHECK(error("{\n  \"version\": 1,\n<<<<<<< HEAD\n") == "line 3 is not valid JSON");
  CHECK(error("{}") == R"(it is not a baseline: "version" is missing)");
  CHECK(error("[]") == "unexpected list");
  CHECK(error("true") == "it is JSON, but not a baseline");
  CHECK(error(R"({"version": 2})") == "it has version 2, and this pglint reads version 1");
  CHECK(error(R"({"version": "1"})") == "it is JSON, but not a baseline");
  CHECK(error(R"({"version": 1})") == R"(it is not a baseline: the list "findings" is missing)");
  CHECK(error(R"({"version": 1, "findings": [1]})") == "it is JSON, but not a baseline");
  CHECK(error(R"({"version": 1, "findings": [{"file": "a", "rule": "r"}]})") ==
        "entry 1 has no file, rule or fingerprint");
  CHECK(error(R"({"version": 1, "findings": [{"fingerprint": "1"}]})") ==
        "`1` is not a fingerprint");
  const std::string entry = R"({"file": "a", "rule": "r", "fingerprint": "0000000000000001")";
  const std::string head = R"({"version": 1, "findings": [)";
  CHECK(error(head + entry + R"(, "count": 0}]})") == "a count of 0");
  CHECK(error(head + entry + R"(, "count": -1}]})") == "it is JSON, but not a baseline");
  CHECK(error(head + entry + R"(, "x": {}}]})") == "unexpected object");
  CHECK(error(head + entry + R"(, "x": []}]})") == "unexpected list");
}

TEST_CASE("baseline: a name with invalid UTF-8 is kept") {
  CHECK(name_in_json("a\xFF.sql") == "a\xEF\xBF\xBD.sql");
  CHECK(name_in_json("\xC3\xBC.sql") == "\xC3\xBC.sql");
}

}  // namespace
}  // namespace pglint
