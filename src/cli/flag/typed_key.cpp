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
constexpr std::array<Choice<Confidence>, 3> confidences = {
    {{"low", Confidence::low}, {"medium", Confidence::medium}, {"high", Confidence::high}}};
constexpr std::array<Choice<ColorWhen>, 3> color_choices = {
    {{"auto", ColorWhen::automatic}, {"always", ColorWhen::always}, {"never", ColorWhen::never}}};

using Fault = std::optional<Error>;

/// Moves a value that could be read to its place.
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

/// Names are looked up where rules are selected: what is ignored in one place counts everywhere.
template <auto Member>
Fault read_rules(const WrittenList& written, KeyValues& values) {
  values.selection.*Member = words_in(written);
  return std::nullopt;
}

Result<std::vector<std::string>> parse_presets(const WrittenList& written) {
  const Words names = preset_words();
  for (const std::string& name : written.values) {
    if (config::find_preset(name) == nullptr) return not_among({written.option, name}, names);
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
  return Error{fmt::format("`{}` takes the name of a migration; it is empty", written.option)};
}

static_assert(oldest_pg_version == 10 && newest_pg_version == 18, "the help below names them");

constexpr std::array table = {
    TypedKey{.key = {"preset", KeyKind::list, Scope::file},
             .value = "NAME,...",
             .help =
                 "rules for a purpose: default, dont-do-this, design, strict, or without what an\n"
                 "ORM writes by itself: prisma, rails, django",
             .words = preset_words,
             .read = read_list<&KeyValues::presets, parse_presets>},
    TypedKey{.key = {"select", KeyKind::rules, Scope::file},
             .value = "NAME,...",
             .help = "run only these rules: ids, groups, globs such as '*-type', all, or\n"
                     "default for those that are on by default",
             .words = rule_selectors,
             .is_open = true,
             .read = read_rules<&RuleSelection::select>},
    TypedKey{.key = {"ignore", KeyKind::rules, Scope::file},
             .value = "NAME,...",
             .help = "leave these rules out",
             .words = rule_selectors,
             .is_open = true,
             .read = read_rules<&RuleSelection::ignore>},
    TypedKey{.key = {"min-confidence", KeyKind::text, Scope::file},
             .value = "LEVEL",
             .help = "report only what pglint is at least so sure of: low, medium (default)\n"
                     "or high",
             .words = words_of<confidences>,
             .read = read_choice<&KeyValues::min_confidence, confidences>},
    TypedKey{.key = {"pg-version", KeyKind::number, Scope::file},
             .value = "N",
             .help = "PostgreSQL version that the SQL is for, 10 to 18 (default)",
             .read = read<&KeyValues::pg_version, parse_pg_version>},
    TypedKey{.key = {"placeholders", KeyKind::list, Scope::file},
             .value = "STYLE,...",
             .help = "templates' placeholders to read as names or values: auto (default:\n"
                     "any, where SQL does not parse), none, dollar-brace (${x}),\n"
                     "dollar-name ($x), pg-promise ($<x>), jinja ({{ x }}, {% if %}),\n"
                     "brace ({x}), erb (<%= x %>), hash-brace (#{x}), at (@x@),\n"
                     "percent (%s, %(x)s)",
             .words = placeholder_words,
             .read = read_list<&KeyValues::placeholders, parse_placeholders>},
    TypedKey{.key = {"lint-down", KeyKind::flag, Scope::file},
             .help = "lint what takes migrations back, too; else it is only parsed",
             .read = read_flag<&KeyValues::lint_down>},
    TypedKey{.key = {"migration-tool", KeyKind::text},
             .value = "NAME",
             .help = "the tool that runs the files, such as goose, flyway or psql; auto\n"
                     "(default) finds out",
             .words = runner_words,
             .read = read<&KeyValues::runner, parse_runner>},
    TypedKey{.key = {"all-files", KeyKind::flag},
             .help = "in folders, read more than *.sql: pg_hba.conf, shell scripts,\n"
                     "Dockerfiles, YAML, Makefiles, .env files",
             .read = read_flag<&KeyValues::all_files>},
    TypedKey{.key = {"exclude", KeyKind::list},
             .value = "GLOB,...",
             .help = "do not lint these files and folders, also where they are given; as\n"
                     ".gitignore writes them: seeds/, *.gen.sql, db/**/old",
             .read = read_list<&KeyValues::exclude, parse_patterns>},
    TypedKey{.key = {"max-file-size", KeyKind::text},
             .value = "SIZE",
             .help = "leave larger files out, with a finding that says so: bytes, or with K,\n"
                     "M or G; 1G by default, which is all that the parser takes",
             .read = read<&KeyValues::max_file_bytes, parse_file_size>},
    TypedKey{.key = {"context", KeyKind::paths},
             .value = "PATH",
             .help = "file or folder with the schema that the linted files build on: read,\n"
                     "but not linted; may be repeated",
             .read = read_list<&KeyValues::context, parse_context>},
    TypedKey{.key = {"no-context", KeyKind::flag},
             .help = "do not read the rest of its history for a migration that is named;\n"
                     "files that `context` gives are read all the same",
             .read = read_flag<&KeyValues::no_context>},
    TypedKey{.key = {"honor-other-linters", KeyKind::flag},
             .help = "heed comments of Squawk (squawk-ignore) and SQLFluff (noqa), as far as\n"
                     "pglint has such rules",
             .read = read_flag<&KeyValues::honor_other_linters>},
    TypedKey{.key = {"baseline", KeyKind::path},
             .value = "FILE",
             .help = "leave out the findings that FILE lists; they are only counted",
             .read = read<&KeyValues::baseline, parse_baseline>},
    TypedKey{.key = {"start-after", KeyKind::text},
             .value = "NAME",
             .help = "migrations up to and including NAME (a file's name, its version, or a\n"
                     "path) are context: read, but not linted",
             .read = read<&KeyValues::start_after, parse_migration>},
    TypedKey{.key = {"min-severity", KeyKind::text},
             .value = "LEVEL",
             .help = "lowest that is shown: info, warning or error; by default warning in\n"
                     "formats for people, info in those for programs",
             .words = words_of<severities>,
             .read = read_choice<&KeyValues::min_severity, severities>},
    TypedKey{.key = {"fail-on", KeyKind::text},
             .value = "LEVEL",
             .help = "lowest finding that makes the exit code 1: info, warning (default),\n"
                     "error or never; info shows infos, too",
             .words = words_of<thresholds>,
             .read = read_choice<&KeyValues::fail_on, thresholds>},
    TypedKey{.key = {"format", KeyKind::list},
             .value = "FORMAT[=FILE]",
             .help = "text (default), concise, json, jsonl, sarif, github, gitlab, junit,\n"
                     "checkstyle, rdjson or markdown; may be repeated with files",
             .words = format_words,
             .is_open = true,
             .read = read_list<&KeyValues::reports, parse_formats>},
    TypedKey{.key = {"max-per-rule", KeyKind::number},
             .value = "N",
             .help = "in text, group by rule what has more findings of one, and show N; 0\n"
                     "shows all; by default big reports are grouped to fit two screens",
             .read = read<&KeyValues::most_per_rule, parse_count>},
    TypedKey{.key = {"quiet", KeyKind::flag},
             .letter = 'q',
             .help = "in text, print findings and nothing else",
             .read = read_flag<&KeyValues::quiet>},
    TypedKey{.key = {"color", KeyKind::text},
             .value = "WHEN",
             .help = "auto (default), always or never; NO_COLOR and FORCE_COLOR count\n"
                     "where it is auto",
             .words = words_of<color_choices>,
             .read = read_choice<&KeyValues::color, color_choices>},
    TypedKey{.key = {"jobs", KeyKind::number},
             .value = "N",
             .help = "threads; by default as many as there are cores and work for",
             .read = read<&KeyValues::jobs, parse_jobs>},
};

constexpr std::array<Key, table.size()> keys_in_table = [] {
  std::array<Key, table.size()> keys;
  for (std::size_t number = 0; number < keys.size(); ++number) keys[number] = table[number].key;
  return keys;
}();

bool is_on_command_line(const config::Value& value) { return value.place.starts_with("--"); }

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
  return values;
}

config::Language config_language() {
  return {.keys = keys_in_table, .find_fault = find_fault, .find_rule_fault = find_rule_fault};
}

}  // namespace pglint::cli
