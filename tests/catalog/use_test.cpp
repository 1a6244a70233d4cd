// Uses in queries, and the columns and relations they are attached to.
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "catalog/schema_catalog.h"

#include "lint/run.h"

namespace pglint::tests {
namespace {

using catalog::Catalog;

const std::string tables =
    "CREATE TABLE t (id int, tags text, owner_id int, items jsonb);\n"
    "CREATE TABLE u (id int, t_id int, note text);\n";

Catalog schema_with_uses(const std::vector<std::string>& contents) {
  std::vector<SourceFile> inputs;
  for (const std::string& content : contents) {
    inputs.push_back({.path = std::to_string(inputs.size()) + ".sql", .content = content});
  }
  return std::move(read_schemas(std::move(inputs), Settings(), 1, [](FileResult&&) {}).front());
}

template <class Kind>
void add_uses(const std::string& name, const catalog::Uses<Kind>& uses, std::string& shown) {
  for (const auto& use : uses) {
    if (!shown.empty()) shown += ", ";
    shown += name + " " + std::string(catalog::name_of(use.kind));
    if (!use.detail.empty()) shown += " " + use.detail;
  }
}

/// All uses in a catalog: `t.tags split_as_list, t rows_deleted`.
std::string uses_in(const Catalog& catalog) {
  std::string shown;
  for (const auto& [name, relation] : catalog.relations()) {
    add_uses(name.name, relation.evidence, shown);
    for (const catalog::Column& column : relation.columns) {
      add_uses(name.name + "." + column.name, column.evidence, shown);
    }
  }
  for (const auto& [key, object] : catalog.objects()) {
    add_uses(object.name.name, object.evidence, shown);
  }
  return shown;
}

/// The uses in `sql`, in a schema with tables t and u.
std::string uses_of(const std::string& sql) { return uses_in(schema_with_uses({tables + sql})); }

TEST_CASE("uses: lists that are split") {
  const std::string split = "t.tags split_as_list";
  CHECK(uses_of("SELECT string_to_array(tags, ',') FROM t") == split);
  CHECK(uses_of("SELECT string_to_table(tags, '; ') FROM t") == split);
  CHECK(uses_of("SELECT pg_catalog.split_part(t.tags, '|', 2) FROM t") == split);
  CHECK(uses_of("SELECT unnest(string_to_array(tags, ',')) FROM t") == split);
  CHECK(uses_of("SELECT 1 FROM t WHERE 'a' = ANY (string_to_array(tags, ','))") == split);
  CHECK(uses_of("SELECT x FROM t, unnest(string_to_array(tags, ',')) AS x") == split);
  CHECK(uses_of("SELECT x FROM t, regexp_split_to_table(tags, E'\\\\s*,\\\\s*') AS x") == split);
  CHECK(uses_of("SELECT regexp_split_to_array(tags, '[,;]') FROM t") == split);
  CHECK(uses_of("SELECT regexp_split_to_array(tags, '\\|') FROM t") == split);
  CHECK(uses_of("SELECT string_to_array(coalesce(trim(BOTH ',' FROM tags::text), ''), ',') FROM "
                "t") == split);
  CHECK(uses_of("SELECT string_to_array(lower(q.tags), ',') FROM public.t AS q") == split);
}

TEST_CASE("uses: other split strings") {
  CHECK(uses_of("SELECT string_to_array(tags, '/'), split_part(tags, '@', 2) FROM t").empty());
  CHECK(uses_of("SELECT string_to_array(tags, ' '), string_to_array(tags, NULL) FROM t").empty());
  CHECK(uses_of("SELECT regexp_split_to_array(tags, '\\s+') FROM t").empty());
  CHECK(uses_of("SELECT regexp_split_to_array(tags, 'a|b') FROM t").empty());
  CHECK(uses_of("SELECT string_to_array(tags || owner_id, ',') FROM t").empty());
  CHECK(uses_of("SELECT mine.string_to_array(tags, ',') FROM t").empty());
  CHECK(uses_of("SELECT string_to_array(q.tags, ',') FROM (SELECT tags FROM t) AS q").empty());
  CHECK(uses_of("WITH t AS (SELECT ''::text AS tags) SELECT string_to_array(tags, ',') FROM t")
            .empty());
}

TEST_CASE("uses: lists that are searched") {
  const std::string searched = "t.tags searched_as_list";
  CHECK(uses_of("SELECT 1 FROM t WHERE tags LIKE '%,x,%'") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE tags NOT LIKE '%;x;%'") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE lower(tags) ILIKE '%|x|%'") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE tags ~~ '%,x,%'") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE tags OPERATOR(pg_catalog.!~~) '%,x,%'") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE tags LIKE '%,' || owner_id || ',%'") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE tags LIKE '%' || ',' || owner_id::text || ',' || '%'") ==
        searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE tags LIKE concat('%,', owner_id, ',%')") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE ',' || tags || ',' LIKE '%,12,%'") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE concat(',', tags, ',') LIKE '%,' || owner_id || ',%'") ==
        searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE position(',' || owner_id || ',' IN tags) > 0") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE strpos(',' || tags || ',', ',12,') > 0") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE FIND_IN_SET('x', tags) > 0") == searched);
  CHECK(uses_of("SELECT 1 FROM t WHERE tags ~ '(^|,)x(,|$)'") == searched);
}

