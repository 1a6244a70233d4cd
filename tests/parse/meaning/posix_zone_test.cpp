#include "parse/meaning/posix_zone.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

/// `number 14400`: the spelling and the seconds west.
std::string read(std::string_view zone) {
  const auto offset = posix_offset(zone);
  if (!offset) return "";
  const std::string seconds = " " + std::to_string(offset->seconds_west);
  switch (offset->spelling) {
    case OffsetSpelling::number:
      return "number" + seconds;
    case OffsetSpelling::clock:
      return "clock" + seconds;
    case OffsetSpelling::named:
      return "named" + seconds;
  }
  return "";
}

TEST_CASE("posix zone: offsets, the sign as POSIX reads it") {
  CHECK(read("+04") == "number 14400");
  CHECK(read("-7") == "number -25200");
  CHECK(read("4") == "number 14400");
  CHECK(read("005") == "number 18000");
  CHECK(read("+04:00") == "clock 14400");
  CHECK(read("-04:30") == "clock -16200");
  CHECK(read("5:3") == "clock 18180");
  CHECK(read("+05:30:15") == "clock 19815");
  CHECK(read("UTC+3") == "named 10800");
  CHECK(read("utc +3") == "named 10800");
  CHECK(read("Gmt-5:30") == "named -19800");
  CHECK(read("GMT5") == "named 18000");
  CHECK(read("Etc/UTC+3") == "named 10800");
  CHECK(read("UTC-0") == "named 0");
  CHECK(read("-00:00") == "clock 0");
}

TEST_CASE("posix zone: names and full specifications are not offsets") {
  for (const std::string_view zone :
       {"", "UTC", "Z", "GMT", "Europe/Paris", "Etc/GMT-5", "EST", "EST5EDT", "CET-1CEST", "MSK-3",
        "<+03>-3", "UTC3DST", "localtime"}) {
    INFO(zone);
    CHECK(read(zone).empty());
  }
}

TEST_CASE("posix zone: text that PostgreSQL rejects or reads as something else") {
  for (const std::string_view zone :
       {"+0530", "+168", "+5:60", "+", "-", "+-4", "--4", "4.5", "+04:", "+04:00:00:00", "+ 4",
        " +4", "+4 ", "UTC+", "0x4", "+1e1"}) {
    INFO(zone);
    CHECK(read(zone).empty());
  }
}

TEST_CASE("posix zone: in words") {
  CHECK(in_words(*posix_offset("+04:00")) == "4 hours");
  CHECK(in_words(*posix_offset("-1")) == "1 hour");
  CHECK(in_words(*posix_offset("UTC-05:30")) == "5 hours 30 minutes");
  CHECK(in_words(*posix_offset("0:01")) == "1 minute");
}

}  // namespace
}  // namespace pglint::parse
