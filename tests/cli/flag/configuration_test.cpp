#include "cli/flag/configuration.h"

#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "config/preset.h"
#include "tests/support/working_folder.h"
#include "text/absolute_path.h"

namespace pglint::cli {
namespace {

using tests::WorkingFolder;
using Items = std::vector<std::string>;

/// The configuration for `path`, which must be valid.
Configuration opened(const std::string& path, config::Layer flags = {}) {
  Configuration configuration({.file = {}, .flags = std::move(flags)});
  const auto error = configuration.open(std::vector{path});
  INFO((error ? error->message : ""));
  REQUIRE_FALSE(error);
  return configuration;
}

config::Layer layer_for(const std::string& path) {
  Configuration configuration = opened(path);
  const auto layer = configuration.layer_for(path);
  REQUIRE(layer.ok());
  return layer.value();
}

Settings settings_for(const std::string& path) {
  Settings settings;
  REQUIRE_FALSE(apply_layer(layer_for(path), settings));
  return settings;
}

bool runs(const Settings& settings, std::string_view rule) {
  return std::ranges::find(settings.rules, find_rule(rule)) != settings.rules.end();
}

std::string error_of(const std::string& content) {
  const WorkingFolder folder;
  folder.write("pglint.toml", content);
  Configuration configuration({.file = {}, .flags = {}});
  const auto error = configuration.open(Items{"a.sql"});
  return error ? error->message : "";
}

/// Sets an environment variable during its lifetime.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { ::unsetenv(name_); }

 private:
  const char* name_;
};

TEST_CASE(
    "configuration: the nearest file in a parent folder counts, up to the repository's root") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "pg-version = 12\n");
  folder.write("repo/.git/HEAD", "");
  folder.write("repo/db/.pglint.toml", "pg-version = 15\n");
  folder.write("repo/a.sql");
  CHECK(settings_for("a.sql").pg_version == 12);
  CHECK(settings_for("x/y/not-there.sql").pg_version == 12);
  CHECK(settings_for("repo/a.sql").pg_version == newest_pg_version);
  CHECK(settings_for("repo/db/a.sql").pg_version == 15);
  CHECK(settings_for("repo/db/x/a.sql").pg_version == 15);
  CHECK(settings_for("repo/db").pg_version == 15);
}

TEST_CASE("configuration: what is known to be a file, or to hold none, is not looked for") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "pg-version = 12\n");
  folder.write("db/pglint.toml", "pg-version = 15\n");
  folder.write("db.sql/1.sql");
  folder.write("db.sql/pglint.toml", "pg-version = 16\n");
  Configuration configuration = opened(".");
  configuration.note_plain_folders({text::absolute_path("db")});
  CHECK(configuration.file_for("db/a.sql").value() == "pglint.toml");
  CHECK(configuration.file_for("db/x/a.sql").value() == "pglint.toml");
  CHECK_FALSE(configuration.note_file("db.sql"));
  CHECK(configuration.file_for("db.sql").value() == "pglint.toml");
  CHECK(configuration.file_for("db.sql/1.sql").value() == "db.sql/pglint.toml");
}

TEST_CASE("configuration: keys about the run come from what all paths have in common") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "baseline = 'all.json'\n");
  folder.write("a/pglint.toml", "baseline = 'a.json'\n");
  folder.write("b/pglint.toml", "fail-on = 'error'\n");
  const auto value = [](const Items& paths, const std::string& key) {
    Configuration configuration({.file = {}, .flags = {}});
    REQUIRE_FALSE(configuration.open(paths));
    return config::text_of(configuration.run().values, key);
  };
  CHECK(value({}, "baseline") == "all.json");
  CHECK(value({"a/1.sql", "a/x/2.sql"}, "baseline") == "a.json");
  CHECK(value({"a/x/2.sql", "a/1.sql"}, "baseline") == "a.json");
  CHECK(value({"a/1.sql", "b/1.sql"}, "baseline") == "all.json");
  CHECK(value({"b/1.sql", "a/1.sql"}, "baseline") == "all.json");
  CHECK(value({"b/1.sql", "a/1.sql"}, "fail-on").empty());
  CHECK(value({"b"}, "fail-on") == "error");
  CHECK(value({"b"}, "baseline") == "all.json");
  CHECK(root_of(Items{"a", "ab/1.sql"}) == root_of(Items{"ab/1.sql", "a"}));
}

