// Foreign keys: cycles, links, actions and types.
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "design/key/actions.h"
#include "design/key/cycles.h"
#include "design/key/key_types.h"
#include "design/key/link.h"
#include "design/schema.h"
#include "tests/catalog/changed.h"

namespace pglint::design::tests {
namespace {

using pglint::tests::catalog_after;
using Names = std::vector<std::string>;

const Table& named_table(const Schema& schema, const std::string& name) {
  for (const Table& candidate : schema.all_tables()) {
    if (candidate.name() == name) return candidate;
  }
  FAIL("no table " << name);
  return schema.all_tables().front();
}

std::vector<Names> cycles_after(const std::string& sql) {
  const auto catalog = catalog_after(sql);
  const Schema schema(catalog, {});
  std::vector<Names> cycles;
  for (const Cycle& cycle : find_cycles(schema, [](const ForeignKey&) { return true; })) {
    Names& names = cycles.emplace_back();
    for (const ForeignKey* key : cycle) names.push_back(key->table->name());
  }
  return cycles;
}

TEST_CASE("cycles: a shortest one for each group of tables") {
  CHECK(cycles_after("CREATE TABLE a (id int PRIMARY KEY, a_id int REFERENCES a);"
                     "CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);") ==
        std::vector<Names>{});
  // a → b → c → a, and a → b → a; separately, d ↔ e.
  CHECK(cycles_after("CREATE TABLE a (id int PRIMARY KEY, b_id int);"
                     "CREATE TABLE c (id int PRIMARY KEY, a_id int REFERENCES a);"
                     "CREATE TABLE b (id int PRIMARY KEY, c_id int REFERENCES c, a_id int "
                     "REFERENCES a);"
                     "ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;"
                     "CREATE TABLE d (id int PRIMARY KEY, e_id int, a_id int REFERENCES a);"
                     "CREATE TABLE e (id int PRIMARY KEY, d_id int REFERENCES d);"
                     "ALTER TABLE d ADD FOREIGN KEY (e_id) REFERENCES e;") ==
        std::vector<Names>{{"a", "b"}, {"d", "e"}});
}

TEST_CASE("cycles: a long chain needs no recursion") {
  std::string sql = "CREATE TABLE t0 (id int PRIMARY KEY, next int);";
  constexpr int last = 2000;
  for (int number = 1; number <= last; ++number) {
    sql += "CREATE TABLE t" + std::to_string(number) +
           " (id int PRIMARY KEY, next int REFERENCES t" + std::to_string(number - 1) + ");";
  }
  sql += "ALTER TABLE t0 ADD FOREIGN KEY (next) REFERENCES t" + std::to_string(last) + ";";
  const auto cycles = cycles_after(sql);
  REQUIRE(cycles.size() == 1);
  CHECK(cycles.front().size() == last + 1);
}

TEST_CASE("links: by foreign keys, or by names and types") {
  const auto catalog = catalog_after(R"(
    CREATE TABLE posts (id bigint PRIMARY KEY);
    CREATE TABLE tags (id bigint PRIMARY KEY);
    CREATE TABLE a (tag_id bigint REFERENCES tags, post_id bigint REFERENCES posts, role text);
    CREATE TABLE b (post_id bigint, tag_id bigint, created_at timestamptz);
    CREATE TABLE c (post_id uuid, tag_id bigint);
    CREATE TABLE d (post_id bigint REFERENCES posts, tag_id bigint REFERENCES tags, note text);
  )");
  const Schema schema(catalog, {});
  const auto declared = link_of(named_table(schema, "a"), schema);
  REQUIRE(declared.has_value());
  CHECK(declared->columns == Names{"tag_id", "post_id"});
  CHECK(declared->declared);
  CHECK(declared->qualified);
  const auto named = link_of(named_table(schema, "b"), schema);
  REQUIRE(named.has_value());
  CHECK_FALSE(named->declared);
  CHECK_FALSE(named->qualified);
  CHECK_FALSE(link_of(named_table(schema, "c"), schema).has_value());
  CHECK_FALSE(link_of(named_table(schema, "d"), schema).has_value());
}

TEST_CASE("actions: the columns that they set, and their triggers") {
  const auto catalog = catalog_after(R"(
    CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
    CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL (b));
    CREATE TABLE d (a int, b int, FOREIGN KEY (a, b) REFERENCES p
      ON DELETE SET NULL (b) ON UPDATE SET NULL);
  )");
  const Schema schema(catalog, {});
  const auto set_null = [&](const std::string& name) {
    return effect_of(named_table(schema, name).foreign_keys.front(),
                     catalog::ReferentialAction::set_null);
  };
  CHECK(set_null("c").columns.size() == 1);
  CHECK(event_of(set_null("c"), "p") == "deleting a row of `p`");
  CHECK(clause_of(set_null("c"), "SET NULL") == "`ON DELETE SET NULL`");
  CHECK(set_null("d").columns.size() == 2);
  CHECK(event_of(set_null("d"), "p") == "deleting a row of `p` or changing its key");
  CHECK(effect_of(named_table(schema, "c").foreign_keys.front(),
                  catalog::ReferentialAction::set_default)
            .columns.empty());
}

TEST_CASE("key types: as PostgreSQL 15 accepts and rejects them") {
  const auto catalog = catalog_after(R"(
    CREATE TYPE mood AS ENUM ('a');
    CREATE TYPE other AS ENUM ('a');
    CREATE DOMAIN key AS bigint;
    CREATE TABLE t (int2 smallint, int4 integer, int8 bigint, key key, n numeric, f float8, r real,
      t text, v varchar(5), c char(3), u uuid, m mood, o other, d date, tz timestamptz,
      a int[], b bigint[], x citext, y unheard_of, money money);
  )");
  const Schema schema(catalog, {});
  const auto fit = [&](const std::string& referring, const std::string& key) {
    const catalog::Relation& relation = *named_table(schema, "t").relation;
    return fit_of(relation.find_column(referring)->type, relation.find_column(key)->type, catalog);
  };
  CHECK(fit("int8", "key") == KeyFit::same);
  CHECK(fit("int4", "key") == KeyFit::narrower);
  CHECK(fit("int8", "int2") == KeyFit::wider);
  CHECK(fit("int4", "n") == KeyFit::converted);
  CHECK(fit("n", "f") == KeyFit::converted);
  CHECK(fit("r", "f") == KeyFit::related);
  CHECK(fit("v", "t") == KeyFit::related);
  CHECK(fit("c", "t") == KeyFit::padded);
  CHECK(fit("d", "tz") == KeyFit::zoned);
  for (const auto& [referring, key] :
       std::vector<std::pair<std::string, std::string>>{{"n", "int4"},
                                                        {"f", "n"},
                                                        {"t", "u"},
                                                        {"u", "t"},
                                                        {"t", "m"},
                                                        {"m", "t"},
                                                        {"o", "m"},
                                                        {"t", "int4"},
                                                        {"b", "a"},
                                                        {"a", "int4"},
                                                        {"tz", "t"}}) {
    INFO(referring << " refers to " << key);
    CHECK(fit(referring, key) == KeyFit::rejected);
  }
  CHECK(fit("x", "t") == KeyFit::unknown);
  CHECK(fit("y", "int4") == KeyFit::unknown);
  CHECK(fit("money", "n") == KeyFit::unknown);
}

}  // namespace
}  // namespace pglint::design::tests
