"""Inputs that grow: each construct makes files of any size, and says how large it may get."""
from collections import namedtuple

# `files` maps a number of repetitions to the files of a run, by name. `most` is the number for about
# a quarter of 1 MB, or less where that is slow; `end` is that at which PostgreSQL gives up.
# `exponent` is the largest allowed one, `codes` are the exit codes that may come. `arguments` come
# before the files, `paths` instead of all of them.
Construct = namedtuple("Construct", "files most end exponent codes arguments paths")
constructs = {}

LINEAR = 1.2


def construct(name, files, most=4000, arguments=(), paths=None, end=1e9, exponent=LINEAR, codes=(0, 1)):
    assert name not in constructs, name
    constructs[name] = Construct(files, most, end, exponent, codes, tuple(arguments), paths)


def sql(name, text, most=4000, arguments=(), **others):
    construct(name, lambda n: {"a.sql": text(n)}, most, arguments, **others)


def each(template, n, separator="\n", start=0):
    """The template n times, with its number for every `#`."""
    return separator.join(template.replace("#", str(i)) for i in range(start, start + n))


COLUMNS = 1600


def in_table(name, item, most=COLUMNS, before="", end=COLUMNS):
    """Items of one CREATE TABLE."""
    sql(name, lambda n: f"{before}CREATE TABLE t (id bigint PRIMARY KEY, {each(item, n - 1, ', ')});", most,
        end=end)


TABLE = "CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, c text);\n"
PARENT = "CREATE TABLE p (id bigint PRIMARY KEY);\n"


def on_table(name, statement, most=4000, before=TABLE, behind=""):
    """Statements about one table."""
    end = COLUMNS - 4 if "ADD COLUMN" in statement or "ADD c#" in statement else 1e9
    sql(name, lambda n: before + each(statement, n) + behind, most, end=end)


def deep(name, before, inner, behind, most, statements=1, end=1e9):
    """Something in itself."""
    sql(name, lambda n: (before * n + inner + behind * n + ";\n") * statements, most, end=end)


# PostgreSQL's parser nests about so deep.
DEPTH = 1000


# Texts

sql("syntax errors on one line", lambda n: "SELEC 1; " * n, 24000)
sql("syntax errors on lines", lambda n: "SELEC 1;\n" * n, 24000)
sql("statements on one line", lambda n: "SELECT 1; " * n, 24000)
sql("statements on lines", lambda n: "SELECT 1;\n" * n, 24000)
sql("money on one line", lambda n: each("CREATE TABLE t# (a money);", n, " "), 8000)
for form in "json", "sarif", "gitlab", "github", "concise", "markdown", "junit", "checkstyle", "rdjson":
    sql(f"findings on one line, {form}", lambda n: each("CREATE TABLE t# (a money);", n, " "), 4000, ["--format", form])
