#include "cli/command/color.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::cli {
namespace {

using report::Color;

constexpr auto terminal = [](ColorRequest request = {}) {
  request.to_terminal = true;
  if (request.term.empty()) request.term = "xterm";
  return request;
};

TEST_CASE("color: on terminals that support it") {
  CHECK(choose_color(terminal()) == Color::on);
  CHECK(choose_color({.to_terminal = false, .term = "xterm"}) == Color::off);
  CHECK(choose_color(terminal({.term = "dumb"})) == Color::off);
  CHECK(choose_color({.to_terminal = true, .term = ""}) == Color::off);
}

TEST_CASE("color: NO_COLOR and FORCE_COLOR") {
  CHECK(choose_color(terminal({.no_color = "1"})) == Color::off);
  CHECK(choose_color({.force_color = "1"}) == Color::on);
  CHECK(choose_color(terminal({.force_color = "0"})) == Color::off);
  CHECK(choose_color({.no_color = "1", .force_color = "1"}) == Color::off);
}

TEST_CASE("color: CLICOLOR_FORCE and CLICOLOR") {
  CHECK(choose_color({.clicolor_force = "1"}) == Color::on);
  CHECK(choose_color({.clicolor_force = "0"}) == Color::off);
  CHECK(choose_color({.no_color = "1", .clicolor_force = "1"}) == Color::off);
  CHECK(choose_color({.force_color = "0", .clicolor_force = "1"}) == Color::off);
  CHECK(choose_color(terminal({.clicolor = "0"})) == Color::off);
  CHECK(choose_color(terminal({.clicolor = "1"})) == Color::on);
}

TEST_CASE("color: links on terminals with colors") {
  CHECK(may_link(terminal()));
  CHECK_FALSE(may_link(terminal({.term = "linux"})));
  CHECK_FALSE(may_link(terminal({.no_color = "1"})));
  CHECK_FALSE(may_link({.force_color = "1", .term = "xterm"}));
}

TEST_CASE("color: the flag wins over everything") {
  CHECK(choose_color({.when = ColorWhen::always, .no_color = "1"}) == Color::on);
  CHECK(choose_color(terminal({.when = ColorWhen::never, .force_color = "1"})) == Color::off);
}

}  // namespace
}  // namespace pglint::cli
