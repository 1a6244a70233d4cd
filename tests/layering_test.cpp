// The layers of docs/architecture.md, held against the #includes.
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

/// What the files of a folder may include, besides the folder itself.
const std::map<std::string, std::set<std::string>> allowed = {
    {"text", {}},
    {"host", {"text"}},
    {"parse", {"text"}},
    {"migration", {"text", "parse"}},
    {"catalog", {"text", "parse", "migration"}},
    {"design", {"text", "parse", "migration", "catalog"}},
    {"engine", {"text", "host", "parse", "migration", "catalog", "design"}},
    {"output", {"text", "host", "parse", "migration", "catalog", "engine"}},
    {"rules", {"text", "host", "parse", "migration", "catalog", "design", "engine"}},
    {"config", {"text"}},
    {"cli", {"text", "host", "parse", "migration", "catalog", "engine", "output", "config"}},
};

/// Headers of PostgreSQL and libpg_query, which only src/parse may include.
bool is_postgres(const std::string& header) {
  static const std::regex pattern(
      R"((postgres|pg_query|gramparse|equalfuncs|nodes/|parser/|utils/).*)");
  return std::regex_match(header, pattern);
}

std::vector<fs::path> sources(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

std::vector<std::string> includes(const fs::path& path) {
  static const std::regex include(R"re((?:^|\n)[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"])re");
  const std::string text = text::read_file(path).value();
  std::vector<std::string> headers;
  for (std::sregex_iterator match(text.begin(), text.end(), include), end; match != end; ++match) {
    headers.push_back((*match)[1]);
  }
  return headers;
}

void check_folder(const fs::path& folder, const std::string& layer) {
  for (const fs::path& path : sources(folder)) {
    for (const std::string& header : includes(path)) {
      INFO(path.string() << " includes " << header);
      if (is_postgres(header)) CHECK(layer == "parse");
      const std::string target = header.substr(0, header.find('/'));
      if (!allowed.contains(target) || target == layer) continue;
      CHECK(allowed.at(layer).contains(target));
    }
  }
}

TEST_CASE("layers: each folder includes only what is to its left") {
  const fs::path root = PGLINT_SOURCE_DIR;
  for (const auto& entry : fs::directory_iterator(root / "src")) {
    const std::string layer = entry.path().filename().string();
    INFO("src/" << layer << " is a layer of docs/architecture.md and of this test");
    REQUIRE(allowed.contains(layer));
    check_folder(entry.path(), layer);
  }
  check_folder(root / "rules", "rules");
}

TEST_CASE("layers: no rule knows another rule") {
  for (const fs::path& path : sources(fs::path(PGLINT_SOURCE_DIR) / "rules")) {
    for (const std::string& header : includes(path)) {
      INFO(path.string() << " includes " << header);
      CHECK_FALSE(header.starts_with("rules/"));
    }
  }
}

}  // namespace
}  // namespace pglint::tests
