// Turns plans into migrations that follow a history, or into a script for tools that pglint does
// not write for.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "lint/source_file.h"
#include "migration/new_migration.h"
#include "rule/fix/plan.h"

namespace pglint::fix {

/// The migrations that new ones follow: those of one tool and folder, or plain files of SQL.
struct History {
  SourceFile like;           ///< one of them; its text does not count
  std::string last_version;  ///< the greatest; empty if none has one
  bool in_pairs = false;     ///< as of `NewMigration`

  /// Whether pglint writes its files; else it makes a script.
  [[nodiscard]] bool is_writable() const;
};

/// Finds the histories of a run.
[[nodiscard]] std::vector<History> find_histories(std::span<const SourceFile> files);

/// The number of the history that `file` belongs to.
[[nodiscard]] std::size_t history_of(const SourceFile& file, std::span<const History> histories);

struct Naming {
  std::string name;  ///< as the user wants; empty: after the plans
  std::chrono::sys_seconds now;
};

/// The migrations for `plans`, in order: each statement that has to be outside of a transaction is
/// alone, and what has to wait for a commit is in the next one. The others begin with a short
/// `lock_timeout`. Statements that several plans have come once.
[[nodiscard]] std::vector<migration::NewMigration> migrations_of(std::span<const Plan* const> plans,
                                                                 const History& history,
                                                                 const Naming& naming);

/// Their files, with paths below the folder of all migrations.
[[nodiscard]] std::vector<migration::NewFile> files_of(
    std::span<const migration::NewMigration> migrations, const History& history);

/// The same as one script for psql.
[[nodiscard]] std::string script_of(std::span<const migration::NewMigration> migrations);

/// Such a file as a part of the run, in place of one on disk.
[[nodiscard]] SourceFile as_source(const migration::NewFile& file, const History& history);

}  // namespace pglint::fix
