#include "migration/recognition.h"

#include <algorithm>
#include <set>

#include <catch2/catch_test_macros.hpp>

#include "migration/names.h"

namespace pglint::migration {
namespace {

using Contents = std::map<std::string, std::string>;

/// Files with their content, in place of a disk.
class Files : public Surroundings {
 public:
  explicit Files(Contents files) : files_(std::move(files)) {}

  [[nodiscard]] bool exists(const std::string& path) const override {
    return std::ranges::any_of(files_, [&](const auto& file) {
      return file.first == path || file.first.starts_with(path + "/");
    });
  }
  [[nodiscard]] std::string read(const std::string& path, std::size_t limit) const override {
    const auto file = files_.find(path);
    return file == files_.end() ? "" : file->second.substr(0, limit);
  }
  [[nodiscard]] std::vector<std::string> sql_files(const std::string& folder) const override {
    std::vector<std::string> names;
    for (const auto& [path, content] : files_) {
      const SplitPath split = split_path(path);
      if (split.folder == folder && split.name.ends_with(".sql")) names.emplace_back(split.name);
    }
    return names;
  }
  [[nodiscard]] std::vector<std::string> folders(const std::string& folder) const override {
    std::set<std::string> names;
    for (const auto& [path, content] : files_) {
      if (!path.starts_with(folder + "/")) continue;
      const std::string below = path.substr(folder.size() + 1);
      if (below.find('/') != std::string::npos) names.insert(below.substr(0, below.find('/')));
    }
    return {names.begin(), names.end()};
  }

