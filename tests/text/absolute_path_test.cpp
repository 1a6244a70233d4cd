#include "text/absolute_path.h"

#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::tests {

TEST_CASE("paths are made normal as std::filesystem does it") {
  for (const std::string path :
       {"/", "/.", "/..", "/../..", "/a", "/a/", "//a//b", "/a/.", "/a/./b", "/a/..", "/a/b/..",
        "/a/b/../", "/a/../b", "/a/b/../../..", "/a/../../b/c", "/a/...", "/a/.b", "/a/b/./"}) {
    CAPTURE(path);
    CHECK(text::normal_path(path) == std::filesystem::path(path).lexically_normal().string());
  }
}

TEST_CASE("paths are seen from the working directory") {
  const std::string here = std::filesystem::current_path().string();
  CHECK(text::absolute_path("a/b.sql") == here + "/a/b.sql");
  CHECK(text::absolute_path("./a/../b") == here + "/b");
  CHECK(text::absolute_path(".") == here + "/");
  CHECK(text::absolute_path("/a/./b") == "/a/b");
}

TEST_CASE("above the root is the root") {
  CHECK(text::folder_above("/a/b.sql") == "/a");
  CHECK(text::folder_above("/a") == "/");
  CHECK(text::folder_above("/") == "/");
}

}  // namespace pglint::tests
