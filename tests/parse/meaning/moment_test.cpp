#include "parse/meaning/moment.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

/// The value of the first expression of a SELECT's list.
TimeValue value_of(const std::string& expression) {
  const std::string sql = "SELECT " + expression;
  Parsed parsed(sql);
  REQUIRE(parsed.next());
  REQUIRE(parsed.batch().statements.size() == 1);
  const auto* select = as<SelectStmt>(parsed.batch().statements[0].tree);
  return time_value(each<ResTarget>(select->targetList)[0]->val, {});
}

TEST_CASE("moment: by type, function and sum") {
  for (const char* moment :
       {"now()", "current_timestamp", "localtimestamp(3)", "x::timestamp",
        "timestamptz '2020-01-01'", "'2020-01-01 12:00'", "now() - interval '1 day'",
        "current_date + interval '1 hour'", "make_interval(days => 1) + now()",
        "date_trunc('hour', x)", "now() AT TIME ZONE 'UTC'", "coalesce(x, now())",
        "greatest(now(), x)", "max(x::timestamptz)", "now() + x", "pg_catalog.now()"}) {
    INFO(moment);
    CHECK(value_of(moment).kind == TimeKind::moment);
  }
}

TEST_CASE("moment: days, and types without a day") {
  for (const char* date : {"current_date", "date '2020-01-01'", "x::date", "make_date(2020, 1, 1)",
                           "current_date - 7", "'2020-01-01'", "date(x)"}) {
    INFO(date);
    CHECK(value_of(date).kind == TimeKind::date);
  }
  for (const char* other :
       {"1", "x::int", "now() - now()", "interval '1 day'", "current_time", "extract(year FROM x)",
        "date_trunc('hour', interval '1 day')", "now()::time", "'{}'::timestamp[]"}) {
    INFO(other);
    CHECK(value_of(other).kind == TimeKind::other);
  }
}

TEST_CASE("moment: unknown") {
  for (const char* unknown : {"x", "$1", "f(now())", "now() - x", "x - now()", "current_date + x",
                              "'soon'", "my.now()", "NULL", "x::my_type", "'2020-01-01x'"}) {
    INFO(unknown);
    CHECK(value_of(unknown).kind == TimeKind::unknown);
  }
}

TEST_CASE("moment: literals that end on a day or before midnight") {
  CHECK(value_of("'2020-01-01'").ends_on_day);
  CHECK(value_of("timestamp '2020-01-01'").ends_on_day);
  CHECK(value_of("date_trunc('month', now())").ends_on_day);
  CHECK_FALSE(value_of("date_trunc('hour', now())").ends_on_day);
  CHECK_FALSE(value_of("'2020-01-01 00:00'").ends_on_day);
  CHECK(value_of("'2020-01-01T23:59:59.999'").ends_before_midnight);
  CHECK(value_of("'2020-01-01 23:59'::timestamptz").ends_before_midnight);
  CHECK_FALSE(value_of("'2020-01-01 22:59'").ends_before_midnight);
  CHECK(value_of("now()").is_now);
  CHECK_FALSE(value_of("now() - interval '1 day'").is_now);
}

}  // namespace
}  // namespace pglint::parse
