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
        "SELECT _a,  'b',  \"c\" FROM _d.t WHERE x = _e::int;");
  CHECK(trimmed("SELECT :{?name};") == "SELECT true    ;");
  CHECK(trimmed("SELECT :a[1], x[:b:2], f(p := :c), :d::text || :'e'") ==
        "SELECT _a[1], x[:b:2], f(p := _c), _d::text ||  'e'");
  CHECK(trimmed("SELECT a[1\\:b], \\:c, :d") == "SELECT a[1 :b],  :c, _d");
  CHECK(trimmed("SELECT ':a', a[1:b], :c") == "SELECT ':a', a[1:b], _c");
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

}  // namespace
}  // namespace pglint::parse
