#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "lint/run.h"
#include "rule/prisma/prisma_words.h"
#include "rule/rule.h"

namespace pglint::tests {
namespace {

using Texts = std::vector<std::string>;

Settings settings_of(const std::vector<std::string_view>& ids) {
  Settings settings{.rules = {}};
  for (const std::string_view id : ids) settings.rules.push_back(find_rule(id));
  return settings;
}

/// `file: rule: text at the place` of each finding.
Texts found(std::vector<SourceFile> files, const std::vector<std::string_view>& ids,
            std::size_t jobs = 1) {
  Texts result;
  lint_files(std::move(files), settings_of(ids), jobs, [&](FileResult&& file) {
    for (const Finding& finding : file.findings) {
      result.push_back(file.path + ": " + std::string(finding.rule->id) + ": " +
                       file.content.substr(finding.range.begin, finding.range.size()));
    }
  });
  return result;
}

const std::string source = "datasource db {\n  provider = \"postgresql\"\n}\n";

TEST_CASE("Prisma: files of a schema refer to each other") {
  const std::string main = source +
                           "model a {\n  id BigInt @id\n  b_id BigInt\n  b b @relation(\"x\", "
                           "fields: [b_id], references: [id])\n  cs b[] @relation(\"y\")\n}\n";
  const std::string other =
      "model b {\n  id BigInt @id\n  a_id BigInt\n  a a @relation(\"y\", fields: [a_id], "
      "references: [id])\n  as a[] @relation(\"x\")\n}\n";
  const Texts expected = {
      "p/main.prisma: unindexed-foreign-key: @relation(\"x\", fields: [b_id], references: [id])",
      "p/other.prisma: unindexed-foreign-key: @relation(\"y\", fields: [a_id], references: [id])"};
  for (const std::size_t jobs : {1U, 4U}) {
    CHECK(found({{.path = "p/main.prisma", .content = main},
                 {.path = "p/other.prisma", .content = other}},
                {"unindexed-foreign-key", "syntax-error"}, jobs) == expected);
  }
  // What the other file has is not refused where it is not known.
  CHECK(found({{.path = "p/other.prisma", .content = other}}, {"syntax-error"}).empty());
}

TEST_CASE("Prisma: schemas of one run do not mix") {
  const std::string model = "model a {\n  id BigInt @id\n  x String @unique\n  @@index([x])\n}\n";
  CHECK(found({{.path = "one/schema.prisma", .content = source + model},
               {.path = "two/schema.prisma", .content = source + model},
               {.path = "a.sql", .content = "CREATE TABLE a (id bigint PRIMARY KEY);"}},
              {"duplicate-index", "syntax-error"}) ==
        Texts{"one/schema.prisma: duplicate-index: @@index([x])",
              "two/schema.prisma: duplicate-index: @@index([x])"});
}

TEST_CASE("Prisma: other databases are skipped at info") {
  const auto severities = [](const std::string& content) {
    std::vector<Severity> result;
    lint_files({{.path = "schema.prisma", .content = content}},
               settings_of({"not-analyzed", "syntax-error", "missing-primary-key"}), 1,
               [&](FileResult&& file) {
                 for (const Finding& finding : file.findings) result.push_back(finding.severity);
               });
    return result;
  };
  const std::vector<Severity> one_info = {Severity::info};
  for (const std::string provider : {"sqlite", "mysql", "mongodb", "cockroachdb", "sqlserver"}) {
    CHECK(severities("datasource db {\n  provider = \"" + provider +
                     "\"\n}\nmodel a {\n  b Nothing\n}\n") == one_info);
  }
  CHECK(severities("// use prisma-8\nmodel a {\n}\n") == one_info);
  CHECK(severities("model a {\n  id Int @id\n}\n") == one_info);
  for (const std::string nothing : {"", "\n", "// nothing yet\n", "/// nothing yet"}) {
    CHECK(severities(nothing) == one_info);  // no datasource says which database it is for
    CHECK(severities("datasource db {\n  provider = \"postgresql\"\n}\n" + nothing).empty());
  }
  CHECK(severities("model a {\n  id Int @id\n  at DateTime @db.Timestamptz\n}\n").empty());
  CHECK(severities("datasource db {\n  provider = env(\"P\")\n}\n") ==
        std::vector<Severity>());  // `rejected-by-prisma` says it
}

TEST_CASE("Prisma: what rules say has a rule") {
  for (const Rule* rule : all_rules()) {
    if (rule->group == Group::migration) CHECK_FALSE(speaks_to_prisma(*rule));
  }
  CHECK_FALSE(prisma_help_of(*find_rule("unindexed-foreign-key"), {}).empty());
  CHECK_FALSE(speaks_to_prisma(*find_rule("serial-column")));
}

TEST_CASE("Prisma: any bytes and any part of a schema are linted") {
  std::vector<const Rule*> rules;
  for (const Rule* rule : all_rules()) rules.push_back(rule);
  const Settings settings{.rules = rules};
  const DispatchTable table(settings);
  const auto is_valid = [&](std::string content) {
    const FileResult result = lint("schema.prisma", std::move(content), settings, table);
    const auto is_inside = [&](const text::Range& range) {
      return range.begin <= range.end && range.end <= result.content.size();
    };
    return std::ranges::all_of(result.findings, [&](const Finding& finding) {
      return is_inside(finding.range) &&
             std::ranges::all_of(finding.related, is_inside, &RelatedRange::range);
    });
  };
  const std::string schema =
      source +
      "/// x\nmodel a {\n  id BigInt @id\n  b_id BigInt? @map(\"c\")\n  b b? @relation(fields: "
      "[b_id], references: [id], onDelete: SetNull)\n  t DateTime @default(now()) @db.Timestamp\n"
      "  @@index([b_id(sort: Desc), t])\n  @@unique([t])\n}\nmodel b {\n  id BigInt @id\n"
      "  as a[]\n  bs b[] @relation(\"x\")\n  cs b[] @relation(\"x\")\n}\nenum e {\n  f\n}\n";
  for (std::size_t size = 0; size <= schema.size(); ++size) {
    CHECK(is_valid(schema.substr(0, size)));
  }
  std::mt19937 random(11);  // NOLINT(bugprone-random-generator-seed): the same each time
  std::string bytes = source;
  while (bytes.size() < 50'000) bytes += static_cast<char>(random() % 256);
  CHECK(is_valid(bytes));
}

}  // namespace
}  // namespace pglint::tests
