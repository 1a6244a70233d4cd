// The words of all that pglint says: of rules, of findings in the fixtures, of goldens.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "lint/linter.h"
#include "rule/settings.h"
#include "tests/rules/examples.h"
#include "tests/rules/expectations.h"
#include "tests/rules/plain_words.h"
#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

const fs::path source_root = project::source_dir;

std::string listed(const std::vector<std::string>& faults) {
  std::string list;
  for (const std::string& fault : faults) list += (list.empty() ? "" : ", ") + fault;
  return list;
}

TEST_CASE("words: what the test sees") {
  CHECK(faults_of_message("duplicate index: `a` and `b` both index `t (x)`").empty());
  CHECK(faults_of_message("this is no longer read, or the index stands for it").empty());
  CHECK(listed(faults_of_message("this is no index")) == "is no index");
  CHECK(listed(faults_of_message("column `behind` is behind")) == "behind");
  CHECK(listed(faults_of_message("every write takes time")) == "begins with \"every\"");
  CHECK(listed(odd_words("a table of its own that nobody reads")) == "of its own, nobody");
  CHECK(odd_words("`is no name`").empty());
  const std::string long_name = "`" + std::string(200, 'x') + "` is long";
  CHECK(faults_of_message(long_name).empty());
  CHECK(listed(faults_of_message(std::string(121, 'x'))) == "121 characters without names");
}

/// What findings say in the fixtures of their rules, once for each wording.
class Sayings {
 public:
  Sayings() {
    for (const Rule* rule : all_rules()) {
      const fs::path folder = source_root / "fixtures" / "rules" / rule->id;
      if (!fs::is_directory(folder)) continue;
      for (const auto& entry : fs::directory_iterator(folder)) lint_fixture(*rule, entry.path());
    }
  }

  struct Saying {
    const Rule* rule = nullptr;
    std::string message;
    std::string help;
    auto operator<=>(const Saying&) const = default;
  };

  [[nodiscard]] const std::set<Saying>& all() const { return all_; }

 private:
  void lint_fixture(const Rule& rule, const fs::path& path) {
    const std::string content = text::read_file(path).value();
    const Expectations expected = read_expectations(content, path.string());
    Settings settings{.rules = {&rule}};
    settings.pg_version = expected.pg_version.value_or(newest_pg_version);
    settings.min_confidence = Confidence::low;
    for (const OptionValue& option : expected.options) REQUIRE_FALSE(set_option(option, settings));
    const FileResult result = lint_example(path.filename().string(), content, settings);
    for (const Finding& finding : result.findings) {
      all_.insert({finding.rule, finding.message, std::string(help_of(finding))});
    }
  }

  std::set<Saying> all_;
};

const Sayings& sayings() {
  static const Sayings found;
  return found;
}

TEST_CASE("words: messages are short, begin with the defect, and are plain") {
  for (const auto& [rule, message, help] : sayings().all()) {
    INFO(rule->id << ": " << message << "\nhelp: " << help);
    CHECK(listed(faults_of_message(message)) == "");
    CHECK(listed(faults_of_help(help)) == "");
  }
}

TEST_CASE("words: texts of rules are plain") {
  for (const Rule* rule : all_rules()) {
    for (const std::string_view text : {rule->summary, rule->help, rule->why, rule->reported,
                                        rule->not_reported, rule->instead, rule->fine}) {
      INFO(rule->id << ": " << text);
      CHECK(listed(odd_words(text)) == "");
    }
    for (const RuleOption& option : rule->options) {
      INFO(rule->id << "." << option.name);
      CHECK(listed(odd_words(option.description)) == "");
    }
  }
}

TEST_CASE("words: a summary is a title: what is wrong, in at most 90 characters") {
  for (const Rule* rule : all_rules()) {
    INFO(rule->id << ": " << rule->summary);
    CHECK(listed(faults_of_message(rule->summary)) == "");
    CHECK(rule->summary.size() <= 90);
  }
}

TEST_CASE("words: no two rules give the same help") {
  std::map<std::string, const Rule*> owners;
  for (const auto& [rule, message, help] : sayings().all()) {
    const auto [owner, is_new] = owners.emplace(without_names(help), rule);
    INFO(rule->id << " and " << owner->second->id << ": " << help);
    const std::string words = without_names(help);
    const bool is_code =
        words == "use `…`" || words == "write `…`" || words == "use `…`, outside a transaction";
    CHECK((is_code || owner->second == rule));
  }
}

/// The lines of the goldens of the command line in which pglint speaks, and not its input.
std::vector<std::string> spoken_lines() {
  std::vector<std::string> lines;
  for (const auto& entry : fs::recursive_directory_iterator(source_root / "fixtures" / "cli")) {
    const std::string name = entry.path().filename().string();
    if (name != "out" && name != "err") continue;
    const std::string content = text::read_file(entry.path()).value();
    for (std::size_t begin = 0; begin < content.size();) {
      const std::size_t end = std::min(content.find('\n', begin), content.size());
      const std::string line = content.substr(begin, end - begin);
      const bool speaks = line.starts_with("pglint: ") || line.starts_with("  --") ||
                          line.find(" note: ") != std::string::npos ||
                          line.find("  help: ") != std::string::npos;
      if (speaks) lines.push_back(entry.path().parent_path().filename().string() + ": " + line);
      begin = end + 1;
    }
  }
  return lines;
}

TEST_CASE("words: errors, notes and --help are plain") {
  const std::vector<std::string> lines = spoken_lines();
  CHECK(lines.size() > 200);
  for (const std::string& line : lines) {
    INFO(line);
    CHECK(listed(odd_words(line)) == "");
  }
}

TEST_CASE("words: the documentation is plain") {
  std::vector<fs::path> pages = {source_root / "README.md", source_root / "CHANGELOG.md"};
  for (const auto& entry : fs::directory_iterator(source_root / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  for (const fs::path& page : pages) {
    INFO(page.string());
    CHECK(listed(odd_words(text::read_file(page).value())) == "");
  }
}

}  // namespace
}  // namespace pglint::tests
