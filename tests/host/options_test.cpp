#include "host/options.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "host/host_file.h"

namespace pglint::tests {
namespace {

/// `-x`, `-x=value`, `--name`, `--name=value` of the only command in `line`.
std::vector<std::string> options(std::string_view line) {
  const host::HostFile file = host::read_host_file(host::FileKind::shell, line);
  REQUIRE(file.activity.commands.size() == 1);
  std::vector<std::string> shown;
  for (const host::Option& option : host::read_options(file.activity.commands[0])) {
    std::string text =
        option.letter == '\0' ? "--" + option.name : std::string("-") + option.letter;
    if (option.value) text += "=" + std::string(option.value->text());
    shown.push_back(text);
  }
  return shown;
}

using Shown = std::vector<std::string>;

TEST_CASE("options: letters") {
  CHECK(options("psql -W -XqW") == Shown{"-W", "-X", "-q", "-W"});
  CHECK(options("psql -dW -d W -h localhost -XdW x -W") ==
        Shown{"-d=W", "-d=W", "-h=localhost", "-X", "-d=W", "-W"});
  CHECK(options("psql -d") == Shown{"-d"});
  CHECK(options("psql - -- -W") == Shown{});
  CHECK(options("initdb -Atrust -kA trust") == Shown{"-A=trust", "-k", "-A=trust"});
}

TEST_CASE("options: long names, values in the same word or the next") {
  CHECK(options("psql --password --dbname x --dbname=y --host -W") ==
        Shown{"--password", "--dbname=x", "--dbname=y", "--host=-W"});
  CHECK(options("psql --passw --dbn x --password=z") ==
        Shown{"--passw", "--dbn=x", "--password=z"});
}

TEST_CASE("options: a name may be abbreviated if it stays unique") {
  const host::OptionName password = {.letter = 'W', .name = "password", .shortest = "pas"};
  CHECK(is_option({.letter = 'W'}, password));
  CHECK(is_option({.name = "passw"}, password));
  CHECK(is_option({.name = "password"}, password));
  CHECK_FALSE(is_option({.letter = 'w'}, password));
  CHECK_FALSE(is_option({.name = "p"}, password));
  CHECK_FALSE(is_option({.name = "passwords"}, password));
  CHECK_FALSE(is_option({.name = "no-password"}, password));
}

}  // namespace
}  // namespace pglint::tests
