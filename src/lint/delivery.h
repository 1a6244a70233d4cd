// What becomes of linted files: the schema that they make, and their findings in order.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "lint/habits.h"
#include "lint/linter.h"
#include "lint/prisma/prisma_histories.h"
#include "lint/replay_queue.h"
#include "lint/run.h"
#include "lint/written_names.h"
#include "locks/record.h"

namespace pglint {

/// For each database, whether its files are in no sure order: some are of no migration tool.
[[nodiscard]] std::vector<bool> databases_in_no_order(const std::vector<SourceFile>& files);

/// Delivers linted files in order: immediately, or after the last file if a rule needs the whole
/// schema, or if files may have to wait for later ones.
class Delivery {
 public:
  Delivery(std::span<const Settings> each, const std::vector<SourceFile>& files,
           const std::function<void(FileResult&&)>& deliver, const IsOld& is_old);
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  /// The settings of the run as a whole.
  [[nodiscard]] const Settings& run() const { return run_; }

  void add(LintedFile&& file);

  void finish();

  /// By the numbers of their databases.
  [[nodiscard]] std::vector<catalog::Catalog> take_catalogs();

  /// Database by database.
  [[nodiscard]] std::vector<locks::Record> take_locks();

  /// Of all databases.
  [[nodiscard]] ReplayedFiles replayed() const;

  [[nodiscard]] ContextOutcome take_context_outcome() { return std::move(context_); }

 private:
  void follow(LintedFile&& file);

  /// Prisma schemas last: their migrations say more about their tables.
  void replay_all();

  /// Replays the files of each Prisma schema together: phase by phase, because each may refer to
  /// tables of the others.
  void replay_prisma();

  [[nodiscard]] std::optional<PrismaMigrations> migrations_of(std::size_t database) const;

  /// Adds what the rules about Prisma find in the schema of a database, and drops what is found in
  /// its migrations: their own database has it.
  void settle_schema(std::size_t database, std::vector<SchemaFinding>& found,
                     std::vector<LastingFinding>& lasting);

  void replay_phase(LintedFile& file, std::vector<Step>& steps, std::size_t phase);

  void hand_over_without_twins();

  /// A file whose changes are in the schema.
  void take(LintedFile&& file);

  using FindingsByFile = std::vector<std::vector<SchemaFinding>>;  ///< by number of the file

  /// Of the file with this number; empty for context.
  [[nodiscard]] std::string_view folder_of(std::size_t number) const;

  /// See `take_habits`: by what decides about the severity. What a user asks about, or git does not
  /// know yet, is reported where it is, and so is what a comment turns off.
  [[nodiscard]] std::optional<Habit> group_of(const LastingFinding& found) const;

  /// Splits the summaries with members that are not reported where they are.
  void split_summaries(const std::vector<SchemaFinding>& found) const;

  void sort_by_file(std::vector<SchemaFinding> found, FindingsByFile& by_file) const;

  /// Splits the summaries with members that are old, or, of statements of one kind, suppressed.
  void split_summaries_by_members(const FindingsByFile& findings);
  [[nodiscard]] bool splits(const LintedFile& file, const SchemaFinding& found,
                            catalog::PlaceFinder& places) const;

  /// Context leaves gaps among the files that wait.
  void add_context(LintedFile&& file);

  void hand_over(LintedFile&& file);

  /// Adds the findings about the schema, and reads the text again if it was dropped and is needed.
  void complete(LintedFile& file, std::vector<SchemaFinding> findings) const;

  [[nodiscard]] std::optional<Error> read_again(LintedFile& file) const;

  std::span<const Settings> each_;
  Settings run_;
  const std::function<void(FileResult&&)>& deliver_;
  const IsOld& is_old_;                             ///< may be empty
  std::vector<std::optional<LintedFile>> waiting_;  ///< by file number; nothing for context
  PrismaHistories histories_;
  /// Of each Prisma schema, by the number of its database, if they are known.
  std::map<std::size_t, std::optional<PrismaMigrations>> migrations_;
  std::deque<ReplayQueue> queues_;                         ///< by the numbers of their databases
  std::map<std::size_t, std::vector<LintedFile>> prisma_;  ///< by the numbers of their databases
  std::vector<std::size_t> prisma_order_;                  ///< numbers of replayed schema files
  bool waits_ = false;
  std::size_t kept_ = 0;
  WrittenNames names_;
  ContextOutcome context_;
};

}  // namespace pglint
