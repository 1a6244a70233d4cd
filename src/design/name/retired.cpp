#include "design/name/retired.h"

#include <algorithm>
#include <string>
#include <vector>

#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"

namespace pglint::design {

bool is_retired(const catalog::Column& column, const catalog::Relation& relation) {
  std::vector<std::string> words = parse::name_words(column.spelling());
  const auto removed =
      std::erase_if(words, [](const std::string& word) { return words::retired.contains(word); });
  if (removed == 0 || words.empty()) return false;
  return std::ranges::any_of(relation.columns, [&](const catalog::Column& other) {
    return parse::name_words(other.spelling()) == words;
  });
}

}  // namespace pglint::design
