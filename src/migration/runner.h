// A runner is a tool that runs SQL files: what they are called, what it reads in them, and which
// transactions it makes. One constant object each, in `runners/`.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/script.h"

namespace pglint::migration {

struct Head;    // comment.h
struct Marker;  // comment.h
struct Runner;

/// What the name of a file says to a runner.
struct FileName {
  std::string directory;  ///< the folder that holds all migrations, absolute
  std::size_t phase = 0;  ///< all files of a phase run before those of the next
  std::string order;      ///< within its phase; compares by bytes as the runner orders its files
  Direction direction = Direction::up;
  std::string listed_as;       ///< the file's name in the runner's list, where it keeps one
  std::size_t position = 0;    ///< in that list, within its phase; filled in by `Recogniser`
  std::string no_transaction;  ///< what in the name turns the transaction off; empty where nothing
  std::string reason;  ///< why the runner leaves the file out, where `direction` is `unused`
};

/// What is known about one file before its text is read.
struct FileFacts {
  const Runner* runner = nullptr;  ///< never null once `recognise` filled it
  std::string why;                 ///< how the runner was recognised: "`-- +goose Up` on line 1"
  FileName name;
  /// What stands beside the file and turns the runner's transaction off; empty where nothing does.
  std::string no_transaction;
};

/// A setting in a small file beside a migration that turns off its transaction.
struct SettingFile {
  std::string_view name;   ///< `metadata.toml`, or with `*` for the migration's own name
  std::string_view key;    ///< `run_in_transaction`
  std::string_view value;  ///< `false`
};

/// What is known about a runner; the texts are rows of `docs/migrations.md`.
struct Runner {
  std::string_view name;          ///< what `--migration-tool` takes
  std::string_view title;         ///< what its makers call it
  std::string_view files;         ///< which files are its own, and in which order they run
  std::string_view markers;       ///< what it reads in comments
  std::string_view transactions;  ///< what runs in one, and what turns that off

  /// The comment that only this runner's files have. May be null.
  std::optional<Marker> (*find_marker)(const Head& head) = nullptr;

  /// Files whose presence tells the runner, relative to the folder of all migrations.
  std::array<std::string_view, 3> sidecars = {};

  /// What an absolute path says; nothing for a name that the runner does not give. Null where any
  /// file may be one.
  std::optional<FileName> (*read_name)(std::string_view path) = nullptr;

  /// Whether a name that `read_name` takes is like no other runner's.
  bool known_by_name = false;

  /// Folders below that of all migrations that hold files, too; `*` for each folder there. Empty
  /// where all files lie side by side.
  std::array<std::string_view, 3> folders = {};

  /// The file that lists the migrations, relative to their folder, and its entries in order.
  std::string_view list_file = {};
  std::vector<std::string> (*read_list)(std::string_view content) = nullptr;

  SettingFile no_transaction = {};

  /// Never null.
  Script (*read)(std::string_view text, const FileFacts& facts) = nullptr;
};

/// Every runner, `psql` first; where a file fits several, an earlier one wins.
[[nodiscard]] std::span<const Runner* const> all_runners();

/// SQL that no migration tool was recognised for: files as psql runs them.
[[nodiscard]] const Runner& psql_runner();

/// What is known about a file that nothing is known about.
[[nodiscard]] FileFacts psql_facts();

/// The runner called `name`, or null.
[[nodiscard]] const Runner* find_runner(std::string_view name);

/// `text` of a file that `facts` are about, as its runner reads it.
[[nodiscard]] Script read_script(std::string_view text, const FileFacts& facts);

}  // namespace pglint::migration
