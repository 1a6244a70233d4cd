// What a check of the whole schema may ask, and how it reports.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/place.h"

#include "engine/finding.h"
#include "engine/rule.h"
#include "engine/settings.h"

namespace pglint {

/// What a check of the schema says; as `Report`, but about a place that may be in any file.
struct SchemaReport {
  catalog::Place at;
  std::string name = {};  ///< of the object there, for places that are searched by name
  std::string message;
  std::string object = {};
  std::optional<Severity> severity = {};
  Confidence confidence = Confidence::high;
};

/// A finding whose range waits for the text of its file.
struct SchemaFinding {
  const Rule* rule = nullptr;
  SchemaReport report;
};

/// Given to each rule's check of the schema, once the last file was read.
class SchemaContext {
 public:
  SchemaContext(const Settings& settings, const catalog::Catalog& catalog)
      : settings_(settings), catalog_(catalog) {}

  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }

  /// Major version of the server that the SQL is for.
  [[nodiscard]] int pg_version() const { return settings_.pg_version; }

  void report(SchemaReport report);

  /// For the engine: whose check is called next.
  void enter_rule(const Rule& rule) { rule_ = &rule; }

  /// For the engine: what was reported.
  [[nodiscard]] std::vector<SchemaFinding> take_findings() { return std::move(findings_); }

 private:
  const Settings& settings_;
  const catalog::Catalog& catalog_;
  const Rule* rule_ = nullptr;
  std::vector<SchemaFinding> findings_;
};

/// The finding with its range in `content`, the file that it is about as it was written.
[[nodiscard]] Finding located(SchemaFinding finding, std::string_view content);

}  // namespace pglint
