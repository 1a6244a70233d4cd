// Lists of parts against vectors that do the same.
#include "catalog/parts.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::catalog {
namespace {

struct Entry {
  std::string name;
  int value = 0;

  friend bool operator==(const Entry&, const Entry&) = default;
};
using Model = std::vector<Entry>;

Parts<Entry>::Iterator at(const Parts<Entry>& parts, std::size_t position) {
  return std::next(parts.begin(), static_cast<std::ptrdiff_t>(position));
}

void check_same(const Parts<Entry>& parts, const Model& model) {
  REQUIRE(parts.size() == model.size());
  REQUIRE(std::ranges::equal(parts, model));
  for (const Entry& part : model) {
    const auto first = std::ranges::find(model, part.name, &Entry::name);
    const auto found = parts.find(part.name);
    REQUIRE(found != parts.end());
    REQUIRE(*found == *first);
  }
  REQUIRE(parts.find("unknown") == parts.end());
}

/// One change of both, chosen by chance.
void change(std::minstd_rand& random, int number, Parts<Entry>& parts, Model& model) {
  const std::size_t position = model.empty() ? 0 : random() % model.size();
  const auto in_model = model.begin() + static_cast<std::ptrdiff_t>(position);
  const std::string name = "n" + std::to_string(random() % 300);
  switch (random() % 7) {
    case 0:
      if (model.empty()) return;
      parts.erase(at(parts, position));
      model.erase(in_model);
      return;
    case 1:
      if (model.empty()) return;
      parts.rename(at(parts, position), name);
      in_model->name = name;
      return;
    case 2:
      if (model.empty()) return;
      parts.edit(at(parts, position)).value = number;
      in_model->value = number;
      return;
    case 3:
    case 4:
      parts.insert(at(parts, position), {.name = name, .value = number});
      model.insert(in_model, {.name = name, .value = number});
      return;
    default:
      parts.push_back({.name = name, .value = number});
      model.push_back({.name = name, .value = number});
  }
}

}  // namespace

TEST_CASE("parts: random changes do what a vector does, and leave copies alone") {
  std::minstd_rand random(1);
  Parts<Entry> parts;
  Model model;
  std::vector<std::pair<Parts<Entry>, Model>> copies;
  for (int number = 0; number < 3000; ++number) {
    change(random, number, parts, model);
    if (number % 100 == 0) {
      check_same(parts, model);
      copies.emplace_back(parts, model);
    }
    if (number % 700 == 0) {
      parts = copies[copies.size() / 2].first;
      model = copies[copies.size() / 2].second;
    }
  }
  for (const auto& [copy, same] : copies) check_same(copy, same);
}

TEST_CASE("parts: many inserts at one place") {
  Parts<Entry> parts = {{.name = "first"}, {.name = "last"}};
  Model model = {{.name = "first"}, {.name = "last"}};
  for (int number = 0; number < 3000; ++number) {
    parts.insert(at(parts, 1), {.name = "n" + std::to_string(number)});
    model.insert(model.begin() + 1, {.name = "n" + std::to_string(number)});
  }
  check_same(parts, model);
}

TEST_CASE("parts: erase, edit and cut off by a condition") {
  Parts<Entry> parts;
  for (int number = 0; number < 200; ++number) {
    parts.push_back({.name = "n" + std::to_string(number), .value = number});
  }
  CHECK(parts.erase_if([](const Entry& part) { return part.value % 2 == 0; }) == 100);
  CHECK(parts.find("n100") == parts.end());
  parts.edit_if([](const Entry& part) { return part.value > 100; },
                [](Entry& part) { part.value = -part.value; });
  CHECK(parts.find("n99")->value == 99);
  CHECK(parts.find("n101")->value == -101);
  parts.cut_off(10);
  CHECK(parts.size() == 10);
  CHECK(parts.back().name == "n19");
  CHECK(parts[3].name == "n7");
}

TEST_CASE("parts: copies share the memory of what did not change") {
  Parts<Entry> parts;
  for (int number = 0; number < 200; ++number) parts.push_back({.name = std::to_string(number)});
  const Parts<Entry> copy = parts;
  const auto count = [](const Entry& /*part*/) { return std::size_t(1); };
  CHECK(copy.weight_apart_from(parts, count) == 0);
  parts.edit(parts.find("7")).value = 1;
  const std::size_t apart = copy.weight_apart_from(parts, count);
  CHECK(apart > 0);
  CHECK(apart < 100);
  CHECK(copy.find("7")->value == 0);
}

TEST_CASE("parts: the first of equal names, and one that is meant") {
  Parts<Entry> parts;
  for (int number = 0; number < 100; ++number) parts.push_back({.name = "same", .value = number});
  CHECK(parts.find("same")->value == 0);
  CHECK(parts.find("same", [](const Entry& part) { return part.value == 70; })->value == 70);
}

}  // namespace pglint::catalog