TEST_CASE("configuration: a nearer file has the last word on its files, but not on the run") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "exclude = ['old/']\npg-version = 12\nignore = ['money-type']\n");
  folder.write("b/pglint.toml", "exclude = ['seeds/']\n");
  folder.write("c/.git/HEAD", "");
  folder.write("c/pglint.toml", "");
  Configuration configuration = opened("b/1.sql");
  CHECK(configuration.is_excluded("b/old/1.sql").value());
  CHECK(configuration.is_excluded("b/seeds/1.sql").value());
  CHECK_FALSE(configuration.is_excluded("seeds/1.sql").value());
  CHECK_FALSE(configuration.is_excluded("c/old/1.sql").value());
  CHECK(settings_for("b/1.sql").pg_version == newest_pg_version);
  CHECK(runs(settings_for("b/1.sql"), "money-type"));
}

TEST_CASE("configuration: files extend others and override them") {
  const WorkingFolder folder;
  folder.write(
      "base.toml",
      "select = ['dont-do-this']\nignore = ['money-type']\n[rules.char-type]\nseverity = 'info'\n");
  folder.write("db/pglint.toml",
               "extends = '../base.toml'\nignore = ['serial-column']\npg-version = 13\n"
               "[rules]\nchar-type = 'error'\nname-pattern = { tables = '^x' }\n");
  const Settings settings = settings_for("db/a.sql");
  CHECK(settings.pg_version == 13);
  CHECK(runs(settings, "char-type"));
  CHECK_FALSE(runs(settings, "money-type"));
  CHECK_FALSE(runs(settings, "serial-column"));
  CHECK_FALSE(runs(settings, "wide-table"));
  CHECK(settings.option(*find_rule("name-pattern"), "tables") == "^x");
  CHECK(settings.severities.at(find_rule("char-type")) == Severity::error);
}

TEST_CASE("configuration: overrides apply to the files they match; the last one wins") {
  const WorkingFolder folder;
  folder.write("pglint.toml",
               "pg-version = 17\n[[override]]\npaths = 'old/'\npg-version = 11\n"
               "ignore = ['dont-do-this']\n[[override]]\npaths = ['*_new.sql']\npg-version = 16\n");
  CHECK(settings_for("a.sql").pg_version == 17);
  CHECK(settings_for("old/a.sql").pg_version == 11);
  CHECK(settings_for("old/a_new.sql").pg_version == 16);
  CHECK_FALSE(runs(settings_for("old/a_new.sql"), "char-type"));
  CHECK(runs(settings_for("a_new.sql"), "char-type"));
}

TEST_CASE("configuration: files with equal settings share them") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "[[override]]\npaths = 'old/'\npg-version = 11\n");
  Configuration configuration = opened("a.sql");
  const Settings base;
  CHECK(configuration.settings_for("a.sql", base).value() == 0);
  CHECK(configuration.settings_for("old/a.sql", base).value() == 1);
  CHECK(configuration.settings_for("x/b.sql", base).value() == 0);
  CHECK(configuration.settings_for("old/b.sql", base).value() == 1);
  CHECK(configuration.take_settings().size() == 2);
}

