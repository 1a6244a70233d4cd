#include "cli/flag/typed_key.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "config/glob.h"
#include "config/preset.h"
#include "rule/former_names.h"
#include "rule/settings.h"

namespace pglint::cli {
namespace {

using config::Key;
using config::KeyKind;
using config::Scope;

constexpr std::array<Choice<Severity>, 3> severities = {
    {{"info", Severity::info}, {"warning", Severity::warning}, {"error", Severity::error}}};
constexpr std::array<Choice<std::optional<Severity>>, 4> thresholds = {
    {{"info", Severity::info},
     {"warning", Severity::warning},
     {"error", Severity::error},
     {"never", std::nullopt}}};
constexpr std::array<Choice<NewWithin>, 3> scopes_of_new = {
    {{"file", NewWithin::file}, {"folder", NewWithin::folder}, {"run", NewWithin::run}}};
constexpr std::array<Choice<Confidence>, 3> confidences = {
    {{"low", Confidence::low}, {"medium", Confidence::medium}, {"high", Confidence::high}}};
constexpr std::array<Choice<ColorWhen>, 3> color_choices = {
    {{"auto", ColorWhen::automatic}, {"always", ColorWhen::always}, {"never", ColorWhen::never}}};

using Fault = std::optional<Error>;

/// Moves a parsed value to its target.
template <class T, class Target>
Fault take(Result<T> result, Target& target) {
  if (!result.ok()) return result.error();
  target = std::move(result).value();
  return std::nullopt;
}

/// Reads the last value.
template <auto Member, auto Parse>
Fault read(const WrittenList& written, KeyValues& values) {
  return take(Parse(Written{written.option, written.values.back()}), values.*Member);
}

template <auto Member, const auto& Choices>
Fault read_choice(const WrittenList& written, KeyValues& values) {
  return take(choose(Written{written.option, written.values.back()}, Choices), values.*Member);
}

/// Reads all values together.
template <auto Member, auto Parse>
Fault read_list(const WrittenList& written, KeyValues& values) {
  return take(Parse(written), values.*Member);
}

template <auto Member>
Fault read_flag(const WrittenList& written, KeyValues& values) {
  values.*Member = written.values.back() == "true";
  return std::nullopt;
}

std::vector<std::string> words_in(const WrittenList& written) {
  return {written.values.begin(), written.values.end()};
}

/// `select_rules` looks up the names, because a rule may be ignored anywhere.
template <auto Member>
Fault read_rules(const WrittenList& written, KeyValues& values) {
  if (Member == &RuleSelection::select && written.values.empty()) {
    return Error{
        fmt::format("`{}` needs a rule or group; `pglint rules` lists them", written.option)};
  }
  values.selection.*Member = words_in(written);
  return std::nullopt;
}

/// The preset for a word that other linters or earlier versions have; empty if there is none.
std::string_view meant_preset(std::string_view word) {
  constexpr std::array<std::string_view, 3> of_default = {"postgres", "postgresql", "recommended"};
  return std::ranges::count(of_default, word) > 0 ? "default" : present_name_of(word);
}

Result<std::vector<std::string>> parse_presets(const WrittenList& written) {
  const Words names = preset_words();
  for (const std::string& name : written.values) {
    if (config::find_preset(name) != nullptr) continue;
    return not_among({written.option, name}, names, meant_preset(name));
  }
  return words_in(written);
}

Result<std::vector<std::string>> parse_patterns(const WrittenList& written) {
  if (auto fault = config::find_pattern_fault(written.option, written.values)) return *fault;
  return words_in(written);
}

Result<std::vector<std::string>> parse_context(const WrittenList& written) {
  if (std::ranges::count(written.values, "-") == 0) return words_in(written);
  return Error{fmt::format("`{}` takes files and folders, not standard input", written.option)};
}

Result<std::string> parse_migration(const Written& written) {
  if (!written.value.empty()) return std::string(written.value);
  return Error{fmt::format("`{}` needs the name of a migration; it is empty", written.option)};
}

Result<std::string> parse_revision(const Written& written) {
  if (!written.value.empty()) return std::string(written.value);
  return Error{fmt::format("`{}` needs a commit, branch or tag; it is empty", written.option)};
}

static_assert(oldest_pg_version == 10 && newest_pg_version == 18, "the help below names them");

constexpr std::array table = {
    TypedKey{.key = {"preset", KeyKind::list, Scope::file},
             .value = "NAME,...",
             .help = "rule set: default, dont-do-this, design, strict, without locks:\n"
                     "maintenance-window, or without what an ORM generates: prisma, rails,\n"
                     "django, drizzle",
             .words = preset_words,
             .read = read_list<&KeyValues::presets, parse_presets>},
    TypedKey{.key = {"select", KeyKind::rules, Scope::file},
             .value = "NAME,...",
             .help = "run only these rules: ids, groups, globs such as '*-type', all, or\n"
                     "default (the rules that are on by default)",
             .words = rule_selectors,
             .is_open = true,
             .read = read_rules<&RuleSelection::select>},
    TypedKey{.key = {"ignore", KeyKind::rules, Scope::file},
             .value = "NAME,...",
             .help = "do not run these rules",
             .words = rule_selectors,
             .is_open = true,
             .read = read_rules<&RuleSelection::ignore>},
    TypedKey{.key = {"min-confidence", KeyKind::text, Scope::file},
             .value = "LEVEL",
             .help = "lowest confidence to report: low, medium (default) or high",
             .words = words_of<confidences>,
             .read = read_choice<&KeyValues::min_confidence, confidences>},
    TypedKey{.key = {"pg-version", KeyKind::number, Scope::file},
             .value = "N",
             .help = "PostgreSQL version that runs the SQL: 10 to 18 (default)",
             .read = read<&KeyValues::pg_version, parse_pg_version>},
    TypedKey{.key = {"placeholders", KeyKind::list, Scope::file},
             .value = "STYLE,...",
             .help = "template placeholders to replace: auto (default: any, where SQL does\n"
                     "not parse), none, or dollar-brace (${x}), dollar-name ($x),\n"
                     "pg-promise ($<x>), jinja ({{ x }}), brace ({x}, {}), erb (<%= x %>),\n"
                     "hash-brace (#{x}), at (@x@, @x), percent (%s, %(x)s),\n"
                     "ampersand (&x), angle (<x>), bracket ([[x]]), question-mark (?)",
             .words = placeholder_words,
             .read = read_list<&KeyValues::placeholders, parse_placeholders>},
    TypedKey{.key = {"lint-down", KeyKind::flag, Scope::file},
             .help = "also lint down migrations (otherwise only parsed)",
             .read = read_flag<&KeyValues::lint_down>},
    TypedKey{.key = {"migration-tool", KeyKind::text},
             .value = "NAME",
             .help = "tool that runs the files, such as goose, flyway or psql; by default,\n"
                     "auto detects it",
             .words = runner_words,
             .read = read<&KeyValues::runner, parse_runner>},
    TypedKey{.key = {"all-files", KeyKind::flag},
             .help = "in folders, also lint pg_hba.conf, shell scripts, Dockerfiles, YAML,\n"
                     "Makefiles and .env files",
             .read = read_flag<&KeyValues::all_files>},
    TypedKey{.key = {"no-gitignore", KeyKind::flag},
             .help = "in folders, also lint what .gitignore names",
             .read = read_flag<&KeyValues::no_gitignore>},
    TypedKey{.key = {"exclude", KeyKind::list},
             .value = "GLOB,...",
             .help = "skip these files and folders, even if named; as in .gitignore:\n"
                     "seeds/, *.gen.sql, db/**/old",
             .read = read_list<&KeyValues::exclude, parse_patterns>},
    TypedKey{.key = {"max-file-size", KeyKind::text},
             .value = "SIZE",
             .help = "skip larger files, with a finding; in bytes, or with K, M or G\n"
                     "(default and maximum: 1G)",
             .read = read<&KeyValues::max_file_bytes, parse_file_size>},
    TypedKey{.key = {"context", KeyKind::paths},
             .value = "PATH",
             .help = "file or folder with the schema that the linted files build on: read\n"
                     "but not linted; may be repeated",
             .read = read_list<&KeyValues::context, parse_context>},
    TypedKey{.key = {"no-context", KeyKind::flag},
             .help = "do not read the other migrations of the history of a named one; files\n"
                     "given with `context` are still read",
             .read = read_flag<&KeyValues::no_context>},
    TypedKey{.key = {"honor-other-linters", KeyKind::flag},
             .help = "also honor squawk-ignore (Squawk) and noqa (SQLFluff) comments where\n"
                     "pglint has an equivalent rule",
             .read = read_flag<&KeyValues::honor_other_linters>},
    TypedKey{.key = {"baseline", KeyKind::path},
             .value = "FILE",
             .help = "hide the known findings that FILE lists; they are only counted",
             .read = read<&KeyValues::baseline, parse_baseline>},
    TypedKey{.key = {"applied", KeyKind::flag},
             .help = "also report how migrations run that git's default branch has: they\n"
                     "have run (rules of the group migration)",
             .read = read_flag<&KeyValues::shows_applied>},
    TypedKey{.key = {"base", KeyKind::text},
             .value = "REV",
             .help = "revision of git whose migrations have run (default: the default branch)",
             .read = read<&KeyValues::base, parse_revision>},
    TypedKey{.key = {"new-within", KeyKind::text},
             .value = "WHERE",
             .help = "tables are new, without users who wait, in the same file, folder or run\n"
                     "(default: a migration, or a folder of other files)",
             .words = words_of<scopes_of_new>,
             .read = read_choice<&KeyValues::new_within, scopes_of_new>},
    TypedKey{.key = {"start-after", KeyKind::text},
             .value = "NAME",
             .help = "treat migrations up to and including NAME (file name, version or path)\n"
                     "as context: read but not linted",
             .read = read<&KeyValues::start_after, parse_migration>},
    TypedKey{.key = {"min-severity", KeyKind::text},
             .value = "LEVEL",
             .help = "lowest severity to report: info, warning or error (default: warning in\n"
                     "formats for people, info in formats for programs)",
             .words = words_of<severities>,
             .read = read_choice<&KeyValues::min_severity, severities>},
    TypedKey{.key = {"fail-on", KeyKind::text},
             .value = "LEVEL",
             .help = "lowest severity that sets exit code 1: info, warning (default), error\n"
                     "or never; info also reports infos",
             .words = words_of<thresholds>,
             .read = read_choice<&KeyValues::fail_on, thresholds>},
    TypedKey{.key = {"format", KeyKind::list},
             .value = "FORMAT[=FILE]",
             .help = "text (default), concise, json, jsonl, sarif, github, gitlab, junit,\n"
                     "checkstyle, rdjson or markdown; repeat it with FILE for more reports",
             .words = format_words,
             .is_open = true,
             .read = read_list<&KeyValues::reports, parse_formats>},
    TypedKey{.key = {"max-per-rule", KeyKind::number},
             .value = "N",
             .help = "in text, show at most N findings per rule, 0 for all; by default, only\n"
                     "large reports are shortened, to about two screens",
             .read = read<&KeyValues::most_per_rule, parse_count>},
    TypedKey{.key = {"quiet", KeyKind::flag},
             .letter = 'q',
             .help = "in text, print only findings",
             .read = read_flag<&KeyValues::quiet>},
    TypedKey{.key = {"color", KeyKind::text},
             .value = "WHEN",
             .help = "auto (default), always or never; auto honors NO_COLOR, FORCE_COLOR and\n"
                     "CLICOLOR_FORCE",
             .words = words_of<color_choices>,
             .read = read_choice<&KeyValues::color, color_choices>},
    TypedKey{.key = {"jobs", KeyKind::number},
             .value = "N",
             .help = "number of threads (default: by cores and amount of SQL)",
             .read = read<&KeyValues::jobs, parse_jobs>},
};

constexpr std::array<Key, table.size()> keys_in_table = [] {
  std::array<Key, table.size()> keys;
  for (std::size_t number = 0; number < keys.size(); ++number) keys[number] = table[number].key;
  return keys;
}();

bool is_on_command_line(const config::Value& value) { return value.place.starts_with("--"); }

/// Whether a file says it, which may be a stranger's, and not the user.
bool is_of_file(const config::Value& value) {
  return !is_on_command_line(value) && !value.place.starts_with("PGLINT_");
}

/// Reports that a configuration file asks for do not leave its folder.
void restrict_reports(const config::Layer& layer, KeyValues& values) {
  const auto format = layer.values.find("format");
  if (format == layer.values.end() || !is_of_file(format->second)) return;
  for (ReportRequest& report : values.reports) report.allowed_below = format->second.folder;
}

Fault find_fault(const Key& key, const config::Value& value) {
  KeyValues values;
  if (auto fault = typed_key(key.name).read({key.name, value.items}, values)) return fault;
  if (key.kind != KeyKind::rules) return std::nullopt;
  const auto rules = select_rules(values.selection);
  return rules.ok() ? std::nullopt : Fault(rules.error());
}

Fault find_rule_fault(std::string_view rule, std::string_view option, const config::Value& value) {
  const auto known = rule_called(rule);
  if (!known.ok()) return known.error();
  if (option.empty()) return std::nullopt;
  return find_option_fault(*known.value(), option, value.items.front());
}

}  // namespace

std::span<const TypedKey> typed_keys() { return table; }

const TypedKey& typed_key(std::string_view name) {
  const auto* const found =
      std::ranges::find(table, name, [](const TypedKey& key) { return key.key.name; });
  assert(found != table.end());
  return *found;
}

std::string one_line_help(const TypedKey& key) {
  std::string help(key.help);
  std::ranges::replace(help, '\n', ' ');
  return help;
}

Result<KeyValues> read_values(const config::Layer& layer) {
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).string();
  KeyValues values;
  for (const TypedKey& typed : table) {
    const auto found = layer.values.find(typed.key.name);
    if (found == layer.values.end()) continue;
    const config::Value& value = found->second;
    const auto items = holds_paths(typed.key.kind) ? config::paths_of(value, here) : value.items;
    const std::string_view option = is_on_command_line(value) ? value.place : typed.key.name;
    if (auto fault = typed.read({option, items}, values)) return *fault;
  }
  restrict_reports(layer, values);
  return values;
}

config::Language config_language() {
  return {.keys = keys_in_table, .find_fault = find_fault, .find_rule_fault = find_rule_fault};
}

}  // namespace pglint::cli
