#include "parse/source/preprocess.h"

#include <random>

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

/// The text that the parser gets, at unchanged offsets.
std::string seen(const std::string& content) {
  const std::string sql = preprocess(content).sql.value_or(content);
  CHECK(sql.size() == content.size());
  return sql;
}

/// `sql` without trailing blanks in each line, to keep the cases short.
std::string trimmed(const std::string& content) {
  std::string result;
  for (const char byte : seen(content)) {
    if (byte == '\n') result.erase(result.find_last_not_of(' ') + 1);
    result += byte;
  }
  result.erase(result.find_last_not_of(' ') + 1);
  return result;
}

TEST_CASE("preprocess: SQL is not changed") {
  for (const std::string sql :
       {"", "SELECT 1;", "SELECT a::int, b[1:2], b[:n], b[1:m] FROM t",
        "SELECT 'x\\y :v', E'\\' :v'", "SELECT $$ \\d :v $$, $a$ $b$ :v $b$ \\x $a$",
        "-- \\d :v\nSELECT 1", "/* /* \\d */ :v */ SELECT 1", "SELECT \"a\\b :c\"",
        "CALL p(a := 1)", "SELECT foo$tag$ FROM t; SELECT '$tag$ :v'", "SELECT $1$$ :v $$",
        "SELECT U&'d\\0061t', B'01', N'\\'", "SELECT 'a'\n'\\ :b'", "SELECT a /*:*/ :: /* */ int",
        "COPY t FROM 'file'; SELECT 1;"}) {
    CHECK_FALSE(preprocess(sql).sql.has_value());
  }
}

TEST_CASE("preprocess: of many comments in one another, the outermost stays") {
  std::string begins;
  std::string ends;
  for (int level = 0; level < 20; ++level) {
    begins += "/*";
    ends += "*/";
  }
  const std::string blanks(38, ' ');
  CHECK(seen(begins + " x\n" + ends + "SELECT 1;") ==
        "/*" + blanks + "  \n" + blanks + "*/SELECT 1;");
  CHECK(seen(begins + "*/") == "/*" + blanks + "  ");
  CHECK(seen("/*/*/* x */*/*/") == "/*/*/* x */*/*/");
  CHECK(seen("SELECT 1 /*=====*/ + 2; /*****************/") ==
        "SELECT 1 /*=====*/ + 2; /*****************/");
}

TEST_CASE("preprocess: byte order marks, at the start and between joined files") {
  CHECK(seen("\xEF\xBB\xBFSELECT 1;\n\xEF\xBB\xBFSELECT 2;") == "   SELECT 1;\n   SELECT 2;");
}

TEST_CASE("preprocess: meta-commands end with their line") {
  CHECK(trimmed("\\c db\nSELECT 1;\n  \\echo 'it''s' ; SELECT\n\\q") == "\nSELECT 1;\n\n");
  CHECK(trimmed("SELECT 1 \\echo x\n, 2;") == "SELECT 1\n, 2;");
  CHECK(trimmed("\\restrict k3y\r\nSELECT 1;") == "             \r\nSELECT 1;");
  CHECK(trimmed("\\if :{?x}\nSELECT 1;\n\\else\nSELECT 2;\n\\endif") ==
        "\nSELECT 1;\n\nSELECT 2;\n");
  CHECK(trimmed("\\set x 1 \\\\ SELECT 2;") == "            SELECT 2;");
  CHECK(trimmed("\\! ls ; rm\nSELECT 1") == "\nSELECT 1");
}

TEST_CASE("preprocess: some meta-commands end the statement") {
  CHECK(trimmed("SELECT 1 AS a \\gset p_\nSELECT 2\\gx\nSELECT 3 \\g out.txt") ==
        "SELECT 1 AS a ;\nSELECT 2;\nSELECT 3 ;");
  CHECK(trimmed("SELECT 1\n\\g\nSELECT 2;") == "SELECT 1\n;\nSELECT 2;");
  CHECK(trimmed("SELECT $1 \\bind 1 \\g\nSELECT 2;") == "SELECT $1         ;\nSELECT 2;");
  CHECK(trimmed("SELECT $1 \\bind 1\n;") == "SELECT $1\n;");
  CHECK(trimmed("SELECT 1 \\echo x \\g\nSELECT 2;") == "SELECT 1         ;\nSELECT 2;");
  CHECK(trimmed("SELECT 1 \\r\nSELECT 2;") == "\nSELECT 2;");
  CHECK(trimmed("SELECT 'x', \n -- y\n a \\reset\nSELECT 2;") == "\n\n\nSELECT 2;");
  CHECK(trimmed("SELECT 1;\n\\gexec\n") == "SELECT 1;\n\n");
  CHECK(trimmed("SELECT 1 \\; SELECT 2;") == "SELECT 1  ; SELECT 2;");
}

