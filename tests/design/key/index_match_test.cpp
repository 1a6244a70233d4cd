#include "design/key/index_match.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "design/normal_form.h"
#include "tests/catalog/changed.h"

namespace pglint::design::tests {
namespace {

using pglint::tests::catalog_after;

const std::string table =
    "CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, name text, code varchar(10), tags "
    "text[], "
    "at timestamptz, doc jsonb);";

const catalog::Relation& relation_t(const catalog::Catalog& catalog) {
  const catalog::Relation* relation = catalog.find_relation({.schema = "", .name = "t"});
  REQUIRE(relation != nullptr);
  return *relation;
}

/// The shapes of indexes `x` and `y`, which `sql` creates.
struct Two {
  explicit Two(const std::string& sql)
      : catalog(catalog_after(table + sql)), shapes(shapes_of(relation_t(catalog), catalog)) {}

  [[nodiscard]] const IndexShape& named(const std::string& name) const {
    const auto found = std::ranges::find_if(
        shapes, [&](const IndexShape& shape) { return shape.index->name == name; });
    REQUIRE(found != shapes.end());
    return *found;
  }
  [[nodiscard]] bool same() const { return is_same(named("x"), named("y")); }
  [[nodiscard]] bool prefix() const { return is_prefix(named("x"), named("y")); }

