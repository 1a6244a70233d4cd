// The interface of the engine to checks of Prisma schemas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "psl/schema.h"
#include "rule/finding.h"
#include "rule/report.h"
#include "rule/rule.h"

namespace pglint {

struct Settings;

/// The migrations of a Prisma schema, replayed.
struct PrismaMigrations {
  const catalog::Catalog* made = nullptr;  ///< what they make; never null
  std::set<std::size_t> files = {};        ///< their numbers in the run
  /// Statements that drop a constraint: its name, and the migration that has the last of them.
  std::map<std::string, std::string, std::less<>> dropped_constraints = {};
  /// Names that PostgreSQL cut to 63 bytes, and the migration that has the last of them.
  std::map<std::string, std::string, std::less<>> cut_names = {};
  /// Names of constraints and indexes that a condition decides to rename or drop.
  std::set<std::string, std::less<>> uncertain_names = {};
};

/// What is known about a Prisma schema.
struct PrismaFacts {
  const psl::Schema* schema = nullptr;         ///< never null
  const catalog::Catalog* declared = nullptr;  ///< what it makes; never null
  /// Null if there are none, or some statement of them could not be read.
  const PrismaMigrations* migrations = nullptr;
};

/// For one file of a schema. Each file gets all checks, and reports about the others are dropped.
class PrismaContext {
 public:
  /// For file number `file` of the schema, which has this `content`. All must outlive the context.
  PrismaContext(const Settings& settings, const PrismaFacts& facts, std::size_t file,
                std::string_view content)
      : settings_(settings), facts_(facts), file_(file), content_(content) {}

  [[nodiscard]] const psl::Schema& schema() const { return *facts_.schema; }

  /// The schema as tables of the database.
  [[nodiscard]] const catalog::Catalog& declared() const { return *facts_.declared; }

  /// Null if they are not known in full.
  [[nodiscard]] const PrismaMigrations* migrations() const { return facts_.migrations; }

  /// The table of `model` as migrations made it; null if they are not known in full or make none.
  [[nodiscard]] const catalog::Relation* migrated(const psl::Model& model) const;

  /// As `Context::report`; ranges are bytes of file number `file` of the schema. Dropped if the
  /// documentation of the field or block there accepts it (`/// pglint:accept RULE`).
  void report(std::size_t file, Report report);

  /// Reports what Prisma refuses, as far as it is of this kind.
  void report_refusals(psl::RefusalKind kind);

  /// For the engine: set the rule whose check is called next.
  void enter_rule(const Rule& rule) { rule_ = &rule; }

  /// For the engine: moves out all findings.
  [[nodiscard]] std::vector<Finding> take_findings() { return std::move(findings_); }

 private:
  [[nodiscard]] bool is_accepted(std::size_t offset) const;

  /// As `identify_by_line`, but reads a line with many findings once.
  void identify(Finding& finding);

  const Settings& settings_;
  const PrismaFacts& facts_;
  std::size_t file_;
  std::string_view content_;
  std::vector<Finding> findings_;
  const Rule* rule_ = nullptr;
  std::optional<text::Range> last_line_;
  std::uint64_t last_hash_ = 0;  ///< of that line
};

/// The name of a model's table in the database.
[[nodiscard]] catalog::Name table_of(const psl::Model& model);

/// The name of the table of a many-to-many relation.
[[nodiscard]] catalog::Name table_of(const psl::Relation& relation, const psl::Schema& schema);

/// Whether no line of the schema was left out.
[[nodiscard]] bool is_read_in_full(const psl::Schema& schema);

/// Gives `finding`, which is in a Prisma schema with this `content`, the hash of its line: a change
/// of another field leaves it known.
void identify_by_line(Finding& finding, std::string_view content);

}  // namespace pglint
