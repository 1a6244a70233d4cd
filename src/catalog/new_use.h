// Uses as they are read from a query, before it is known which facts are meant.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "catalog/name.h"
#include "catalog/place.h"
#include "catalog/use.h"

#include "parse/meaning/column_source.h"

namespace pglint::catalog {

struct UsedColumn {
  ColumnUseKind kind = ColumnUseKind::filtered;
  parse::ColumnSource source;
  std::string detail = {};
  Place place = {};
};

struct UsedRelation {
  RelationUseKind kind = RelationUseKind::rows_deleted;
  Name relation;
  Place place = {};
};

/// A type or a sequence.
struct UsedObject {
  Name name;
  bool sequence = false;
  std::string detail = {};
  Place place = {};
};

/// A body in a language that is not read: whatever it names may be used in it.
struct UsedWords {
  std::vector<std::string> words = {};  ///< in lower case, each once
  Place place = {};
};

/// Equal for uses that say the same, wherever they stand.
[[nodiscard]] std::size_t hash_of(const UsedColumn& use);
[[nodiscard]] std::size_t hash_of(const UsedRelation& use);
[[nodiscard]] std::size_t hash_of(const UsedObject& use);

/// What one statement uses.
struct NewUses {
  std::vector<UsedColumn> columns = {};
  std::vector<UsedRelation> relations = {};
  std::vector<UsedObject> objects = {};
  std::vector<UsedWords> words = {};

  [[nodiscard]] bool empty() const {
    return columns.empty() && relations.empty() && objects.empty() && words.empty();
  }

  /// Calls `visit` for the place of each use.
  template <class Visit>
  void for_each_place(Visit&& visit) {
    for (UsedColumn& use : columns) visit(use.place);
    for (UsedRelation& use : relations) visit(use.place);
    for (UsedObject& use : objects) visit(use.place);
    for (UsedWords& use : words) visit(use.place);
  }
};

/// Uses whose facts are not known when they are found: functions may be made before their tables.
/// They are asked about once more at the end of the run. What is beyond a few thousand is dropped.
class PendingUses {
 public:
  void add(const UsedColumn& use) { keep(use, uses_.columns); }
  void add(const UsedRelation& use) { keep(use, uses_.relations); }
  void add(const UsedObject& use) { keep(use, uses_.objects); }
  void add(const UsedWords& use);

  /// Where a body in a language that is not read has `word`, in lower case; null where none has.
  [[nodiscard]] const Place* find_word(const std::string& word) const;

  /// Hands out all but the words.
  [[nodiscard]] NewUses take() { return std::exchange(uses_, {}); }

 private:
  static constexpr std::size_t max_uses = 4096;
  static constexpr std::size_t max_words = 65536;

  template <class Used>
  void keep(const Used& use, std::vector<Used>& uses) {
    if (uses.size() < max_uses && known_.insert(hash_of(use)).second) uses.push_back(use);
  }

  NewUses uses_;
  std::unordered_set<std::size_t> known_;  ///< hashes of what is kept
  std::unordered_map<std::string, Place> words_;
};

}  // namespace pglint::catalog
