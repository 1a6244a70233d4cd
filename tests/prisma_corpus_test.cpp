// Prisma schemas of other projects, if available (tests/support/corpus.h).
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "cli/input/context_files.h"
#include "cli/input/discovery.h"
#include "lint/linter.h"
#include "lint/run.h"
#include "psl/composer.h"
#include "psl/parser.h"
#include "psl/resolver.h"
#include "rule/rule.h"
#include "tests/support/corpus.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;
using Counts = std::map<std::string, std::size_t>;

struct Project {
  std::string name;
  std::string schema;  ///< a file or a folder
};

const Project documenso = {.name = "documenso", .schema = "packages/prisma/schema.prisma"};
const Project formbricks = {.name = "formbricks", .schema = "packages/database/schema"};
const Project trigger = {.name = "trigger.dev",
                         .schema = "internal-packages/database/prisma/schema.prisma"};
const Project run_ops = {.name = "trigger.dev",
                         .schema = "internal-packages/run-ops-database/prisma/schema.prisma"};
const Project umami = {.name = "umami", .schema = "prisma/schema.prisma"};

std::vector<std::string> schema_files_of(const Project& project) {
  const fs::path place = corpus_folder(project.name) / project.schema;
  if (!fs::is_directory(place)) return {place.string()};
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator(place)) {
    if (entry.path().extension() == ".prisma") files.insert(entry.path().string());
  }
  return {files.begin(), files.end()};
}

/// The kind of a finding of prisma-drift: its message up to the first name or number.
std::string kind_of(const Finding& finding) {
  const std::string& message = finding.message;
  const std::size_t colon = message.find(':');
  if (!message.starts_with('`') && colon != std::string::npos) return message.substr(0, colon);
  return message.substr(message.find("` ") + 2);
}

/// What `prisma migrate dev` would still do, by kind.
Counts drift_of(const Project& project) {
  const std::vector<std::string> named = {(corpus_folder(project.name) / project.schema).string()};
  const Settings settings{.rules = {find_rule("prisma-drift")}};
  Counts kinds;
  lint_files(cli::with_context(cli::discover(named, nullptr, {.all_kinds = true}).files, {}),
             settings, 2, [&](FileResult&& file) {
               for (const Finding& finding : file.findings) ++kinds[kind_of(finding)];
             });
  return kinds;
}

TEST_CASE("corpus of Prisma: prisma-drift says what Prisma's engine says") {
  CHECK(drift_of(documenso).empty());
  CHECK(drift_of(run_ops).empty());
  CHECK(drift_of(umami) == Counts{{"missing in migrations", 1}});
  CHECK(drift_of(formbricks) ==
        Counts{{"column of migrations alone", 1}, {"name differs from the migrations", 4}});
  // 30 foreign keys are one finding, and so are four tables of relations.
  CHECK(drift_of(trigger) ==
        Counts{{"30 relations lost their foreign keys", 1},
               {"has a default in the migrations, but none in the schema", 2},
               {"no primary key in tables of relations (`_BackgroundWorkerToBackgroundWorkerFile`, "
                "`_BackgroundWorkerToTaskQueue`, `_WaitpointRunConnections` and "
                "`_completedWaitpoints`)",
                1},
               {"name differs from the migrations", 1}});
}

bool is_inside(const text::Range& range, std::size_t size) {
  return range.begin <= range.end && range.end <= size;
}

/// Whether all that is read of `content` has its place in it.
bool has_valid_places(std::string_view content) {
  std::vector<psl::SchemaFile> files;
  files.push_back(psl::parse(content));
  const psl::Schema schema = psl::resolve(std::move(files), true);
  const psl::Ddl ddl = psl::compose(schema, 0, psl::UnenforcedKeys::left_out);
  const auto is_valid = [&](const text::Range& range) { return is_inside(range, content.size()); };
  return std::ranges::all_of(schema.files[0].problems, is_valid, &psl::Problem::range) &&
         std::ranges::all_of(schema.refusals, is_valid, &psl::Refusal::range) &&
         std::ranges::all_of(ddl.pieces, is_valid, &psl::DdlPiece::written);
}

bool has_valid_findings(std::string content) {
  static const Settings everything{.rules = {all_rules().begin(), all_rules().end()}};
  static const DispatchTable table(everything);
  const FileResult result = lint("schema.prisma", std::move(content), everything, table);
  return std::ranges::all_of(result.findings, [&](const Finding& finding) {
    return is_inside(finding.range, result.content.size()) &&
           std::ranges::all_of(finding.related, [&](const RelatedRange& related) {
             return is_inside(related.range, result.content.size());
           });
  });
}

TEST_CASE("corpus of Prisma: a schema that is cut anywhere") {
#ifdef __SANITIZE_ADDRESS__  // with which each step takes ten times as long
  constexpr std::size_t step = 500;
#else
  constexpr std::size_t step = 50;
#endif
  constexpr std::size_t large_step = 5'000;  // all rules take longer
  for (const Project& project : {documenso, formbricks, trigger, umami}) {
    for (const std::string& path : schema_files_of(project)) {
      INFO(path);
      const std::string content = text::read_file(path).value();
      for (std::size_t size = 0; size <= content.size(); size += step) {
        if (!has_valid_places(std::string_view(content).substr(0, size))) FAIL_CHECK(size);
      }
      for (std::size_t size = 0; size <= content.size(); size += large_step) {
        if (!has_valid_findings(content.substr(0, size))) FAIL_CHECK(size);
      }
    }
  }
}

}  // namespace
}  // namespace pglint::tests