 private:
  Contents files_;
};

/// `runner: why` of the file `path`.
std::string recognized(const Files& files, const std::string& path, const Runner* fixed = nullptr) {
  Recognizer recognizer(files, fixed);
  const FileFacts facts = recognizer.recognize(path, files.read(path, 100'000));
  return std::string(facts.runner->name) + ": " + facts.why;
}

std::vector<std::size_t> order_of(const std::vector<FileFacts>& facts) {
  std::vector<const FileFacts*> each;
  for (const FileFacts& file : facts) each.push_back(&file);
  return run_order(each);
}

/// The names of all `*.sql` files of /m in the order in which they run.
std::vector<std::string> ordered(const Files& files) {
  Recognizer recognizer(files, nullptr);
  const std::vector<std::string> names = files.sql_files("/m");
  std::vector<FileFacts> facts;
  for (const std::string& name : names) {
    facts.push_back(recognizer.recognize("/m/" + name, files.read("/m/" + name, head_bytes)));
  }
  std::vector<std::string> sorted;
  for (const std::size_t index : order_of(facts)) sorted.push_back(names[index]);
  return sorted;
}

using Names = std::vector<std::string>;

TEST_CASE("recognition: a marker of the file itself is the best evidence") {
  const Files files(Contents{{"/m/1_a.sql", "\n-- +goose Up\n"}, {"/m/atlas.sum", ""}});
  CHECK(recognized(files, "/m/1_a.sql") == "goose: `-- +goose Up` on line 2");
}

TEST_CASE("recognition: markers count only in the first bytes, and in separate comments") {
  CHECK(recognized(Files(Contents{{"/m/1_a.sql", std::string(5'000, ' ') + "\n-- +goose Up\n"}}),
                   "/m/1_a.sql") == "psql: no migration tool recognized");
  CHECK(recognized(Files(Contents{{"/m/1_a.sql", "SELECT '\n-- migrate:up\n';"}}), "/m/1_a.sql")
            .starts_with("psql"));
  CHECK(recognized(Files(Contents{{"/m/1_a.sql", "SELECT 1; -- migrate:up\n"}}), "/m/1_a.sql")
            .starts_with("psql"));
}

TEST_CASE("recognition: files beside the migrations") {
  CHECK(recognized(Files(Contents{{"/m/1_a.sql", ""}, {"/m/atlas.sum", ""}}), "/m/1_a.sql") ==
        "atlas: `atlas.sum`");
  CHECK(recognized(Files(Contents{{"/p/m/1_a.sql", ""}, {"/p/.sqlx/q.json", ""}}),
                   "/p/m/1_a.sql") == "sqlx: `../.sqlx`");
  CHECK(recognized(Files(Contents{{"/m/1_a/migration.sql", ""}, {"/m/migration_lock.toml", ""}}),
                   "/m/1_a/migration.sql") == "prisma: `migration_lock.toml`");
  CHECK(recognized(Files(Contents{{"/p/deploy/a/b.sql", ""}, {"/p/sqitch.plan", ""}}),
                   "/p/deploy/a/b.sql") == "sqitch: `sqitch.plan`");
}

TEST_CASE("recognition: a neighbor's marker decides if the name matches") {
  const Files files(Contents{{"/m/1_a.sql", "SELECT 1;"},
                             {"/m/2_b.sql", "-- +goose Up\n"},
                             {"/m/notes.sql", "SELECT 1;"}});
  CHECK(recognized(files, "/m/1_a.sql") == "goose: `-- +goose Up` in 2_b.sql next to it");
  CHECK(recognized(files, "/m/notes.sql").starts_with("psql"));
}

TEST_CASE("recognition: file names that only one tool uses") {
  const Files none(Contents{});
  CHECK(recognized(none, "/m/V1__a.sql").starts_with("flyway"));
  CHECK(recognized(none, "/m/R__a.sql").starts_with("flyway"));
  CHECK(recognized(none, "/m/afterMigrate__x.sql").starts_with("flyway"));
  CHECK(recognized(none, "/m/1_a.up.sql").starts_with("golang-migrate"));
  CHECK(recognized(none, "/m/1_a.postgres.up.sql").starts_with("popx"));
  CHECK(recognized(none, "/m/2024-01-01-000000_a/down.sql").starts_with("diesel"));
  CHECK(recognized(none, "/m/20240101000000_a/migration.sql").starts_with("prisma"));
  CHECK(recognized(none, "/p/supabase/migrations/1_a.sql").starts_with("supabase"));
  CHECK(recognized(none, "/p/db/structure.sql").starts_with("rails"));
  for (const char* path :
       {"/m/1_a.sql", "/m/V__a.sql", "/m/V1_a.sql", "/m/Vx__a.sql", "/m/__.sql", "/m/.sql",
        "/m/up.sql", "/m/a_b/up.sql", "/m/a--b.sql", "/m/1-2.sql", "/structure.sql", "/m/1_.sql",
        "/up.sql", "/m/migration.sql", "/m/a.up.sql"}) {
    INFO(path);
    CHECK(recognized(none, path).starts_with("psql"));
  }
}

TEST_CASE("recognition: the names in a folder decide for names that several tools have") {
  const Files pop(Contents{{"/m/1_a.up.sql", ""}, {"/m/2_b.mysql.up.sql", ""}});
  CHECK(recognized(pop, "/m/1_a.up.sql") == "popx: the name of 2_b.mysql.up.sql next to it");
  const Files soda(
      Contents{{"/m/1_a.up.sql", ""},
               {"/m/2_b.up.sql", "ALTER TABLE {{ index .Options \"Namespace\" }}.t;"}});
  CHECK(recognized(soda, "/m/1_a.up.sql") == "popx: `{{ index .Options` in 2_b.up.sql next to it");
  const Files diesel(Contents{{"/m/2023-05-01-000000_a/up.sql", ""}, {"/m/init/up.sql", ""}});
  CHECK(recognized(diesel, "/m/init/up.sql") ==
        "diesel: the name of 2023-05-01-000000_a/up.sql next to it");
  CHECK(recognized(diesel, "/m/2023-05-23-1715-drop-it/down.sql") ==
        "diesel: recognized by its name");
  CHECK(recognized(diesel, "/n/init/up.sql").starts_with("psql"));
}

TEST_CASE("recognition: Drizzle since 1.0 has a folder for each migration") {
  const Files marked(
      Contents{{"/m/20240101000000_a/migration.sql", "A;"},
               {"/m/20240102000000_b/migration.sql", "A;\n--> statement-breakpoint"}});
  CHECK(recognized(marked, "/m/20240101000000_a/migration.sql") ==
        "drizzle: `--> statement-breakpoint` in 20240102000000_b/migration.sql next to it");
  const Files snapshot(Contents{{"/m/20240101000000_a/migration.sql", "A;"},
                                {"/m/20240101000000_a/snapshot.json", "{}"}});
  CHECK(recognized(snapshot, "/m/20240101000000_a/migration.sql") == "drizzle: `snapshot.json`");
}

TEST_CASE("recognition: pairs are up and down, whatever their names") {
  const Files files(Contents{{"/m/V0001.Initial.up.sql", ""},
                             {"/m/V0001.Initial.down.sql", ""},
                             {"/m/V0002.Gone.down.sql", ""},
                             {"/m/lone.sql", ""},
                             {"/n/a-up.sql", ""},
                             {"/n/a-down.sql", ""},
                             {"/o/init/up.sql", ""},
                             {"/o/init/down.sql", ""},
                             {"/p/001.do.sql", ""},
                             {"/p/001.undo.sql", ""},
                             {"/q/warm_up.sql", ""},
                             {"/q/warm.up.sql", ""},
                             {"/q/2024_backfill_up.sql", ""},
                             {"/r/1.up.sql", ""},
                             {"/r/v2.up.sql", ""},
                             {"/s/2.down.sql", ""}});
  CHECK(recognized(files, "/m/V0001.Initial.up.sql") ==
        "up-down: `V0001.Initial.down.sql` next to it");
  CHECK(recognized(files, "/m/V0002.Gone.down.sql") ==
        "up-down: the name of V0001.Initial.down.sql next to it");
  CHECK(recognized(files, "/n/a-down.sql") == "up-down: `a-up.sql` next to it");
  CHECK(recognized(files, "/o/init/down.sql") == "up-down: `up.sql` next to it");
  CHECK(recognized(files, "/p/001.undo.sql") == "up-down: `001.do.sql` next to it");
  CHECK(recognized(files, "/m/lone.sql").starts_with("psql"));
  for (const char* lone : {"/q/warm_up.sql", "/q/warm.up.sql", "/q/2024_backfill_up.sql"}) {
    CHECK(recognized(files, lone).starts_with("psql"));
  }
  CHECK(recognized(files, "/r/1.up.sql") == "up-down: recognized by its name");
  CHECK(recognized(files, "/r/v2.up.sql") == "up-down: recognized by its name");
  CHECK(recognized(files, "/s/2.down.sql").starts_with("psql"));
  Recognizer recognizer(files, nullptr);
  CHECK(recognizer.recognize("/o/init/down.sql", "").name.direction == Direction::down);
  CHECK(recognizer.recognize("/p/001.undo.sql", "").name.direction == Direction::down);
}

TEST_CASE("recognition: scripts of extensions") {
  const Files none(Contents{});
  for (const char* path : {"/m/hstore--1.4.sql", "/m/hstore--1.3--1.4.sql",
                           "/m/pg-x--unpackaged--1.0.sql", "/m/2.1.0--2.1.1.sql"}) {
    INFO(path);
    CHECK(recognized(none, path) == "extension: recognized by its name");
  }
  Recognizer recognizer(none, nullptr);
  CHECK(recognizer.recognize("/m/x--1.9--1.10.sql", "").name.direction == Direction::up);
  CHECK(recognizer.recognize("/m/x--1.10--1.9.sql", "").name.direction == Direction::down);
}

TEST_CASE("recognition: --migration-tool overrides everything") {
  const Files files(Contents{{"/m/1_a.sql", "-- +goose Up\n"}});
  CHECK(recognized(files, "/m/1_a.sql", find_runner("sqlx")) == "sqlx: set by `--migration-tool`");
}

TEST_CASE("recognition: settings in a file beside a migration disable its transaction") {
  const Files files(Contents{{"/m/1_a/up.sql", "A;"},
                             {"/m/1_a/metadata.toml", "# x\nrun_in_transaction = false # y\n"},
                             {"/m/V1__a.sql", "A;"},
                             {"/m/V1__a.sql.conf", "executeInTransaction=true\n"}});
  Recognizer recognizer(files, nullptr);
  CHECK(recognizer.recognize("/m/1_a/up.sql", "A;").no_transaction ==
        "`run_in_transaction = false` in metadata.toml");
  CHECK(recognizer.recognize("/m/V1__a.sql", "A;").no_transaction.empty());
}

TEST_CASE("order: numbers are compared as numbers") {
  CHECK(ordered(Files(
            Contents{{"/m/10_a.up.sql", ""}, {"/m/9_b.down.sql", ""}, {"/m/9_b.up.sql", ""}})) ==
        Names{"9_b.up.sql", "9_b.down.sql", "10_a.up.sql"});
  CHECK(ordered(Files(Contents{{"/m/V1.10__a.sql", ""},
                               {"/m/V1.9__a.sql", ""},
                               {"/m/V1__a.sql", ""},
                               {"/m/R__a.sql", ""},
                               {"/m/beforeMigrate.sql", ""},
                               {"/m/U1.9__a.sql", ""}})) == Names{"beforeMigrate.sql", "V1__a.sql",
                                                                  "V1.9__a.sql", "U1.9__a.sql",
                                                                  "V1.10__a.sql", "R__a.sql"});
}

TEST_CASE("order: numbered folders side by side are one history, in the order of their numbers") {
  const Files none(Contents{});
  Recognizer recognizer(none, nullptr);
  std::vector<FileFacts> facts;
  const Names paths = {"/m/0/01_a.up.sql", "/m/10/01_c.up.sql", "/m/34/02_d.up.sql",
                       "/m/7/03_b.up.sql", "/m/old/1_x.up.sql"};
  for (const std::string& path : paths) facts.push_back(recognizer.recognize(path, ""));
  CHECK(order_of(facts) == std::vector<std::size_t>{0, 3, 1, 2, 4});
  CHECK(facts[3].name.directory == "/m");
  CHECK(facts[4].name.directory == "/m/old");
  CHECK(recognizer.recognize("/f/2/V1__a.sql", "").name.order <
        recognizer.recognize("/f/1/V2__a.sql", "").name.order);
  CHECK(recognizer.recognize("/m/0/x.sql", "").name.directory == "/m/0");
}

TEST_CASE("order: as each tool compares versions") {
  CHECK(ordered(Files(Contents{{"/m/10_a.sql", "-- +migrate Up\n"},
                               {"/m/9_b.sql", "-- +migrate Up\n"},
                               {"/m/a.sql", "-- +migrate Up\n"}})) ==
        Names{"9_b.sql", "10_a.sql", "a.sql"});
  CHECK(ordered(Files(Contents{{"/m/20210813150152_b.up.sql", ""},
                               {"/m/20210410175418000001_a.mysql.up.sql", ""},
                               {"/m/00_init.up.sql", ""}})) ==
        Names{"00_init.up.sql", "20210410175418000001_a.mysql.up.sql", "20210813150152_b.up.sql"});
  CHECK(ordered(Files(Contents{
            {"/m/x--1.10--1.11.sql", ""}, {"/m/x--1.9--1.10.sql", ""}, {"/m/x--1.9.sql", ""}})) ==
        Names{"x--1.9.sql", "x--1.9--1.10.sql", "x--1.10--1.11.sql"});
  CHECK(ordered(Files(Contents{{"/m/r10.up.sql", ""},
                               {"/m/r10.down.sql", ""},
                               {"/m/r9.up.sql", ""},
                               {"/m/r9.down.sql", ""}})) ==
        Names{"r9.up.sql", "r9.down.sql", "r10.up.sql", "r10.down.sql"});
  const Files none(Contents{});
  Recognizer recognizer(none, nullptr);
  const auto order = [&](const char* path) { return recognizer.recognize(path, "").name.order; };
  CHECK(order("/m/2023-05-01-000000_a/up.sql") < order("/m/2023-05-23-1715-drop-it/up.sql"));
  CHECK(order("/m/2023-05-23-1715-drop-it/up.sql") < order("/m/2023-06-01-000000_b/up.sql"));
  CHECK(order("/p/supabase/migrations/10_a.sql") < order("/p/supabase/migrations/9_a.sql"));
}

TEST_CASE("order: by bytes for dbmate; psql's files keep their order") {
  CHECK(ordered(Files(
            Contents{{"/m/10_a.sql", "-- migrate:up\n"}, {"/m/9_b.sql", "-- migrate:up\n"}})) ==
        Names{"10_a.sql", "9_b.sql"});
  CHECK(ordered(Files(Contents{{"/m/10_a.sql", "-- +goose Up\n"},
                               {"/m/5.sql", "SELECT 1;"},
                               {"/m/9_b.sql", "-- +goose Up\n"}})) ==
        Names{"9_b.sql", "5.sql", "10_a.sql"});
}

TEST_CASE("order: Drizzle's journal; unlisted files come last") {
  CHECK(ordered(Files(
            Contents{{"/m/0000_a.sql", ""},
                     {"/m/0001_b.sql", ""},
                     {"/m/0001_c.sql", ""},
                     {"/m/meta/_journal.json",
                      R"({"entries": [{"tag": "0001_c"}, {"tag": "0000_a"}, {"x": 1}, 2]})"}})) ==
        Names{"0001_c.sql", "0000_a.sql", "0001_b.sql"});
  for (const char* journal : {"", "{", "[]", "{\"entries\": 1}"}) {
    CHECK(ordered(Files(Contents{{"/m/0000_a.sql", ""}, {"/m/meta/_journal.json", journal}}))
              .size() == 1);
  }
}

TEST_CASE("order: Sqitch's plan, with a change that was reworked twice") {
  const auto plan = find_runner("sqitch")->read_list(
      "%project=x\n\na 2024 A <a@b> # n\n@v1 2024\n# comment\nb [a] 2024\na [a@v1]\n@v2\na "
      "[a@v2]\n");
  CHECK(plan == Names{"a@v1", "b", "a@v2", "a"});
}

}  // namespace
}  // namespace pglint::migration
