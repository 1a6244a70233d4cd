#include "migration/databases.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::migration {
namespace {

using Numbers = std::vector<std::size_t>;
using Names = std::vector<std::string>;

TEST_CASE("databases: no history or one is one database, which needs no name") {
  CHECK(databases_of({}).of_files.empty());
  const std::vector<DatabaseMember> plain = {{.path = "/a/schema.sql"}, {.path = "/b/seed.sql"}};
  CHECK(databases_of(plain).of_files == Numbers{0, 0});
  const std::vector<DatabaseMember> one = {{.path = "/a/m/1.sql", .directory = "/a/m"},
                                           {.path = "/b/seed.sql"}};
  CHECK(databases_of(one).of_files == Numbers{0, 0});
  CHECK(databases_of(one).names == Names{""});
}

TEST_CASE("databases: each history is one; other files belong to the nearest") {
  const std::vector<DatabaseMember> files = {{.path = "/r/a/m/1.sql", .directory = "/r/a/m"},
                                             {.path = "/r/b/m/1.sql", .directory = "/r/b/m"},
                                             {.path = "/r/b/seed.sql"},
                                             {.path = "/r/queries.sql"},
                                             {.path = "/r/a/m/2.sql", .directory = "/r/a/m"},
                                             {.path = "/r/a/m/test/x.sql"}};
  const Databases databases = databases_of(files);
  CHECK(databases.of_files == Numbers{0, 1, 1, 2, 0, 0});
  CHECK(databases.names == Names{"/r/a/m", "/r/b/m", ""});
}

TEST_CASE("databases: what the configuration names counts first") {
  const std::vector<DatabaseMember> files = {
      {.path = "/r/a/m/1.sql", .directory = "/r/a/m", .named = "shop"},
      {.path = "/r/b/m/1.sql", .directory = "/r/b/m", .named = "shop"},
      {.path = "/r/c/m/1.sql", .directory = "/r/c/m"}};
  CHECK(databases_of(files).of_files == Numbers{0, 0, 1});
  CHECK(databases_of(files).names == Names{"shop", "/r/c/m"});
}

}  // namespace
}  // namespace pglint::migration
