// A runner is a migration tool: its file names, markers and transactions. One constant object each,
// in `runners/`.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/new_migration.h"
#include "migration/script.h"

namespace pglint::migration {

struct Head;    // comment.h
struct Marker;  // comment.h
struct Runner;

/// The information in a file's name.
struct FileName {
  /// The folder that holds all migrations, absolute. As `Recognizer` tells it, numbered folders
  /// side by side are in one.
  std::string directory;
  std::size_t phase = 0;  ///< all files of a phase run before those of the next
  std::string order;      ///< within its phase; bytewise order is run order
  /// The version by which the runner tells migrations apart; empty if it does by their whole names.
  std::string version;
  Direction direction = Direction::up;
  std::string listed_as;       ///< the file's name in the runner's list, if it has one
  std::size_t position = 0;    ///< in that list, within its phase; filled in by `Recognizer`
  std::string no_transaction;  ///< the part of the name that turns the transaction off, if any
  std::string reason;          ///< why the runner skips the file, if `direction` is `unused`
  /// False if other runners have such names too: then one in the same folder must be typical.
  bool is_typical = true;
  std::string twin;            ///< the file that goes with it, if any
  bool is_twin_needed = true;  ///< whether the name is the runner's only beside its twin
};

/// The facts about a file before its text is read.
struct FileFacts {
  const Runner* runner = nullptr;  ///< never null once `recognize` filled it
  std::string why;                 ///< how the runner was recognized: "`-- +goose Up` on line 1"
  FileName name;
  /// The setting next to the file that turns the runner's transaction off, if any.
  std::string no_transaction;
};

/// A setting in a small file beside a migration that turns off its transaction.
struct SettingFile {
  std::string_view name;   ///< `metadata.toml`, or with `*` for the migration's own name
  std::string_view key;    ///< `run_in_transaction`
  std::string_view value;  ///< `false`
};

/// A migration tool. The texts are rows of `docs/migrations.md`.
struct Runner {
  std::string_view name;          ///< as in `--migration-tool`
  std::string_view title;         ///< its official name
  std::string_view files;         ///< its file names and their order
  std::string_view markers;       ///< its markers in comments
  std::string_view transactions;  ///< what runs in a transaction, and how to turn that off
  /// Where a statement runs outside of a transaction: `alone in its file`; empty if files are in
  /// none.
  std::string_view outside = {};

  /// Finds a comment that only this runner's files have. May be null.
  std::optional<Marker> (*find_marker)(const Head& head) = nullptr;

  /// Files that identify the runner, relative to the folder of all migrations; those that begin
  /// with `./`, to the folder of each migration.
  std::array<std::string_view, 3> sidecars = {};

  /// Parses an absolute path; nothing if it is not a name of this runner. Null if any file may be
  /// one.
  std::optional<FileName> (*read_name)(std::string_view path) = nullptr;

  /// Its files are dumps of the whole schema, written anew after each migration.
  bool is_dump = false;

  /// All migrations that have not run yet run in one transaction.
  bool joins_pending = false;

  /// Something else creates extensions before its files run.
  bool has_own_extensions = false;

  /// The run order of files if any may be one: bytewise order of the results. Null: of the names.
  std::string (*order_of)(std::string_view name) = nullptr;

  /// Whether the names that `read_name` accepts are unique to this runner.
  bool known_by_name = false;

  /// Subfolders with migrations; `*` for all of them. Empty if all files are in one folder.
  std::array<std::string_view, 3> folders = {};

  /// Whether versions count together, whatever numbered folder they are in. Else the files of such
  /// folders (`migrations/1`, `migrations/2`) run folder by folder.
  bool ignores_numbered_folders = false;

  /// The file that lists the migrations, relative to their folder, and its entries in order.
  std::string_view list_file = {};
  std::vector<std::string> (*read_list)(std::string_view content) = nullptr;

  /// False if nothing says in which order the files run.
  bool is_order_known = true;

  SettingFile no_transaction = {};

  /// The files of a new migration. Null: pglint does not write for it.
  std::vector<NewFile> (*write)(const NewMigration& migration) = nullptr;

  /// Never null.
  Script (*read)(std::string_view text, const FileFacts& facts) = nullptr;
};

/// All runners, `psql` first; if a file fits several, the first wins.
[[nodiscard]] std::span<const Runner* const> all_runners();

/// The runner of files without a recognized migration tool, which are read as psql runs them.
[[nodiscard]] const Runner& psql_runner();

/// The facts for a file that was not looked at.
[[nodiscard]] FileFacts psql_facts();

/// The runner called `name`, or null.
[[nodiscard]] const Runner* find_runner(std::string_view name);

/// `text` of the file with `facts`, as its runner reads it.
[[nodiscard]] Script read_script(std::string_view text, const FileFacts& facts);

}  // namespace pglint::migration
