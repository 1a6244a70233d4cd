#include "catalog/new_use.h"

#include <functional>
#include <string_view>

namespace pglint::catalog {
namespace {

class Hash {
 public:
  void add(std::string_view text) { add(std::hash<std::string_view>()(text)); }
  void add(std::size_t number) { value_ = (value_ ^ number) * std::size_t{0x9E3779B97F4A7C15}; }
  [[nodiscard]] std::size_t value() const { return value_ ^ (value_ >> 32); }

 private:
  std::size_t value_ = 1;
};

}  // namespace

std::size_t hash_of(const UsedColumn& use) {
  Hash hash;
  hash.add(static_cast<std::size_t>(use.kind));
  hash.add(use.detail);
  hash.add(use.source.column);
  for (const parse::SourceLevel& level : use.source.levels) {
    hash.add(level.has_others ? 1 : 2);
    for (const parse::SourceRelation& relation : level.relations) {
      hash.add(relation.schema);
      hash.add(relation.name);
    }
  }
  return hash.value();
}

std::size_t hash_of(const UsedRelation& use) {
  Hash hash;
  hash.add(static_cast<std::size_t>(use.kind));
  hash.add(use.relation.schema);
  hash.add(use.relation.name);
  return hash.value();
}

std::size_t hash_of(const UsedObject& use) {
  Hash hash;
  hash.add(use.sequence ? 1 : 2);
  hash.add(use.detail);
  hash.add(use.name.schema);
  hash.add(use.name.name);
  return hash.value();
}

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
