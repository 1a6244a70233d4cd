#include "psl/project_config.h"

#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::tests {
namespace {

using psl::ProjectConfig;
using psl::read_project_config;
using Texts = std::vector<std::string>;

std::string schema_in(std::string_view value) {
  return read_project_config("export default defineConfig({ schema: " + std::string(value) +
                             ", engine: 'classic' })")
      .schema;
}

TEST_CASE("configuration of Prisma: what is written in literals is read") {
  const ProjectConfig config = read_project_config(R"(
import "dotenv/config";
import { defineConfig, env } from 'prisma/config';
// schema: "not/this"
export default defineConfig({
  schema: "db/schema", /* a folder */
  migrations: {
    path: `db/migrations`,
    seed: "tsx db/seed.ts",
    initShadowDb: `CREATE TABLE users (id int);`,
  },
  experimental: { externalTables: true },
  tables: { external: ["public.users", 'orders',] },
  enums: { external: ["public.role"] },
  datasource: { url: env("DATABASE_URL"), schema: "not this" },
});
)");
  CHECK(config.schema == "db/schema");
  CHECK(config.migrations == "db/migrations");
  CHECK(config.externals.tables == Texts{"public.users", "orders"});
  CHECK(config.externals.enums == Texts{"public.role"});
}

TEST_CASE("configuration of Prisma: paths") {
  CHECK(schema_in("\"a/b.prisma\"") == "a/b.prisma");
  CHECK(schema_in("'a' as const") == "a");
  CHECK(schema_in("path.join(\"a\", 'b')") == "a/b");
  CHECK(schema_in("path.resolve(__dirname, \"a\", \"b.prisma\")") == "a/b.prisma");
  CHECK(schema_in("join('a')") == "a");
  // What only running the script tells.
  CHECK(schema_in("process.env.SCHEMA ?? \"a\"").empty());
  CHECK(schema_in("\"a\" + \"b\"").empty());
  CHECK(schema_in("`${base}/a`").empty());
  CHECK(schema_in("\"a\\u0062\"").empty());
  CHECK(schema_in("path.join(base, \"a\")").empty());
  CHECK(schema_in("path.dirname(\"a/b\")").empty());
  CHECK(schema_in("() => { return { schema: \"a\" } }").empty());
}

TEST_CASE("configuration of Prisma: where the object is") {
  for (const std::string_view before :
       {"export default ",
        "module.exports = ", "exports.default = ", "export default defineConfig(",
        "const { defineConfig } = require(\"prisma/config\");\nmodule.exports = defineConfig("}) {
    INFO(before);
    CHECK(read_project_config(std::string(before) + "{\n  'schema': 'a'\n}").schema == "a");
  }
  CHECK(read_project_config("const other = { schema: \"a\" }").schema.empty());
  CHECK(read_project_config("export default {\n  ...shared,\n  load() { return { schema: 'b' } },\n"
                            "  schema: 'a'\n}\nconst other = { schema: 'c' }")
            .schema == "a");
  CHECK(read_project_config("").schema.empty());
  CHECK(read_project_config("export default {").schema.empty());
}

TEST_CASE("configuration of Prisma: names with and without a schema") {
  const psl::Externals externals = {.tables = {"auth.users", "orders"}, .enums = {"public.role"}};
  CHECK(externals.has_table("auth", "users"));
  CHECK_FALSE(externals.has_table("", "users"));
  CHECK(externals.has_table("", "orders"));
  CHECK(externals.has_enum("", "role"));
  CHECK_FALSE(externals.has_enum("auth", "role"));
}

TEST_CASE("configuration of Prisma: any text is read to its end") {
  const std::string opening = "export default {";
  for (const std::string_view part : {"{", "a:{", "[(", "'", "/*", "`${", "a:", "\\", ","}) {
    std::string content = opening;
    while (content.size() < 200'000) content += part;
    CHECK(read_project_config(content).schema.empty());
  }
}

}  // namespace
}  // namespace pglint::tests