TEST_CASE("configuration: presets select rules, and explicitly selected rules are added") {
  const WorkingFolder folder;
  folder.write("w/pglint.toml", "preset = 'dont-do-this'\n");
  CHECK(runs(settings_for("w/a.sql"), "char-type"));
  CHECK_FALSE(runs(settings_for("w/a.sql"), "wide-table"));
  folder.write("p/pglint.toml", "preset = 'prisma'\nignore = 'char-type'\n");
  CHECK_FALSE(runs(settings_for("p/a.sql"), "mixed-case-identifier"));
  CHECK_FALSE(runs(settings_for("p/a.sql"), "char-type"));
  CHECK(runs(settings_for("p/a.sql"), "wide-table"));
  folder.write("s/pglint.toml",
               "preset = 'prisma'\nselect = ['default', 'mixed-case-identifier']\n");
  CHECK(runs(settings_for("s/a.sql"), "mixed-case-identifier"));
  CHECK_FALSE(runs(settings_for("s/a.sql"), "serial-column"));
  folder.write("a/pglint.toml", "preset = 'strict'\n");
  CHECK(settings_for("a/a.sql").rules.size() == all_rules().size());
  for (const config::Preset& preset : config::presets()) {
    INFO(preset.name);
    folder.write("each/pglint.toml", "preset = '" + std::string(preset.name) + "'\n");
    CHECK_FALSE(settings_for("each/a.sql").rules.empty());
  }
}

TEST_CASE("configuration: minimum confidence") {
  const WorkingFolder folder;
  CHECK(settings_for("a.sql").min_confidence == Confidence::medium);
  folder.write("a/pglint.toml", "preset = 'strict'\n");
  CHECK(settings_for("a/a.sql").min_confidence == Confidence::low);
  folder.write("b/pglint.toml", "preset = 'strict'\nmin-confidence = 'high'\n");
  CHECK(settings_for("b/a.sql").min_confidence == Confidence::high);
  folder.write("c/pglint.toml",
               "preset = 'dont-do-this'\n[[override]]\npaths = 'x/'\nmin-confidence = 'low'\n");
  CHECK(settings_for("c/a.sql").min_confidence == Confidence::medium);
  CHECK(settings_for("c/x/a.sql").min_confidence == Confidence::low);
}

TEST_CASE("configuration: setting a rule's severity enables it unless others are selected") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "[rules]\nmissing-comment = 'warning'\nwide-table = 'off'\n");
  CHECK(runs(settings_for("a.sql"), "missing-comment"));
  CHECK(runs(settings_for("a.sql"), "char-type"));
  CHECK_FALSE(runs(settings_for("a.sql"), "wide-table"));
  folder.write("b/pglint.toml", "select = 'dont-do-this'\n[rules]\nmissing-comment = 'warning'\n");
  CHECK_FALSE(runs(settings_for("b/a.sql"), "missing-comment"));
}

TEST_CASE("configuration: the environment overrides files, flags override both") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "pg-version = 12\nselect = ['dont-do-this']\n");
  const Variable version("PGLINT_PG_VERSION", "14");
  const Variable ignore("PGLINT_IGNORE", "money-type,char-type");
  CHECK(settings_for("a.sql").pg_version == 14);
  CHECK_FALSE(runs(settings_for("a.sql"), "char-type"));
  config::Layer flags;
  flags.values["pg-version"] = {.items = {"16"}, .place = "--pg-version", .folder = "/"};
  Configuration configuration = opened("a.sql", flags);
  const auto layer = configuration.layer_for("a.sql");
  CHECK(config::text_of(layer.value().values, "pg-version") == "16");
  CHECK(layer.value().values.at("select").place == "pglint.toml:2");
  CHECK(layer.value().values.at("ignore").place == "PGLINT_IGNORE");
}

TEST_CASE("configuration: with --isolated, only flags count") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "this is not TOML");
  const Variable version("PGLINT_PG_VERSION", "x");
  Configuration configuration({.file = {}, .is_isolated = true, .flags = {}});
  CHECK_FALSE(configuration.open(Items{"a.sql"}));
  CHECK(configuration.layer_for("a.sql").value().values.empty());
}

