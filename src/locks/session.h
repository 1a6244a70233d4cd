// The state of a file's session from statement to statement: its transaction, the locks that it
// holds, its settings, and how old the tables are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/name.h"
#include "catalog/place.h"
#include "catalog/relation.h"

#include "locks/mode.h"
#include "locks/operation.h"
#include "locks/publications.h"

namespace pglint::migration {
struct Runner;
}  // namespace pglint::migration

namespace pglint::locks {

/// How long a table is there when a statement meets it. Only what exists has rows and readers.
enum class Age : std::uint8_t {
  fresh,          ///< made in this release, without rows
  filled,         ///< made in it, with rows
  private_fresh,  ///< made in the current transaction: no other session sees it
  private_filled,
  temporary,
  existing,
};

/// Whether other sessions may use it.
[[nodiscard]] constexpr bool is_shared(Age age) {
  return age == Age::existing || age == Age::filled;
}
/// Whether it has rows.
[[nodiscard]] constexpr bool has_rows(Age age) {
  return is_shared(age) || age == Age::private_filled;
}

struct HeldLock {
  catalog::Name object;  ///< as far as the schema knows it, with its schema
  Mode mode = Mode::access_share;
  catalog::Place since;    ///< the statement that took it
  std::string shown;       ///< the form of that statement
  std::size_t level = 0;   ///< of the savepoint
  bool is_certain = true;  ///< false if a condition decides
};

/// A value that ALTER TYPE added to an enum.
struct AddedValue {
  catalog::Name type;  ///< as far as the schema knows it, with its schema
  std::string value;
  catalog::Place since;
  bool is_of_new_type = false;  ///< the same transaction made the type
};

/// A release is what is deployed together: a table that it makes is new in all of it.
class Releases {
 public:
  /// File number `file` of the run belongs to the release `name`.
  void add(std::size_t file, const std::string& name);
  [[nodiscard]] bool are_same(std::size_t file, std::size_t other) const;

 private:
  std::map<std::string, std::size_t> numbers_;
  std::map<std::size_t, std::size_t> by_file_;
};

/// One for each database of a run; `begin_file` starts the session of the next file.
class Session {
 public:
  /// The next file of a run.
  struct File {
    std::size_t number = 0;
    const migration::Runner& runner;
    std::string release = {};   ///< what is deployed together
    bool is_migration = false;  ///< a tool or its name puts it in a row of migrations
    bool goes_on = false;       ///< in the transaction of the file before
  };
  void begin_file(const File& file);

  /// To be called before the operations of a statement are judged.
  void enter(const Statement& statement);
  /// To be called after them.
  void leave(const Statement& statement);

  /// Adds a lock that the current statement takes.
  void hold(HeldLock lock);
  /// Rows were written into the table that the statement at `made` makes. `are_copies`: they come
  /// from elsewhere, not from a query that generates them.
  void fill(const catalog::Place& made, bool are_copies);
  /// Whether rows from elsewhere were written into it.
  [[nodiscard]] bool has_copies(const catalog::Relation& relation) const {
    return copied_.contains(key_of(relation.place));
  }
  /// TRUNCATE took the rows of the table: nobody can use it until the transaction ends.
  void empty(const catalog::Relation& relation);

  /// The current transaction adds a value to an enum.
  void add_value(AddedValue value) {
    if (in_transaction_) added_values_.push_back(std::move(value));
  }
  /// The values that the current transaction added.
  [[nodiscard]] const std::vector<AddedValue>& added_values() const { return added_values_; }

  /// Whether the statement at `made` is in a file before that began the transaction of this one.
  [[nodiscard]] bool is_joined(const catalog::Place& made) const {
    return in_transaction_ && made.file != file_ && joined_files_.contains(made.file);
  }
  /// Whether the statement at `made` ran in the current transaction, in this file.
  [[nodiscard]] bool is_made_in_transaction(const catalog::Place& made) const;

  /// Of a relation of the schema; null: it is unknown to the run, and so exists.
  [[nodiscard]] Age age_of(const catalog::Relation* relation) const;

