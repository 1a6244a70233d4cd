#include "cli/flag/options.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/cli/flag/blamed.h"

namespace pglint::cli {
namespace {

using Texts = std::vector<std::string>;

/// The options of `pglint WORDS…`, which must be valid.
template <class Options = CheckOptions>
Options parsed(const Texts& words) {
  auto command = parse_command_line(words);
  INFO((command.ok() ? "" : command.error().message));
  REQUIRE(command.ok());
  REQUIRE(std::holds_alternative<Options>(command.value()));
  return std::get<Options>(command.value());
}

/// The settings for files.
Settings settings_of(const Texts& words) {
  CheckOptions options = parsed(words);
  Settings settings = options.settings;
  const auto layer = options.configuration.layer_for("a");
  REQUIRE(layer.ok());
  REQUIRE_FALSE(apply_layer(layer.value(), settings));
  return settings;
}

/// The options about rules.
config::Layer layer_of(CheckOptions options) {
  const auto layer = options.configuration.layer_for("a.sql");
  REQUIRE(layer.ok());
  return layer.value();
}

TEST_CASE("options: defaults") {
  const CheckOptions options = parsed({"a.sql"});
  CHECK(options.paths == Texts{"a.sql"});
  REQUIRE(options.report.reports.size() == 1);
  CHECK(options.report.reports[0].format == report::Format::text);
  CHECK(options.report.reports[0].lowest_shown == Severity::warning);
  CHECK(options.report.reports[0].file.empty());
  CHECK(options.report.fail_on == Severity::warning);
  CHECK(settings_of({"a.sql"}).pg_version == newest_pg_version);
  CHECK_FALSE(options.jobs);
}

TEST_CASE("options: `check` may be left out") {
  CHECK(parsed({"check", "a.sql"}).paths == Texts{"a.sql"});
  CHECK(parsed({"check", "check"}).paths == Texts{"check"});
  CHECK(parsed({"check", "rules"}).paths == Texts{"rules"});
}

TEST_CASE("options: can be anywhere between the paths, with or without =") {
  const Texts words = {"a", "--format=json",    "b", "-o", "out", "--jobs", "3",
                       "c", "--pg-version=15.4"};
  const CheckOptions options = parsed(words);
  CHECK(options.paths == Texts{"a", "b", "c"});
  REQUIRE(options.report.reports.size() == 1);
  CHECK(options.report.reports[0].format == report::Format::json);
  CHECK(options.report.reports[0].file == "out");
  CHECK(options.jobs == 3);
  CHECK(settings_of(words).pg_version == 15);
}

TEST_CASE("options: the last value wins") {
  CHECK(settings_of({"a", "--pg-version", "12", "--pg-version", "13"}).pg_version == 13);
}

TEST_CASE("options: context may be repeated; a comma is part of its path") {
  CHECK(parsed({"a"}).automatic_context);
  CHECK(parsed({"a"}).context.empty());
  const Texts words = {"--context", "b,c.sql", "a", "--context=d", "--no-context"};
  const CheckOptions options = parsed(words);
  CHECK(options.paths == Texts{"a"});
  CHECK(options.context == Texts{"b,c.sql", "d"});
  CHECK_FALSE(options.automatic_context);
  Texts of_files = words;
  of_files.insert(of_files.begin(), "files");
  CHECK(parsed<FilesOptions>(of_files).context == Texts{"b,c.sql", "d"});
  CHECK_FALSE(parsed<FilesOptions>(of_files).automatic_context);
  CHECK(blamed({"a", "--context", "-"}) == "--context");
  CHECK(blamed({"schema", "a", "--no-context"}) == "--no-context");
}

TEST_CASE("options: lists may be repeated and separated by commas, and do not consume paths") {
  const CheckOptions options =
      parsed({"--select", "a,b", "x.sql", "--select=c", "y.sql", "--ignore", "*-type,"});
  const config::Layer layer = layer_of(options);
  CHECK(config::items_of(layer.values, "select") == Texts{"a", "b", "c"});
  CHECK(config::items_of(layer.values, "ignore") == Texts{"*-type"});
  CHECK(options.paths == Texts{"x.sql", "y.sql"});
}

TEST_CASE("options: paths are taken as they are") {
  const Texts paths = {"[a]", "a,b", "{x}", "%s", "'q'", "", "a=b"};
  CHECK(parsed(paths).paths == paths);
}

TEST_CASE("options: everything after -- is a path") {
  CHECK(parsed({"a", "--", "-x.sql", "--format=json", "--"}).paths ==
        Texts{"a", "-x.sql", "--format=json", "--"});
}

TEST_CASE("options: add-ignore cannot be combined with filters") {
  CHECK(blamed({"a", "--add-ignore", "--baseline", "b.json"}) == "--add-ignore");
  CHECK(blamed({"a", "--add-ignore=why", "--staged"}) == "--add-ignore");
}

TEST_CASE("options: versions of PostgreSQL") {
  CHECK(settings_of({"a", "--pg-version", "10"}).pg_version == 10);
  CHECK(settings_of({"a", "--pg-version", "18"}).pg_version == 18);
  for (const char* wrong : {"9.6", "19", "9", "", "x", "15.", ".4", "15.4.1", "-15", "+15", "15x",
                            "99999999999999999999"}) {
    INFO(wrong);
    CHECK(blamed({"a", "--pg-version=" + std::string(wrong)}) == "--pg-version");
  }
}

TEST_CASE("options: minimum confidence") {
  CHECK(settings_of({"a"}).min_confidence == Confidence::medium);
  CHECK(settings_of({"a", "--min-confidence", "low"}).min_confidence == Confidence::low);
  CHECK(settings_of({"a", "--preset", "strict"}).min_confidence == Confidence::low);
  CHECK(settings_of({"a", "--preset=strict", "--min-confidence=high"}).min_confidence ==
        Confidence::high);
  CHECK(blamed({"a", "--min-confidence", "sure"}) == "--min-confidence");
}

TEST_CASE("options: numbers of threads") {
  for (const char* wrong : {"0", "-1", "1001", "two", "1.5", " 1"}) {
    INFO(wrong);
    CHECK(blamed({"a", "--jobs", wrong}) == "--jobs");
  }
}

TEST_CASE("options: placeholders") {
  using parse::PlaceholderMode;
  using parse::PlaceholderStyle;
  using parse::PlaceholderStyles;
  CHECK(settings_of({"a"}).placeholders.mode == PlaceholderMode::where_needed);
  CHECK(settings_of({"a", "--placeholders", "auto"}).placeholders.styles ==
        PlaceholderStyles::all());
  CHECK(settings_of({"a", "--placeholders", "none"}).placeholders.styles.empty());
  const auto fixed =
      settings_of({"a", "--placeholders=jinja,at", "--placeholders", "erb"}).placeholders;
  CHECK(fixed.mode == PlaceholderMode::always);
  for (const auto& style : parse::placeholder_styles) {
    const bool wanted = style.style == PlaceholderStyle::jinja ||
                        style.style == PlaceholderStyle::at || style.style == PlaceholderStyle::erb;
    CHECK(fixed.styles.has(style.style) == wanted);
  }
  CHECK(blamed({"a", "--placeholders", "jinxa"}) == "--placeholders");
  CHECK(blamed({"a", "--placeholders", "auto,jinja"}) == "--placeholders");
}

TEST_CASE("options: errors name the wrong option") {
  CHECK(blamed({"a", "--formt", "json"}) == "--formt");
  CHECK(blamed({"a", "--format"}) == "--format");
  CHECK(blamed({"a", "-o"}) == "--output");
  CHECK(blamed({"a", "--statistics=x"}) == "--statistics");
  CHECK(blamed({"explain", "--selct", "x"}) == "--selct");
  CHECK(blamed({"a", "-z"}) == "-z");
  CHECK(blamed({"a", "--fail-on", "fatal"}) == "--fail-on");
  CHECK(blamed({"a", "--min-severity", "never"}) == "--min-severity");
  CHECK(blamed({"a", "--color", "sometimes"}) == "--color");
  CHECK(blamed({"a", "--stdin-filename", "b"}) == "--stdin-filename");
}

TEST_CASE("options: commands that lint read the working directory if no path is given") {
  CHECK(parsed<CheckOptions>({}).paths == Texts{"."});
  CHECK(parsed<CheckOptions>({"check"}).paths == Texts{"."});
  CHECK(parsed<FilesOptions>({"files"}).paths == Texts{"."});
  CHECK(parsed<SchemaOptions>({"schema"}).paths == Texts{"."});
  CHECK(parsed<CheckOptions>({"--staged"}).paths.empty());
}

TEST_CASE("options: the other commands") {
  CHECK(parsed<ExplainOptions>({"explain", "money-type"}).rule == "money-type");
  CHECK(parsed<RulesOptions>({"rules", "--format", "json"}).format == report::Format::json);
  CHECK(parsed<AstOptions>({"ast", "-"}).path == "-");
  CHECK(blamed({"explain"}) == "pglint explain");
  CHECK(blamed({"explain", "a", "b"}) == "pglint explain");
  CHECK(blamed({"rules", "--format", "sarif"}) == "--format");
  CHECK(parsed<RulesOptions>({"rules", "x"}).names == Texts{"x"});
  CHECK(blamed({"ast"}) == "pglint ast");
}

TEST_CASE("options: migrations") {
  CHECK(parsed({"a"}).runner == nullptr);
  CHECK_FALSE(settings_of({"a"}).lint_down);
  CHECK(parsed({"a", "--migration-tool", "goose", "--lint-down"}).runner->name == "goose");
  CHECK(settings_of({"a", "--lint-down"}).lint_down);
  CHECK(parsed({"a", "--migration-tool=auto"}).runner == nullptr);
  CHECK(blamed({"a", "--migration-tool", "gose"}) == "--migration-tool");
}

TEST_CASE("options: files") {
  const auto options = parsed<FilesOptions>(
      {"files", "a", "b", "--format", "json", "--migration-tool", "sqlx", "--lint-down"});
  CHECK(options.paths == Texts{"a", "b"});
  CHECK(options.format == report::Format::json);
  CHECK(options.runner->name == "sqlx");
  CHECK(options.lint_down);
  CHECK(blamed({"files", "a", "--format", "sarif"}) == "--format");
  CHECK(blamed({"files", "a", "--migration-tool", "x"}) == "--migration-tool");
}

TEST_CASE("options: every command has help") {
  for (const Texts& words : std::vector<Texts>{{"--help"},
                                               {"-h"},
                                               {"check", "--help"},
                                               {"files", "--help"},
                                               {"explain", "-h"},
                                               {"rules", "-h"},
                                               {"ast", "-h"}}) {
    CHECK(parsed<ShowText>(words).text.find("Usage: pglint") != std::string::npos);
  }
  CHECK(parsed<ShowText>({"--version"}).text.starts_with("pglint "));
}

TEST_CASE("options: rule options may be repeated, and keep commas and equals signs") {
  const config::Layer layer = layer_of(parsed(
      {"--option", "name-pattern.tables=^a{1,3}=$", "a.sql", "--option", "name-pattern.columns="}));
  REQUIRE(layer.rules.size() == 1);
  const config::Values& set = layer.rules.at("name-pattern");
  CHECK(config::text_of(set, "tables") == "^a{1,3}=$");
  CHECK(set.at("columns").items == Texts{""});
  for (const char* wrong : {"name-pattern", "name-pattern.tables", "tables=x", "a=b.c"}) {
    CHECK(blamed({"a.sql", "--option", wrong}) == "--option");
  }
}

}  // namespace
}  // namespace pglint::cli
