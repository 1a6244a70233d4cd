// Checks the #includes against the layers of docs/architecture.md.
#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

/// The layers, which are folders of src/. Each may include those listed before it, unless
/// `forbidden` has an exception.
const std::vector<std::string> layers = {
    "text",          "psl",        "host",      "parse/tree",  "parse/source",
    "parse/meaning", "parse/body", "migration", "catalog",     "query",
    "locks",         "design",     "config",    "rule",        "suppress",
    "lint",          "fix",        "report",    "page",        "cli/terminal",
    "cli/input",     "cli/flag",   "cli/adopt", "cli/command", "cli",
};

/// Layers that a layer must not include although they are listed before it.
const std::map<std::string, std::set<std::string>> forbidden = {
    {"host", {"psl"}},
    {"parse", {"host", "psl"}},
    {"migration", {"host", "psl", "parse/source", "parse/meaning", "parse/body"}},
    {"catalog", {"host", "psl"}},
    {"query", {"host", "psl", "migration"}},
    {"locks", {"host", "psl"}},
    {"design", {"host", "psl", "locks"}},
    {"config", {"host", "psl", "parse", "migration", "catalog", "locks", "design"}},
    {"rule", {"config"}},
    {"suppress", {"config", "catalog", "locks", "design", "migration"}},
    {"lint", {"config", "design"}},
    {"fix", {"config", "psl", "catalog", "locks", "design"}},
    {"report", {"config", "host", "psl", "parse", "migration", "catalog", "design", "fix"}},
    {"page", {"config", "design"}},
    {"cli", {"design"}},
    {"rules", {"config", "suppress", "lint", "fix", "report", "page", "cli"}},
};

bool is_in(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder + "/");
}

/// The innermost layer of a file or folder below src/; empty for headers of others.
std::string layer_of(const std::string& path) {
  std::string found;
  for (const std::string& layer : layers) {
    if (is_in(path, layer) && layer.size() > found.size()) found = layer;
  }
  return found;
}

bool may_include(const std::string& from, const std::string& header) {
  const std::string to = layer_of(header);
  if (to.empty() || to == from) return true;
  for (const auto& [layer, others] : forbidden) {
    if (!is_in(from, layer)) continue;
    for (const std::string& other : others) {
      if (is_in(to, other)) return false;
    }
  }
  if (from == "rules") return true;
  return std::ranges::find(layers, to) < std::ranges::find(layers, from);
}

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

std::vector<std::string> read_includes(const fs::path& path) {
  static const std::regex include(R"re((?:^|\n)[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"])re");
  const std::string text = text::read_file(path).value();
  std::vector<std::string> headers;
  for (std::sregex_iterator match(text.begin(), text.end(), include), end; match != end; ++match) {
    headers.push_back((*match)[1]);
  }
  return headers;
}

/// The headers that a file includes; each file is read only once.
const std::vector<std::string>& includes(const fs::path& path) {
  static std::map<fs::path, std::vector<std::string>> known;
  const auto found = known.find(path);
  if (found != known.end()) return found->second;
  return known.emplace(path, read_includes(path)).first->second;
}

void check_folder(const fs::path& folder, const fs::path& root) {
  for (const fs::path& path : sources(folder)) {
    const std::string name = path.lexically_relative(root / "src").generic_string();
    const std::string layer = folder.filename() == "rules" ? "rules" : layer_of(name);
    INFO(path.string() << " is in a layer of docs/architecture.md and of this test");
    REQUIRE_FALSE(layer.empty());
    for (const std::string& header : includes(path)) {
      INFO(path.string() << " includes " << header);
      CHECK(header.find("..") == std::string::npos);  // would bypass the layers
      if (is_postgres(header)) CHECK(is_in(layer, "parse"));
      CHECK(may_include(layer, header));
    }
  }
}

TEST_CASE("layers: every listed layer exists") {
  for (const std::string& layer : layers) {
    INFO(layer);
    CHECK(fs::is_directory(fs::path(project::source_dir) / "src" / layer));
  }
}

TEST_CASE("layers: each layer includes only those before it") {
  const fs::path root = project::source_dir;
  check_folder(root / "src", root);
  check_folder(root / "rules", root);
}

/// Adds `header`, if it is ours, and all of our headers that it includes, directly or indirectly.
void add_headers(const std::string& header, std::set<std::string>& found) {
  const fs::path path = fs::path(project::source_dir) / "src" / header;
  if (!fs::exists(path) || !found.insert(header).second) return;
  for (const std::string& next : includes(path)) add_headers(next, found);
}

/// The headers of others that `header` includes, directly or indirectly.
std::set<std::string> foreign_headers(const std::string& header) {
  std::set<std::string> ours;
  add_headers(header, ours);
  std::set<std::string> foreign;
  for (const std::string& each : ours) {
    for (const std::string& next : includes(fs::path(project::source_dir) / "src" / each)) {
      if (!ours.contains(next)) foreign.insert(next);
    }
  }
  return foreign;
}

std::set<std::string> our_headers(const std::string& header) {
  std::set<std::string> ours;
  add_headers(header, ours);
  return ours;
}

TEST_CASE("layers: headers that rules include are cheap") {
  const fs::path root = project::source_dir;
  for (const fs::path& path : sources(root / "rules")) {
    for (const std::string& header : includes(path)) {
      INFO(path.string() << " includes " << header);
      const auto ours = our_headers(header);
      CHECK_FALSE(ours.contains("catalog/change.h"));
      CHECK_FALSE(ours.contains("catalog/store.h"));
      CHECK_FALSE(foreign_headers(header).contains("nlohmann/json.hpp"));
      CHECK_FALSE(foreign_headers(header).contains("fmt/format.h"));
    }
  }
}

TEST_CASE("layers: headers of cli include neither CLI11 nor the catalog") {
  const fs::path root = project::source_dir;
  for (const fs::path& path : sources(root / "src/cli")) {
    if (path.extension() != ".h") continue;
    const std::string header = path.lexically_relative(root / "src").generic_string();
    INFO(header);
    for (const std::string& ours : our_headers(header)) {
      INFO(ours);
      CHECK_FALSE(ours.starts_with("catalog/"));
    }
    CHECK_FALSE(foreign_headers(header).contains("CLI/CLI.hpp"));
  }
}

TEST_CASE("layers: no rule includes another rule") {
  for (const fs::path& path : sources(fs::path(project::source_dir) / "rules")) {
    for (const std::string& header : includes(path)) {
      INFO(path.string() << " includes " << header);
      CHECK_FALSE(header.starts_with("rules/"));
    }
  }
}

}  // namespace
}  // namespace pglint::tests
