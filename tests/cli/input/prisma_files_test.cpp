#include "cli/input/prisma_files.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "cli/input/context_files.h"
#include "cli/input/discovery.h"
#include "lint/run.h"
#include "rule/rule.h"
#include "tests/support/working_folder.h"

namespace pglint::cli {
namespace {

using tests::WorkingFolder;
using Texts = std::vector<std::string>;

constexpr std::string_view datasource = "datasource db {\n  provider = \"postgresql\"\n}\n";

std::vector<SourceFile> files_of(const Texts& named) {
  return with_context(discover(named, nullptr, {.all_kinds = true}).files, {});
}

/// `file: rule: text at the place` of what is found by all rules of `ids` in the files that are
/// named, with their context.
Texts findings_in(const Texts& named, const std::vector<std::string_view>& ids) {
  Settings settings{.rules = {}};
  for (const std::string_view id : ids) settings.rules.push_back(find_rule(id));
  Texts result;
  lint_files(files_of(named), settings, 1, [&](FileResult&& file) {
    for (const Finding& finding : file.findings) {
      result.push_back(file.path + ": " + std::string(finding.rule->id) + ": " +
                       file.content.substr(finding.range.begin, finding.range.size()));
    }
  });
  return result;
}

const std::string song =
    "model Song {\n  id BigInt @id\n  mood Mood\n  name String @unique\n"
    "  @@index([name])\n}\n";
const std::string mood = "enum Mood {\n  calm\n  wild\n}\n";

TEST_CASE("files of Prisma: one named file is linted with the rest of its schema") {
  const WorkingFolder folder;
  folder.write("schema/main.prisma", std::string(datasource) + mood);
  folder.write("schema/models/song.prisma", song);
  folder.write("schema/models/more/tape.prisma", "model Tape {\n  id BigInt @id\n  s Strng\n}\n");
  const std::vector<std::string_view> ids = {"duplicate-index", "unused-type",
                                             "rejected-by-prisma"};
  CHECK(findings_in({"schema/models/song.prisma"}, ids) ==
        Texts{"schema/models/song.prisma: duplicate-index: @@index([name])"});
  CHECK(findings_in({"schema/main.prisma"}, ids).empty());
  CHECK(findings_in({"schema/models/more/tape.prisma"}, ids) ==
        Texts{"schema/models/more/tape.prisma: rejected-by-prisma: Strng"});
  CHECK(findings_in({"schema"}, ids).size() == 2);
}

TEST_CASE("files of Prisma: a configured folder is one schema") {
  for (const std::string_view name : {"prisma.config.ts", "prisma.config.mjs"}) {
    const WorkingFolder folder;
    folder.write(std::string(name), "export default defineConfig({ schema: 'db/schema' })");
    folder.write("db/schema/base/source.prisma", std::string(datasource) + mood);
    folder.write("db/schema/models/song.prisma", song);
    folder.write("db/other.prisma", "model Song {\n  id BigInt @id\n}\n");
    CHECK(
        findings_in({"db/schema/models/song.prisma"}, {"duplicate-index", "rejected-by-prisma"}) ==
        Texts{"db/schema/models/song.prisma: duplicate-index: @@index([name])"});
  }
  const WorkingFolder folder;
  folder.write(".config/prisma.ts", "export default { schema: '../db' }");
  folder.write("db/base/source.prisma", std::string(datasource) + mood);
  folder.write("db/models/song.prisma", song);
  CHECK(findings_in({"db/models/song.prisma"}, {"duplicate-index", "not-analyzed"}) ==
        Texts{"db/models/song.prisma: duplicate-index: @@index([name])"});
}

TEST_CASE("files of Prisma: a configured file is the whole schema") {
  const WorkingFolder folder;
  folder.write("package.json", R"({"name": "x", "prisma": {"schema": "db/one.prisma"}})");
  folder.write("db/one.prisma", std::string(datasource) + song);
  folder.write("db/two.prisma", mood + "model Tape {\n  id BigInt @id\n}\n");
  CHECK(findings_in({"db/one.prisma"}, {"duplicate-index", "rejected-by-prisma"}) ==
        Texts{"db/one.prisma: rejected-by-prisma: Mood",
              "db/one.prisma: duplicate-index: @@index([name])"});
  // Not what the package is about.
  const Texts other = findings_in({"db/two.prisma"}, {"not-analyzed", "rejected-by-prisma"});
  REQUIRE(other.size() == 1);
  CHECK(other[0].starts_with("db/two.prisma: not-analyzed"));
}

TEST_CASE("files of Prisma: configured migrations") {
  const WorkingFolder folder;
  folder.write("prisma.config.ts",
               "export default defineConfig({ migrations: { path: 'db/history' } })");
  folder.write("schema.prisma",
               std::string(datasource) + "model Song {\n  id BigInt @id\n  name String\n}\n");
  folder.write("db/history/20240101000000_a/migration.sql",
               "CREATE TABLE \"Song\" (\"id\" BIGINT NOT NULL,\n"
               "CONSTRAINT \"Song_pkey\" PRIMARY KEY (\"id\"));\n");
  folder.write("migrations/20240101000000_a/migration.sql", "CREATE TABLE x (id bigint);\n");
  CHECK(findings_in({"schema.prisma"}, {"prisma-drift"}) ==
        Texts{"schema.prisma: prisma-drift: name"});
  CHECK(findings_in({"."}, {"prisma-drift"}) == Texts{"schema.prisma: prisma-drift: name"});
}

TEST_CASE("files of Prisma: tables and enums of other tools") {
  const WorkingFolder folder;
  const std::string external =
      "enum role {\n  a\n}\nmodel users {\n  id BigInt @id\n  name String @unique\n  fee Float\n"
      "  tags String[]\n  @@index([name])\n}\nmodel Song {\n  id BigInt @id\n}\n";
  folder.write("schema.prisma", std::string(datasource) + external);
  folder.write("migrations/20240101000000_a/migration.sql",
               "CREATE TABLE \"Song\" (\"id\" BIGINT NOT NULL,\n"
               "CONSTRAINT \"Song_pkey\" PRIMARY KEY (\"id\"));\n"
               "CREATE TABLE audit (id bigint PRIMARY KEY);\n");
  const std::vector<std::string_view> ids = {"duplicate-index", "float-money", "unused-type",
                                             "nullable-list", "prisma-drift"};
  CHECK(findings_in({"schema.prisma"}, ids).size() == 7);
  folder.write("prisma.config.ts",
               "export default defineConfig({\n  experimental: { externalTables: true },\n"
               "  tables: { external: ['public.users', 'public.audit'] },\n"
               "  enums: { external: ['public.role'] },\n})\n");
  CHECK(findings_in({"schema.prisma"}, ids).empty());
}

TEST_CASE("files of Prisma: copies in a generated client") {
  const WorkingFolder folder;
  const std::string generator =
      "generator client {\n  provider = \"prisma-client-js\"\n"
      "  output = \"../src/client\"\n}\n";
  const std::string schema = generator + std::string(datasource) + mood + song;
  folder.write("prisma/schema.prisma", schema);
  folder.write("src/client/schema.prisma", schema);
  folder.write("src/other/query_compiler_bg.js");
  folder.write("src/other/schema.prisma", schema);
  const Texts of_schema = {"prisma/schema.prisma: duplicate-index: @@index([name])"};
  CHECK(findings_in({"."}, {"duplicate-index"}) == of_schema);
  CHECK(findings_in({"src/client/schema.prisma"}, {"duplicate-index"}).size() == 1);
}

TEST_CASE("files of Prisma: any encoding and any line end") {
  const WorkingFolder folder;
  const std::string schema = std::string(datasource) + mood + song;
  std::string wide = "\xFF\xFE";
  std::string big_endian = "\xFE\xFF";
  std::string carriage_returns = "\xEF\xBB\xBF";
  for (const char byte : schema) {
    wide += byte;
    wide += '\0';
    big_endian += '\0';
    big_endian += byte;
    if (byte == '\n') carriage_returns += '\r';
    carriage_returns += byte;
  }
  folder.write("big-endian/schema.prisma", big_endian);
  folder.write("wide/schema.prisma", wide);
  folder.write("windows/schema.prisma", carriage_returns);
  CHECK(findings_in({"."}, {"duplicate-index", "syntax-error"}) ==
        Texts{"big-endian/schema.prisma: duplicate-index: @@index([name])",
              "wide/schema.prisma: duplicate-index: @@index([name])",
              "windows/schema.prisma: duplicate-index: @@index([name])"});
}

TEST_CASE("files of Prisma: a migration alone is linted as before") {
  const WorkingFolder folder;
  folder.write("prisma/schema.prisma", std::string(datasource) + mood + song);
  folder.write("prisma/migrations/20240101000000_a/migration.sql",
               "CREATE TABLE \"Song\" (\"id\" BIGINT NOT NULL, \"name\" TEXT NOT NULL,\n"
               "CONSTRAINT \"Song_pkey\" PRIMARY KEY (\"id\"));\n"
               "CREATE UNIQUE INDEX \"Song_name_key\" ON \"Song\"(\"name\");\n"
               "CREATE INDEX \"Song_name_idx\" ON \"Song\"(\"name\");\n");
  const Texts alone = findings_in({"prisma/migrations"}, {"duplicate-index"});
  REQUIRE(alone.size() == 1);
  CHECK(alone[0].starts_with("prisma/migrations/20240101000000_a/migration.sql"));
  CHECK(findings_in({"prisma"}, {"duplicate-index"}) ==
        Texts{"prisma/schema.prisma: duplicate-index: @@index([name])"});
}

}  // namespace
}  // namespace pglint::cli
