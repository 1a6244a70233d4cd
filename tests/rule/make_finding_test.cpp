#include "rule/make_finding.h"

#include <catch2/catch_test_macros.hpp>

#include "rule/builtin_reporter.h"
#include "rule/builtin_rules.h"
#include "rule/message_style.h"
#include "rule/settings.h"

namespace pglint {
namespace {

constexpr Rule loud = {.id = "loud",
                       .severity = Severity::error,
                       .also = {Severity::info},
                       .summary = "Says something"};

TEST_CASE("make finding: without a severity, the rule's is used") {
  CHECK(make_finding(loud, {.message = "is wrong"}, {}).severity == Severity::error);
  const Report quiet = {.message = "is wrong", .severity = Severity::info};
  CHECK(make_finding(loud, quiet, {}).severity == Severity::info);
}

TEST_CASE("make finding: names in messages are printable") {
  CHECK(make_finding(loud, {.message = "`a\nb` is wrong"}, {}).message == "`a␊b` is wrong");
}

TEST_CASE("make finding: a finding below the limit is made, but not shown") {
  const Settings settings;
  Finding finding =
      make_finding(loud, {.message = "is wrong", .confidence = Confidence::low}, settings);
  CHECK_FALSE(finding.is_shown);
  finding.confidence = Confidence::medium;
  finding.message = "\x1b is wrong";
  refresh_finding(finding, settings);
  CHECK(finding.is_shown);
  CHECK(finding.message == "␛ is wrong");
}

TEST_CASE("message style: one line, lower case except for names, no final period") {
  for (const char* message :
       {"is wrong", "`A` is wrong", "VARCHAR is wrong", "PostgreSQL refuses"}) {
    CHECK(is_well_formed(message));
  }
  for (const char* message : {"", "Is wrong", "is wrong.", "is\nwrong", "A table is wrong"}) {
    CHECK_FALSE(is_well_formed(message));
  }
}

TEST_CASE("builtin reporter: PostgreSQL's messages are in the house style and not too long") {
  const Settings settings = {.rules = {&syntax_error}};
  FileResult result;
  BuiltinReporter builtin(settings, result);
  const auto said = [&](const std::string& words) {
    result.findings.clear();
    builtin.report(parse::ParseProblem{.message = words}, Origin());
    return result.findings.front().message;
  };
  CHECK(said("Unicode escapes are bad") == "unicode escapes are bad");
  CHECK(said("LIMIT #,# is not supported") == "LIMIT #,# is not supported");
  CHECK(said("syntax error at or near \"a\nb\"") == "syntax error");
  CHECK(said("bad \u202e name") == "bad <U+202E> name");
}

}  // namespace
}  // namespace pglint
