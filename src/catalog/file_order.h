// What a run knows about the order of its files: which absence of a fact is certain.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::catalog {

/// A file whose changes follow.
struct SessionFile {
  std::size_t number = 0;  ///< in the run, as in places
  std::string path = {};
  /// The history whose tool runs it; empty where nothing says in which order files run.
  std::string history = {};
  bool is_first = false;          ///< known to run before all that is linted
  bool is_read_in_full = true;    ///< no statement of it is unknown
  bool is_migration = false;      ///< a migration tool runs it
  bool runs_unknown_sql = false;  ///< EXECUTE of computed SQL, which may change the schema
  /// Extensions may be there that no file creates.
  bool has_own_extensions = false;
};

class FileOrder {
 public:
  void begin(const SessionFile& file);

  /// The number of the file whose changes are being applied.
  [[nodiscard]] std::size_t current() const { return current_; }

  /// The path of file `number` as it was given; empty before its changes.
  [[nodiscard]] std::string_view path(std::size_t number) const;

  /// Whether file `number` shows all that is there of what file `maker` made: the two run in a
  /// known order, and nothing up to there is unread.
  [[nodiscard]] bool is_sure(std::size_t number, std::size_t maker) const;

  /// Whether the file is a migration of the database that is judged.
  [[nodiscard]] bool is_of_history(std::size_t number) const;

  /// Whether it is one, and extensions are only there if files before it create them.
  [[nodiscard]] bool creates_extensions(std::size_t number) const;

  /// Whether it is one and the run has later ones of its history.
  [[nodiscard]] bool is_followed(std::size_t number) const;

  /// Whether the current file is one of a known order, and the run shows all that those before it
  /// made: it has the first of them, and could read all.
  [[nodiscard]] bool is_history_whole() const;

  /// Whether any file is one.
  [[nodiscard]] bool has_history() const { return has_history_; }

  /// Whether computed SQL, which is unknown, may have changed the schema so far.
  [[nodiscard]] bool has_unknown_sql() const { return has_unknown_sql_; }

  /// Whether all files were read in full.
  [[nodiscard]] bool is_complete() const { return !has_gap_; }

 private:
  struct Known {
    std::string path;
    std::string history;
    bool is_first = false;
    bool has_gap = false;  ///< in the file or in one before it
    bool is_migration = false;
    bool has_own_extensions = false;
    std::size_t position = 0;  ///< in the order of the run
  };

  std::vector<Known> files_;  ///< by number
  std::size_t current_ = 0;
  bool has_gap_ = false;
  bool has_unknown_sql_ = false;
  bool has_history_ = false;
  std::size_t position_ = 0;
  std::map<std::string, std::size_t> first_;  ///< position of the first migration, by history
  std::map<std::string, std::size_t> last_;   ///< position of the last migration, by history
};

}  // namespace pglint::catalog
