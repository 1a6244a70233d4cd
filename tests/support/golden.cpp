#include "tests/support/golden.h"

#include <cstdlib>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "report/tool_info.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

bool is_blessing() {
  const char* const bless = std::getenv("PGLINT_BLESS");
  return bless != nullptr && std::string_view(bless) == "1";
}

struct Replacement {
  std::string_view from;
  std::string_view to;
};

void replace_all(std::string& text, const Replacement& replacement) {
  for (std::size_t at = text.find(replacement.from); at != std::string::npos;
       at = text.find(replacement.from, at + replacement.to.size())) {
    text.replace(at, replacement.from.size(), replacement.to);
  }
}

/// Replaces `version` between `before` and `after`.
struct Surroundings {
  std::string before;
  std::string_view version;
  std::string after;
};
void hide_version(std::string& text, const Surroundings& place) {
  replace_all(text, {.from = place.before + std::string(place.version) + place.after,
                     .to = place.before + "N" + place.after});
}

}  // namespace

std::string without_versions(std::string report) {
  const std::string_view postgresql = report::postgresql_version;
  hide_version(report, {"\"version\":\"", report::tool_version, "\""});
  hide_version(report, {"\"semanticVersion\":\"", report::tool_version, "\""});
  hide_version(report, {"\"postgresql\":\"", postgresql, "\""});
  hide_version(report, {"\"libpg_query\":\"", report::libpg_query_version, "\""});
  if (!report::tool_commit.empty()) {
    replace_all(report, {.from = "(commit " + std::string(report::tool_commit) + ", ", .to = "("});
  }
  hide_version(report, {"pglint ", report::tool_version, " ("});
  hide_version(report, {"(PostgreSQL ", postgresql, " grammar"});
  hide_version(report, {"(PostgreSQL ", postgresql.substr(0, postgresql.find('.')), " grammar"});
  hide_version(report,
               {"PostgreSQL ", postgresql.substr(0, postgresql.find('.')), " cannot parse"});
  hide_version(report, {"libpg_query ", report::libpg_query_version, ")"});
  return report;
}

void check_golden(const Golden& golden, const std::string& actual) {
  INFO(golden.file.string() << " (tools/bless rewrites it)");
  const std::string shown = without_versions(actual);
  if (is_blessing()) {
    if (shown.empty() && golden.may_be_absent) {
      fs::remove(golden.file);
    } else {
      REQUIRE(text::write_file_atomically(golden.file, shown).ok());
    }
  }
  const bool exists = fs::exists(golden.file);
  REQUIRE((exists || golden.may_be_absent));
  CHECK(shown == (exists ? text::read_file(golden.file).value() : ""));
}

}  // namespace pglint::tests
