// What the keys of `pglint.toml` and the flags of the same names come to, as values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/flag/report_options.h"
#include "migration/runner.h"
#include "parse/source/placeholder.h"
#include "parse/source/readable.h"
#include "rule/rule.h"
#include "rule/settings.h"

namespace pglint::cli {

/// A value for every key: the one that was set, else what counts by default.
struct KeyValues {
  std::vector<std::string> presets;  ///< names that there are
  RuleSelection selection;           ///< as written; presets are not in it
  std::optional<Confidence> min_confidence;
  int pg_version = newest_pg_version;
  parse::PlaceholderSetting placeholders;
  bool lint_down = false;
  const migration::Runner* runner = nullptr;  ///< of all files; null: each is looked at
  bool all_files = false;
  std::size_t max_file_bytes = parse::max_readable_bytes;
  std::vector<std::string> exclude;
  std::vector<std::string> context;
  bool no_context = false;
  bool honor_other_linters = false;
  std::optional<std::string> baseline;
  std::optional<std::string> start_after;
  std::optional<Severity> min_severity;                 ///< nothing: what suits the format
  std::optional<Severity> fail_on = Severity::warning;  ///< nothing: never
  std::vector<ReportRequest> reports;
  std::optional<std::size_t> most_per_rule;  ///< nothing: what suits; 0: all
  bool quiet = false;
  ColorWhen color = ColorWhen::automatic;
  std::optional<std::size_t> jobs;  ///< nothing: as many as pay
};

}  // namespace pglint::cli
