// Settings of a run: filled by `cli` from flags and files, read by the engine.
#pragma once

#include <cstddef>
#include <cstdint>
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

/// What is deployed together, so that a table that it makes is new in all of it.
enum class NewWithin : std::uint8_t {
  release,  ///< a migration, or the files of a folder that no tool or number puts in a row
  file,
  folder,
  run,
};

/// What a rule's fixes are, whatever the rule says.
enum class FixPolicy : std::uint8_t { safe, unsafe, never };

struct Settings {
  /// Enabled rules, sorted as in `all_rules()`.
  std::vector<const Rule*> rules;
  /// Collect what queries use even if no enabled rule needs it.
  bool collect_evidence = false;
  /// Collect what statements lock, whatever rules are enabled.
  bool collects_locks = false;
  /// Major version of the server that the SQL is for.
  int pg_version = newest_pg_version;
  /// Replacement of template placeholders before SQL is parsed.
  parse::PlaceholderSetting placeholders;
  /// Findings below this limit are not shown. Each report has its own limit for severities.
  Confidence min_confidence = Confidence::medium;
  /// Also lint down migrations, which are otherwise only parsed.
  bool lint_down = false;
  /// Also report how migrations run that the default branch of git has already.
  bool shows_applied = false;
  NewWithin new_within = NewWithin::release;
  /// Larger files are not read. The default is the parser's limit and the maximum.
  std::size_t max_file_bytes = parse::max_readable_bytes;
  /// Bytes of text kept in memory until the end of the run. Files beyond that are read again if the
  /// schema checks have findings in them.
  std::size_t max_kept_bytes = std::size_t{64} * 1024 * 1024;
  /// Also honor suppression comments of other linters for which pglint has an equivalent rule.
  bool honor_other_linters = false;
  /// Configured values of rules' options, by `rule-id.option`; see `set_option`.
  std::map<std::string, std::string, std::less<>> options = {};
  /// Configured severities: all findings of the rule get this one.
  std::map<const Rule*, Severity> severities = {};
  /// Configured kinds of fixes: all fixes of the rule are of this one, or none are offered.
  std::map<const Rule*, FixPolicy> fixes = {};

  /// The configured value of an option that `rule` declares, or its default.
  [[nodiscard]] std::string_view option(const Rule& rule, std::string_view name) const;
};

/// True if what queries use is collected, for a rule or because of the settings.
[[nodiscard]] bool collects_evidence(const Settings& settings);

/// Settings for context files, read only for their effect on the schema: only text that cannot be
/// read is reported; evidence is still collected.
[[nodiscard]] Settings settings_for_context(Settings settings);

/// Settings for schema checks if files have different settings: the first, with the rules of all
/// and the lowest limits. `each` must not be empty.
[[nodiscard]] Settings settings_for_run(std::span<const Settings> each);

/// An option of a rule and its value.
struct OptionValue {
  std::string rule;
  std::string option;
  std::string value;
};

/// The rule with this id. Error if there is none, with the nearest id.
[[nodiscard]] Result<const Rule*> rule_called(std::string_view id);

/// An error if the rule does not have this option (with the nearest name) or the value is not of
/// its kind. Every rule has the options `severity` and `fix`.
[[nodiscard]] std::optional<Error> find_option_fault(const Rule& rule, std::string_view option,
                                                     const std::string& value);

/// Sets an option of a rule, its `severity` or its `fix`. Ignores `off`, which the rule selection
/// applies. Errors as in `rule_called` and `find_option_fault`.
[[nodiscard]] std::optional<Error> set_option(const OptionValue& wanted, Settings& settings);

/// Why an option of this kind rejects `value`, as the end of a sentence (`is not a whole number`),
/// or empty.
[[nodiscard]] std::string find_fault(OptionKind kind, const std::string& value);

/// The rules that `names` match: ids, groups, globs, `all` and `default`; sorted as in
/// `all_rules()`. Error if a name matches no rule.
[[nodiscard]] Result<std::vector<const Rule*>> rules_called(std::span<const std::string> names);

/// The rules to run: those in `select` (if empty, those on by default) that are not in `ignore`.
/// Names are rule ids, groups, `all`, `default`, or globs over ids (`*-type`). Built-in rules that
/// are on by default run unless they are in `ignore`.
struct RuleSelection {
  std::vector<std::string> select;
  std::vector<std::string> ignore;
};
/// The selected rules, sorted as in `all_rules()`. Error if a name matches no rule.
[[nodiscard]] Result<std::vector<const Rule*>> select_rules(const RuleSelection& selection);

/// The rule id or group nearest to `name`, for "did you mean"; empty if none is near.
[[nodiscard]] std::string_view nearest_rule_name(std::string_view name);

}  // namespace pglint
