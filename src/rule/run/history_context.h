// The interface of the engine to checks of the migrations of a run: their files, not what is in
// them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/place.h"

#include "migration/runner.h"
#include "rule/rule.h"
#include "rule/schema_context.h"

namespace pglint {

struct Settings;

/// An up migration of a recognized tool. Most files are one; Liquibase has several in a file.
struct Migration {
  std::string path;  ///< of its file, as given
  const migration::Runner* runner = nullptr;
  std::string directory;    ///< that holds all migrations
  std::string version;      ///< as of `migration::FileName`
  std::string id;           ///< Liquibase's `author:id`; else empty
  bool is_context = false;  ///< not linted: reports about it are lost
  catalog::Place place;     ///< of its first statement
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

  /// Reports at the first statement of the migration.
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
