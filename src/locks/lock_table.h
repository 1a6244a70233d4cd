// What each form of a statement locks, and what it does while it holds the locks. The only place
// that states a lock: rules, messages, docs/locks.md and `pglint locks` read it, and
// tests/locks/server_test.cpp compares every row with real servers.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "locks/form.h"
#include "locks/mode.h"

namespace pglint::locks {

/// What of a statement a lock is on.
enum class Target : std::uint8_t {
  none,
  table,              ///< the table that the statement names
  referenced,         ///< the tables that its foreign keys reference
  referencing,        ///< the tables whose foreign keys reference it
  parent,             ///< the partitioned table, or the parent of INHERIT
  partitions,         ///< all partitions of the parent
  default_partition,  ///< the one for rows of no other
  partition,          ///< the one that the statement is about
  index,              ///< the index that it names
  indexes,            ///< all indexes of the table
  view,               ///< the view or materialized view
  sources,            ///< the relations that a query reads
  type_users,         ///< the tables that use the type, sequence or function
};

/// As messages and docs write it: `referenced table`.
[[nodiscard]] std::string_view name_of(Target target);

struct LockOn {
  Target target = Target::none;
  Mode mode = Mode::access_share;
};

/// What is done while the locks are held; the time of most grows with the rows.
enum class Work : std::uint8_t {
  none,
  scan,              ///< every row is checked
  foreign_key_scan,  ///< every row is looked up in the referenced table
  build,             ///< an index is built
  copy,              ///< the files are copied
  rewrite,           ///< the table and its indexes are rewritten
  rows,              ///< rows are written
  query,             ///< a query runs
};

/// As docs write it: `every row is checked`.
[[nodiscard]] std::string_view name_of(Work work);

/// Whether the statement runs inside of a transaction block.
enum class InBlock : std::uint8_t {
  allowed,
  refused,    ///< `cannot run inside a transaction block`
  needed,     ///< `can only be used in transaction blocks`
  no_effect,  ///< outside of one: a warning, and nothing happens
};

/// One form on a range of versions.
struct LockRow {
  Form form = Form::add_column;
  std::string_view shown;      ///< `ALTER TABLE … ALTER COLUMN … SET NOT NULL`
  std::string_view when = {};  ///< what sets it apart from like forms; empty: nothing
  std::array<LockOn, 4> locks = {};
  Work work = Work::none;
  InBlock in_block = InBlock::allowed;
  int since = oldest_version;  ///< major versions of the server, both inclusive
  int until = newest_version;
  std::string_view given = {};    ///< SQL that has to run before `probe`, after `probe_schema`
  std::string_view probe = {};    ///< an example; tests run it on servers
  std::string_view refused = {};  ///< the server's error, if the form always fails

  [[nodiscard]] constexpr bool is_of(int version) const {
    return since <= version && version <= until;
  }
  /// The lock on the target, if any.
  [[nodiscard]] constexpr const LockOn* find(Target target) const {
    for (const LockOn& lock : locks) {
      if (lock.target == target && target != Target::none) return &lock;
    }
    return nullptr;
  }

  static constexpr int oldest_version = 10;
  static constexpr int newest_version = 18;
};

/// All rows; those of a form side by side, in the order of their versions.
[[nodiscard]] std::span<const LockRow> lock_rows();

/// The row of `form` on servers of this major version; of the nearest version that has the form if
/// this one does not.
[[nodiscard]] const LockRow& row_of(Form form, int version);

/// The first major version that has the form.
[[nodiscard]] int first_version_of(Form form);

/// The name of the form in docs and JSON: `set-not-null`.
[[nodiscard]] std::string_view name_of(Form form);

/// The tables that the examples of the rows are about. Examples also use the tablespace `elsewhere`
/// and, since 12, the access method `heap2`, a copy of heap.
[[nodiscard]] std::string_view probe_schema();

}  // namespace pglint::locks
