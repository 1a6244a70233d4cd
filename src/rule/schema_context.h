// What a check of the whole schema may ask, and how it reports.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "design/schema.h"
#include "rule/finding.h"
#include "rule/rule.h"
#include "rule/schema_check.h"
#include "rule/schema_report.h"

namespace pglint {

struct Settings;

/// When reports have one cause, such as a convention of the whole schema, and what is said then.
struct OneCause {
  std::size_t least = 0;  ///< from so many reports on
  /// Says of the first one that it stands for `others` more; ends up as its message.
  std::function<std::string(const SchemaReport& first, std::size_t others)> message;
};

/// A finding whose range waits for the text of its file.
struct SchemaFinding {
  Finding finding;  ///< without ranges, and without the hash of its statement
  catalog::Place at;
  std::string name = {};  ///< of the object there, for places that are searched by name
  std::vector<RelatedPlace> related = {};
};

/// Given to each rule's check of the schema, once the last file was read.
class SchemaContext {
 public:
  /// All must outlive the context.
  SchemaContext(const Settings& settings, const catalog::Catalog& catalog,
                const std::set<std::string_view>& runners)
      : settings_(settings), catalog_(catalog), runners_(runners) {}

  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }

  /// The schema as its design is judged; made when the first rule asks.
  [[nodiscard]] const design::Schema& design();

  /// The names of the migration tools that were recognised for the run's files.
  [[nodiscard]] const std::set<std::string_view>& runners() const { return runners_; }

  /// Major version of the server that the SQL is for.
  [[nodiscard]] int pg_version() const;

  /// The value of an option that the rule declares.
  [[nodiscard]] std::string_view option(std::string_view name) const;

  /// The same of an option that is a number.
  [[nodiscard]] std::ptrdiff_t number(std::string_view option) const;

  /// Whether a comment in the catalog accepts what the rule says of it. `report` asks this itself;
  /// it is for rules that count before they report.
  [[nodiscard]] bool is_accepted(const Subject& subject) const;

  /// Drops what a comment in the catalog accepts (see `design/accepted.h`). A report without a
  /// severity of its own has the rule's where it is sure, else info.
  void report(SchemaReport report);

  /// Reports each, or, where as many are left as have one cause, the one that is read first with
  /// the next few as related places.
  void report_once(std::vector<SchemaReport> reports, const OneCause& cause);

  /// For the engine: whose check is called next.
  void enter_rule(const Rule& rule) { rule_ = &rule; }

  /// For the engine: what was reported.
  [[nodiscard]] std::vector<SchemaFinding> take_findings() { return std::move(findings_); }

 private:
  const Settings& settings_;
  const catalog::Catalog& catalog_;
  const std::set<std::string_view>& runners_;
  [[nodiscard]] bool is_within_limits(const SchemaReport& report) const;
  Finding& keep(SchemaReport report);

  std::optional<design::Schema> design_;
  const Rule* rule_ = nullptr;
  std::vector<SchemaFinding> findings_;
};

/// The finding with its range, which `places` finds in the file that it is about.
[[nodiscard]] Finding located(SchemaFinding found, catalog::PlaceFinder& places);

}  // namespace pglint
