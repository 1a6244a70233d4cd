#include "cli/input/surroundings.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/working_folder.h"

namespace pglint::cli {
namespace {

using Names = std::vector<std::string>;
using tests::WorkingFolder;

TEST_CASE("surroundings: a folder is listed once") {
  const WorkingFolder folder;
  folder.write("b.sql", "");
  folder.write("a.sql", "");
  folder.write("c.txt", "");
  folder.write("x/d.sql", "");
  const std::string here = absolute_path(".");
  DiskSurroundings surroundings;
  CHECK(surroundings.sql_files(here) == Names{"a.sql", "b.sql"});
  CHECK(surroundings.folders(here) == Names{"x"});
  CHECK(surroundings.exists(here + "/c.txt"));
  folder.write("e.sql", "");
  CHECK(surroundings.sql_files(here) == Names{"a.sql", "b.sql"});
  CHECK_FALSE(surroundings.exists(here + "/e.sql"));
  CHECK(surroundings.sql_files(here + "/none").empty());
}

TEST_CASE("surroundings: what a search listed is not listed again") {
  const WorkingFolder folder;
  folder.write("a.sql", "");
  const std::string here = absolute_path(".");
  DiskSurroundings surroundings;
  surroundings.note_listing(here, {{.name = "y", .type = text::EntryType::folder},
                                   {.name = "x", .type = text::EntryType::folder},
                                   {.name = "b.sql", .type = text::EntryType::file}});
  surroundings.look_into(here);
  CHECK(surroundings.sql_files(here) == Names{"b.sql"});
  CHECK(surroundings.folders(here) == Names{"x", "y"});
  CHECK_FALSE(surroundings.exists(here + "/a.sql"));
}

}  // namespace
}  // namespace pglint::cli
