// What runs with a file, and searches in it that cost no more for a long file than for a short one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "catalog/name.h"

#include "locks/form.h"
#include "locks/operation.h"

namespace pglint {

/// The statements of one file, without those that only read or that make functions.
class RunOfFile {
 public:
  using Statements = std::span<const locks::Statement* const>;
  /// An operation, and the position of its statement.
  using Placed = std::pair<std::size_t, const locks::Operation*>;

  /// The statements must outlive it.
  explicit RunOfFile(std::vector<const locks::Statement*> statements)
      : statements_(std::move(statements)) {}

  [[nodiscard]] Statements all() const { return statements_; }
  /// The position behind the transaction of the statement at `position`.
  [[nodiscard]] std::size_t end_of_transaction(std::size_t position) const;
  /// Whether a later ROLLBACK of the file, in the transaction of the statement at `position`, takes
  /// it back.
  [[nodiscard]] bool is_rolled_back(std::size_t position) const;
  /// The operations of this form with an object of this name, in order.
  [[nodiscard]] std::span<const Placed> operations(locks::Form form, std::string_view object) const;
  /// Those that add a column of this name to the object, or rename another one to it, in order.
  [[nodiscard]] std::span<const Placed> columns_made(std::string_view object,
                                                     std::string_view column) const;
  /// Those that make a relation of this name, by CREATE or by RENAME, in order; not of temporary
  /// tables, which lock nothing.
  [[nodiscard]] std::span<const Placed> relations_made(std::string_view name) const;
  /// Whether a statement makes a temporary table of this name.
  [[nodiscard]] bool makes_temporary(std::string_view name) const;
  /// Those that make an index of this name, also for a constraint or by RENAME, in order.
  [[nodiscard]] std::span<const Placed> indexes_made(std::string_view name) const;
  /// Those that add a constraint or an index to the object, in order.
  [[nodiscard]] std::span<const Placed> guards_made(std::string_view object) const;
  /// Whether a statement before `position` drops all invalid indexes that it finds.
  [[nodiscard]] bool drops_invalid_before(std::size_t position) const;
  /// The relations that ALTER TABLE and its like change, each once, in order; not more than
  /// `most_changed`.
  [[nodiscard]] std::span<const catalog::Name> relations_changed() const;
  static constexpr std::size_t most_changed = 100;

 private:
  struct Key {
    std::size_t kind = 0;  ///< a form, or what is made
    std::string_view object;
    std::string_view part;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  void read() const;
  void read_rollbacks() const;
  [[nodiscard]] std::span<const Placed> find(const Key& key) const;
  static Key key_of_form(locks::Form form, std::string_view object) {
    return {.kind = static_cast<std::size_t>(form), .object = object, .part = {}};
  }

  std::vector<const locks::Statement*> statements_;
  // Filled by the first question, which few files lead to.
  mutable bool is_read_ = false;
  mutable std::unordered_map<Key, std::vector<Placed>, KeyHash> operations_;
  mutable std::vector<std::size_t> ends_;  ///< of the transactions of the statements
  mutable std::vector<bool> rolled_back_;
  mutable std::unordered_set<std::string_view> temporary_;  ///< names of tables
  mutable std::optional<std::size_t> first_clean_up_;       ///< of invalid indexes
  mutable std::vector<catalog::Name> relations_changed_;
};

/// What runs with a file, and the position of the current statement in it.
struct FileStatements {
  const RunOfFile* run = nullptr;
  std::size_t position = 0;

  [[nodiscard]] RunOfFile::Statements all() const { return run->all(); }
  [[nodiscard]] RunOfFile::Statements before() const { return all().first(position); }
  [[nodiscard]] RunOfFile::Statements after() const { return all().subspan(position + 1); }
  /// The later statements of its transaction.
  [[nodiscard]] RunOfFile::Statements rest_of_transaction() const {
    return all().subspan(position + 1, run->end_of_transaction(position) - position - 1);
  }
  [[nodiscard]] bool is_rolled_back() const { return run->is_rolled_back(position); }
  /// Whether an earlier statement has an operation of this form with an object of this name.
  [[nodiscard]] bool has_before(locks::Form form, std::string_view object) const;
  /// The same for a later one.
  [[nodiscard]] bool has_after(locks::Form form, std::string_view object) const;
  /// Whether `is_meant` is true of an operation among `placed`, which are in order, of this
  /// statement or a later one.
  template <class IsMeant>
  [[nodiscard]] bool has_from_here(std::span<const RunOfFile::Placed> placed,
                                   IsMeant&& is_meant) const {
    const auto first = std::ranges::lower_bound(placed, position, {}, &RunOfFile::Placed::first);
    return std::any_of(first, placed.end(),
                       [&](const RunOfFile::Placed& each) { return is_meant(*each.second); });
  }
};

}  // namespace pglint
