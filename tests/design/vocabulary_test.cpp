// The vocabulary as a whole. That each list is sorted, in lower case and free of duplicates is
// checked at compile time.
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "design/name/name_model.h"
#include "design/vocabulary/columns.h"
#include "design/vocabulary/quantities.h"
#include "design/vocabulary/tables.h"
#include "design/vocabulary/times.h"
#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::design {
namespace {

namespace fs = std::filesystem;

struct Listed {
  std::string_view name;
  std::span<const std::string_view> words;
};

const std::vector<Listed>& vocabulary() {
  static const std::vector<Listed> lists = {
      {"archives", words::archives.words()},
      {"archive_prefixes", words::archive_prefixes.words()},
      {"attributes", words::attributes.words()},
      {"classes", words::classes.words()},
      {"coordinates", words::coordinates.words()},
      {"digests", words::digests.words()},
      {"document_forms", words::document_forms.words()},
      {"document_kinds", words::document_kinds.words()},
      {"document_parts", words::document_parts.words()},
      {"documents", words::documents.words()},
      {"events", words::events.words()},
      {"keys", words::keys.words()},
      {"labels", words::labels.words()},
      {"logins", words::logins.words()},
      {"minor_units", words::minor_units.words()},
      {"money", words::money.words()},
      {"other_systems", words::other_systems.words()},
      {"possible_attributes", words::possible_attributes.words()},
      {"ranks", words::ranks.words()},
      {"read_models", words::read_models.words()},
      {"retired", words::retired.words()},
      {"row_changes", words::row_changes.words()},
      {"settings", words::settings.words()},
      {"staging", words::staging.words()},
      {"terms", words::terms.words()},
      {"traces", words::traces.words()},
      {"translations", words::translations.words()},
      {"uuids", words::uuids.words()},
      {"values", words::values.words()},
      {"versions", words::versions.words()},
      {"warehouse_prefixes", words::warehouse_prefixes.words()},
      {"warehouse_suffixes", words::warehouse_suffixes.words()},
  };
  return lists;
}

TEST_CASE("vocabulary: this test covers every list of src/design/vocabulary") {
  std::set<std::string> declared;
  const fs::path folder = fs::path(pglint::tests::project::source_dir) / "src/design/vocabulary";
  const std::regex list(R"(constexpr WordList (\w+)\()");
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string code = text::read_file(entry.path().string()).value();
    for (std::sregex_iterator match(code.begin(), code.end(), list), end; match != end; ++match) {
      declared.insert((*match)[1]);
    }
  }
  std::set<std::string> listed;
  for (const Listed& known : vocabulary()) listed.emplace(known.name);
  CHECK(declared == listed);
}

TEST_CASE("vocabulary: words are singular, as compared names are") {
  for (const Listed& list : vocabulary()) {
    for (const std::string_view word : list.words) {
      INFO(list.name << ": " << word);
      CHECK(singular(word) == word);
    }
  }
}

TEST_CASE("vocabulary: no two lists are equal") {
  std::map<std::set<std::string_view>, std::string_view> seen;
  for (const Listed& list : vocabulary()) {
    INFO(list.name);
    CHECK(seen.emplace(std::set(list.words.begin(), list.words.end()), list.name).second);
  }
}

TEST_CASE("vocabulary: words are found") {
  CHECK(words::staging.contains("etl"));
  CHECK(words::staging.contains("tmp"));
  CHECK_FALSE(words::staging.contains("stages"));
  CHECK(words::settings.has_one_of(singulars({"user", "options"})));
  CHECK_FALSE(words::settings.has_one_of({"user", "options"}));
  CHECK_FALSE(words::settings.has_one_of({}));
}

}  // namespace
}  // namespace pglint::design
