// No mutation of a comment suppresses findings of a rule that it does not name.
#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"

namespace pglint::tests {
namespace {

using Key = std::tuple<std::string_view, std::size_t, std::size_t>;

constexpr std::array<std::string_view, 4> rules = {"money-type", "char-type", "not-in-subquery",
                                                   "syntax-error"};

/// Comments are inserted at `@`.
constexpr std::string_view script =
    "@\nCREATE TABLE t (@\n  a money,@ b char(3)@\n, c money);@\n@\n"
    "SELECT 1 WHERE a NOT IN (@SELECT x FROM y),@ 'x'::money;@\n"
    "DO $$@\nDECLARE@ x money; BEGIN@\n  PERFORM 'x'::money,@\n 'x'::char(3);@ END $$;\n"
    "SELEC 1;@\nSELECT 'x'::char(2);@\n";

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  /// A mutation of `pglint: ignore money-type -- why`.
  std::string body() {
    constexpr std::array<std::string_view, 6> verbs = {"ignore",     "ignore-file", "ignore-start",
                                                       "ignore-end", "disable",     "ignore"};
    std::string text = " pglint: " + std::string(verbs[below(verbs.size())]) + " ";
    for (std::size_t count = below(3) + 1; count > 0; --count) {
      text += rules[below(rules.size())];
      if (count > 1) text += ", ";
    }
    if (below(2) == 0) text += " -- why";
    for (std::size_t count = below(4); count > 0; --count) mutate(text);
    return text;
  }

 private:
  void mutate(std::string& text) {
    constexpr std::string_view bytes = " -,:*#\"';@%_\tAaegimopt\x80";
    const std::size_t at = below(text.size());
    switch (below(5)) {
      case 0:
        text.erase(at, below(4) + 1);
        break;
      case 1:
        text.insert(at, 1, bytes[below(bytes.size())]);
        break;
      case 2:
        text[at] = bytes[below(bytes.size())];
        break;
      case 3:
        text.insert(at, text.substr(below(text.size()), below(12)));
        break;
      default:
        text[at] = text[at] >= 'a' && text[at] <= 'z' ? static_cast<char>(text[at] - 32) : ' ';
        break;
    }
    if (text.empty()) text = " ";
  }

  std::mt19937 random_;
};

/// The script with up to three comments, and with comments of equal length but without meaning.
struct Pair {
  std::string with;
  std::string without;
  std::string said;  ///< the text of all comments
};

Pair make_pair(Mutator& mutator) {
  std::set<std::size_t> places;
  const auto slots = static_cast<std::size_t>(std::ranges::count(script, '@'));
  for (int count = 0; count < 3; ++count) places.insert(mutator.below(slots));
  Pair pair;
  std::size_t slot = 0;
  for (const char byte : script) {
    if (byte != '@') {
      pair.with += byte;
      pair.without += byte;
      continue;
    }
    if (!places.contains(slot++)) continue;
    std::string body = mutator.body();
    const bool is_block = mutator.below(2) == 0;
    if (is_block) std::ranges::replace(body, '*', '+');
    if (!is_block) body = "-" + body + "\n";
    pair.with += is_block ? "/*" + body + "*/" : "-" + body;
    pair.without += is_block ? "/*" + std::string(body.size(), 'x') + "*/"
                             : "--" + std::string(body.size() - 2, 'x') + "\n";
    pair.said += body;
  }
  return pair;
}

std::set<Key> found(const std::string& sql, const Settings& settings, const DispatchTable& table) {
  std::set<Key> keys;
  for (const Finding& finding : lint("a.sql", sql, settings, table).findings) {
    keys.emplace(finding.rule->id, finding.range.begin, finding.range.end);
  }
  return keys;
}

TEST_CASE("suppressions: no comment suppresses a rule that it does not name") {
  std::vector<std::string> select(rules.begin(), rules.end());
  const Settings settings{.rules = select_rules({.select = select}).value()};
  const DispatchTable table(settings);
  Mutator mutator(20251126);
  std::size_t removed = 0;
  for (int run = 0; run < 3'000; ++run) {
    const Pair pair = make_pair(mutator);
    REQUIRE(pair.with.size() == pair.without.size());
    const auto before = found(pair.without, settings, table);
    const auto after = found(pair.with, settings, table);
    REQUIRE(before.size() >= rules.size());
    for (const Key& key : before) {
      if (after.contains(key)) continue;
      ++removed;
      INFO(pair.with);
      REQUIRE(pair.said.find(std::get<0>(key)) != std::string::npos);
    }
  }
  CHECK(removed > 500);
}

}  // namespace
}  // namespace pglint::tests
