#include "tests/migration/described.h"

#include <catch2/catch_test_macros.hpp>

#include "migration/words.h"

namespace pglint::migration {

FileFacts facts_for(std::string_view runner, std::string_view path) {
  FileFacts facts = {.runner = find_runner(runner)};
  INFO(runner);
  REQUIRE(facts.runner != nullptr);
  if (facts.runner->read_name != nullptr) {
    if (auto name = facts.runner->read_name(path)) facts.name = *name;
  }
  return facts;
}

Lines described(std::string_view text, const FileFacts& facts) {
  const Script script = read_script(text, facts);
  const std::string sql = script.sql ? *script.sql : std::string(text);
  REQUIRE(sql.size() == text.size());
  Lines lines;
  std::size_t end = 0;
  for (const Section& section : script.sections) {
    CHECK(section.range.begin == end);
    end = section.range.end;
    std::string line(name_of(section.direction));
    if (!section.id.empty()) line += " " + section.id;
    if (section.transaction.state == InTransaction::yes) line += " in transaction";
    line += ":";
    std::string_view rest =
        trimmed(std::string_view(sql).substr(section.range.begin, section.range.size()));
    while (!rest.empty()) line.append(" ").append(take_word(rest));
    lines.push_back(std::move(line));
  }
  CHECK(end == text.size());
  return lines;
}

}  // namespace pglint::migration
