#include "locks/mode.h"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"

namespace pglint::locks::tests {
namespace {

constexpr std::array all_modes = {
    Mode::access_share,  Mode::row_share,
    Mode::row_exclusive, Mode::share_update_exclusive,
    Mode::share,         Mode::share_row_exclusive,
    Mode::exclusive,     Mode::access_exclusive,
};
static_assert(all_modes.size() == mode_count);

TEST_CASE("lock modes: conflicts are mutual") {
  for (const Mode one : all_modes) {
    for (const Mode other : all_modes) {
      INFO(name_of(one) << " and " << name_of(other));
      CHECK(conflicts(one, other) == conflicts(other, one));
    }
  }
}

TEST_CASE("lock modes: a stronger mode conflicts with whatever a weaker one does, but for SHARE") {
  for (std::size_t weak = 0; weak + 1 < mode_count; ++weak) {
    const Mode next = all_modes.at(weak + 1);
    if (next == Mode::share) continue;  // it does not conflict with itself
    for (const Mode other : all_modes) {
      INFO(name_of(next) << " and " << name_of(other));
      if (conflicts(all_modes.at(weak), other)) CHECK(conflicts(next, other));
    }
  }
}

TEST_CASE("lock modes: what waits") {
  CHECK(what_waits(Mode::access_share).empty());
  CHECK(what_waits(Mode::share_update_exclusive).empty());
  CHECK(what_waits(Mode::share) == "writes");
  CHECK(what_waits(Mode::share_row_exclusive) == "writes");
  CHECK(what_waits(Mode::exclusive) == "writes");
  CHECK(what_waits(Mode::access_exclusive) == "reads and writes");
}

/// A script that prints each pair of conflicting modes, `HELD, WANTED`. A prepared transaction
/// holds the lock, because it needs no session.
std::string conflict_script() {
  std::string script = "CREATE TABLE t ();\n";
  for (const Mode held : all_modes) {
    script += fmt::format("BEGIN; LOCK TABLE t IN {} MODE; PREPARE TRANSACTION 'rival';\n",
                          name_of(held));
    for (const Mode wanted : all_modes) {
      script += fmt::format(
          "BEGIN; LOCK TABLE t IN {} MODE NOWAIT;\n"
          "\\if :ERROR\n\\echo '{}, {}'\n\\endif\nROLLBACK;\n",
          name_of(wanted), name_of(held), name_of(wanted));
    }
    script += "ROLLBACK PREPARED 'rival';\n";
  }
  return script;
}

TEST_CASE("lock modes: a server says the same about all pairs") {
  using pglint::tests::run_shell;
  const std::filesystem::path server =
      std::filesystem::path(pglint::tests::project::source_dir) / ".deps/postgres-18/bin/initdb";
  if (!std::filesystem::exists(server)) pglint::tests::end_for_want("server");
  const pglint::tests::TemporaryFolder folder;
  const std::filesystem::path script = folder.write("conflicts.sql", conflict_script());
  const auto outcome = run_shell("tools/pg-server run psql -X -q -f '" + script.string() + "'",
                                 pglint::tests::project::source_dir);
  std::string expected;
  for (const Mode held : all_modes) {
    for (const Mode wanted : all_modes) {
      if (conflicts(wanted, held))
        expected += fmt::format("{}, {}\n", name_of(held), name_of(wanted));
    }
  }
  INFO(outcome.err);
  CHECK(outcome.out == expected);
}

}  // namespace
}  // namespace pglint::locks::tests
