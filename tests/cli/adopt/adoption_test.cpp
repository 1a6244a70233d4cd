#include "cli/adopt/adoption.h"

#include <string>
#include <type_traits>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "rule/builtin_rules.h"
#include "tests/support/working_folder.h"

namespace pglint::cli {
namespace {

using tests::WorkingFolder;
using Lines = std::vector<std::string>;

// The types enforce the order of calls: a filter is made from the adoption, and no finding can be
// filtered after the baseline is written.
static_assert(
    std::is_invocable_v<decltype(&Adoption::filter), Adoption&&, std::span<const Rule* const>>);
static_assert(
    !std::is_invocable_v<decltype(&Adoption::filter), Adoption&, std::span<const Rule* const>>);
static_assert(std::is_invocable_v<decltype(&FindingFilter::finish), FindingFilter&&,
                                  const KnownFindings::IsComplete&>);
static_assert(!std::is_invocable_v<decltype(&FindingFilter::finish), FindingFilter&,
                                   const KnownFindings::IsComplete&>);

TEST_CASE("adoption: from changed files to the findings that count") {
  const WorkingFolder folder;
  for (const char* name : {"m/1_a.sql", "m/2_b.sql", "m/3_c.sql"}) {
    folder.write(name, "-- +goose Up\nSELEC 1;\nSELEC 2;\n");
  }
  const std::string head = "--- a/m/3_c.sql\n+++ b/m/3_c.sql\n";
  const std::string patch =
      folder.write("patch", head + "@@ -1,2 +1,3 @@\n -- +goose Up\n SELEC 1;\n+SELEC 2;\n");
  const AdoptionOptions options = {
      .baseline = {}, .changes = {.diff_file = patch}, .start_after = "1"};
  auto adoption = Adoption::open(options, {.paths = {}});
  REQUIRE(adoption.ok());

  std::vector<SourceFile> files = adoption.value().find_files().files;
  REQUIRE(files.size() == 1);
  REQUIRE_FALSE(adoption.value().complete_files(files, {}));
  Lines seen;
  for (const SourceFile& file : files) {
    seen.push_back(file.is_context ? "(" + file.path + ")" : file.path);
  }
  CHECK(seen == Lines{"(m/1_a.sql)", "(m/2_b.sql)", "m/3_c.sql"});

  const std::vector<const Rule*> rules = {&syntax_error};
  FindingFilter filter = std::move(adoption).value().filter(rules);
  FileResult result = {.path = "m/3_c.sql", .content = "-- +goose Up\nSELEC 1;\nSELEC 2;\n"};
  result.findings = {{.rule = &syntax_error, .severity = Severity::error, .range = {13, 18}},
                     {.rule = &syntax_error, .severity = Severity::error, .range = {22, 27}}};
  filter.apply(result);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().range.begin == 22);
  const LeftOut left_out =
      std::move(filter).finish([](const std::string&, const std::string&) { return true; });
  CHECK(left_out.on_unchanged_lines.total() == 1);
  CHECK(left_out.in_baseline.total() == 0);
  CHECK_FALSE(left_out.problem);
}

}  // namespace
}  // namespace pglint::cli