  /// The locks that earlier statements of the transaction hold.
  [[nodiscard]] const std::vector<HeldLock>& held() const { return held_; }
  /// For each object the strongest of them, and of those the first; the first `most`.
  [[nodiscard]] std::vector<HeldLock> strongest_held(std::size_t most) const;
  /// Of how many objects there are.
  [[nodiscard]] std::size_t held_objects() const { return held_by_object_.size(); }
  /// The strongest mode among them; nothing if there are none.
  [[nodiscard]] std::optional<Mode> strongest_mode() const;
  /// The locks that earlier clauses of the current statement take.
  [[nodiscard]] const std::vector<HeldLock>& taken() const { return taken_; }
  /// The strongest lock that an earlier statement holds on the object, or null.
  [[nodiscard]] const HeldLock* find_held(const catalog::Name& object) const;

  [[nodiscard]] bool is_in_transaction() const { return in_transaction_; }
  /// Whether a BEGIN of the file itself is open.
  [[nodiscard]] bool has_own_transaction() const { return has_own_transaction_; }
  /// Whether text or statements that are not understood may have ended or begun a transaction.
  [[nodiscard]] bool is_transaction_known() const { return is_known_; }

  /// The value of a setting that this file has set: nothing if it has not, or reset it. The flag is
  /// false if a value is set that is not known.
  struct Setting {
    std::optional<std::string> value;
    bool is_known = true;
  };
  [[nodiscard]] Setting setting(std::string_view name) const;

  /// Its tables are named as the schema knows them.
  void publish(const PublicationChange& change) { publications_.apply(change); }
  [[nodiscard]] const Publications& publications() const { return publications_; }

  [[nodiscard]] const Releases& releases() const { return releases_; }
  [[nodiscard]] std::size_t file() const { return file_; }
  [[nodiscard]] bool is_migration() const { return is_migration_; }
  /// Null before the first file.
  [[nodiscard]] const migration::Runner* runner() const { return runner_; }

 private:
  using Settings = std::map<std::string, SettingChange, std::less<>>;
  using Key = std::pair<std::size_t, std::size_t>;  ///< file and byte of a CREATE statement

  /// A setting as it was before a change that a rollback takes back.
  struct Before {
    bool is_local = false;
    std::string name;
    std::optional<SettingChange> setting = {};  ///< none: it was not set
  };

  /// The transaction or a savepoint.
  struct Level {
    std::string savepoint = {};
    std::size_t changes = 0;  ///< of settings before it
  };

  [[nodiscard]] static Key key_of(const catalog::Place& made) {
    return {made.file, made.statement.begin};
  }
  void begin_transaction(std::size_t at);
  void end_transaction();
  void change(const SettingChange& setting);
  void set(bool is_local, const std::string& name, std::optional<SettingChange> setting);
  void take_back_settings(std::size_t changes);
  void roll_back_to(const std::string& savepoint);
  void keep(HeldLock lock);
  void release_last();

  Releases releases_;
  Publications publications_;  ///< of all files
  std::size_t file_ = 0;
  const migration::Runner* runner_ = nullptr;
  bool is_migration_ = false;
  std::size_t transaction_ = 0;
  std::size_t transaction_begin_ = 0;  ///< byte of the file
  bool in_transaction_ = false;
  bool has_own_transaction_ = false;
  bool is_known_ = true;
  std::vector<HeldLock> held_;  ///< in ascending order of their levels
  /// Positions in `held_` by object, each with a stronger mode than the one before.
  std::unordered_map<catalog::Name, std::vector<std::size_t>, catalog::NameHash, catalog::SameName>
      held_by_object_;
  std::array<std::size_t, mode_count> held_by_mode_ = {};  ///< counts
  std::vector<HeldLock> taken_;                            ///< by the current statement
  std::vector<AddedValue> added_values_;
  std::set<std::size_t> joined_files_;  ///< that began the transaction of the tool
  std::vector<Level> levels_;
  std::vector<Before> changes_;  ///< of settings in the transaction
  Settings settings_;
  Settings local_;
  std::set<Key> filled_;
  std::set<Key> copied_;   ///< with rows from elsewhere
  std::set<Key> emptied_;  ///< by the current transaction
};

}  // namespace pglint::locks
