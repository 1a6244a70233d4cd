// What docs/security-model.md promises: strangers' files, names, configuration and repositories
// cannot make pglint write, run, read or wait where its user did not ask for it.
// The file is long because each sentence of that page has its test here, where the page names it.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A project in a folder of its own, with something outside of it.
class Project {
 public:
  Project() {
    fs::create_directory(root());
    put("tasks.sql", "CREATE TABLE tasks (id int PRIMARY KEY, price money);\n");
    outside_.write("secret.sql", secret);
  }

  static constexpr std::string_view secret = "token = hunter2\n";

  [[nodiscard]] fs::path root() const { return outside_.path() / "project"; }
  [[nodiscard]] fs::path outside() const { return outside_.path(); }
  void put(const std::string& name, std::string_view content) const {
    static_cast<void>(outside_.write("project/" + name, content));
  }
  [[nodiscard]] std::string at(const fs::path& path) const {
    const auto content = text::read_file(path.string());
    return content.ok() ? content.value() : "(missing)";
  }
  /// Ends what would hang.
  [[nodiscard]] Outcome run(const std::string& command) const {
    return run_shell("t() { timeout 60 \"$@\"; }\n" + command, root());
  }
  void make_repository() const {
    REQUIRE(run("git init -q && git config user.name a && git config user.email a@example.com && "
                "git add -A && git commit -qm first")
                .status == 0);
  }

 private:
  TemporaryFolder outside_;
};

TEST_CASE("security: a configuration file writes no report into .git") {
  const Project project;
  project.make_repository();
  for (const std::string place : {".git/hooks/post-merge", ".GIT/config.new", "./.git/x"}) {
    INFO(place);
    project.put("pglint.toml", "format = [\"text\", \"concise=" + place + "\"]\n");
    const Outcome outcome = project.run("t pglint .");
    CHECK(outcome.status == 2);
    CHECK(has(outcome.err, "which is in `.git`"));
    CHECK_FALSE(fs::exists(project.root() / place));
  }
}

TEST_CASE("security: a configuration file writes no report outside of its folder") {
  const Project project;
  const std::string absolute = (project.outside() / "x.json").string();
  project.put("sub/pglint.toml", "");
  for (const std::string& place :
       {std::string("../x.json"), std::string("a/../../x.json"), absolute}) {
    INFO(place);
    project.put("pglint.toml", "format = [\"json=" + place + "\"]\n");
    const Outcome outcome = project.run("t pglint .");
    CHECK(outcome.status == 2);
    CHECK(has(outcome.err, "not below the folder of that file"));
    CHECK_FALSE(fs::exists(project.outside() / "x.json"));
  }
  fs::create_symlink(project.outside(), project.root() / "out");
  for (const std::string place : {"out/x.json", "out/../x.json"}) {
    project.put("pglint.toml", "format = [\"json=" + place + "\"]\n");
    CHECK(project.run("t pglint tasks.sql").status == 2);
  }
  CHECK_FALSE(fs::exists(project.outside() / "x.json"));
}

TEST_CASE("security: a configuration file replaces only a report by a report") {
  const Project project;
  for (const std::string format : {"text", "concise", "json", "jsonl", "sarif", "github", "gitlab",
                                   "junit", "checkstyle", "rdjson", "markdown"}) {
    INFO(format);
    project.put("pglint.toml", "format = [\"" + format + "=report.out\"]\n");
    fs::remove(project.root() / "report.out");
    CHECK(project.run("t pglint tasks.sql").status == 1);
    const std::string first = project.at(project.root() / "report.out");
    CHECK(project.run("t pglint tasks.sql").status == 1);
    CHECK(project.at(project.root() / "report.out") == first);
    project.put("report.out", "export PATH=here\n");
    const Outcome outcome = project.run("t pglint tasks.sql");
    CHECK(outcome.status == 2);
    CHECK(has(outcome.err, "is not such a report"));
    CHECK(project.at(project.root() / "report.out") == "export PATH=here\n");
  }
}

