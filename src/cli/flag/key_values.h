// The parsed values of the keys of `pglint.toml` and of the flags of the same names.
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

/// A value for every key, set or default.
struct KeyValues {
  std::vector<std::string> presets;  ///< names of existing presets
  RuleSelection selection;           ///< as written, without presets
  std::optional<Confidence> min_confidence;
  int pg_version = newest_pg_version;
  parse::PlaceholderSetting placeholders;
  bool lint_down = false;
  const migration::Runner* runner = nullptr;  ///< for all files; null: detected per file
  bool all_files = false;
  bool no_gitignore = false;
  std::size_t max_file_bytes = parse::max_readable_bytes;
  std::vector<std::string> exclude;
  std::vector<std::string> context;
  bool no_context = false;
  bool honor_other_linters = false;
  bool shows_applied = false;
  NewWithin new_within = NewWithin::release;
  std::optional<std::string> base;  ///< a revision of git
  std::optional<std::string> baseline;
  std::optional<std::string> start_after;
  std::optional<Severity> min_severity;                 ///< nothing: the default of the format
  std::optional<Severity> fail_on = Severity::warning;  ///< nothing: never
  std::vector<ReportRequest> reports;
  std::optional<std::size_t> most_per_rule;  ///< nothing: chosen by size; 0: all
  bool quiet = false;
  ColorWhen color = ColorWhen::automatic;
  std::optional<std::size_t> jobs;  ///< nothing: by cores and amount of SQL
};

}  // namespace pglint::cli