TEST_CASE("uses: other searched strings") {
  CHECK(uses_of("SELECT 1 FROM t WHERE tags LIKE '%x%' OR tags LIKE '%, x%'").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE tags LIKE 'Doe,%' OR tags LIKE '%,%'").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE tags LIKE '%,%,%'").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE tags LIKE '%' || owner_id || '%'").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE tags || ',' || owner_id LIKE '%,x,%'").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE position(',' IN tags) > 0").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE '%,x,%' LIKE tags").empty());
}

TEST_CASE("uses: JSON") {
  const std::string elements = "t.items json_elements";
  CHECK(uses_of("SELECT x FROM t, jsonb_array_elements(items) AS x") == elements);
  CHECK(uses_of("SELECT json_array_elements_text(items::json) FROM t") == elements);
  CHECK(uses_of("SELECT 1 FROM t CROSS JOIN LATERAL jsonb_to_recordset(t.items) AS x (a int)") ==
        elements);
  CHECK(uses_of("SELECT jsonb_populate_recordset(NULL::u, items) FROM t") == elements);
  CHECK(uses_of("SELECT 1 FROM t, JSON_TABLE(items, '$[*]' COLUMNS (a int PATH '$.a')) AS x") ==
        elements);
  CHECK(uses_of("SELECT jsonb_path_query(items, 'strict $[*].a') FROM t") == elements);
  CHECK(uses_of("SELECT 1 FROM t WHERE items @? '$[*] ? (@.a == 1)'") == elements);
  CHECK(uses_of("SELECT 1 FROM t WHERE items @> '[{\"user_id\": 7}]'::jsonb") ==
        "t.items json_elements_filtered");
  CHECK(uses_of("SELECT items ->> 'a', items -> 'b' ->> 'c', items #>> '{d,e}' FROM t") ==
        "t.items json_key a, t.items json_key b, t.items json_key d");
  CHECK(uses_of("SELECT jsonb_extract_path_text(items, 'a', 'b'), items['c'] FROM t") ==
        "t.items json_key a, t.items json_key c");
}