TEST_CASE("security: flags and the environment write where the user says") {
  const Project project;
  project.put("pglint.toml", "format = [\"json=../x.json\"]\n");
  project.put("mine.txt", "mine\n");
  CHECK(project.run("t pglint --format concise=mine.txt .").status == 1);
  CHECK(project.run("PGLINT_FORMAT=json=../y.json t pglint .").status == 1);
  CHECK(fs::exists(project.outside() / "y.json"));
  CHECK_FALSE(fs::exists(project.outside() / "x.json"));
  CHECK(has(project.at(project.root() / "mine.txt"), "money"));
}

TEST_CASE("security: nothing is written through a symbolic link out of the project") {
  const Project project;
  const fs::path outside = project.outside() / "victim.sql";
  const std::string before = "CREATE TABLE a (b money);\n";
  static_cast<void>(
      run_shell("printf 'CREATE TABLE a (b money);\\n' > victim.sql", project.outside()));
  fs::create_symlink("../victim.sql", project.root() / "link.sql");
  for (const std::string command :
       {"pglint --format sarif -o link.sql tasks.sql", "pglint --format json=link.sql tasks.sql",
        "pglint --write-baseline link.sql tasks.sql", "pglint --add-ignore=later link.sql"}) {
    INFO(command);
    const Outcome outcome = project.run("t " + command);
    CHECK(outcome.status == 2);
    CHECK(has(outcome.err, "link"));
    CHECK(project.at(outside) == before);
  }
  // Within the project, links are followed.
  fs::create_symlink("tasks.sql", project.root() / "inner.sql");
  CHECK(project.run("t pglint inner.sql").status == 1);
}

TEST_CASE("security: git runs no program of the repository's configuration") {
  const Project project;
  project.put(".gitattributes", "*.sql filter=own diff=own\n");
  project.make_repository();
  const std::string program = (project.outside() / "program").string();
  REQUIRE(project
              .run("printf '#!/bin/sh\\ntouch " + (project.outside() / "ran").string() +
                   "\\ncat\\n' > ../program && chmod +x ../program && mkdir hooks && "
                   "cp ../program hooks/post-index-change")
              .status == 0);
  for (const std::string key :
       {"core.fsmonitor", "filter.own.clean", "filter.own.smudge", "filter.own.process",
        "diff.own.textconv", "diff.own.command", "diff.external", "core.pager", "core.editor",
        "core.sshCommand", "core.askPass"}) {
    REQUIRE(project.run("git config " + key + " " + program).status == 0);
  }
  REQUIRE(project.run("git config filter.own.required true && git config core.hooksPath hooks")
              .status == 0);
  project.put("tasks.sql", "CREATE TABLE tasks (id int PRIMARY KEY, cost money);\n");
  project.put("new.sql", "CREATE TABLE fresh (id int PRIMARY KEY, cost money);\n");
  fs::remove(project.outside() / "ran");
  const Outcome since = project.run("t pglint --since HEAD");
  CHECK(since.status == 1);
  CHECK(has(since.out, "tasks.cost"));
  CHECK(has(since.out, "fresh.cost"));
  CHECK(project.run("t pglint --staged").status <= 1);
  CHECK(project.run("t pglint .").status == 1);
  CHECK(project.run("GIT_EXTERNAL_DIFF=" + program + " t pglint --since HEAD").status == 1);
  CHECK_FALSE(fs::exists(project.outside() / "ran"));
}

TEST_CASE("security: a folder that looks like a bare repository is not one") {
  const Project project;
  const std::string ran = (project.outside() / "ran").string();
  REQUIRE(project
              .run("mkdir -p trap/objects trap/refs/heads trap/worktree && "
                   "printf 'ref: refs/heads/main\\n' > trap/HEAD && "
                   "printf '#!/bin/sh\\ntouch " +
                   ran +
                   "\\n' > trap/run && chmod +x trap/run && "
                   "printf '[core]\\n\\trepositoryformatversion = 0\\n\\tbare = false\\n"
                   "\\tworktree = worktree\\n\\tfsmonitor = ./run\\n' > trap/config")
              .status == 0);
  project.make_repository();
  const Outcome outcome = project.run("cd trap && t pglint --staged");
  CHECK(outcome.status == 2);
  CHECK(has(outcome.err, "bare"));
  CHECK_FALSE(fs::exists(ran));
}

