#include "lint/run.h"

#include <atomic>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "rule/builtin_rules.h"
#include "rule/context.h"
#include "rule/fingerprint.h"
#include "rule/schema/schema_context.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint {
namespace {

const Settings settings{.rules = {&syntax_error, &not_analyzed}};

std::vector<SourceFile> many_inputs() {
  std::vector<SourceFile> inputs;
  for (int index = 0; index < 200; ++index) {
    std::string sql;
    for (int line = 0; line < index % 17; ++line) sql += "SELECT 1;\n";
    inputs.push_back({.path = std::to_string(index), .content = sql + "SELEC 2;"});
  }
  return inputs;
}

std::vector<std::string> run(std::size_t jobs) {
  std::vector<std::string> seen;
  lint_files(many_inputs(), settings, jobs, [&](FileResult&& result) {
    REQUIRE(result.findings.size() == 1);
    seen.push_back(result.path + ":" + std::to_string(result.findings[0].range.begin));
  });
  return seen;
}

TEST_CASE("run: results come in input order for any number of threads") {
  const auto alone = run(1);
  REQUIRE(alone.size() == 200);
  CHECK(alone[16] == "16:160");
  CHECK(run(8) == alone);
  CHECK(run(1'000) == alone);
}

TEST_CASE("run: an unreadable file has a result at its place") {
  std::vector<FileResult> results;
  lint_files(
      {{.path = "a", .content = ""}, {.path = "/no/such/file.sql"}, {.path = "b", .content = ""}},
      settings, 2, [&](FileResult&& result) { results.push_back(std::move(result)); });
  REQUIRE(results.size() == 3);
  REQUIRE(results[1].unreadable);
  CHECK(results[1].unreadable->message ==
        "cannot read `/no/such/file.sql`: No such file or directory");
  CHECK(results[1].not_analyzed.size() == 1);
  CHECK_FALSE(results[2].unreadable);
}

void report_relation(const catalog::Relation& relation, SchemaContext& context) {
  context.report({.at = relation.place, .message = "here is " + relation.name.shown()});
}

constexpr Rule relations_rule = {
    .id = "relations", .summary = "Every relation", .checks = {on<report_relation>}};

/// `file: text under the finding: message` for each finding of a run over `files`.
std::vector<std::string> found_in(const std::vector<std::string>& files, const Settings& asked) {
  std::vector<SourceFile> inputs;
  inputs.reserve(files.size());
  for (const std::string& file : files) inputs.push_back({.path = file});
  std::vector<std::string> found;
  lint_files(std::move(inputs), asked, 2, [&](FileResult&& result) {
    if (result.unreadable) found.push_back(result.unreadable->message);
    for (const Finding& finding : result.findings) {
      found.push_back(result.content.substr(finding.range.begin, finding.range.size()) + ": " +
                      finding.message);
    }
  });
  return found;
}

TEST_CASE("run: a rule sees the schema after all files and reports in the file that created it") {
  const tests::TemporaryFolder folder;
  const std::vector<std::string> files = {
      folder.write("1.sql", "CREATE TABLE a (); CREATE TABLE gone (); CREATE TABLE b ();"),
      folder.write("2.sql", "DROP TABLE gone; ALTER TABLE b RENAME TO c; CREATE TABLE app.d ();")};
  Settings asked{.rules = {&relations_rule}};
  const std::vector<std::string> expected = {"a: here is public.a", "b: here is public.c",
                                             "app.d: here is app.d"};
  CHECK(found_in(files, asked) == expected);
  asked.max_kept_bytes = 0;  // the files are read twice
  CHECK(found_in(files, asked) == expected);
}

void change_file(const catalog::Catalog& /*catalog*/, SchemaContext& context) {
  CHECK(text::write_file_atomically(std::string(context.option("file")), "x").ok());
}

TEST_CASE("run: a file that changes during linting is unreadable") {
  const tests::TemporaryFolder folder;
  const std::string changing = folder.write("1.sql", "CREATE TABLE a ();");
  const std::string last = folder.write("2.sql", "SELECT 1;");
  const Settings asked{.rules = {&relations_rule}, .max_kept_bytes = 0};
  std::vector<std::string> errors;
  std::vector<SourceFile> inputs = {{.path = changing}, {.path = last}};
  constexpr static Rule meddler = {.id = "meddler",
                                   .summary = "Changes the file before it is read again",
                                   .checks = {on<change_file>},
                                   .options = {RuleOption{.name = "file"}}};
  Settings meddled = asked;
  meddled.options["meddler.file"] = changing;
  meddled.rules.push_back(&meddler);
  lint_files(std::move(inputs), meddled, 1, [&](FileResult&& result) {
    if (result.unreadable) errors.push_back(result.unreadable->message);
  });
  CHECK(errors == std::vector<std::string>{"cannot lint `" + changing +
                                           "`: it changed while pglint read it"});
}

/// A statement rule that needs the schema: reports every table and the known facts about `seen`.
constexpr Rule asking_rule = {
    .id = "asking",
    .summary = "Every SELECT",
    .checks = {on<report_relation>, on<+[](const SelectStmt& select, Context& context) {
                 context.report_if({.at = context.here(select), .message = "no words yet"},
                                   [](const catalog::Catalog& before, Finding& finding) {
                                     finding.message = "so many tables: " +
                                                       std::to_string(before.relations().size());
                                     return true;
                                   });
               }>}};

TEST_CASE("run: context changes the schema without findings, for any number of threads") {
  const std::vector<SourceFile> inputs = {
      {.path = "1", .content = "CREATE TABLE a (); SELECT 1;", .is_context = true},
      {.path = "2", .content = "CREATE TABLE b (); SELECT 1;"},
      {.path = "3", .content = "DROP TABLE b; SELEC 1;", .is_context = true},
      {.path = "4", .content = "CREATE TABLE c (); SELECT 1;"},
      {.path = "/no/such/file.sql", .is_context = true}};
  for (const bool asks_at_end : {true, false}) {
    Rule rule = asking_rule;
    if (!asks_at_end) rule.checks[0] = {};
    for (const std::size_t jobs : {1U, 2U, 8U}) {
      std::vector<std::string> said;
      const ContextOutcome outcome =
          lint_files(inputs, {.rules = {&rule}}, jobs, [&](FileResult&& result) {
            CHECK_FALSE(result.content.empty());
            for (const Finding& finding : result.findings) {
              said.push_back(result.path + ": " + finding.message);
            }
          });
      std::vector<std::string> expected = {"2: so many tables: 2", "4: so many tables: 2"};
      if (asks_at_end) expected.insert(expected.begin() + 1, "4: here is public.c");
      CHECK(said == expected);
      CHECK(outcome.not_read_in_full == std::vector<std::string>{"3"});
      REQUIRE(outcome.unreadable.size() == 1);
      CHECK(outcome.unreadable[0].message ==
            "cannot read `/no/such/file.sql`: No such file or directory");
    }
  }
}

void report_deleted(const catalog::Relation& relation, SchemaContext& context) {
  if (relation.find_use(catalog::RelationUseKind::rows_deleted) == nullptr) return;
  context.report(at(relation).says("rows of {} go", relation.name.shown()));
}

TEST_CASE("run: queries of the context are evidence if a rule needs it") {
  constexpr static Rule rule = {.id = "deleted",
                                .summary = "Tables whose rows are deleted",
                                .checks = {on<report_deleted>},
                                .wants_evidence = true};
  std::vector<std::string> said;
  lint_files({{.path = "1", .content = "CREATE TABLE a (); CREATE TABLE b ();"},
              {.path = "2", .content = "DELETE FROM b;", .is_context = true}},
             {.rules = {&rule}}, 1, [&](FileResult&& result) {
               for (const Finding& finding : result.findings) said.push_back(finding.message);
             });
  CHECK(said == std::vector<std::string>{"rows of public.b go"});
}

/// Sums up all tables, those of each schema, and each one.
void report_tables(const catalog::Catalog& catalog, SchemaContext& context) {
  std::map<std::string, std::vector<SchemaReport>> schemas;
  for (const auto& [name, relation] : catalog.relations()) {
    schemas[name.schema].push_back(at(relation).says("table {}", name.name));
  }
  std::vector<SchemaReport> parts;
  for (auto& [schema, tables] : schemas) {
    SchemaReport part = tables.front();
    parts.push_back(std::move(part).says("schema {}", schema).sums_up(std::move(tables)));
  }
  SchemaReport all = parts.front();
  context.report(std::move(all).says("everything").sums_up(std::move(parts)));
}

TEST_CASE("run: what is said of all is said of each one if some are old or not linted") {
  constexpr static Rule rule = {.id = "tables", .summary = "Tables", .checks = {on<report_tables>}};
  const tests::TemporaryFolder folder;
  std::vector<SourceFile> files = {
      {.path = folder.write("1.sql", "CREATE TABLE a.a1 (); CREATE TABLE a.a2 ();")},
      {.path = folder.write("2.sql", "CREATE TABLE b.b1 (); CREATE TABLE b.b2 ();")},
      {.path = folder.write("3.sql", "CREATE TABLE b.b3 ();")}};
  Settings one = {.rules = {&rule}};
  const auto said = [&](const IsOld& is_old = {}) {
    std::vector<std::string> messages;
    lint_files(
        files, one, 1,
        [&](FileResult&& result) {
          for (const Finding& finding : result.findings) messages.push_back(finding.message);
        },
        {}, is_old);
    return messages;
  };
  using Lines = std::vector<std::string>;
  CHECK(said() == Lines{"everything"});
  const auto is = [](std::string_view message) {
    return
        [message](const FileResult&, const Finding& finding) { return finding.message == message; };
  };
  CHECK(said(is("nothing")) == Lines{"everything"});
  CHECK(said(is("table a1")) == Lines{"table a1", "table a2", "schema b"});
  CHECK(said(is("table b3")) == Lines{"schema a", "table b1", "table b2", "table b3"});
  // Only single objects are asked about.
  CHECK(said(is("schema a")) == Lines{"everything"});
  // A file that has to be read again gives the same.
  one.max_kept_bytes = 0;
  CHECK(said(is("table b3")) == Lines{"schema a", "table b1", "table b2", "table b3"});

  files[2].is_context = true;
  CHECK(said() == Lines{"schema a", "table b1", "table b2"});
  files[0].is_context = true;
  CHECK(said() == Lines{"table b1", "table b2"});
}

TEST_CASE("fingerprint: of several objects, it depends on each of them") {
  constexpr static Rule rule = {.id = "tables", .summary = "Tables", .checks = {on<report_tables>}};
  const auto fingerprint = [](const char* sql) {
    std::uint64_t found = 0;
    lint_files({{.path = "1", .content = sql}}, {.rules = {&rule}}, 1,
               [&](FileResult&& result) { found = fingerprint_of(result.findings.at(0)); });
    return found;
  };
  const std::uint64_t two = fingerprint("CREATE TABLE a1 ();CREATE TABLE a2 ();");
  CHECK(fingerprint("CREATE TABLE a1 (); -- a\n create table a2 ();") == two);
  CHECK(fingerprint("CREATE TABLE a1 ();CREATE TABLE a2 ();CREATE TABLE a3 ();") != two);
  CHECK(fingerprint("CREATE TABLE a1 ();CREATE TABLE a4 ();") != two);
}

TEST_CASE("run: nothing to do") {
  lint_files({}, settings, 4, [](FileResult&&) { FAIL("there is no file"); });
}

TEST_CASE("fingerprint: independent of the place, and counts repetitions") {
  Fingerprinter fingerprints;
  Finding finding{.rule = &syntax_error, .object = "t.a", .statement_hash = 1};
  const std::string first = fingerprints.next(finding);
  CHECK(first.size() == 18);
  CHECK(first.ends_with(":1"));
  finding.range = {100, 200};
  finding.message = "other words";
  CHECK(fingerprints.next(finding) == first.substr(0, 17) + "2");
  finding.object = "t.b";
  CHECK(fingerprints.next(finding).ends_with(":1"));
}

}  // namespace
}  // namespace pglint
