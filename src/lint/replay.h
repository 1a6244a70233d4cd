// Follows the schema from file to file: decides what waits for it, and at the end asks the rules
// about the whole.
#pragma once

#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "lint/linted_file.h"
#include "rule/finding.h"
#include "rule/schema_context.h"
#include "rule/settings.h"

namespace pglint {

/// One for each run.
class Replay {
 public:
  /// `settings` must outlive the replay.
  explicit Replay(const Settings& settings) : settings_(settings) {}

  /// Takes the steps of `file`, the next one, and adds what was decided to its findings.
  void follow(LintedFile& file);

  /// True if a rule has something to ask about the schema at the end.
  [[nodiscard]] bool asks_at_end() const;

  /// The schema as it is now.
  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }

  /// Hands the schema out; nothing can be asked afterwards.
  [[nodiscard]] catalog::Catalog take_catalog() { return std::move(catalog_); }

  /// To be called after the last file, before the schema is asked about.
  void end_run() { catalog_.end_run(); }

  /// What the rules say of the schema as it is now.
  [[nodiscard]] std::vector<SchemaFinding> finish() const;

 private:
  void decide(Question question, std::vector<Finding>& findings) const;

  const Settings& settings_;
  catalog::Catalog catalog_;
  std::set<std::string_view> runners_;  ///< names of those of all files
};

}  // namespace pglint