TEST_CASE("preprocess: variables") {
  CHECK(trimmed("SELECT :a, :'b', :\"c\" FROM :d.t WHERE x = :e::int;") ==
        "SELECT _a,  'b', \"_c\" FROM _d.t WHERE x = _e::int;");
  CHECK(trimmed("SELECT :{?name};") == "SELECT true    ;");
  CHECK(trimmed("SELECT :a[1], x[:b:2], f(p := :c), :d::text || :'e'") ==
        "SELECT _a[1], x[:b:2], f(p := _c), _d::text ||  'e'");
  CHECK(trimmed("SELECT a[1\\:b], \\:c, :d") == "SELECT a[1 :b],  :c, _d");
  CHECK(trimmed("SELECT ':a', a[1:b], :c") == "SELECT ':a', a[1:b], _c");
}

TEST_CASE("preprocess: variables with a value that fits") {
  CHECK(trimmed("\\set n 10\nSELECT 1 LIMIT :n;") == "\nSELECT 1 LIMIT 10;");
  CHECK(trimmed("\\set s 'a b'\nSELECT :s, :name;") == "\nSELECT _s, _name;");
  CHECK(trimmed("\\set name 'it''s'\nSELECT :name;") == "\nSELECT _name;");
  CHECK(trimmed("\\set name a\n\\unset name\nSELECT :name;") == "\n\nSELECT _name;");
  CHECK(trimmed("\\set name a :b\nSELECT :name;") == "\nSELECT _name;");
  const auto variables = preprocess("\\set i '(1)'\nSELECT :i, :j").variables;
  REQUIRE(variables.size() == 2);
  CHECK(variables[0].name == "i");
  CHECK(variables[0].value == "(1)");
  CHECK_FALSE(variables[1].value.has_value());
}

TEST_CASE("preprocess: strings with backslashes") {
  const std::string off = "SET standard_conforming_strings = off;\n";
  const auto after = [&](const std::string& sql) { return seen(off + sql).substr(off.size()); };
  CHECK(after("SELECT 'it\\'s; ', 'C:\\\\', E'\\'';") == "SELECT 'it''s; ', 'C:\\\\', E'\\'';");
  CHECK(after("SELECT 'a\\nb', U&'\\0061';") == "SELECT 'a  b', U&'\\0061';");
  CHECK(after("DO 'BEGIN x := \\'a\\\\\\'b\\'; END';") == "DO 'BEGIN x := ''a''''b''; END';");
  CHECK(after("DO $$ SELECT 'it\\'s' $$;") == "DO $$ SELECT 'it''s' $$;");
  CHECK(after("SET standard_conforming_strings TO on; SELECT 'a\\';") ==
        "SET standard_conforming_strings TO on; SELECT 'a\\';");
  CHECK(after("RESET standard_conforming_strings; SELECT 'a\\';") ==
        "RESET standard_conforming_strings; SELECT 'a\\';");
}

TEST_CASE("preprocess: the ways to set how strings are read") {
  const auto escapes_after = [](const std::string& sql) {
    const std::string text = sql + " SELECT '\\'';";
    return seen(text) != text;
  };
  CHECK(escapes_after("set Standard_Conforming_Strings to 'off';"));
  CHECK(escapes_after("SET SESSION standard_conforming_strings = false;"));
  CHECK(escapes_after("BEGIN; SET LOCAL standard_conforming_strings = off;"));
  CHECK(escapes_after("SELECT set_config('standard_conforming_strings', 'off', false);"));
  CHECK_FALSE(escapes_after("BEGIN; SET LOCAL standard_conforming_strings = off; COMMIT;"));
  CHECK_FALSE(escapes_after("BEGIN; SET standard_conforming_strings = off; ROLLBACK;"));
  CHECK(escapes_after("BEGIN; SET standard_conforming_strings = off; COMMIT;"));
  CHECK_FALSE(escapes_after("ALTER DATABASE d SET standard_conforming_strings = off;"));
  CHECK_FALSE(escapes_after("SET standard_conforming_strings = on;"));
}

TEST_CASE("preprocess: data after a COPY that \\gexec sends") {
  CHECK(trimmed("SELECT format('COPY %I FROM STDIN', 'a') \\gexec\n1 it's\n\\.\nSELECT 1;") ==
        "SELECT format('COPY %I FROM STDIN', 'a') ;\n\n\nSELECT 1;");
  CHECK(trimmed("SELECT 'SELECT 1' \\gexec\nSELECT 1;") == "SELECT 'SELECT 1' ;\nSELECT 1;");
}

TEST_CASE("preprocess: a colon between key and value is not a variable") {
  CHECK(trimmed("SELECT JSON_OBJECT('a':b, c:'d', 'e' :f), :g") ==
        "SELECT JSON_OBJECT('a':b, c:'d', 'e' :f), _g");
  CHECK(trimmed("SELECT json_objectagg (k:v), json_object('a': :b, f(x):y), a :b") ==
        "SELECT json_objectagg (k:v), json_object('a': _b, f(x):y), a _b");
}

