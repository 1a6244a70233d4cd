// Versions of new migrations. The files are in fixtures/cli/as-migration.
#include "migration/new_migration.h"

#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::migration {
namespace {

using Versions = std::vector<std::string>;

constexpr std::chrono::sys_seconds now =
    std::chrono::sys_days{std::chrono::year{2026} / 12 / 31} + std::chrono::seconds{86399};

TEST_CASE("new migrations: the version in a name") {
  CHECK(version_of("00012_add_orders.sql") == "00012");
  CHECK(version_of("12.sql") == "12");
  CHECK(version_of("20240131120000_init") == "20240131120000");
  CHECK(version_of("2024-01-31-120000_init") == "2024-01-31-120000");
  CHECK(version_of("V1.2__add_orders.sql") == "1.2");
  CHECK(version_of("V1_2__add_orders.sql") == "1_2");
  CHECK(version_of("R__views.sql").empty());
  CHECK(version_of("add_orders.sql").empty());
  CHECK(version_of("-1.sql").empty());
  CHECK(version_of("").empty());
}

TEST_CASE("new migrations: numbers go on, as wide as they are") {
  CHECK(next_versions("00009", 2, now) == Versions{"00010", "00011"});
  CHECK(next_versions("0", 1, now) == Versions{"1"});
  CHECK(next_versions("99", 1, now) == Versions{"100"});
  CHECK(next_versions("1.9", 2, now) == Versions{"1.10", "1.11"});
  CHECK(next_versions("1_2", 1, now) == Versions{"1_3"});
  CHECK(next_versions("20261231", 1, now) == Versions{"20261232"});
}

TEST_CASE("new migrations: times are those of now, one second apart") {
  CHECK(next_versions("20240131120000", 2, now) == Versions{"20261231235959", "20270101000000"});
  CHECK(next_versions("2024-01-31-120000", 1, now) == Versions{"2026-12-31-235959"});
  CHECK(next_versions("2024-01-31-120000-0004", 1, now) == Versions{"2026-12-31-235959-0000"});
  // A history that is ahead of the clock goes on after itself.
  CHECK(next_versions("20270101000000", 2, now) == Versions{"20270101000001", "20270101000002"});
}

}  // namespace
}  // namespace pglint::migration