deep("nested comments", "/*", "", "*/", 60000)
deep("nested comments without end", "/*", "", "", 100000)
sql("comments of a line", lambda n: each("-- comment #", n) + "\nSELECT 1;", 16000)
sql("comments in a statement", lambda n: "SELECT 1" + "/* x */ " * n + ";", 24000)
sql("dollars without end", lambda n: each("SELECT $a#$;", n), 16000)
sql("quotes without end", lambda n: "SELECT 'a;\n" * (n // 2 * 2 + 1), 16000)
sql("double quotes without end", lambda n: 'SELECT "a;\n' * (n // 2 * 2 + 1), 16000)
sql("syntax errors at strings on one line", lambda n: "SELEC 'a'; " * n, 16000)
sql("open brackets", lambda n: "SELECT (1;\n" * n, 16000)
sql("one long string", lambda n: "SELECT '" + "x" * n + "';", 260000)
sql("one long name", lambda n: "SELECT " + "x" * n + ";", 260000)
sql("blank lines", lambda n: "\n" * n + "SELECT 1;", 260000)
sql("semicolons", lambda n: ";" * n + "SELECT 1;", 260000)
sql("psql commands", lambda n: "\\echo a\nSELECT 1;\n" * n, 12000)
sql("psql variables", lambda n: each("SELECT :'v#', :w#;", n), 8000)
sql("psql conditions", lambda n: "\\if 1\n" * n + "SELECT 1;\n" + "\\endif\n" * n, 12000)
sql("placeholders", lambda n: each("SELECT * FROM {{ t# }} WHERE a = %(b#)s;", n), 4000)
sql("placeholders in one statement", lambda n: "SELECT " + each("{{ c# }}", n, ", ") + ";", 4000)
sql("COPY data", lambda n: "COPY t FROM stdin;\n" + each("#\tx", n) + "\n\\.\n", 24000)
sql("COPY statements", lambda n: each("COPY t# FROM stdin;\n1\n\\.", n), 8000)
sql("words of MySQL", lambda n: each("CREATE TABLE `t#` (a int AUTO_INCREMENT);", n), 4000)
sql("batches of SQL Server", lambda n: each("CREATE TABLE [t#] (a int);\nGO", n), 4000)
sql("strings with escapes", lambda n: "SELECT E'" + "\\n\\'" * n + "';", 60000)
sql("Unicode escapes", lambda n: "SELECT U&'" + "\\0041" * n + "';", 50000)

# Suppression

ranges = "-- pglint: ignore-start money-type\n", "-- pglint: ignore-end money-type\n"
sql("ranges of ignored rules", lambda n: ranges[0] * n + "SELECT 1;\n" + ranges[1] * n, 4000)
sql("ranges of ignored rules in turn", lambda n: "".join(ranges) * n, 4000)
sql("ignored lines", lambda n: each("CREATE TABLE t# (a money); -- pglint: ignore money-type", n), 4000)
sql("ignored lines without findings", lambda n: each("SELECT 1; -- pglint: ignore money-type", n), 6000)
sql("ignored rules in one comment", lambda n: "SELECT 1; -- pglint: ignore " + each("rule-#", n, ", "), 16000)
sql("ignore-next lines", lambda n: each("-- pglint: ignore-next money-type\nCREATE TABLE t# (a money);", n), 4000)

# Statements that nest or are long

deep("brackets", "(", "SELECT 1", ")", 1000, 40, end=1000)
deep("sub-selects in FROM", "SELECT * FROM (", "SELECT 1", ") x", 500, 10, end=500)
deep("NOT IN in NOT IN", "SELECT * FROM t WHERE a NOT IN (", "SELECT 1", ")", 600, 4, end=600)
deep("EXISTS in EXISTS", "SELECT * FROM t WHERE EXISTS (", "SELECT 1", ")", 600, 4, end=600)
deep("CASE in CASE", "SELECT CASE WHEN a THEN (", "SELECT 1", ") END", 600, 4, end=600)
sql("function calls nested", lambda n: ("SELECT " + "f(" * n + "1" + ")" * n + ";\n") * 20, 1000, end=DEPTH)
sql("casts in a row", lambda n: "SELECT 1" + "::int" * n + ";", 1000, end=DEPTH)
sql("array subscripts", lambda n: "SELECT a" + "[1]" * n + ";", 4000, end=4000)
sql("additions", lambda n: "SELECT 1" + "+1" * n + ";", 4000, end=4000)
sql("concatenations", lambda n: "SELECT ''" + " || a" * n + " FROM t;", 4000)
sql("conditions with AND", lambda n: "SELECT * FROM t WHERE a = 1" + each(" AND a <> #", n, "") + ";", 16000)
sql("conditions with OR", lambda n: "SELECT * FROM t WHERE a = 1" + each(" OR a = #", n, "") + ";", 16000)
sql("NOT in a row", lambda n: "SELECT " + "NOT " * n + "true;", 1000, end=DEPTH)
sql("joins", lambda n: "SELECT * FROM t" + each(" JOIN t t# ON t#.a = t.a", n, "") + ";", 8000)
sql("joins of different tables", lambda n: TABLE + "SELECT * FROM t" + each(" LEFT JOIN u# ON u#.a = c AND b IS NULL", n, "") + ";", 4000)
sql("joins without a condition", lambda n: "SELECT * FROM t" + each(", t t#", n, "") + " WHERE a = 1;", 16000)
sql("conditions over joins", lambda n: "SELECT * FROM t" + each(", u#", n, "") + " WHERE true" + each(" AND u#.a = t.a", n, "") + ";", 6000)
sql("columns over joins", lambda n: TABLE + "SELECT a" + each(", c || a#", n, "") + " FROM t" + each(", t u#", n, "") + ";", 1600, end=1600)
sql("IN lists", lambda n: "SELECT * FROM t WHERE a IN (" + each("#", n, ",") + ");", 40000)
sql("ORs of IN lists", lambda n: "SELECT * FROM t WHERE a IN (1)" + each(" OR a IN (#, 2)", n, "") + ";", 8000)
sql("rows of VALUES", lambda n: "INSERT INTO t VALUES " + each("(#, 'x')", n, ",") + ";", 20000)
sql("INSERT statements", lambda n: TABLE + each("INSERT INTO t VALUES (#, 1, 2, 'x');", n), 6000)
sql("UPDATE statements", lambda n: TABLE + each("UPDATE t SET a = # WHERE b = 1;", n), 6000)
sql("columns of UPDATE", lambda n: "UPDATE t SET " + each("c# = 1", n, ", ") + " WHERE id = 1;", 1600, end=COLUMNS)
sql("targets", lambda n: "SELECT " + each("a AS c#", n, ", ") + " FROM t;", 1664, end=1664)
sql("UNION", lambda n: each("SELECT #", n, " UNION ") + ";", 8000)
sql("UNION ALL of tables", lambda n: each("SELECT a FROM t WHERE b = #", n, " UNION ALL ") + ";", 6000)
sql("CTEs", lambda n: "WITH " + each("c# AS (SELECT 1)", n, ", ") + " SELECT * FROM c0;", 8000)
sql("CTEs of CTEs", lambda n: "WITH c0 AS (SELECT 1 AS a), " + each("d# AS (SELECT * FROM c0)", n, ", ") + " SELECT a FROM d0;", 6000)
sql("names of CTEs in FROM", lambda n: "WITH " + each("c# AS (SELECT 1 AS a)", n, ", ") + " SELECT c0.a FROM c0" + each(", c#", n - 1, "", 1) + ";", 4000)
sql("ORDER BY", lambda n: "SELECT a FROM t ORDER BY " + each("a + #", n, ", ") + ";", 1600, end=COLUMNS)
sql("grouping sets", lambda n: "SELECT a FROM t GROUP BY GROUPING SETS (" + each("(a, b)", n, ", ") + ");", 4000)
sql("window functions", lambda n: "SELECT " + each("sum(a) OVER (ORDER BY b)", n, ", ") + " FROM t;", 1600, end=COLUMNS)
sql("COALESCE", lambda n: "SELECT COALESCE(" + each("a", n, ", ") + ") FROM t;", 40000)
sql("arms of CASE", lambda n: "SELECT CASE " + each("WHEN a = # THEN 1", n, " ") + " END FROM t;", 10000)
sql("sub-selects as columns", lambda n: "SELECT " + each("(SELECT a FROM t WHERE t.id = u.id)", n, ", ") + " FROM u;", 1600, end=COLUMNS)
sql("arguments of a function", lambda n: "SELECT format('x', " + each("a", n, ", ") + ") FROM t;", 40000)
sql("merge", lambda n: "MERGE INTO t USING u ON t.id = u.id " + each("WHEN MATCHED AND a = # THEN DELETE", n, " ") + ";", 4000)

# One table

in_table("columns", "c# int")
in_table("texts", "c# varchar(255)")
in_table("numbered columns", "phone# text, address_# text, is_# boolean", 533, end=533)
in_table("foreign keys in a table", "p#_id bigint REFERENCES p", 1600, PARENT)
in_table("CHECK in a table", "CHECK (id > #)", 6000, end=1e9)
in_table("UNIQUE in a table", "c# int UNIQUE")
in_table("defaults", "c# int DEFAULT #")
in_table("money columns", "c# money")
in_table("generated columns", "c# int GENERATED ALWAYS AS (id + #) STORED")
on_table("ADD CHECK", "ALTER TABLE t ADD CHECK (a > #);")
sql("ADD CHECK in one statement", lambda n: TABLE + "ALTER TABLE t " + each("ADD CHECK (a > #)", n, ", ") + ";", 4000)
on_table("ADD UNIQUE", "ALTER TABLE t ADD UNIQUE (a, b);")
on_table("ADD UNIQUE on columns", "ALTER TABLE t ADD c# int; ALTER TABLE t ADD UNIQUE (c#);", 1596)
on_table("ADD FOREIGN KEY", "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p;", 4000, PARENT + TABLE)
on_table("ADD FOREIGN KEY on columns", "ALTER TABLE t ADD c# bigint; ALTER TABLE t ADD FOREIGN KEY (c#) REFERENCES p;", 1596, PARENT + TABLE)
on_table("foreign keys to one table", "CREATE TABLE t# (id bigint PRIMARY KEY, p bigint REFERENCES p);", 4000, PARENT)
on_table("a chain of foreign keys", "CREATE TABLE t# (id bigint PRIMARY KEY REFERENCES t#);", 4000, "")
on_table("ADD COLUMN", "ALTER TABLE t ADD COLUMN c# int;", 1596)
on_table("ADD and DROP COLUMN", "ALTER TABLE t ADD COLUMN x# int; ALTER TABLE t DROP COLUMN x#;", 1596)
sql("ADD COLUMN in one statement", lambda n: TABLE + "ALTER TABLE t " + each("ADD COLUMN c# int", n, ", ") + ";", 1596, end=1596)
on_table("RENAME COLUMN", "ALTER TABLE t RENAME COLUMN a TO x; ALTER TABLE t RENAME COLUMN x TO a;", 4000)
on_table("ALTER TYPE", "ALTER TABLE t ALTER COLUMN a TYPE bigint; ALTER TABLE t ALTER COLUMN a TYPE int;", 2000)
on_table("SET NOT NULL", "ALTER TABLE t ALTER COLUMN a SET NOT NULL; ALTER TABLE t ALTER COLUMN a DROP NOT NULL;", 2000)
on_table("equal indexes", "CREATE INDEX i# ON t (a);")
on_table("different indexes", "CREATE INDEX i# ON t (a) WHERE b = #;")
on_table("indexes on expressions", "CREATE INDEX i# ON t ((a + #));")
on_table("indexes on columns", "ALTER TABLE t ADD c# int; CREATE INDEX ON t (c#);", 1596)
on_table("unnamed indexes", "CREATE INDEX ON t (a);")
on_table("indexes made and dropped", "CREATE INDEX i# ON t (a); DROP INDEX i#;")
on_table("triggers", "CREATE TRIGGER g# BEFORE INSERT ON t EXECUTE FUNCTION f();")
on_table("policies", "CREATE POLICY p# ON t USING (a = #);")
on_table("rules", "CREATE RULE r# AS ON INSERT TO t DO INSTEAD NOTHING;")
on_table("comments on a table", "COMMENT ON TABLE t IS 'x#';")
on_table("comments on columns", "COMMENT ON COLUMN t.a IS 'x#';")
on_table("grants", "GRANT SELECT ON t TO u#;")
on_table("statistics", "CREATE STATISTICS s# ON a, b FROM t;")
on_table("queries of one table", "SELECT a, b FROM t WHERE c = 'x#' ORDER BY id;")
on_table("queries with sub-selects", "SELECT * FROM t WHERE a NOT IN (SELECT b FROM t WHERE id = #);")
on_table("DROP and CREATE TABLE", "DROP TABLE t; CREATE TABLE t (id bigint PRIMARY KEY, a int);")

# What depends on others

on_table("tables", "CREATE TABLE t# (id bigint PRIMARY KEY, a int NOT NULL);", 4000, "")
on_table("tables of one shape", "CREATE TABLE t# (id bigint PRIMARY KEY, name text, email text, phone text, created_at timestamptz);", 2000, "")
on_table("views of one table", "CREATE VIEW v# AS SELECT * FROM t;")
sql("views of views", lambda n: TABLE + "CREATE VIEW v0 AS SELECT * FROM t;\n" + "".join(f"CREATE VIEW v{i} AS SELECT * FROM v{i - 1};\n" for i in range(1, n)), 4000)
sql("views with stars over two", lambda n: TABLE + "CREATE VIEW v0 AS SELECT * FROM t;\n" + "".join(f"CREATE VIEW v{i} AS SELECT x.*, y.* FROM v{i - 1} x, v{i - 1} y;\n" for i in range(1, n)), 2000)
sql("DROP CASCADE of views", lambda n: TABLE + each("CREATE VIEW v# AS SELECT a FROM t;", n) + "\nDROP TABLE t CASCADE;", 4000)
sql("partitions", lambda n: "CREATE TABLE t (a int) PARTITION BY LIST (a);\n" + each("CREATE TABLE t# PARTITION OF t FOR VALUES IN (#);", n) + "\nALTER TABLE t ADD COLUMN b int;", 4000)
sql("children", lambda n: TABLE + each("CREATE TABLE t# () INHERITS (t);", n) + "\nALTER TABLE t ADD COLUMN d int;", 4000)
sql("changes of children", lambda n: TABLE + each("CREATE TABLE t# () INHERITS (t);", 20) + "\n" + each("ALTER TABLE t ADD COLUMN c# int;", n), 1000, end=1590)
sql("inheritance in a chain", lambda n: "CREATE TABLE t0 (id bigint);\n" + "".join(f"CREATE TABLE t{i} () INHERITS (t{i - 1});\n" for i in range(1, n)) + "ALTER TABLE t0 ADD COLUMN x int;", 4000)
sql("LIKE in a chain", lambda n: "CREATE TABLE t0 (id bigint PRIMARY KEY);\n" + "".join(f"CREATE TABLE t{i} (LIKE t{i - 1} INCLUDING ALL);\n" for i in range(1, n)), 4000)
on_table("LIKE of one table", "CREATE TABLE t# (LIKE t INCLUDING ALL);")
sql("CREATE TABLE AS in a chain", lambda n: "CREATE TABLE t0 AS SELECT 1 AS a;\n" + "".join(f"CREATE TABLE t{i} AS SELECT *, a AS a{i} FROM t{i - 1};\n" for i in range(1, n)), 400,
    end=COLUMNS, exponent=2)  # table n has n columns
sql("savepoints", lambda n: "BEGIN;\n" + TABLE + each("SAVEPOINT s#;", n) + "\nCOMMIT;", 8000)
sql("savepoints with changes", lambda n: "BEGIN;\n" + TABLE + each("SAVEPOINT s#; ALTER TABLE t ADD COLUMN c# int;", n) + "\nCOMMIT;", 1596, end=1596)
sql("savepoints with tables", lambda n: "BEGIN;\n" + each("SAVEPOINT s#; CREATE TABLE t# (a int);", n) + "\nROLLBACK TO s0; COMMIT;", 4000)
sql("savepoints with values", lambda n: "CREATE TYPE e AS ENUM ('a');\nBEGIN;\n" + each("SAVEPOINT s#; ALTER TYPE e ADD VALUE 'v#';", n) + "\nCOMMIT;", 4000)
sql("savepoints around a long text", lambda n: "BEGIN;\nCREATE TABLE t (a int, CHECK (a IN (" + "1, " * n + "0)));\n" + each("SAVEPOINT s#; ALTER TABLE t ADD COLUMN c# int;", n // 4) + "\nCOMMIT;", 6000)
sql("LIKE of a long text", lambda n: "CREATE TABLE t (a int, CHECK (a IN (" + "1, " * n + "0)));\n" + each("CREATE TABLE t# (LIKE t INCLUDING ALL);", n // 4), 16000,
    exponent=2)  # each table has the text, until that is more than 32 MB
sql("INHERITS of a long text", lambda n: "CREATE TABLE t (a int, CHECK (a IN (" + "1, " * n + "0)));\n" + each("CREATE TABLE t# () INHERITS (t);", n // 4), 16000,
    exponent=2)  # the same
sql("transactions", lambda n: TABLE + each("BEGIN; ALTER TABLE t ADD CHECK (a > #); ROLLBACK;", n), 4000)
sql("types", lambda n: each("CREATE TYPE e# AS ENUM ('a');", n), 6000)
sql("values of an enum", lambda n: "CREATE TYPE e AS ENUM (" + each("'v#'", n, ", ") + ");", 20000)
sql("ADD VALUE", lambda n: "CREATE TYPE e AS ENUM ('a');\n" + each("ALTER TYPE e ADD VALUE 'v#';", n), 6000)
sql("columns of an enum", lambda n: "CREATE TYPE e AS ENUM ('a');\n" + each("CREATE TABLE t# (a e);", n) + "\nALTER TYPE e RENAME TO f;", 6000)
sql("domains of domains", lambda n: "CREATE DOMAIN d0 AS int;\n" + "".join(f"CREATE DOMAIN d{i} AS d{i - 1};\n" for i in range(1, n)) + f"CREATE TABLE t (a d{n - 1});", 6000)
sql("constraints of a domain", lambda n: "CREATE DOMAIN d AS int;\n" + each("ALTER DOMAIN d ADD CHECK (VALUE > #);", n), 4000)
sql("attributes of one CREATE TYPE", lambda n: "CREATE TYPE c AS (" + each("a# int", n, ", ") + ");", 1600, end=1600)
sql("changes of attributes", lambda n: "CREATE TYPE c AS (" + each("a# int", n, ", ") + ");\n" + each("ALTER TYPE c ALTER ATTRIBUTE a# TYPE bigint; ALTER TYPE c RENAME ATTRIBUTE a# TO b#;", n), 800, end=1600)
sql("attributes dropped", lambda n: "CREATE TYPE c AS (" + each("a# int", n, ", ") + ");\n" + each("ALTER TYPE c DROP ATTRIBUTE a#;", n), 1600, end=1600)
sql("renamed values of an enum", lambda n: "CREATE TYPE e AS ENUM (" + each("'v#'", n, ", ") + ");\n" + each("ALTER TYPE e RENAME VALUE 'v#' TO 'w#';", n), 4000)
sql("constraints of one CREATE DOMAIN", lambda n: "CREATE DOMAIN d AS int " + each("CHECK (VALUE > #)", n, " ") + ";", 2000)
sql("constraints of a domain, validated and dropped", lambda n: "CREATE DOMAIN d AS int;\n" + each("ALTER DOMAIN d ADD CONSTRAINT k# CHECK (VALUE > #) NOT VALID; ALTER DOMAIN d VALIDATE CONSTRAINT k#;", n) + "\n" + each("ALTER DOMAIN d DROP CONSTRAINT k#;", n), 1200)
sql("savepoints with attributes", lambda n: "CREATE TYPE c AS (a int);\nBEGIN;\n" + each("SAVEPOINT s#; ALTER TYPE c ADD ATTRIBUTE a# int;", n) + "\nCOMMIT;", 1596, end=1596)
sql("attributes of a type", lambda n: "CREATE TYPE c AS (a int);\n" + each("ALTER TYPE c ADD ATTRIBUTE a# int;", n), 1596, end=1596)
sql("composite types in a chain", lambda n: "CREATE TYPE c0 AS (a int);\n" + "".join(f"CREATE TYPE c{i} AS (a c{i - 1});\n" for i in range(1, n)) + f"CREATE TABLE t (a c{n - 1});", 6000)
sql("sequences", lambda n: each("CREATE SEQUENCE s#; CREATE TABLE t# (id bigint DEFAULT nextval('s#'));", n), 3000)
sql("schemas", lambda n: each("CREATE SCHEMA s#; CREATE TABLE s#.t (a int);", n), 4000)
sql("search paths", lambda n: TABLE + each("SET search_path TO s#; SELECT a FROM t;", n), 4000)
sql("one long search path", lambda n: "SET search_path TO " + each("s#", n, ", ") + ";\n" + "SELECT a FROM t;\n" * 20, 10000)

# Bodies

body = "CREATE FUNCTION f() RETURNS int LANGUAGE {} AS $$ {} $$;"
sql("functions", lambda n: each("CREATE FUNCTION f#() RETURNS int LANGUAGE sql AS 'SELECT #';", n), 4000)
sql("overloaded functions", lambda n: each("CREATE FUNCTION f(a t#) RETURNS int LANGUAGE sql AS 'SELECT #';", n), 4000)
sql("statements in a function", lambda n: body.format("sql", each("SELECT #;", n)), 16000)
sql("statements in PL/pgSQL", lambda n: body.format("plpgsql", "BEGIN " + each("a := #;", n) + " RETURN 1; END"), 16000)
sql("variables in PL/pgSQL", lambda n: body.format("plpgsql", "DECLARE " + each("v# int;", n) + " BEGIN RETURN v0; END"), 10000)
sql("IF in IF", lambda n: body.format("plpgsql", "BEGIN " + "IF a THEN " * n + "NULL; " + "END IF; " * n + "END"), 10000)
sql("CASE in CASE in PL/pgSQL", lambda n: body.format("plpgsql", "BEGIN " + "CASE WHEN a THEN " * n + "NULL; " + "END CASE; " * n + "END"), 8000)
sql("LOOP in LOOP", lambda n: body.format("plpgsql", "BEGIN " + "LOOP " * n + "NULL; " + "END LOOP; " * n + "END"), 10000)
sql("BEGIN in BEGIN", lambda n: body.format("plpgsql", "BEGIN " * n + "NULL; " + "END; " * n), 10000)
sql("ELSIF", lambda n: body.format("plpgsql", "BEGIN IF a THEN NULL; " + each("ELSIF a = # THEN NULL;", n, " ") + " END IF; END"), 8000)
sql("EXECUTE in a function", lambda n: body.format("plpgsql", "BEGIN " + each("EXECUTE 'SELECT ' || a# || ' FROM t';", n) + " END"), 6000)
sql("DO blocks", lambda n: each("DO $$ BEGIN PERFORM #; END $$;", n), 6000)
sql("syntax errors in a body", lambda n: body.format("plpgsql", "BEGIN " + "SELEC 1; " * n + "END"), 16000)
sql("syntax errors on lines of a body", lambda n: body.format("plpgsql", "BEGIN\n" + "SELEC 1;\n" * n + "END"), 16000)
sql("syntax errors in bodies on one line", lambda n: "DO $$ BEGIN SELEC 1; END $$; " * n, 6000)
sql("syntax errors in a body of SQL", lambda n: body.format("sql", "SELEC 1; " * n), 16000)
sql("quotes in a body", lambda n: "DO '" + "BEGIN PERFORM ''a''; END;" * n + "';", 8000)
sql("calls of functions", lambda n: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n" + each("SELECT f();", n), 12000)

# Schemas of Prisma.


def prisma(name, text, most=4000, **others):
    source = 'datasource db {\n  provider = "postgresql"\n}\n'
    construct(name, lambda n: {"schema.prisma": source + text(n)}, most, **others)


def in_model(name, lines, most=4000, before="", behind=""):
    prisma(name, lambda n: f"{before}model T {{\n  id BigInt @id\n{lines(n)}\n}}\n{behind}", most)


in_model("broken lines of a model", lambda n: "!! x\n" * n, 20000)
in_model("broken and good lines of a model", lambda n: each("  a# Int\n  !! x", n), 700)
in_model("comments in a model", lambda n: "  // a\n  /* b */\n" * n, 20000)
in_model("documentation of a field", lambda n: "  /// a\n" * n + "  a Int", 20000)
in_model("unknown types of a model", lambda n: each("  a# Strng", n), 4000)
in_model("unknown attributes of a field", lambda n: "  a Int" + " @x" * n, 20000)
in_model("escapes of a string", lambda n: '  a String @default("' + '\\"' * n + '")', 60000)
in_model("brackets in brackets of an attribute", lambda n: "  a Int @x(" + "[{a:f(" * n, 20000)
in_model("relations of a model", lambda n: each('  a# BigInt\n  r# U @relation("r#", fields: [a#], references: [id])', n), 700)
prisma("models", lambda n: each('model T# {\n  id BigInt @id\n  a Int\n  @@index([a])\n}', n), 2000)
prisma("models with one name", lambda n: "model T {\n  id BigInt @id\n}\n" * n, 3000)
prisma("models with unknown types", lambda n: each("model T# {\n  id BigInt @id\n  a Strng\n}", n), 2000)
prisma("composite types of Prisma", lambda n: each("type C# {\n  a Int\n}\nmodel T# {\n  id BigInt @id\n  c C#\n}", n), 1500)
prisma("enums with one name", lambda n: "enum E {\n  a\n}\n" * n, 3000)
prisma("blocks that are not closed", lambda n: each("model T# {\n  id BigInt @id", n), 3000)
prisma("lines outside of blocks", lambda n: "x\n\n" * n, 30000)
prisma("values of an enum of Prisma", lambda n: "enum E {\n" + each("  a#", n) + "\n}\n", 10000)
prisma("one value of an enum of Prisma", lambda n: "enum E {\n" + "  a\n" * n + "}\n", 10000)

# Migrations: the first file makes what is there before the second one runs.


def migration(name, before, text, most=1500, **others):
    construct(name, lambda n: {"d/1_made.sql": before(n) if callable(before) else before,
                               "d/2_changed.sql": text(n)}, most, paths=["d"], **others)


def statements(name, statement, most=1500, before=TABLE, **others):
    """Statements of one migration, and the same in a transaction."""
    migration(f"{name} in a migration", before, lambda n: each(statement, n), most, **others)
    migration(f"{name} in a transaction", before, lambda n: "BEGIN;\n" + each(statement, n) + "\nCOMMIT;", most, **others)


def made(statement):
    return lambda n: TABLE + each(statement, n)


MADE = made("CREATE TABLE t# (id bigint PRIMARY KEY, a int, b text);")

statements("ALTER TABLE of unknown tables", "ALTER TABLE t# ADD COLUMN x int;", before="")
statements("ADD COLUMN of many tables", "ALTER TABLE t# ADD COLUMN x int;", before=MADE)
statements("ADD COLUMN with a default", "ALTER TABLE t# ADD COLUMN x uuid DEFAULT f#();", before=MADE)
statements("ADD COLUMN with functions of the run", "CREATE FUNCTION f#() RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$; ALTER TABLE t ADD COLUMN c# int DEFAULT f#();", 800, end=1590)
statements("CREATE INDEX of many tables", "CREATE INDEX i# ON t# (a);", before=MADE)
statements("CREATE INDEX CONCURRENTLY", "CREATE INDEX CONCURRENTLY i# ON t# (a);", before=MADE)
statements("DROP INDEX IF EXISTS and CONCURRENTLY", "DROP INDEX CONCURRENTLY IF EXISTS i#; CREATE INDEX CONCURRENTLY i# ON t# (a);", 1000, before=MADE)
statements("SET NOT NULL of many tables", "ALTER TABLE t# ALTER COLUMN a SET NOT NULL;", before=MADE)
statements("proofs of NOT NULL", "ALTER TABLE t ADD c# int; ALTER TABLE t ADD CHECK (c# IS NOT NULL) NOT VALID; ALTER TABLE t ALTER c# SET NOT NULL;", 800, end=1590)
migration("SET NOT NULL in one statement", lambda n: "CREATE TABLE t (id int, " + each("c# int, CHECK (c# IS NOT NULL)", n, ", ") + ");", lambda n: "ALTER TABLE t " + each("ALTER c# SET NOT NULL, DROP CONSTRAINT t_c#_check", n, ", ") + ";", 800, end=1590)
migration("SET NOT NULL of all columns", lambda n: "CREATE TABLE t (id int, " + each("c# int", n, ", ") + ");", lambda n: "ALTER TABLE t " + each("ALTER c# SET NOT NULL", n, ", ") + ";", 1590, end=1590)
migration("DROP NOT NULL of all columns", lambda n: "CREATE TABLE t (id int, " + each("c# int NOT NULL", n, ", ") + ");", lambda n: "ALTER TABLE t " + each("ALTER c# DROP NOT NULL", n, ", ") + ";", 1590, end=1590)
migration("constraints of one ALTER TABLE dropped", lambda n: "CREATE TABLE t (id int, " + each("CONSTRAINT k# CHECK (id > #)", n, ", ") + ");", lambda n: "ALTER TABLE t " + each("DROP CONSTRAINT k#", n, ", ") + ";", 1500)
statements("type changes", "ALTER TABLE t# ALTER COLUMN id TYPE bigint; ALTER TABLE t# ALTER COLUMN a TYPE text;", 1000, before=MADE)
statements("type changes of one column", "ALTER TABLE t ALTER COLUMN a TYPE bigint; ALTER TABLE t ALTER COLUMN a TYPE int;", 1000)
statements("type changes of a referenced key", "CREATE TABLE r# (t bigint REFERENCES t); ALTER TABLE t ALTER COLUMN id TYPE int; ALTER TABLE t ALTER COLUMN id TYPE bigint;", 1600)
statements("foreign keys of many tables", "ALTER TABLE t# ADD FOREIGN KEY (a) REFERENCES t;", before=MADE)
statements("foreign keys and their proofs", "ALTER TABLE t# ADD CONSTRAINT k# FOREIGN KEY (a) REFERENCES t NOT VALID; ALTER TABLE t# VALIDATE CONSTRAINT k#;", 1000, before=MADE)
statements("primary keys of many tables", "ALTER TABLE t# DROP CONSTRAINT t#_pkey; ALTER TABLE t# ADD PRIMARY KEY (a);", 1000, before=MADE)
statements("constraints of domains", "CREATE DOMAIN d# AS int; ALTER TABLE t# ADD x d#; ALTER DOMAIN d# ADD CHECK (VALUE > #);", 800, before=MADE)
statements("constraints of one domain", "ALTER TABLE t# ADD x d; ALTER DOMAIN d ADD CHECK (VALUE > #);", 800, before=lambda n: "CREATE DOMAIN d AS int;" + MADE(n))
statements("attached partitions", "CREATE TABLE p# (a int); ALTER TABLE p ATTACH PARTITION p# FOR VALUES IN (#);", 1000, before="CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE d PARTITION OF p DEFAULT;")
statements("new partitions", "CREATE TABLE p# PARTITION OF p FOR VALUES IN (#);", before="CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE d PARTITION OF p DEFAULT;")
statements("detached partitions", "ALTER TABLE p DETACH PARTITION p#;", before=lambda n: "CREATE TABLE p (a int) PARTITION BY LIST (a);\n" + each("CREATE TABLE p# PARTITION OF p FOR VALUES IN (#);", n))
statements("dropped partitions", "DROP TABLE p#;", before=lambda n: "CREATE TABLE p (a int) PARTITION BY LIST (a);\n" + each("CREATE TABLE p# PARTITION OF p FOR VALUES IN (#);", n))
migration("indexes of partitions", lambda n: "CREATE TABLE p (a int) PARTITION BY LIST (a);\n" + each("CREATE TABLE p# PARTITION OF p FOR VALUES IN (#);", n), lambda n: each("CREATE INDEX i# ON p (a);", n), 1000,
          exponent=2.5)  # each partition has each index, and looks for one like it, until 1,000,000 are copied
statements("dropped tables", "DROP TABLE t#;", before=MADE)
statements("dropped primary keys", "ALTER TABLE t# DROP CONSTRAINT t#_pkey;", before=MADE)
statements("dropped constraints", "ALTER TABLE t# DROP CONSTRAINT k;", before=made("CREATE TABLE t# (id bigint PRIMARY KEY, a int CONSTRAINT k CHECK (a > 0));"))
statements("dropped indexes", "DROP INDEX i#;", before=made("CREATE TABLE t# (id bigint PRIMARY KEY, a int); CREATE INDEX i# ON t# (a);"))
statements("dropped defaults", "ALTER TABLE t# ALTER COLUMN a DROP DEFAULT;", before=made("CREATE TABLE t# (id bigint PRIMARY KEY, a int NOT NULL DEFAULT 0);"))
statements("disabled triggers", "ALTER TABLE t# DISABLE TRIGGER USER;", before=MADE)
statements("dropped columns", "ALTER TABLE t# DROP COLUMN a;", before=MADE)
statements("dropped schemas", "DROP SCHEMA s# CASCADE;", before=made("CREATE SCHEMA s#; CREATE TABLE s#.t (a int);"))
statements("renamed tables", "ALTER TABLE t# RENAME TO u#;", before=MADE)
statements("tables renamed behind views", "ALTER TABLE t# RENAME TO u#; CREATE VIEW t# AS SELECT * FROM u#;", 800, before=MADE)
statements("renamed columns", "ALTER TABLE t# RENAME COLUMN a TO x;", before=MADE)
statements("renamed values", "ALTER TYPE e RENAME VALUE 'v#' TO 'w#';", before=lambda n: "CREATE TYPE e AS ENUM (" + each("'v#'", n, ", ") + ");")
statements("truncated tables", "TRUNCATE t#;", before=MADE)
statements("truncated tables with references", "TRUNCATE t CASCADE;", before=made("CREATE TABLE t# (a bigint REFERENCES t);"))
statements("locked tables", "LOCK TABLE t# IN EXCLUSIVE MODE;", before=MADE)
statements("one lock, many times", "LOCK TABLE t IN EXCLUSIVE MODE;")
migration("tables of one LOCK", MADE, lambda n: "BEGIN; LOCK TABLE " + each("t#", n, ", ") + "; COMMIT;")
migration("tables of one DROP", MADE, lambda n: "DROP TABLE " + each("t#", n, ", ") + ";")
migration("tables of one TRUNCATE", MADE, lambda n: "TRUNCATE " + each("t#", n, ", ") + ";")
migration("clauses of one ALTER TABLE", TABLE, lambda n: "ALTER TABLE t " + each("ADD c# text DEFAULT f#() NOT NULL", n, ", ") + ";", 800, end=1590)
statements("savepoints around changes", "SAVEPOINT s#; ALTER TABLE t# ADD COLUMN x int; RELEASE s#;", 1000, before=MADE)
statements("nested savepoints with locks", "SAVEPOINT s#; ALTER TABLE t# ADD COLUMN x int;", 1000, before=MADE)
statements("savepoints rolled back", "SAVEPOINT s; ALTER TABLE t# ADD COLUMN x int; ROLLBACK TO s;", 1000, before=MADE)
statements("savepoints with settings", "SAVEPOINT s#; SET LOCAL x.a# = '1'; SET lock_timeout = '#';", 1000, before=MADE)
statements("lock timeouts", "SET lock_timeout = '#s'; ALTER TABLE t# ADD COLUMN x int; RESET lock_timeout;", 1000, before=MADE)
statements("many settings", "SET x.a# = '1'; ALTER TABLE t# ADD COLUMN x int;", 1000, before=MADE)
statements("updates", "UPDATE t# SET a = 1;", before=MADE)
statements("updates of new columns", "ALTER TABLE t# ADD COLUMN x int; UPDATE t# SET x = a; ALTER TABLE t# ALTER COLUMN x SET NOT NULL;", 800, before=MADE)
statements("materialized views", "REFRESH MATERIALIZED VIEW v#;", before=made("CREATE MATERIALIZED VIEW v# AS SELECT a FROM t;"))
statements("triggers of many tables", "CREATE TRIGGER g# BEFORE INSERT ON t# EXECUTE FUNCTION f();", before=MADE)
statements("changes in DO", "DO $$ BEGIN ALTER TABLE t# ADD COLUMN x int; END $$;", 1000, before=MADE)
statements("transactions in a row", "COMMIT; BEGIN; ALTER TABLE t# ADD COLUMN x int;", 1000, before=MADE)
migration("one DO of many changes", MADE, lambda n: "DO $$ BEGIN " + each("ALTER TABLE t# ADD COLUMN x int;", n) + " END $$;", 1000)

# Files of other kinds, patches, configuration

sql_file = {"a.sql": "SELECT 1;\n"}
construct("files", lambda n: {f"d/{i}.sql": "CREATE TABLE t%d (a int);\n" % i for i in range(n)}, 1000, paths=["d"])
construct("migrations", lambda n: {f"d/V{i}__m.sql": "CREATE TABLE t%d (a int);\n" % i for i in range(1, n + 1)}, 1000, paths=["d"])
construct("lines of a patch", lambda n: {"a.sql": "SELECT 1;\n" * n, "p": f"--- a/a.sql\n+++ b/a.sql\n@@ -0,0 +1,{n} @@\n" + "+SELECT 1;\n" * n}, 12000, ["--diff-file", "p"], ["a.sql"])
construct("hunks of a patch", lambda n: {"a.sql": "SELECT 1;\n" * n, "p": "--- a/a.sql\n+++ b/a.sql\n" + each("@@ -#,0 +#,1 @@\n+SELECT 1;", n, "\n", 1) + "\n"}, 8000, ["--diff-file", "p"], ["a.sql"])
construct("files of a patch", lambda n: {**sql_file, "p": each("diff --git a/#.sql b/#.sql\n--- a/#.sql\n+++ b/#.sql\n@@ -0,0 +1 @@\n+SELECT 1;", n) + "\n"}, 3000, ["--diff-file", "p"], ["a.sql"])
construct("names in a patch", lambda n: {**sql_file, "p": "diff --git " + "a " * n + "\n"}, 100000, ["--diff-file", "p"], ["a.sql"])
construct("names with slashes in a patch", lambda n: {**sql_file, "p": "diff --git a" + "/x b" * n + "\n"}, 60000, ["--diff-file", "p"], ["a.sql"])
construct("a quoted name in a patch", lambda n: {**sql_file, "p": 'diff --git "a/' + "\\303" * n + '" "b/' + "\\303" * n + '"\n'}, 30000, ["--diff-file", "p"], ["a.sql"])
construct("patterns to exclude", lambda n: {**sql_file, "pglint.toml": "exclude = [" + each('"x#/**"', n, ", ") + "]\n"}, 10000, paths=["a.sql"])
construct("a pattern with many stars", lambda n: {**sql_file, "pglint.toml": 'exclude = ["' + "*a" * n + '"]\n'}, 10000, paths=["a.sql"])
construct("keys of the configuration", lambda n: {**sql_file, "pglint.toml": each("x# = 1", n) + "\n"}, 10000, paths=["a.sql"], codes=(2,))
construct("overrides", lambda n: {**sql_file, "pglint.toml": each('[[override]]\npaths = ["x#/**"]\nignore = ["money-type"]', n) + "\n"}, 3000, paths=["a.sql"])
construct("alternatives of an expression", lambda n: {**sql_file, "pglint.toml": '[rules.name-pattern]\ntables = "' + "a|" * n + 'b"\n'}, 400, paths=["a.sql"], end=450)


def host(name, file, text, most):
    construct(name, lambda n: {file: text(n)}, most, ["--all-files"])


host("commands in a script", "a.sh", lambda n: "psql -c 'SELECT 1' app\n" * n, 10000)
host("quotes in a script", "a.sh", lambda n: "echo \"$(echo '" * n, 16000)
host("sudo", "a.sh", lambda n: "sudo " * n + "psql -W app\n", 50000)
host("heredocs", "a.sh", lambda n: "psql <<A\nSELECT 1;\nA\n" * n, 10000)
host("variables of a script", "a.sh", lambda n: each("A#=psql; $A# -W", n) + "\n", 10000)
host("RUN of a Dockerfile", "Dockerfile", lambda n: "FROM a\n" + "RUN psql -W app\n" * n, 12000)
host("CMD of a Dockerfile", "Dockerfile", lambda n: "FROM a\nCMD [" + each('"a"', n, ", ") + "]\n", 40000)
host("YAML in YAML", "a.yml", lambda n: "".join(" " * i + "a:\n" for i in range(n)), 700)
host("lists of YAML", "a.yml", lambda n: "a:\n" + "  - run: psql -W app\n" * n, 10000)
host("flow YAML", "a.yml", lambda n: "a: " + "[" * n + "]" * n + "\n", 100000)
host("targets of a Makefile", "Makefile", lambda n: each("t#:\n\tpsql -W app", n) + "\n", 10000)
host("variables of a Makefile", "Makefile", lambda n: each("A# = psql $(A#)", n) + "\nt:\n\t$(A0) -W\n", 10000)
host("records of pg_hba.conf", "pg_hba.conf", lambda n: "host all all 10.0.0.0/8 trust\n" * n, 8000)
host("names of a record", "pg_hba.conf", lambda n: "host " + each("d#", n, ",") + " all 10.0.0.0/8 trust\n", 30000)
host("variables of the environment", "a.env", lambda n: each("A#=b", n) + "\n", 30000)
