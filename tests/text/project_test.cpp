#include "text/project.h"

#include <filesystem>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::text {
namespace {

namespace fs = std::filesystem;
using tests::TemporaryFolder;

TEST_CASE("is_within: a folder and what is below it") {
  CHECK(is_within("/a", "/a"));
  CHECK(is_within("/a/b", "/a"));
  CHECK(is_within("/a", "/"));
  CHECK_FALSE(is_within("/ab", "/a"));
  CHECK_FALSE(is_within("/", "/a"));
}

TEST_CASE("leads_out: links to outside of the nearest repository") {
  const TemporaryFolder folder;
  folder.write("outside.sql", "SELECT 1;");
  folder.write("other/.git/HEAD");
  folder.write("other/x.sql");
  folder.write("project/.git/HEAD");
  folder.write("project/a.sql");
  folder.write("project/sub/b.sql");
  const fs::path project = folder.path() / "project";
  fs::create_symlink("../../outside.sql", project / "sub/out.sql");
  fs::create_symlink("../a.sql", project / "sub/in.sql");
  fs::create_symlink("../other", project / "other");
  CHECK(repository_around((project / "sub").string()) == project.string());
  CHECK_FALSE(leads_out((project / "sub/b.sql").string()));
  CHECK_FALSE(leads_out((project / "sub/in.sql").string()));
  CHECK(leads_out((project / "sub/out.sql").string()));
  CHECK_FALSE(leads_out((folder.path() / "outside.sql").string()));
  CHECK_FALSE(leads_out((project / "missing.sql").string()));
  CHECK_FALSE(leads_out((project / "sub/missing/../b.sql").string()));
  CHECK(leads_out((project / "other/../outside.sql").string()));
  CHECK(without_links((project / "other/../outside.sql").string()) ==
        (folder.path() / "outside.sql").string());
  CHECK_FALSE(read_project_file((project / "sub/out.sql").string()).ok());
  CHECK(read_project_file((project / "sub/in.sql").string()).ok());
}

}  // namespace
}  // namespace pglint::text
