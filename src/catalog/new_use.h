// Uses as a query has them, before the facts that they mean are looked up.
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

/// A body in a language that pglint does not parse: each of its words may be a name.
struct UsedWords {
  std::vector<std::string> words = {};  ///< in lower case, each once
  Place place = {};
};

/// Equal for uses that differ only in their place.
[[nodiscard]] std::size_t hash_of(const UsedColumn& use);
[[nodiscard]] std::size_t hash_of(const UsedRelation& use);
[[nodiscard]] std::size_t hash_of(const UsedObject& use);

/// The uses of one statement.
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

/// Uses whose facts are not known yet: a function may be created before its tables. They are looked
/// up again at the end of the run. At most a few thousand are kept.
class PendingUses {
 public:
  void add(const UsedColumn& use) { keep(use, uses_.columns); }
  void add(const UsedRelation& use) { keep(use, uses_.relations); }
  void add(const UsedObject& use) { keep(use, uses_.objects); }
  void add(const UsedWords& use);

  /// The place of a body in a language that is not parsed and that contains `word`, in lower case;
  /// null if none does.
  [[nodiscard]] const Place* find_word(const std::string& word) const;

  /// Moves out all but the words.
  [[nodiscard]] NewUses take() { return std::exchange(uses_, {}); }

 private:
  static constexpr std::size_t max_uses = 4096;
  static constexpr std::size_t max_words = 65536;

  template <class Used>
  void keep(const Used& use, std::vector<Used>& uses) {
    if (uses.size() < max_uses && known_.insert(hash_of(use)).second) uses.push_back(use);
  }

  NewUses uses_;
  std::unordered_set<std::size_t> known_;  ///< hashes of the uses that are kept
  std::unordered_map<std::string, Place> words_;
};

}  // namespace pglint::catalog