TEST_CASE("configuration: invalid environment variables") {
  const WorkingFolder folder;
  const auto error = [] {
    Configuration configuration({.file = {}, .flags = {}});
    return configuration.open(Items{"a.sql"}).value_or(Error{}).message;
  };
  {
    const Variable wrong("PGLINT_PG_VERSION", "9");
    CHECK(error() == "PGLINT_PG_VERSION: `pg-version` takes 10 to 18, such as 15 or 15.4, not `9`");
  }
  {
    const Variable wrong("PGLINT_LINT_DOWN", "1");
    CHECK(error() == "PGLINT_LINT_DOWN: `lint-down` takes true or false, not `1`");
  }
  {
    const Variable wrong("PGLINT_SEVERITY", "info");
    CHECK(error() == "unknown variable `PGLINT_SEVERITY`; did you mean `PGLINT_MIN_SEVERITY`?");
  }
  {
    const Variable wrong("PGLINT_SELCT", "dont-do-this");
    CHECK(error() == "unknown variable `PGLINT_SELCT`; did you mean `PGLINT_SELECT`?");
  }
}

TEST_CASE("configuration: every error has a place and a remedy") {
  CHECK(error_of("slect = ['dont-do-this']\n") ==
        "pglint.toml:1:1: unknown key `slect`; did you mean `select`?");
  CHECK(error_of("# x\n\nzzzzzz = 1\n") ==
        "pglint.toml:3:1: unknown key `zzzzzz`; `pglint config --schema` lists them");
  CHECK(error_of("severity = 'info'\n") ==
        "pglint.toml:1:1: unknown key `severity`; did you mean `min-severity`?");
  CHECK(error_of("min-severity = 'infos'\n") ==
        "pglint.toml:1:16: `min-severity` takes info, warning, error, not `infos`; did you mean "
        "`info`?");
  CHECK(error_of("format = ['json', 'sarif']\n") ==
        "pglint.toml:1:10: two reports go to standard output; write one to a file: `format "
        "sarif=FILE`");
  CHECK(error_of("baseline = '-'\n") ==
        "pglint.toml:1:12: a baseline must be a file, not standard input or output");
  CHECK(error_of("start-after = ''\n") ==
        "pglint.toml:1:15: `start-after` needs the name of a migration; it is empty");
  CHECK(error_of("context = ['a', '-']\n") ==
        "pglint.toml:1:11: `context` takes files and folders, not standard input");
  CHECK(
      error_of("select = ['dont-do-that']\n") ==
      "pglint.toml:1:10: no rule or group is called `dont-do-that`; did you mean `dont-do-this`?");
  CHECK(error_of("ignore = 'char-tpye'\n") ==
        "pglint.toml:1:10: no rule or group is called `char-tpye`; did you mean `char-type`?");
  CHECK(error_of("select = 1\n") ==
        "pglint.toml:1:10: `select` takes a string or a list, such as [\"a\", \"b\"]");
  CHECK(error_of("select = ['dont-do-this', 1]\n") ==
        "pglint.toml:1:27: `select` takes a string or a list, such as [\"a\", \"b\"]");
  CHECK(error_of("preset = 'dont-do-that'\n") ==
        "pglint.toml:1:10: `preset` takes default, dont-do-this, design, strict, "
        "maintenance-window, prisma, rails, "
        "django, drizzle, "
        "not `dont-do-that`; did you mean `dont-do-this`?");
  CHECK(error_of("pg-version = 9\n") ==
        "pglint.toml:1:14: `pg-version` takes 10 to 18, such as 15 or 15.4, not `9`");
  CHECK(error_of("pg-version = true\n") == "pglint.toml:1:14: `pg-version` takes a whole number");
  CHECK(error_of("lint-down = 'yes'\n") == "pglint.toml:1:13: `lint-down` takes true or false");
  CHECK(error_of("migration-tool = 'gose'\n")
            .starts_with("pglint.toml:1:18: `migration-tool` takes auto, "));
  CHECK(error_of("fail-on = 'warnings'\n") ==
        "pglint.toml:1:11: `fail-on` takes info, warning, error, never, not `warnings`; did you "
        "mean `warning`?");
  CHECK(error_of("jobs = 0\n") == "pglint.toml:1:8: `jobs` takes a number from 1 to 1000, not `0`");
  CHECK(error_of("placeholders = 'jinxa'\n").ends_with("not `jinxa`; did you mean `jinja`?"));
  CHECK(error_of("rules = 'x'\n") ==
        "pglint.toml:1:9: `rules` must be a table, such as [rules.wide-table]");
  CHECK(error_of("[rules]\nwide-tabel = 'off'\n") ==
        "pglint.toml:2:1: no rule is called `wide-tabel`; did you mean `wide-table`?");
  CHECK(error_of("[rules]\nwide-table = 'high'\n") ==
        "pglint.toml:2:14: `wide-table.severity` takes error, warning, info or off, not `high`");
  CHECK(error_of("[rules.name-pattern]\ntabels = 'x'\n") ==
        "pglint.toml:2:10: unknown option `name-pattern.tabels`; did you mean "
        "`name-pattern.tables`?");
  CHECK(error_of("[rules.name-pattern]\ntables = '('\n") ==
        "pglint.toml:2:10: `name-pattern.tables`: `(` is not a regular expression in RE2's "
        "syntax: missing ): (");
  CHECK(error_of("[[override]]\nignore = 'dont-do-this'\n") ==
        "pglint.toml:1:1: an override needs `paths`, such as paths = [\"seeds/**\"]");
  CHECK(error_of("[[override]]\npaths = 'a'\nextends = 'b'\n") ==
        "pglint.toml:3:1: `extends` cannot be used in an override");
  CHECK(error_of("exclude = ['*.sql', '!a.sql']\n") ==
        "pglint.toml:1:11: `exclude` has `!a.sql`: negation is not supported; list what to match");
  CHECK(error_of("[[override]]\npaths = '../x'\n") ==
        "pglint.toml:2:9: `paths` has `../x`: a pattern cannot leave the folder of its file");
  CHECK(error_of("override = 1\n") == "pglint.toml:1:12: write `override` as [[override]]");
  CHECK(
      error_of("[[override]]\npaths = 'a'\nfail-on = 'error'\n") ==
      "pglint.toml:3:1: `fail-on` applies to the whole run; write it above the first [[override]]");
  CHECK(error_of("extends = 'missing.toml'\n") ==
        "pglint.toml:1:11: `extends`: no such file `missing.toml`");
  CHECK(error_of("extends = 'pglint.toml'\n") ==
        "pglint.toml:1:11: `pglint.toml` extends itself, directly or through others; remove it");
  CHECK(error_of("select = [\n").starts_with("pglint.toml:1:12: invalid TOML: "));
  CHECK(error_of("a = 1\na = 2\n").starts_with("pglint.toml:"));
}

TEST_CASE("configuration: two files in one folder are an error") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "");
  folder.write(".pglint.toml", "");
  Configuration configuration({.file = {}, .flags = {}});
  const auto error = configuration.open(Items{"a.sql"});
  REQUIRE(error);
  CHECK(error->message.ends_with("both exist; keep one of them"));
}

TEST_CASE("configuration: files are excluded by the configuration above them and by flags") {
  const WorkingFolder folder;
  folder.write("pglint.toml", "exclude = ['vendor/', 'db/gen/**']\n");
  config::Layer flags;
  flags.values["exclude"] = {.items = {"*.tmp.sql"}, .place = "--exclude", .folder = folder.path()};
  Configuration configuration = opened("a.sql", flags);
  CHECK(configuration.is_excluded("vendor/a.sql").value());
  CHECK(configuration.is_excluded("db/gen/x/a.sql").value());
  CHECK(configuration.is_excluded("db/a.tmp.sql").value());
  CHECK_FALSE(configuration.is_excluded("db/a.sql").value());
}

}  // namespace
}  // namespace pglint::cli