TEST_CASE("security: a symbolic link out of the project is named and not read") {
  const Project project;
  project.put("in/other.sql", "CREATE TABLE others (id int PRIMARY KEY, price money);\n");
  fs::create_symlink("../../secret.sql", project.root() / "in/link.sql");
  fs::create_symlink("..", project.root() / "up");
  for (const bool is_repository : {false, true}) {
    if (is_repository) project.make_repository();
    for (const std::string command :
         {"t pglint .", "t pglint in", "cd in; t pglint .", "t pglint in/link.sql in/other.sql",
          "t pglint --context in tasks.sql"}) {
      INFO(command);
      const Outcome outcome = project.run(command);
      CHECK(outcome.status == 2);
      CHECK(has(outcome.err, "link.sql"));
      CHECK(has(outcome.err, "leads out of the project"));
      CHECK_FALSE(has(outcome.out + outcome.err, "hunter2"));
    }
    CHECK(has(project.run("t pglint .").out, "others.price"));
    const Outcome through = project.run("t pglint up/secret.sql");
    CHECK(through.status == 2);
    CHECK_FALSE(has(through.out + through.err, "hunter2"));
    CHECK(project.run("t pglint up").status == 2);
    CHECK(has(project.run("t pglint ../secret.sql").out, "hunter2"));  // named itself
  }
}

TEST_CASE("security: no device or pipe that a folder leads to is read") {
  const Project project;
  REQUIRE(project
              .run("mkdir d && mkfifo pipe d/direct.sql && ln -s ../pipe d/linked.sql && "
                   "ln -s /dev/zero d/zero.sql && ln -s /dev/full d/full.sql")
              .status == 0);
  const Outcome outcome = project.run("t pglint d tasks.sql");
  CHECK(outcome.status == 2);
  CHECK(has(outcome.err, "d/linked.sql`: it is not a regular file"));
  CHECK(has(outcome.out, "tasks.price"));
  CHECK(project.run("t pglint files d").status == 2);
  CHECK(project.run("t pglint schema d").status == 2);
}

TEST_CASE("security: a configuration file names nothing outside of the project") {
  const Project project;
  project.make_repository();
  REQUIRE(project.run("mkfifo pipe").status == 0);
  for (const std::string line :
       {R"(baseline = "/dev/zero")", R"(baseline = "../secret.sql")", R"(context = ["/"])",
        R"(context = ["../secret.sql"])", R"(extends = ["../secret.sql"])",
        R"(extends = ["/etc/passwd"])"}) {
    INFO(line);
    project.put("pglint.toml", line + "\n");
    const Outcome outcome = project.run("t pglint tasks.sql");
    CHECK(outcome.status == 2);
    CHECK(has(outcome.err, "outside of"));
    CHECK_FALSE(has(outcome.err, "token"));
  }
  for (const std::string line :
       {R"(baseline = "pipe")", R"(context = ["pipe"])", R"(extends = ["pipe"])"}) {
    INFO(line);
    project.put("pglint.toml", line + "\n");
    CHECK(project.run("t pglint tasks.sql").status == 2);
  }
  fs::remove(project.root() / "pglint.toml");
  fs::create_symlink("../secret.sql", project.root() / "pglint.toml");
  const Outcome outcome = project.run("t pglint tasks.sql");
  CHECK(outcome.status == 2);
  CHECK_FALSE(has(outcome.err, "token"));
}

TEST_CASE("security: what is no TOML is an error") {
  const Project project;
  for (const std::string_view config :
       {"[\n", "[[\n", "[\n{\"a\":1}\n]\n", "{\n", "= 1\n", "[a.\n", "\xC3\xA9 = 1\n"}) {
    INFO(config);
    project.put("pglint.toml", std::string(config));
    const Outcome outcome = project.run("t pglint tasks.sql");
    CHECK(outcome.status == 2);
    CHECK(has(outcome.err, "pglint.toml:"));
  }
}

