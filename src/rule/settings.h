// What a run is asked to do, free of flags and files: filled by `cli`, read by the engine.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/placeholder.h"
#include "parse/source/readable.h"
#include "rule/rule.h"
#include "text/result.h"

namespace pglint {

inline constexpr int newest_pg_version = 18;
inline constexpr int oldest_pg_version = 10;

struct Settings {
  /// Rules that run, sorted as in `all_rules()`.
  std::vector<const Rule*> rules;
  /// Collect what queries use, whether or not a rule wants it.
  bool collect_evidence = false;
  /// Major version of the server that the SQL is for.
  int pg_version = newest_pg_version;
  /// Which marks of templates are replaced before SQL is parsed, and when.
  parse::PlaceholderSetting placeholders;
  /// Findings below are dropped.
  Severity min_severity = Severity::info;
  Confidence min_confidence = Confidence::medium;
  /// Lint what takes migrations back, too; else it is only parsed.
  bool lint_down = false;
  /// Larger files are not read; at most, and by default, what the parser can take.
  std::size_t max_file_bytes = parse::max_readable_bytes;
  /// Text that is kept in memory until the schema is known; files beyond are read once more where
  /// they have findings.
  std::size_t max_kept_bytes = std::size_t{64} * 1024 * 1024;
  /// Read comments that turn findings of other linters off, as far as pglint has such rules.
  bool honor_other_linters = false;
  /// Values of rules' options that somebody set, by `rule-id.option`; see `set_option`.
  std::map<std::string, std::string, std::less<>> options = {};
  /// Severities that somebody set, by rule: all findings of the rule get it.
  std::map<const Rule*, Severity> severities = {};

  /// The value of an option that `rule` declares: the one that was set, else its default.
  [[nodiscard]] std::string_view option(const Rule& rule, std::string_view name) const;
};

/// What decides whether a finding is shown.
struct Weight {
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::high;
};
/// True where it is not below the limits that `settings` have.
[[nodiscard]] bool is_within_limits(Weight weight, const Settings& settings);

/// Whether what queries use is collected: a rule wants it, or the settings say so.
[[nodiscard]] bool collects_evidence(const Settings& settings);

/// What `settings` ask of files that are there for what they do to the schema: nothing but what of
/// them cannot be read. What is collected for the sake of the catalog has to stay.
[[nodiscard]] Settings settings_for_context(Settings settings);

/// What a run asks of the schema, where files may have settings of their own: the first settings,
/// with the rules of all. `each` is not empty.
[[nodiscard]] Settings settings_for_run(std::span<const Settings> each);

/// An option of a rule and what it is set to.
struct OptionValue {
  std::string rule;
  std::string option;
  std::string value;
};

/// The rule of that id. Error: there is none, with the nearest that exists.
[[nodiscard]] Result<const Rule*> rule_called(std::string_view id);

/// What is wrong with an option of the rule, or with its value, if anything: there is no such
/// option, with the nearest that exists, or it takes another kind of value. Every rule has
/// `severity`.
[[nodiscard]] std::optional<Error> find_option_fault(const Rule& rule, std::string_view option,
                                                     const std::string& value);

/// Sets an option, or the `severity` that every rule has (`off` is for the selection). Error: no
/// such rule or option, with the nearest that exists, or a value of another kind.
[[nodiscard]] std::optional<Error> set_option(const OptionValue& wanted, Settings& settings);

/// What is wrong with `value` for an option of this kind, if anything: `is no number`.
[[nodiscard]] std::string find_fault(OptionKind kind, const std::string& value);

/// Which rules run: those that are on by default, or those that `select` names where it is not
/// empty, less those that `ignore` names. Names are rule ids, groups, `all`, or globs over ids
/// (`*-type`). Built-in rules that are on by default
/// always run unless they are ignored. Error: a name that fits no
/// rule, with the nearest rule that exists.
struct RuleSelection {
  std::vector<std::string> select;
  std::vector<std::string> ignore;
};
[[nodiscard]] Result<std::vector<const Rule*>> select_rules(const RuleSelection& selection);

/// The known rule id or group that is nearest to `name`, for "did you mean"; empty if none is near.
[[nodiscard]] std::string_view nearest_rule_name(std::string_view name);

}  // namespace pglint