TEST_CASE("uses: JSON of another column") {
  CHECK(uses_of("SELECT jsonb_array_elements(items -> 'a') FROM t") == "t.items json_key a");
  CHECK(uses_of("SELECT items -> 0, items ->> owner_id::text FROM t").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE items @> '{\"a\": [{}]}' OR items @> '[1]'").empty());
  CHECK(uses_of("SELECT 1 FROM t, JSON_TABLE(items, '$' COLUMNS (a int PATH '$.a')) AS x").empty());
  CHECK(uses_of("SELECT jsonb_path_query(items, '$.a[*]') FROM t").empty());
}

TEST_CASE("uses: conditions") {
  CHECK(uses_of("SELECT 1 FROM t WHERE owner_id = 1") == "t.owner_id filtered");
  CHECK(uses_of("SELECT 1 FROM t WHERE id > 1 AND (owner_id IN (1, 2) OR 3 = id)") ==
        "t.id filtered, t.owner_id filtered");
  CHECK(uses_of("SELECT 1 FROM t WHERE owner_id = ANY ('{1}')") == "t.owner_id filtered");
  CHECK(uses_of("SELECT 1 FROM t WHERE owner_id IN (SELECT id FROM u)") == "t.owner_id filtered");
  CHECK(uses_of("SELECT 1 FROM t WHERE (id, owner_id) = (1, 2)") ==
        "t.id filtered, t.owner_id filtered");
  CHECK(uses_of("SELECT 1 FROM t WHERE (id, owner_id) IN (SELECT 1, 2)") ==
        "t.id filtered, t.owner_id filtered");
  CHECK(uses_of("SELECT 1 FROM t JOIN u ON t.id = u.t_id") == "t.id filtered, u.t_id filtered");
  CHECK(uses_of("SELECT 1 FROM t JOIN u USING (id)") == "t.id filtered, u.id filtered");
  CHECK(uses_of("UPDATE t SET tags = '' WHERE owner_id = 1") ==
        "t.tags updated, t.owner_id filtered");
  CHECK(uses_of("DELETE FROM t USING u WHERE t.id = u.t_id") ==
        "t rows_deleted, t.id filtered, u.t_id filtered");
  CHECK(uses_of("CREATE POLICY p ON t USING (owner_id = 1)") == "t.owner_id filtered");
}

TEST_CASE("uses: expressions that are not conditions") {
  CHECK(uses_of("SELECT owner_id = 1 FROM t WHERE NOT (owner_id = 1)").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE owner_id + 1 = 2 OR owner_id::text = '1'").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE owner_id NOT IN (1, 2) OR owner_id <> 3").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE CASE WHEN owner_id = 1 THEN true END").empty());
  CHECK(uses_of("SELECT 1 FROM t WHERE id = missing.owner_id").find("owner_id") ==
        std::string::npos);
}

TEST_CASE("uses: rows that are deleted and updated") {
  CHECK(uses_of("DELETE FROM t") == "t rows_deleted");
  CHECK(uses_of("TRUNCATE t").empty());
  CHECK(uses_of("MERGE INTO t USING u ON false WHEN MATCHED THEN DELETE") == "t rows_deleted");
  CHECK(uses_of("MERGE INTO t USING u ON false WHEN MATCHED THEN UPDATE SET id = 1") ==
        "t.id updated");
  CHECK(uses_of("INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET tags = ''") ==
        "t.id given_number, t.tags updated");
  CHECK(uses_of("INSERT INTO t (id) VALUES (1)") == "t.id given_number");
  CHECK(uses_of("INSERT INTO t (tags) VALUES ('a')").empty());
}

TEST_CASE("uses: views, indexes, generated columns, checks and bodies count as queries") {
  const std::string key = "t.items json_key a";
  CHECK(uses_of("CREATE VIEW v AS SELECT items ->> 'a' FROM t") == key);
  CHECK(uses_of("CREATE INDEX ON t ((items ->> 'a'))") == key);
  CHECK(uses_of("ALTER TABLE t ADD CHECK (items ->> 'a' <> '')") == key);
  CHECK(uses_of("ALTER TABLE t ADD a text GENERATED ALWAYS AS (items ->> 'a') STORED") == key);
  CHECK(uses_of("CREATE TABLE w (j jsonb CHECK (j ->> 'a' <> ''))") == "w.j json_key a");
  CHECK(uses_of("CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT items ->> ''a'' FROM "
                "t'") == key);
  CHECK(uses_of("CREATE FUNCTION f() RETURNS text LANGUAGE sql RETURN (SELECT items ->> 'a' FROM "
                "t)") == key);
  CHECK(uses_of("DO $$ BEGIN PERFORM items ->> 'a' FROM t; END $$") == key);
  CHECK(uses_of("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN "
                "EXECUTE 'SELECT items ->> ''a'' FROM t'; END $$") == key);
}

TEST_CASE("uses: a name that may be a variable is not a column") {
  CHECK(uses_of("CREATE FUNCTION f(tags text) RETURNS text[] LANGUAGE plpgsql AS $$ BEGIN "
                "RETURN string_to_array(tags, ','); END $$")
            .empty());
  CHECK(uses_of("CREATE FUNCTION f(r t) RETURNS text[] LANGUAGE plpgsql AS $$ BEGIN "
                "RETURN (SELECT string_to_array(r.tags, ',') FROM u); END $$")
            .empty());
}

TEST_CASE("uses: functions may be created before their tables") {
  const std::string function =
      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ DECLARE m mood; BEGIN "
      "DELETE FROM t WHERE owner_id = 1; END $$;";
  const std::string types = "CREATE TYPE mood AS ENUM ('a');";
  CHECK(uses_in(schema_with_uses({function + tables + types})) ==
        "t rows_deleted, t.owner_id filtered, mood mentioned");
  CHECK(uses_in(schema_with_uses({function, tables + types})) ==
        "t rows_deleted, t.owner_id filtered, mood mentioned");
}

TEST_CASE("uses: follow a renamed fact") {
  const std::string use = "SELECT string_to_array(tags, ',') FROM t;";
  CHECK(uses_of(use + "ALTER TABLE t RENAME tags TO labels; ALTER TABLE t RENAME TO w") ==
        "w.labels split_as_list");
  CHECK(uses_of(use + "ALTER TABLE t DROP tags, ADD tags text").empty());
  CHECK(uses_of("BEGIN;" + use + "ROLLBACK").empty());
  CHECK(uses_of("BEGIN;" + use + "COMMIT") == "t.tags split_as_list");
  CHECK(uses_of(use + "BEGIN; ALTER TABLE t DROP tags; ROLLBACK") == "t.tags split_as_list");
  CHECK(uses_of(use + "CREATE TABLE w (LIKE t)") == "t.tags split_as_list");
}

TEST_CASE("uses: a repeated statement counts again if its names refer to other objects") {
  const std::string use = "SELECT string_to_array(tags, ',') FROM t;";
  CHECK(uses_of(use + "DROP TABLE t; CREATE TABLE t (tags text);" + use) == "t.tags split_as_list");
  CHECK(uses_of(use + "CREATE SCHEMA s; CREATE TABLE s.t (tags text); SET search_path = s;" +
                use) == "t.tags split_as_list, t.tags split_as_list");
  CHECK(uses_of("BEGIN;" + use + "ROLLBACK;" + use) == "t.tags split_as_list");
}

TEST_CASE("uses: the first of each kind counts, and their number is limited") {
  const Catalog catalog =
      schema_with_uses({tables, "SELECT string_to_array(tags, ',') FROM t;",
                        "SELECT 1 FROM t WHERE string_to_array(tags, ',') = '{}'"});
  const auto* column = catalog.find_relation({.schema = {}, .name = "t"})->find_column("tags");
  const catalog::ColumnUse* use = column->find_use(catalog::ColumnUseKind::split_as_list);
  REQUIRE(use != nullptr);
  CHECK(use->place.file == 1);
  CHECK(use->place.at == std::string("SELECT string_to_array(").size());
  CHECK(column->find_use(catalog::ColumnUseKind::searched_as_list) == nullptr);

  std::string keys;
  for (int key = 0; key < 100; ++key) keys += ", items -> 'k" + std::to_string(key) + "'";
  const std::string uses = uses_of("SELECT 1" + keys + " FROM t");
  CHECK(uses.find("json_key k15") != std::string::npos);
  CHECK(uses.find("json_key k16") == std::string::npos);
}

TEST_CASE("uses: types") {
  const std::string type = "CREATE TYPE mood AS ENUM ('a');";
  CHECK(uses_of(type + "SELECT 'a'::mood") == "mood mentioned");
  CHECK(uses_of(type + "SELECT CAST(NULL AS public.mood[])") == "mood mentioned");
  CHECK(uses_of(type + "SELECT * FROM json_to_record('{}') AS x (a mood)") == "mood mentioned");
  CHECK(uses_of(type + "DO $$ DECLARE m mood; BEGIN NULL; END $$") == "mood mentioned");
  CHECK(uses_of(type + "CREATE TABLE w (m mood DEFAULT 'a'::mood)").empty());
  CHECK(uses_of(type + "ALTER TABLE t ALTER tags TYPE mood USING tags::mood").empty());
  CHECK(uses_of(type + "COMMENT ON TYPE mood IS 'x'; SELECT 'a'::other, 'mood'").empty());
  CHECK(uses_of(type + "CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS "
                       "$$ return plpy.execute('SELECT NULL::Mood') $$") == "mood mentioned");
  CHECK(uses_of(type + "CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS "
                       "$$ return moody $$")
            .empty());
}

TEST_CASE("uses: sequences") {
  const std::string sequence = "CREATE SEQUENCE seq;";
  CHECK(uses_of(sequence + "SELECT nextval('seq'), currval('public.seq'::regclass)") ==
        "seq mentioned nextval, seq mentioned currval");
  CHECK(uses_of(sequence + "SELECT pg_catalog.setval('\"seq\"', 1)") == "seq mentioned setval");
  CHECK(uses_of(sequence + "SELECT nextval('other'), nextval(f())").empty());
  CHECK(uses_of(sequence + "ALTER TABLE t ALTER id SET DEFAULT nextval('seq')").empty());
}

}  // namespace
}  // namespace pglint::tests
