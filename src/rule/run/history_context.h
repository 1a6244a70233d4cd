// The interface of the engine to checks of the migrations of a run: their files, not what is in
// them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/place.h"

#include "migration/runner.h"
#include "rule/rule.h"
#include "rule/run/file_change.h"
#include "rule/schema/schema_context.h"

namespace pglint {

struct Settings;

/// The part of a migration that takes it back, in its file or in one of its own.
enum class DownMigration : std::uint8_t { none, empty, present };

/// Something with a name that a migration makes.
struct MadeByMigration {
  std::string kind;  ///< as messages say it: `index`
  std::string name;
  std::string table = {};  ///< that it belongs to, if any
};

/// An up migration of a recognized tool. Most files are one; Liquibase has several in a file.
struct Migration {
  std::string path;  ///< of its file, as given
  const migration::Runner* runner = nullptr;
  std::string directory;                  ///< that holds all migrations
  std::string version;                    ///< as of `migration::FileName`
  std::size_t phase = 0;                  ///< as of `migration::FileName`
  std::string id;                         ///< Liquibase's `author:id`; else empty
  bool is_context = false;                ///< not linted: reports about it are lost
  std::optional<FileChange> change = {};  ///< as of `SourceFile`
  bool is_edited = false;                 ///< the change replaces or drops statements of it
  catalog::Place place;                   ///< of its first statement, or the first edited one
  bool can_be_undone = false;             ///< a down migration could take back what its file does
  DownMigration down = DownMigration::none;
  bool has_down_files = false;  ///< the directory has files that take others back
  // Only if a rule wants it (`Rule::wants_down_words`).
  std::vector<std::string> down_words = {};  ///< of its down migration, sorted
  std::vector<MadeByMigration> made = {};
};

struct HistoryReport {
  std::string message;
  std::string help = {};                  ///< the fix here; empty: the rule's help
  std::optional<Severity> severity = {};  ///< none: the rule's
  Confidence confidence = Confidence::high;
};

/// Passed to each check of the migrations of a run, once, after the last file.
class HistoryContext {
 public:
  /// All must outlive the context. `migrations` are in the order of the run. `findings` gets the
  /// reports.
  HistoryContext(const Settings& settings, std::span<const Migration> migrations,
                 std::vector<SchemaFinding>& findings)
      : settings_(settings), migrations_(migrations), findings_(findings) {}

  [[nodiscard]] std::span<const Migration> migrations() const { return migrations_; }

  /// Reports at the place of the migration.
  void report(const Migration& at, HistoryReport report);

  /// For the engine: set the rule whose check is called next.
  void enter_rule(const Rule& rule) { rule_ = &rule; }

 private:
  const Settings& settings_;
  std::span<const Migration> migrations_;
  std::vector<SchemaFinding>& findings_;
  const Rule* rule_ = nullptr;
};

}  // namespace pglint