TEST_CASE("preprocess: in strings and bodies, lines that begin with a backslash are data") {
  for (const std::string sql :
       {"DO $$\n\\d t\n:x\n$$;", "SELECT '\n\\q\n:x';", "SELECT E'\n\\\\g\n';", "SELECT \"\n\\g\";",
        "/*\n\\g\n*/ SELECT 1;"}) {
    INFO(sql);
    CHECK_FALSE(preprocess(sql).sql.has_value());
  }
}

TEST_CASE("preprocess: length and line ends never change") {
  const std::string pieces[] = {"SELECT 1;\n", "\\d x\r\n", "COPY t FROM stdin;\n",
                                "'a\n\\b'",    "\\.\n",     ":x ${y}\r",
                                "$$\n;\n$$",   "\\g\n",     "{{ a\n}}",
                                "\\r \\\\ x",  "-- \\d\n",  "@a@ %s"};
  std::mt19937 random(7);  // NOLINT: the same texts in each run
  for (int round = 0; round < 500; ++round) {
    std::string content;
    for (int piece = 0; piece < 8; ++piece) content += pieces[random() % std::size(pieces)];
    INFO(content);
    const std::string sql = seen(content);
    for (std::size_t at = 0; at < content.size(); ++at) {
      if (content[at] == '\n' || content[at] == '\r') REQUIRE(sql[at] == content[at]);
    }
  }
}

TEST_CASE("preprocess: COPY data is not SQL") {
  CHECK(trimmed("COPY a FROM stdin; COPY b FROM stdin; SELECT :x;\n1\n\\.\n2'\n\\.\nSELECT 1;") ==
        "COPY a FROM stdin; COPY b FROM stdin; SELECT _x;\n\n\n\n\nSELECT 1;");
  CHECK(trimmed("COPY (SELECT 1 FROM stdin) TO 'x';\nSELECT 1;\n\\.") ==
        "COPY (SELECT 1 FROM stdin) TO 'x';\nSELECT 1;\n");
  CHECK(trimmed("COPY t FROM stdin \\g\n;'\n\\.\nSELECT 1;") ==
        "COPY t FROM stdin ;\n\n\nSELECT 1;");
  CHECK(trimmed("COPY t (a, b) FROM stdin;\n1\tit's\n$$;\\N\n\\.\nSELECT 1;") ==
        "COPY t (a, b) FROM stdin;\n\n\n\nSELECT 1;");
  CHECK(trimmed("copy \"t\" from STDIN WITH (FORMAT csv);\r\n';\r\n\\.\r\nSELECT 1;") ==
        "copy \"t\" from STDIN WITH (FORMAT csv);\r\n  \r\n  \r\nSELECT 1;");
  CHECK(trimmed("\\copy t from stdin\n';\n\\.\nSELECT 1;") == "\n\n\nSELECT 1;");
  CHECK(trimmed("COPY t FROM stdin;\n\\.\nSELECT 1;") == "COPY t FROM stdin;\n\nSELECT 1;");
}

TEST_CASE("preprocess: COPY without an end of data has a notice, and the rest is read") {
  const auto notice = find_open_copy("SELECT 1;\nCOPY a FROM stdin;\n1\nCOPY b FROM stdin;\n2");
  REQUIRE(notice);
  CHECK(notice->range == text::Range{10, 28});
  CHECK(notice->message.starts_with("`COPY … FROM stdin` without a line `\\.`"));
  CHECK_FALSE(find_open_copy("COPY a FROM stdin;\n1\n\\.\nCOPY b FROM stdin;\n"));
  CHECK(find_open_copy("COPY a FROM stdin;\n1\n\\.\nCOPY b FROM stdin;\n2\n"));
}

TEST_CASE("preprocess: of a dump, only data is blanked in the text itself") {
  std::string dump =
      "\\restrict abc\nSET standard_conforming_strings = off;\n\\set a 1\nSELECT :a, :'b', "
      "'c\\'';\n"
      "COPY t FROM stdin;\n1\tx\\n;\n\\.\n\\! ls\n/* a /* /* /* b */ */ */ */SELECT 1;\n"
      "\\unrestrict abc\n";
  const std::string blanked =
      "             \nSET standard_conforming_strings = off;\n\\set a 1\nSELECT :a, :'b', 'c\\'';\n"
      "COPY t FROM stdin;\n      \n  \n\\! ls\n/* a /* /* /* b */ */ */ */SELECT 1;\n"
      "               \n";
  const auto sql = preprocess(dump).sql;
  CHECK(blank_data(dump));
  CHECK(dump == blanked);
  CHECK(preprocess(dump).sql == sql);
  CHECK_FALSE(blank_data(dump));
}

TEST_CASE("preprocess: a text of little but variables is left as it is") {
  std::string text;
  for (int number = 0; number < 100; ++number) text += "SELECT :a;\n";
  const std::string before = text;
  CHECK_FALSE(blank_data(text));
  CHECK(text == before);
}

}  // namespace
}  // namespace pglint::parse
