// The interface of the engine to checks of the schema.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "design/name/older_names.h"
#include "design/schema.h"
#include "rule/finding.h"
#include "rule/rule.h"
#include "rule/schema/schema_check.h"
#include "rule/schema/schema_report.h"

namespace pglint {

struct Settings;

/// How to merge many reports with one cause, such as a convention of the schema, into one.
struct OneCause {
  std::size_t least = 0;  ///< merge this many reports or more
  /// Makes the message of the merged report, from its first report and the number of the others.
  std::function<std::string(const SchemaReport& first, std::size_t others)> message;
};

/// Several findings about single objects, its members, or the one that sums them up: either it is
/// shown or they are.
struct Summary {
  std::shared_ptr<Summary> whole = {};  ///< that it is a member of, if any
  bool is_split = false;                ///< its members are shown

  /// Shows the members, and those of `whole`.
  void split();
};

/// A finding whose range is mostly not known yet, because it needs the text of its file; see
/// `located`.
struct SchemaFinding {
  Finding finding;  ///< without ranges and statement hash
  catalog::Place at;
  std::string name = {};  ///< of the object, if its range is found by name
  std::vector<RelatedPlace> related = {};
  std::vector<design::Renamed> renamed = {};  ///< what the message names
  std::shared_ptr<Summary> member_of = {};    ///< null: of none
  std::shared_ptr<Summary> sums_up = {};      ///< null: it is about one object
  std::function<FindingText()> text = {};     ///< as of `SchemaReport`
  MakeFixes fixes = {};                       ///< as of `SchemaReport`
  bool has_ranges = false;                    ///< the finding is complete
  bool only_alone = false;                    ///< as of `OperationReport`

  [[nodiscard]] bool is_about_one() const { return sums_up == nullptr; }
  /// Whether it is reported, as far as summaries decide that.
  [[nodiscard]] bool is_told() const {
    return (member_of == nullptr || member_of->is_split) &&
           (sums_up == nullptr || !sums_up->is_split);
  }
};

/// Passed to each schema check, after the last file was read.
class SchemaContext {
 public:
  /// All must outlive the context.
  /// `runners` are the names of the migration tools that were recognized in the run's files.
  SchemaContext(const Settings& settings, const catalog::Catalog& catalog,
                const std::set<std::string_view>& runners)
      : settings_(settings), catalog_(catalog), runners_(runners) {}

  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }

  /// The model of the schema's design, built on first use.
  [[nodiscard]] const design::Schema& design();

  /// Major version of the server that the SQL is for.
  [[nodiscard]] int pg_version() const;

  /// The value of an option that the rule declares.
  [[nodiscard]] std::string_view option(std::string_view name) const;

  /// The value of an option of kind `number` that the rule declares.
  [[nodiscard]] std::ptrdiff_t number(std::string_view option) const;

  /// True if COMMENT ON the subject accepts the rule's findings (see `design/accepted.h`). `report`
  /// checks this; it is for rules that count before they report.
  [[nodiscard]] bool is_accepted(const Subject& subject) const;

  /// Reports unless the subject is accepted. Without a severity, the report gets the rule's if its
  /// confidence is high, else info. Of a report with members, the run shows either the report or
  /// its members; those that are accepted do not count.
  void report(SchemaReport report);

  /// Reports all that are not accepted. If `cause.least` or more of them are within the limits,
  /// one report at the first in reading order sums them up; its message names the next few, and
  /// those in its file are related places.
  void report_once(std::vector<SchemaReport> reports, const OneCause& cause);

  /// For the engine: set the rule whose check is called next.
  void enter_rule(const Rule& rule) { rule_ = &rule; }

  /// For the engine: moves out all findings.
  [[nodiscard]] std::vector<SchemaFinding> take_findings() { return std::move(findings_); }

 private:
  const Settings& settings_;
  const catalog::Catalog& catalog_;
  const std::set<std::string_view>& runners_;
  void keep(SchemaReport report, const std::shared_ptr<Summary>& whole = {});
  /// What of the relation, or null, had other names once.
  [[nodiscard]] const std::vector<design::Renamed>& renamed_of(const catalog::Relation* relation);

  std::optional<design::Schema> design_;
  const Rule* rule_ = nullptr;
  std::vector<SchemaFinding> findings_;
  std::unordered_map<const catalog::Relation*, std::vector<design::Renamed>> renamed_;
};

/// `objects`, as of findings, for a message: `` `orders`, `items` and 3 more ``.
[[nodiscard]] std::string objects_shown(const std::vector<std::string_view>& objects);

/// Completes the finding with its ranges, which `places` finds in its file, and its hash. If the
/// statement there has older names than the message, the message says them as well.
[[nodiscard]] Finding located(SchemaFinding found, catalog::PlaceFinder& places);

}  // namespace pglint
