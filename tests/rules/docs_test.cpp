// What is generated from rules, runners and keys is what is committed, and pages are in the house
// style: lines that fit, links that lead somewhere. tools/doc-commands runs their commands.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "cli/command/commands.h"
#include "page/lock_pages.h"
#include "page/rule_pages.h"
#include "page/runner_table.h"
#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

const fs::path root = project::source_dir;

TEST_CASE("docs: pages and tables of rules are up to date (make docs)") {
  const auto pages = page::rule_pages();
  for (const auto& [path, content] : pages) {
    INFO(path);
    const auto committed = text::read_file(root / path);
    REQUIRE(committed.ok());
    CHECK(committed.value() == content);
  }
  for (const auto& entry : fs::directory_iterator(root / "docs" / "rules")) {
    INFO(entry.path().string() << " belongs to no rule");
    CHECK(pages.contains("docs/rules/" + entry.path().filename().string()));
  }
}

TEST_CASE("docs: the table of migration tools is up to date (make docs)") {
  const auto page = text::read_file(root / "docs" / "migrations.md");
  REQUIRE(page.ok());
  CHECK(page.value() == page::with_runner_table(page.value()));
  CHECK(page.value().find("| `goose` |") != std::string::npos);
}

TEST_CASE("docs: the tables of locks are up to date (make docs)") {
  const auto page = text::read_file(root / "docs" / "locks.md");
  REQUIRE(page.ok());
  CHECK(page.value() == page::with_lock_tables(page.value()));
  CHECK(page.value().find("| ALTER TABLE … ADD COLUMN |") != std::string::npos);
}

TEST_CASE("docs: the tables and the schema of the configuration are up to date (make docs)") {
  const auto page = text::read_file(root / "docs" / "configuration.md");
  REQUIRE(page.ok());
  CHECK(page.value() == cli::with_config_tables(page.value()));
  CHECK(page.value().find("| `exclude` |") != std::string::npos);
  const auto schema = text::read_file(root / "docs" / "pglint.schema.json");
  REQUIRE(schema.ok());
  CHECK(schema.value() == cli::config_schema());
}

/// README.md and the pages below docs/, by their path in the project.
std::map<std::string, std::string> written_pages() {
  std::vector<fs::path> paths = {root / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") paths.push_back(entry.path());
  }
  std::map<std::string, std::string> pages;
  for (const fs::path& path : paths) {
    pages[path.lexically_relative(root).generic_string()] = text::read_file(path).value();
  }
  return pages;
}

struct PageLine {
  std::size_t number = 0;
  std::string text;
};

/// The lines of a page outside of its fences.
std::vector<PageLine> prose_of(const std::string& page) {
  std::vector<PageLine> prose;
  bool is_fenced = false;
  std::istringstream lines(page);
  PageLine line;
  while (std::getline(lines, line.text)) {
    ++line.number;
    const std::size_t begin = std::min(line.text.find_first_not_of(' '), line.text.size());
    const bool is_fence = std::string_view(line.text).substr(begin).starts_with("```");
    if (is_fence) is_fenced = !is_fenced;
    if (!is_fenced && !is_fence) prose.push_back(line);
  }
  CHECK_FALSE(is_fenced);
  return prose;
}

/// The address of a heading, as GitHub makes it: letters, digits and `-` of what is written.
std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char letter : heading) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == ' ') anchor += '-';
    if (letter == '-' || letter == '_' || byte >= 0x80) anchor += letter;
    if (std::isalnum(byte) != 0) anchor += static_cast<char>(std::tolower(byte));
  }
  return anchor;
}

std::set<std::string> anchors_of(const std::string& page) {
  static const std::regex heading("#+ (.*)");
  std::set<std::string> anchors;
  for (const PageLine& line : prose_of(page)) {
    std::smatch match;
    if (!std::regex_match(line.text, match, heading)) continue;
    const std::string anchor = anchor_of(match[1].str());
    std::string unique = anchor;
    for (int copy = 1; !anchors.insert(unique).second; ++copy) {
      unique = anchor + "-" + std::to_string(copy);
    }
  }
  return anchors;
}

/// Where the links of a page lead, in order.
std::vector<std::string> link_targets(const std::string& page) {
  static const std::regex link(R"(\]\(([^()\s]+)\))");
  static const std::regex code("`[^`]*`");
  std::vector<std::string> targets;
  for (const PageLine& line : prose_of(page)) {
    const std::string text = std::regex_replace(line.text, code, "");
    for (std::sregex_iterator match(text.begin(), text.end(), link), end; match != end; ++match) {
      targets.push_back((*match)[1]);
    }
  }
  return targets;
}

TEST_CASE("docs: lines of prose have at most 100 columns, README.md at most 150 lines") {
  static const std::regex link_target(R"(\]\([^()\s]+\)|<https:[^>\s]+>)");  // cannot be wrapped
  for (const auto& [path, content] : written_pages()) {
    for (const PageLine& line : prose_of(content)) {
      if (line.text.starts_with("|")) continue;
      INFO(path << ":" << line.number << " " << line.text);
      const std::string shown = std::regex_replace(line.text, link_target, "]");
      const auto columns = std::ranges::count_if(
          shown, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
      CHECK(columns <= 100);
    }
  }
  const std::string readme = text::read_file(root / "README.md").value();
  CHECK(std::ranges::count(readme, '\n') <= 150);
}

TEST_CASE("docs: every link and every anchor leads somewhere") {
  const auto pages = written_pages();
  for (const auto& [path, content] : pages) {
    for (const std::string& target : link_targets(content)) {
      if (target.starts_with("https://")) continue;
      INFO(path << " links to " << target);
      const std::size_t hash = std::min(target.find('#'), target.size());
      const fs::path linked =
          hash == 0 ? fs::path(path) : fs::path(path).parent_path() / target.substr(0, hash);
      CHECK(fs::exists(root / linked));
      if (hash == target.size()) continue;
      const auto page = pages.find(linked.lexically_normal().generic_string());
      REQUIRE(page != pages.end());
      CHECK(anchors_of(page->second).contains(target.substr(hash + 1)));
    }
  }
}

TEST_CASE("docs: docs/README.md leads to every page of docs/") {
  const auto linked = link_targets(text::read_file(root / "docs" / "README.md").value());
  for (const auto& entry : fs::directory_iterator(root / "docs")) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".md" || name == "README.md") continue;
    INFO(name);
    CHECK(std::ranges::count(linked, name) > 0);
  }
  CHECK(std::ranges::count(linked, "rules/README.md") > 0);
}

}  // namespace
}  // namespace pglint::tests
