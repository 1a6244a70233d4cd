#include "design/vocabulary/word_list.h"

#include "design/name/name_model.h"

namespace pglint::design {

std::vector<std::string> singulars(std::vector<std::string> words) {
  for (std::string& word : words) word = singular(word);
  return words;
}

}  // namespace pglint::design
