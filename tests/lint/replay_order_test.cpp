#include "lint/replay_order.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "rule/settings.h"
#include "tests/support/temporary_folder.h"

namespace pglint {
namespace {

struct Script {
  const char* path;
  const char* sql;
};

/// The paths in the order in which a run replays the files; in brackets what it does not replay.
std::vector<std::string> replayed(const std::vector<Script>& scripts,
                                  const std::vector<const char*>& tool = {}) {
  std::vector<SourceFile> files;
  for (const auto& [path, sql] : scripts) {
    files.push_back({.path = std::string("/r/") + path, .content = sql});
  }
  for (std::size_t number = 0; number < tool.size(); ++number) {
    files[number].facts.runner = migration::find_runner(tool[number]);
    files[number].facts.name.directory = "/r";
  }
  const ReplayedFiles found = replayed_files(std::move(files), {}, 1);
  std::vector<std::string> paths;
  for (const std::size_t number : found.order) paths.emplace_back(scripts[number].path);
  for (const std::size_t number : found.teardown) {
    paths.push_back(std::string("[") + scripts[number].path + "]");
  }
  return paths;
}

using Paths = std::vector<std::string>;

TEST_CASE("replay order: files that need nothing stay as they are") {
  CHECK(replayed({{"a.sql", "CREATE TABLE a (id int);"},
                  {"b.sql", "CREATE TABLE b (a_id int REFERENCES a);"},
                  {"c.sql", "SELECT 1; ALTER TABLE unknown ADD x int;"}}) ==
        Paths{"a.sql", "b.sql", "c.sql"});
  CHECK(replayed({}).empty());
}

TEST_CASE("replay order: every statement that needs what a later file makes waits for it") {
  for (const char* sql :
       {"ALTER TABLE t ADD PRIMARY KEY (id);", "CREATE INDEX ON t (id);",
        "CREATE TABLE c (t_id int REFERENCES t (id));", "COMMENT ON TABLE t IS 'x';",
        "COMMENT ON COLUMN t.id IS 'x';", "ALTER TABLE t ALTER id SET NOT NULL;",
        "CREATE VIEW v AS SELECT id FROM t;", "ALTER TABLE t RENAME TO u;",
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();",
        "CREATE POLICY p ON t;", "CREATE TABLE c (LIKE t);", "CREATE TABLE c () INHERITS (t);",
        "CREATE TABLE c (x m);", "ALTER TABLE t ENABLE ROW LEVEL SECURITY;",
        "CREATE FUNCTION f() RETURNS text[] LANGUAGE sql AS 'SELECT string_to_array(n, $$,$$) FROM "
        "t';",
        "DO $$ BEGIN ALTER TABLE t ADD y int; END $$;",
        "DELETE FROM t WHERE id NOT IN (SELECT 1);"}) {
    INFO(sql);
    CHECK(replayed({{"a.sql", sql},
                    {"b.sql", "CREATE TABLE other (id int);"},
                    {"z.sql", "CREATE TYPE m AS ENUM ('a'); CREATE TABLE t (id int);"}}) ==
          Paths{"b.sql", "z.sql", "a.sql"});
  }
}

TEST_CASE("replay order: what a file makes itself it does not wait for") {
  CHECK(replayed({{"a.sql", "CREATE TABLE t (id int); ALTER TABLE t ADD PRIMARY KEY (id);"},
                  {"b.sql", "CREATE TABLE IF NOT EXISTS t (id int);"}}) == Paths{"a.sql", "b.sql"});
  CHECK(replayed({{"a.sql", "DROP TABLE IF EXISTS t; CREATE TABLE t (id int);"},
                  {"b.sql", "CREATE TABLE t (id int);"}}) == Paths{"a.sql", "b.sql"});
}

TEST_CASE("replay order: keys and columns of others are waited for too") {
  CHECK(replayed({{"fk.sql", "ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES p (id);"},
                  {"pk.sql", "ALTER TABLE p ADD PRIMARY KEY (id);"},
                  {"tables.sql", "CREATE TABLE p (id int); CREATE TABLE c (a int);"}}) ==
        Paths{"tables.sql", "pk.sql", "fk.sql"});
  CHECK(replayed({{"a.sql", "CREATE TABLE t (id int);"},
                  {"b.sql", "CREATE INDEX ON t (note);"},
                  {"c.sql", "ALTER TABLE t ADD note text;"}}) == Paths{"a.sql", "c.sql", "b.sql"});
}

TEST_CASE("replay order: the nearest maker, and one that is there already") {
  CHECK(replayed({{"m/a.sql", "ALTER TABLE t ADD x int;"},
                  {"x/t.sql", "CREATE TABLE t (id int);"},
                  {"m/t.sql", "CREATE TABLE t (id int);"}}) ==
        Paths{"x/t.sql", "m/t.sql", "m/a.sql"});
  CHECK(replayed({{"a.sql", "CREATE TABLE t (id int);"},
                  {"b.sql", "ALTER TABLE t ADD x int; ALTER TABLE nowhere ADD x int;"},
                  {"c.sql", "CREATE TABLE t (id int);"}}) == Paths{"a.sql", "b.sql", "c.sql"});
}

TEST_CASE("replay order: who comes behind a file goes on doing so") {
  CHECK(replayed({{"a.sql", "CREATE TABLE a (z z); "},
                  {"b.sql", "DROP TABLE a; CREATE TABLE b (id int);"},
                  {"z.sql", "CREATE DOMAIN z AS int;"}}) == Paths{"z.sql", "a.sql", "b.sql"});
}

TEST_CASE("replay order: circles are broken where a query reads") {
  CHECK(replayed({{"a.sql", "CREATE TABLE a (b int REFERENCES b);"},
                  {"b.sql", "CREATE TABLE b (a int REFERENCES a);"},
                  {"c.sql", "ALTER TABLE d ADD x int;"},
                  {"d.sql", "CREATE TABLE d (a int REFERENCES a);"}}) ==
        Paths{"a.sql", "b.sql", "d.sql", "c.sql"});
  CHECK(replayed({{"f.sql", "CREATE TABLE f (t t); SELECT string_to_array(n, ',') FROM t;"},
                  {"g.sql",
                   "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT string_to_array(n, "
                   "$$,$$) FROM h'; "
                   "CREATE TABLE k (id int);"},
                  {"h.sql", "CREATE TABLE h (id int); COMMENT ON TABLE k IS 'x';"}}) ==
        Paths{"f.sql", "g.sql", "h.sql"});
}

TEST_CASE("replay order: a migration tool's files, and numbered ones, stay in order") {
  CHECK(replayed({{"1.sql", "ALTER TABLE t ADD x int;"}, {"2.sql", "CREATE TABLE t (id int);"}}) ==
        Paths{"1.sql", "2.sql"});
  CHECK(replayed({{"v1/a.sql", "ALTER TABLE t ADD x int;"},
                  {"v2/a.sql", "CREATE TABLE t (id int);"}}) == Paths{"v1/a.sql", "v2/a.sql"});
  CHECK(replayed({{"a.sql", "ALTER TABLE t ADD x int;"},
                  {"b.sql", "CREATE TABLE t (id int);"},
                  {"c.sql", "SELECT 1;"}},
                 {"goose", "goose", "psql"}) == Paths{"a.sql", "b.sql", "c.sql"});
  // A file of no tool waits for the whole history.
  CHECK(replayed({{"a.sql", "ALTER TABLE t ADD x int;"},
                  {"m.sql", "CREATE TABLE t (id int);"},
                  {"n.sql", "ALTER TABLE t ADD y int;"}},
                 {"psql", "goose", "goose"}) == Paths{"m.sql", "n.sql", "a.sql"});
}

TEST_CASE("replay order: scripts that only drop what their folder makes are left out") {
  const Script make = {"m/create.sql",
                       "CREATE TABLE t (id int PRIMARY KEY); CREATE INDEX i ON t (id);"};
  for (const char* sql : {"DROP TABLE t;", "BEGIN; DROP TABLE IF EXISTS t CASCADE; COMMIT;",
                          "ALTER TABLE t DROP CONSTRAINT t_pkey;", "DROP INDEX i;"}) {
    INFO(sql);
    CHECK(replayed({make, {"m/drop.sql", sql}}) ==
          Paths{"m/create.sql", "m/drop.sql", "[m/drop.sql]"});
    CHECK(replayed({make, {"m/2_drop.sql", sql}}) == Paths{"m/create.sql", "m/2_drop.sql"});
    CHECK(replayed({make, {"other/drop.sql", sql}}) == Paths{"m/create.sql", "other/drop.sql"});
  }
  for (const char* sql :
       {"DROP TABLE t; CREATE TABLE u (id int);", "DROP TABLE unknown;",
        "ALTER TABLE t DROP COLUMN x, ADD y int;", "INSERT INTO u SELECT id FROM t; DROP TABLE t;",
        "UPDATE u SET a = 1; DROP TABLE t;", "SELECT 1;"}) {
    INFO(sql);
    CHECK(replayed({make, {"m/drop.sql", sql}}) == Paths{"m/create.sql", "m/drop.sql"});
  }
}

}  // namespace
}  // namespace pglint