  catalog::Catalog catalog;
  std::vector<IndexShape> shapes;
};

bool same(const std::string& x, const std::string& y) {
  return Two("CREATE INDEX x ON t " + x + "; CREATE INDEX y ON t " + y + ";").same();
}

bool prefix(const std::string& x, const std::string& y) {
  return Two("CREATE INDEX x ON t " + x + "; CREATE INDEX y ON t " + y + ";").prefix();
}

TEST_CASE("normal form: equal expressions in two notations") {
  const auto catalog = catalog_after(table);
  const catalog::Relation& relation = relation_t(catalog);
  const auto alike = [&](const std::string& a, const std::string& b) {
    return normal_form(a, relation) == normal_form(b, relation);
  };
  CHECK(alike("lower(code)", "(lower((code)::text))"));
  CHECK(alike("name = 'x'", "(name = 'x'::text)"));
  CHECK(alike("name IN ('x', 'y')", "(name = ANY (ARRAY['x'::text, 'y'::text]))"));
  CHECK(alike("code IN ('x', 'y')",
              "((code)::text = ANY ((ARRAY['x'::character varying, "
              "'y'::character varying])::text[]))"));
  CHECK(alike("a NOT IN (1, 2)", "(a <> ALL (ARRAY[1, 2]))"));
  CHECK(alike("name LIKE 'x%'", "(name ~~ 'x%'::text)"));
  CHECK(alike("a IS NULL AND b > 0", "((a IS NULL) AND (b > 0))"));
  CHECK(alike("pg_catalog.lower(name)", "lower(name)"));
  CHECK(alike("doc ->> 'k'", "(doc ->> 'k'::text)"));
  CHECK(alike("", ""));
}

TEST_CASE("normal form: different expressions") {
  const auto catalog = catalog_after(table);
  const catalog::Relation& relation = relation_t(catalog);
  const auto alike = [&](const std::string& a, const std::string& b) {
    return normal_form(a, relation) == normal_form(b, relation);
  };
  CHECK_FALSE(alike("a - (b - 1)", "(a - b) - 1"));
  CHECK_FALSE(alike("(doc ->> 'k')::int", "doc ->> 'k'"));
  CHECK_FALSE(alike("(doc ->> 'k')::int", "(doc ->> 'k')::bigint"));
  CHECK_FALSE(alike("lower(a::text)", "lower(a)"));
  CHECK_FALSE(alike("code::text", "code"));
  CHECK_FALSE(alike("a = 1", "a = 2"));
  CHECK_FALSE(alike("a IS NULL", "a IS NOT NULL"));
  CHECK_FALSE(alike("a IN (1, 2)", "a NOT IN (1, 2)"));
  CHECK_FALSE(alike("a < ALL (ARRAY[1, 2])", "a < ANY (ARRAY[1, 2])"));
  CHECK_FALSE(alike("a AND b", "a OR b"));
  CHECK_FALSE(alike("name = ''", "name IS NULL"));
  CHECK_FALSE(alike("f(a)", "g(a)"));
  CHECK_FALSE(alike("x.f(a)", "f(a)"));
  CHECK_FALSE(alike("name = 'a;1:A_Const 1 b'", "name = 'a' "));
}

TEST_CASE("indexes: equal") {
  CHECK(same("(a)", "(a)"));
  CHECK(same("(a, b)", "(a, b)"));
  CHECK(same("(a)", "(a ASC NULLS LAST)"));
  CHECK(same("(a int4_ops)", "(a)"));
  CHECK(same("(code varchar_ops)", "(code pg_catalog.text_ops)"));
  CHECK(same("USING gin (tags)", "USING gin (tags array_ops)"));
  CHECK(same("(lower(code))", "(lower(code::text))"));
  CHECK(same("(a) WHERE name = 'x'", "(a) WHERE (name = 'x'::text)"));
  CHECK(same("(a) INCLUDE (b, name)", "(a) INCLUDE (name, b)"));
}

TEST_CASE("indexes: different") {
  CHECK_FALSE(same("(a)", "(b)"));
  CHECK_FALSE(same("(a, b)", "(b, a)"));
  CHECK_FALSE(same("(a)", "(a DESC)"));
  CHECK_FALSE(same("(a DESC)", "(a DESC NULLS LAST)"));
  CHECK_FALSE(same("(code)", "(code varchar_pattern_ops)"));
  CHECK_FALSE(same("(name)", "(name COLLATE \"C\")"));
  CHECK_FALSE(same("(a)", "USING hash (a)"));
  CHECK_FALSE(same("(a)", "(a) WHERE a > 0"));
  CHECK_FALSE(same("(a) WHERE a > 1", "(a) WHERE a > 0"));
  CHECK_FALSE(same("(a)", "(a) INCLUDE (b)"));
  CHECK_FALSE(same("(lower(name))", "(upper(name))"));
  CHECK_FALSE(same("USING gin (doc)", "USING gin (doc jsonb_path_ops)"));
}

TEST_CASE("indexes: a renamed column differs from a new column with its old name") {
  const Two two(
      "CREATE INDEX x ON t (lower(name)); ALTER TABLE t RENAME name TO title;"
      "ALTER TABLE t ADD name text; CREATE INDEX y ON t (lower(name));");
  CHECK_FALSE(two.same());
}

TEST_CASE("indexes: prefixes") {
  CHECK(prefix("(a)", "(a, b)"));
  CHECK(prefix("(a, b)", "(a, b, at)"));
  CHECK(prefix("(a)", "(a) INCLUDE (b)"));
  CHECK(prefix("(a) INCLUDE (b)", "(a, b)"));
  CHECK(prefix("(a) WHERE b > 0", "(a, at) WHERE (b > 0)"));
  CHECK_FALSE(prefix("(a)", "(a)"));
  CHECK_FALSE(prefix("(b)", "(a, b)"));
  CHECK_FALSE(prefix("(a, b)", "(a)"));
  CHECK_FALSE(prefix("(a)", "(a DESC, b)"));
  CHECK_FALSE(prefix("(a) INCLUDE (name)", "(a, b)"));
  CHECK_FALSE(prefix("(a) WHERE b > 0", "(a, b)"));
  CHECK_FALSE(prefix("(a)", "(a, b) WHERE b > 0"));
}

std::vector<std::string> duplicates(const std::string& sql) {
  const auto catalog = catalog_after(table + sql);
  std::vector<std::string> names;
  for (const DuplicateIndex& found : duplicates_of(relation_t(catalog), catalog)) {
    names.push_back(found.index->name + " of " + found.kept->name);
  }
  return names;
}

TEST_CASE("indexes: the duplicate to keep") {
  using Names = std::vector<std::string>;
  CHECK(duplicates("CREATE INDEX x ON t (a); CREATE INDEX y ON t (a);") == Names{"y of x"});
  CHECK(duplicates("CREATE INDEX x ON t (a); CREATE UNIQUE INDEX y ON t (a);") == Names{"x of y"});
  CHECK(duplicates("CREATE UNIQUE INDEX x ON t (a); ALTER TABLE t ADD CONSTRAINT y UNIQUE (a);") ==
        Names{"x of y"});
  CHECK(duplicates("CREATE UNIQUE INDEX x ON t (id);") == Names{"x of t_pkey"});
  CHECK(duplicates("CREATE INDEX x ON t (a); CREATE INDEX y ON t (a); CREATE INDEX z ON t (a);") ==
        Names{"y of x", "z of x"});
  CHECK(duplicates("CREATE UNIQUE INDEX x ON t (a); CREATE UNIQUE INDEX y ON t (a) NULLS NOT "
                   "DISTINCT;")
            .empty());
  CHECK(duplicates("CREATE UNIQUE INDEX x ON t (a); ALTER TABLE t ADD CONSTRAINT y UNIQUE (a) "
                   "DEFERRABLE;")
            .empty());
  CHECK(
      duplicates("ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (a WITH =); CREATE INDEX y ON "
                 "t (a);")
          .empty());
}

struct Coverage {
  bool covered = false;
  bool partial = false;
  std::set<std::string> narrowed_by = {};
};

Coverage coverage(const std::vector<std::string>& columns, const std::string& sql) {
  const auto catalog = catalog_after(table + sql);
  const KeyCoverage found = coverage_of(columns, relation_t(catalog));
  return {.covered = found.covered,
          .partial = found.partial != nullptr,
          .narrowed_by = found.narrowed_by};
}

TEST_CASE("indexes: usable for a foreign key") {
  CHECK(coverage({"id"}, "").covered);
  CHECK(coverage({"id", "a"}, "").covered);  // by the primary key
  CHECK(coverage({"a"}, "CREATE INDEX ON t (a);").covered);
  CHECK(coverage({"a"}, "CREATE INDEX ON t (a, b);").covered);
  CHECK(coverage({"a", "b"}, "CREATE INDEX ON t (b, a, at);").covered);
  CHECK(coverage({"a"}, "CREATE INDEX ON t USING hash (a);").covered);
  CHECK(coverage({"a"}, "CREATE INDEX ON t (a) WHERE a IS NOT NULL;").covered);
  CHECK(coverage({"a", "b"}, "CREATE INDEX ON t (a, b) WHERE a IS NOT NULL AND b IS NOT NULL;")
            .covered);
  for (const char* sql :
       {"", "CREATE INDEX ON t (b, a);", "CREATE INDEX ON t (b) INCLUDE (a);",
        "CREATE INDEX ON t USING brin (a);", "CREATE INDEX ON t ((a + 0));",
        "CREATE INDEX ON t (a) WHERE b IS NOT NULL;", "CREATE INDEX ON t (a) WHERE a IS NULL;"}) {
    INFO(sql);
    CHECK_FALSE(coverage({"a"}, sql).covered);
  }
  CHECK_FALSE(coverage({"a", "b"}, "CREATE INDEX ON t (a);").covered);
  CHECK_FALSE(coverage({"a", "b"}, "CREATE INDEX ON t (a, at, b);").covered);
  CHECK(coverage({"a"}, "CREATE INDEX ON t (a) WHERE b > 0;").partial);
  CHECK(coverage({"a", "b"}, "CREATE INDEX ON t (b, at);").narrowed_by ==
        std::set<std::string>{"b"});
  CHECK(coverage({"a", "b"}, "CREATE INDEX ON t USING hash (a);").narrowed_by ==
        std::set<std::string>{"a"});
  CHECK(coverage({"a", "b"}, "CREATE INDEX ON t (b) WHERE at IS NULL;").narrowed_by.empty());
  CHECK_FALSE(coverage({"a"}, "CREATE INDEX ON t (b) WHERE b > 0;").partial);
}

}  // namespace
}  // namespace pglint::design::tests
