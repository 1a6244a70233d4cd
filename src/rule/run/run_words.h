// Words that the messages of checks of what runs share. They state no lock: the table of locks
// does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"

namespace pglint {

/// Whether another session can wait for the table that the operation names, and what it does takes
/// time: the table was there before this release, or has rows.
[[nodiscard]] bool is_felt(const OperationContext& context);

/// Info for a table that this release made and filled; nothing for others: the rule's.
[[nodiscard]] std::optional<Severity> severity_here(const OperationContext& context);

/// Whether a later statement of the file makes a relation of this name, by CREATE or by RENAME.
[[nodiscard]] bool is_made_later(const RunContext& context, const catalog::Name& name);
/// The same, before the transaction of the statement ends.
[[nodiscard]] bool is_made_in_transaction(const RunContext& context, const catalog::Name& name);

/// Whether the index, or the relation, is certainly not there: the run shows everything that was
/// made, or the file made it, and it is gone.
[[nodiscard]] bool is_index_gone(const RunContext& context, const catalog::Name& name);
[[nodiscard]] bool is_relation_gone(const RunContext& context, const catalog::Name& name);
/// As the latter, but only if the file made it, and it is gone.
[[nodiscard]] bool is_gone_in_file(const RunContext& context, const catalog::Name& name);

/// Whether a later statement of the transaction drops or empties the table, or drops a column of
/// it: it keeps everybody out, whatever comes first.
[[nodiscard]] bool is_closed_later(const RunContext& context, const catalog::Name& table);

/// Whether something else follows in the transaction of the statement, apart from COMMIT.
[[nodiscard]] bool is_followed_in_transaction(const RunContext& context);

/// Whether the release that the statement belongs to made what `made` made.
[[nodiscard]] bool is_of_release(const RunContext& context, const catalog::Place& made);

/// Whether this release made the column that the operation names.
[[nodiscard]] bool is_new_column(const OperationContext& context);

/// `reads and writes of`, `writes to`: what waits for a lock of this mode.
[[nodiscard]] std::string_view waiting(locks::Mode mode);

/// `an ACCESS EXCLUSIVE lock`.
[[nodiscard]] std::string lock_of(locks::Mode mode);

/// `takes an ACCESS EXCLUSIVE lock`, for the strongest lock on the table that the operation names.
[[nodiscard]] std::string takes(const OperationContext& context);

/// `are blocked`, or `may be blocked` where facts are unknown.
[[nodiscard]] std::string_view wait(const OperationContext& context);

/// Where a statement of this file runs outside of a transaction: `outside a transaction`,
/// `alone in its file`.
[[nodiscard]] std::string_view outside_of_transaction(const RunContext& context);

/// The lock on the table by which an earlier statement of the transaction blocks reads, or null.
[[nodiscard]] const locks::HeldLock* held_against_reads(const OperationContext& context);
/// The same for another table, whose name is as the schema knows it.
[[nodiscard]] const locks::HeldLock* held_against_reads(const RunContext& context,
                                                        const catalog::Name& table);

/// `ADD COLUMN` for `ALTER TABLE … ADD COLUMN`, as the table of locks shows it.
[[nodiscard]] std::string_view without_alter_table(std::string_view shown);

/// `an earlier ADD COLUMN holds ACCESS EXCLUSIVE`.
[[nodiscard]] std::string earlier_holds(const locks::HeldLock& held);

/// The place that took the lock; empty for null.
[[nodiscard]] std::vector<RelatedPlace> place_of(const locks::HeldLock* held);

/// The earlier statement of the transaction whose lock blocks reads of the table, too; empty if
/// there is none.
[[nodiscard]] std::vector<RelatedPlace> held_before(const OperationContext& context);

}  // namespace pglint
