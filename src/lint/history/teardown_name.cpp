#include "lint/history/teardown_name.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "parse/meaning/name_words.h"
#include "text/ascii.h"

namespace pglint {

namespace {

constexpr auto words_of_teardown =
    std::to_array<std::string_view>({"clean", "cleanup", "down", "drop", "reset", "revert",
                                     "rollback", "teardown", "undo", "uninstall"});

}  // namespace

bool is_named_as_teardown(std::string_view path) {
  std::string_view name = path.substr(path.find_last_of('/') + 1);
  name = name.substr(0, name.find('.'));
  if (name.empty() || text::is_digit(name.front())) return false;
  const std::vector<std::string> words = parse::name_words(name);
  return std::ranges::any_of(
      words, [](const std::string& word) { return text::is_one_of(word, words_of_teardown); });
}

}  // namespace pglint
