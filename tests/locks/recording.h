// What a PostgreSQL server does with the examples of the table of locks.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "locks/lock_table.h"

namespace pglint::locks::tests {

/// The strongest lock on each relation.
using Modes = std::map<std::string, Mode>;

/// What became of one example. Relations that the example makes are left out.
struct Recording {
  std::string given_error;  ///< empty: no error
  std::string error;
  /// Of the attempt in a transaction block, or outside of one, that the row says fails.
  std::string other_error;
  std::string waiting_error;
  std::optional<Mode> wanted;  ///< what it waits for while another session has locked the table
  std::set<std::string> relations;             ///< that were there before
  std::map<std::string, std::string> indexes;  ///< and their tables
  Modes table_modes;                           ///< of views, too
  Modes index_modes;
  std::set<Work> work;            ///< that tables with rows were subject to
  std::set<std::string> emptied;  ///< tables that got a new file without rows
};

/// Runs the examples of all rows on a server of this major version, in one session; a row without
/// an example, or whose range is below the version, has an empty recording. Nothing if
/// tools/setup did not get that server.
[[nodiscard]] std::optional<std::vector<Recording>> record_examples(int version);

/// The lock that is watched for if the row's statement runs outside of a block, where its locks are
/// gone when it ends; null if there is none.
[[nodiscard]] const LockOn* watched_lock(const LockRow& row);

/// Whether a server of this version has to refuse the example.
[[nodiscard]] bool is_too_new(const LockRow& row, int version);

}  // namespace pglint::locks::tests