TEST_CASE("security: configuration files and baselines have a largest size") {
  const Project project;
  project.put("pglint.toml", std::string(2 * 1024 * 1024, '\n'));
  CHECK(has(project.run("t pglint tasks.sql").err, "larger than"));
  std::string dotted;
  for (int part = 0; part < 150'000; ++part) dotted += "k.";
  project.put("pglint.toml", dotted + "k = 1\n");
  const Outcome outcome = project.run("t pglint tasks.sql");
  CHECK(outcome.status == 2);
  CHECK(has(outcome.err, "dots"));
  // As deep as the limit allows.
  std::string nested = "x = ";
  for (int level = 0; level < 90; ++level)
    nested += "{ " + std::string(200, 'k').replace(1, 0, ".k");
  project.put("pglint.toml", nested + "\n");
  CHECK(project.run("t pglint tasks.sql").status == 2);
  dotted.resize(19'000);
  project.put("pglint.toml", dotted + "k = 1\n");
  CHECK(project.run("t pglint tasks.sql").status == 2);
}

TEST_CASE("security: regular expressions of users take linear time") {
  const Project project;
  const std::string table = "CREATE TABLE " + std::string(60, 'a') + "1 (id int PRIMARY KEY);\n";
  project.put("tasks.sql", table);
  for (const std::string pattern :
       {"^(a+)+$", "^(a|aa)+$", "^(a*)*b$", "^([a-z]+)*$", "(x+x+)+y|^(.*a){20}$"}) {
    INFO(pattern);
    project.put("pglint.toml",
                "select = [\"name-pattern\"]\nfail-on = \"info\"\n"
                "[rules.name-pattern]\ntables = '" +
                    pattern + "'\n");
    CHECK(project.run("t pglint tasks.sql").status <= 1);
  }
  for (const std::string& pattern :
       {std::string(100'000, 'a'), std::string(50'000, '(') + std::string(50'000, ')')}) {
    project.put("pglint.toml", "[rules.name-pattern]\ntables = '" + pattern + "'\n");
    const Outcome outcome = project.run("t pglint tasks.sql");
    CHECK(outcome.status == 2);
    CHECK(has(outcome.err, "longer than 1000 bytes"));
    CHECK(outcome.err.size() < 1000);
  }
}

TEST_CASE("security: a closed standard input is an error") {
  const Project project;
  for (const std::string command :
       {"pglint - <&-", "pglint ast - <&-", "pglint files - <&-", "pglint --diff-file - . <&-"}) {
    INFO(command);
    const Outcome outcome = project.run(command);
    CHECK(outcome.status == 2);
    CHECK(has(outcome.err, "standard input: it is closed"));
  }
}

TEST_CASE("security: no path starts a line with a command of a CI service") {
  const Project project;
  for (const std::string name : {"::stop-commands::now.sql", "##[group]x.sql"}) {
    project.put(name, "CREATE TABLE t (a money);\n");
  }
  for (const std::string command : {"pglint .", "pglint --format concise .", "pglint files ."}) {
    INFO(command);
    const Outcome outcome = project.run(command);
    CHECK(has(outcome.out, "./::stop-commands::now.sql:"));
    CHECK_FALSE(outcome.out.starts_with("::"));
    CHECK_FALSE(has(outcome.out, "\n::"));
    CHECK_FALSE(has(outcome.out, "\n##["));
  }
}

TEST_CASE("security: no name in a report is a command of a CI service") {
  const Project project;
  project.put("a.sql",
              "CREATE TABLE \"##[error]t\" (\"##vso[task.complete]\" money);\nSELECT ##[1];\n");
  for (const std::string command : {"pglint .", "pglint --format concise .", "pglint schema .",
                                    "pglint --format markdown .", "pglint --format github ."}) {
    INFO(command);
    const Outcome outcome = project.run(command);
    CHECK(has(outcome.out, "##"));
    CHECK_FALSE(has(outcome.out, "##["));
    CHECK_FALSE(has(outcome.out, "##vso["));
  }
}

#ifndef __SANITIZE_ADDRESS__  // which needs terabytes of addresses
TEST_CASE("security: where memory ends, the program fails and says so") {
  const Project project;
  std::string rows = "INSERT INTO t VALUES (0)";
  for (int number = 0; number < 400'000; ++number) rows += ",(1)";
  project.put("a.sql", "CREATE TABLE t (a money);\n" + rows + ";\n");
  bool has_ended = false;
  for (int kilobytes = 70'000; kilobytes < 300'000; kilobytes += 10'000) {
    INFO(kilobytes);
    const Outcome outcome =
        project.run(fmt::format("ulimit -v {}; pglint --jobs 1 --format json a.sql", kilobytes));
    if (outcome.status == 127) continue;  // not even the program fits
    if (outcome.status == 1) {            // all of it did
      CHECK(has(outcome.out, "money-type"));
      continue;
    }
    has_ended = true;
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    // libpg_query writes statistics before.
    CHECK(outcome.err.rfind("pglint: ") == outcome.err.rfind('\n', outcome.err.size() - 2) + 1);
  }
  CHECK(has_ended);
}
#endif

/// `count` statements, each made from its number and the one before.
template <class Statement>
std::string chain(int count, const Statement& statement) {
  std::string sql;
  for (int number = 1; number < count; ++number) sql += statement(number, number - 1);
  return sql;
}

TEST_CASE("security: no depth of inheritance, partitions, views or types ends the program") {
  const Project project;
  const auto child = [](int number, int above) {
    return fmt::format("CREATE TABLE t{} () INHERITS (t{});\n", number, above);
  };
  const auto partition = [](int number, int above) {
    return fmt::format("CREATE TABLE t{} PARTITION OF t{} DEFAULT PARTITION BY LIST (id);\n",
                       number, above);
  };
  const auto view = [](int number, int above) {
    return fmt::format("CREATE VIEW t{} AS SELECT * FROM t{};\n", number, above);
  };
  const auto domain = [](int number, int above) {
    return fmt::format("CREATE DOMAIN t{} AS t{};\n", number, above);
  };
  const std::string table = "CREATE TABLE t0 (id bigint, a int)";
  constexpr int levels = 4000;
  const std::string inherited = table + ";\n" + chain(levels, child);
  const std::string partitioned = table + " PARTITION BY LIST (id);\n" + chain(levels, partition);
  const std::string views = table + ";\n" + chain(levels, view);
  const std::string domains = "CREATE DOMAIN t0 AS int;\n" + chain(levels, domain);
  const std::vector<std::string> scripts = {
      inherited + "ALTER TABLE t0 ADD COLUMN b int;",
      inherited + "ALTER TABLE t0 ALTER a SET NOT NULL;",
      inherited +
          "ALTER TABLE t0 ADD CONSTRAINT c CHECK (a > 0); ALTER TABLE t0 DROP CONSTRAINT c;",
      inherited + "ALTER TABLE t0 RENAME a TO b; ALTER TABLE t0 ALTER b TYPE bigint;",
      inherited + "ALTER TABLE t0 DROP COLUMN a CASCADE; DROP TABLE t0 CASCADE;",
      partitioned + "CREATE INDEX i ON t0 (a); DROP INDEX i;",
      partitioned + "ALTER TABLE t0 ADD PRIMARY KEY (id); DROP TABLE t0;",
      partitioned + "ALTER TABLE t0 ADD FOREIGN KEY (a) REFERENCES t0 (id);",
      partitioned + "CREATE TRIGGER g AFTER INSERT ON t0 FOR EACH ROW EXECUTE FUNCTION f();",
      views + "ALTER TABLE t0 DROP COLUMN a CASCADE;",
      views + "DROP TABLE t0 CASCADE;",
      domains + "DROP DOMAIN t0 CASCADE;",
  };
  for (const std::string& script : scripts) {
    INFO(script.substr(script.rfind('\n')));
    project.put("deep.sql", script);
    const Outcome outcome = project.run("ulimit -s 2048; t pglint --format concise deep.sql");
    CHECK(outcome.status == 1);
    CHECK(has(outcome.out, "nested too deeply"));
  }
}

TEST_CASE("security: columns that are copied do not double with each statement") {
  const Project project;
  const auto joined = [](int number, int above) {
    return fmt::format("CREATE VIEW t{} AS SELECT x.*, y.* FROM t{} x, t{} y;\n", number, above,
                       above);
  };
  const auto table = [](int number, int above) {
    return fmt::format("CREATE TABLE t{} AS SELECT x.*, y.* FROM t{} x, t{} y;\n", number, above,
                       above);
  };
  const std::string first = "CREATE TABLE t0 (a int, b int);\n";
  std::string nested = "t0";
  for (int level = 0; level < 40; ++level) nested = "(SELECT x.*, x.* FROM " + nested + " x)";
  for (const std::string& script : {first + chain(60, joined), first + chain(60, table),
                                    first + "CREATE VIEW v AS SELECT * FROM " + nested + " z;\n"}) {
    project.put("doubled.sql", script);
    const Outcome outcome = project.run("t pglint --format concise doubled.sql");
    CHECK(outcome.status <= 1);
  }
}

TEST_CASE("security: what is nested too deeply to be read is a warning") {
  const Project project;
  std::string body = "CREATE TABLE t (a money)";
  for (int level = 0; level < 12; ++level) {
    const std::string quote = "$b" + std::to_string(level) + "$";
    body = "DO " + quote + " BEGIN " + body + "; END " + quote;
  }
  project.put("tasks.sql", body + ";\n");
  const Outcome outcome = project.run("t pglint --format concise tasks.sql");
  CHECK(outcome.status == 1);
  CHECK(has(outcome.out, "too deeply nested"));
  std::string blocks = "CREATE TABLE t (a money);";
  for (int level = 0; level < 300; ++level) blocks = "BEGIN " + blocks + " END;";
  project.put("tasks.sql", "DO $$ " + blocks + " $$;\n");
  CHECK(has(project.run("t pglint --format concise tasks.sql").out, "too deeply nested"));
  std::string command = "psql -W app\n";
  for (int level = 0; level < 40; ++level) command.insert(0, "sudo ");
  project.put("run.sh", command);
  const Outcome script = project.run("t pglint --format concise run.sh");
  CHECK(script.status == 1);
  CHECK(has(script.out, "nested too deeply"));
}

TEST_CASE("security: characters without a width are shown") {
  const Project project;
  project.put("tasks.sql", "CREATE TABLE t (\"pri\u200Bce\u00AD\U000E0041\" money);\n");
  for (const std::string format : {"text", "concise", "markdown"}) {
    const std::string out = project.run("pglint tasks.sql --format " + format).out;
    CHECK(has(out, "<U+200B>"));
    CHECK(has(out, "<U+00AD>"));
    CHECK(has(out, "<U+E0041>"));
  }
}

TEST_CASE("security: no identifier makes a link in Markdown") {
  const Project project;
  project.put("tasks.sql", "CREATE TABLE t (\"a`https://example.com/x :tada: GH-1\" money);\n");
  const std::string out = project.run("pglint tasks.sql --format markdown").out;
  CHECK(has(out, "`` "));
  CHECK_FALSE(has(out, "\\`https://"));
}

TEST_CASE("security: the page names tests that exist") {
  const auto page = text::read_file(std::string(project::source_dir) + "/docs/security-model.md");
  REQUIRE(page.ok());
  const auto tests = text::read_file(__FILE__);
  REQUIRE(tests.ok());
  std::size_t count = 0;
  const std::string& text = page.value();
  for (std::size_t at = text.find("`security: "); at != std::string::npos;
       at = text.find("`security: ", at + 1)) {
    const std::string name = text.substr(at + 1, text.find('`', at + 1) - at - 1);
    INFO(name);
    CHECK(has(tests.value(), "TEST_CASE(\"" + name + "\")"));
    ++count;
  }
  CHECK(count >= 15);
}

}  // namespace
}  // namespace pglint::tests
