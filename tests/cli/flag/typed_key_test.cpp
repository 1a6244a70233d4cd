#include "cli/flag/typed_key.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "cli/flag/outline.h"

namespace pglint::cli {
namespace {

/// The values after one key was set as in a configuration.
Result<KeyValues> with(std::string_view key, std::vector<std::string> items) {
  config::Layer layer;
  layer.values[std::string(key)] = {
      .items = std::move(items), .place = "pglint.toml:1", .folder = "/p"};
  return read_values(layer);
}

TEST_CASE("keys: each has an equivalent flag of `check`") {
  const std::vector<Outline> outlines = all_outlines();
  const std::vector<ShownOption>& flags = outlines.front().options;
  for (const TypedKey& typed : typed_keys()) {
    INFO(typed.key.name);
    const auto flag = std::ranges::find(flags, typed.key.name, &ShownOption::long_name);
    REQUIRE(flag != flags.end());
    CHECK(flag->help == typed.help);
    CHECK(flag->value == typed.value);
    CHECK(typed.value.empty() == (typed.key.kind == config::KeyKind::flag));
    CHECK(&typed_key(typed.key.name) == &typed);
  }
}

TEST_CASE("keys: only the listed words are values, unless the key is open") {
  for (const TypedKey& typed : typed_keys()) {
    if (typed.words == nullptr) continue;
    INFO(typed.key.name);
    for (const std::string_view word : typed.words()) {
      INFO(word);
      CHECK(with(typed.key.name, {std::string(word)}).ok());
    }
    if (!typed.is_open) CHECK_FALSE(with(typed.key.name, {"~"}).ok());
  }
}

TEST_CASE("keys: an error names the key, or the flag on the command line") {
  CHECK(with("jobs", {"0"}).error().message == "`jobs` takes a number from 1 to 1000, not `0`");
  config::Layer layer;
  layer.values["jobs"] = {.items = {"0"}, .place = "--jobs", .folder = "/p"};
  CHECK(read_values(layer).error().message == "`--jobs` takes a number from 1 to 1000, not `0`");
}

TEST_CASE("keys: paths are relative to the folder of the configuration") {
  CHECK(with("baseline", {"/x/known.json"}).value().baseline == "/x/known.json");
  const std::string relative = with("baseline", {"known.json"}).value().baseline.value();
  CHECK(relative.ends_with("../p/known.json"));
  CHECK(with("new-within", {"run"}).value().new_within == NewWithin::run);
  CHECK_FALSE(with("new-within", {"release"}).ok());
  CHECK(with("start-after", {"known.sql"}).value().start_after == "known.sql");
}

}  // namespace
}  // namespace pglint::cli
