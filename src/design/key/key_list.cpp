#include "design/key/key_list.h"

#include <algorithm>
#include <array>

#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"

namespace pglint::design {

std::optional<std::vector<std::string>> key_list_base(std::string_view name) {
  constexpr std::array<std::string_view, 3> plurals = {"ids", "uuids", "guids"};
  std::vector<std::string> words = parse::name_words(name);
  if (words.empty() || std::ranges::count(plurals, words.back()) == 0) return std::nullopt;
  words.pop_back();
  return words;
}

const Table* find_named_table(std::vector<std::string> base, const Table& from,
                              const Schema& schema) {
  for (; !base.empty(); base.erase(base.begin())) {
    if (const Table* table = schema.find_thing(base, from.relation->name.schema)) return table;
  }
  return nullptr;
}

bool is_of_other_system(const std::vector<std::string>& base) {
  return std::ranges::any_of(base, [](const std::string& word) {
    return words::other_systems.contains(word) || words::traces.contains(word) ||
           word == "device" || word == "source" || word == "vendor";
  });
}

}  // namespace pglint::design
