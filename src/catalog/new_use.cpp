#include "catalog/new_use.h"

namespace pglint::catalog {

void PendingUses::add(const UsedWords& use) {
  for (const std::string& word : use.words) {
    if (words_.size() >= max_words) return;
    words_.try_emplace(word, use.place);
  }
}

const Place* PendingUses::find_word(const std::string& word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? nullptr : &found->second;
}

}  // namespace pglint::catalog
