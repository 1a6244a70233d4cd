#include "parse/preprocess.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

/// What the parser gets to see; offsets must not move.
std::string seen(const std::string& content) {
  const std::string sql = preprocess(content).value_or(content);
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

TEST_CASE("preprocess: SQL stays as it is") {
  for (const std::string sql :
       {"", "SELECT 1;", "SELECT a::int, b[1:2], b[:n], b[1:m] FROM t",
        "SELECT 'x\\y :v', E'\\' :v'", "SELECT $$ \\d :v $$, $a$ $b$ :v $b$ \\x $a$",
        "-- \\d :v\nSELECT 1", "/* /* \\d */ :v */ SELECT 1", "SELECT \"a\\b :c\"",
        "CALL p(a := 1)", "SELECT foo$tag$ FROM t; SELECT '$tag$ :v'", "SELECT $1$$ :v $$",
        "SELECT U&'d\\0061t', B'01', N'\\'", "SELECT 'a'\n'\\ :b'", "SELECT a /*:*/ :: /* */ int",
        "COPY t FROM 'file'; SELECT 1;"}) {
    CHECK_FALSE(preprocess(sql).has_value());
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
  CHECK(trimmed("SELECT $1 \\bind 1 \\g\nSELECT 2;") == "SELECT $1 ;\nSELECT 2;");
  CHECK(trimmed("SELECT 1;\n\\gexec\n") == "SELECT 1;\n\n");
  CHECK(trimmed("SELECT 1 \\; SELECT 2;") == "SELECT 1  ; SELECT 2;");
}

TEST_CASE("preprocess: variables") {
  CHECK(trimmed("SELECT :a, :'b', :\"c\" FROM :d.t WHERE x = :e::int;") ==
        "SELECT _a,  'b',  \"c\" FROM _d.t WHERE x = _e::int;");
  CHECK(trimmed("SELECT :{?name};") == "SELECT true    ;");
  CHECK(trimmed("SELECT ':a', a[1:b], :c") == "SELECT ':a', a[1:b], _c");
}

TEST_CASE("preprocess: COPY data is no SQL") {
  CHECK(trimmed("COPY t (a, b) FROM stdin;\n1\tit's\n$$;\\N\n\\.\nSELECT 1;") ==
        "COPY t (a, b) FROM stdin;\n\n\n\nSELECT 1;");
  CHECK(trimmed("copy \"t\" from STDIN WITH (FORMAT csv);\r\n';\r\n\\.\r\nSELECT 1;") ==
        "copy \"t\" from STDIN WITH (FORMAT csv);\r\n  \r\n  \r\nSELECT 1;");
  CHECK(trimmed("\\copy t from stdin\n';\n\\.\nSELECT 1;") == "\n\n\nSELECT 1;");
  CHECK(trimmed("COPY t FROM stdin;\n\\.\nSELECT 1;") == "COPY t FROM stdin;\n\nSELECT 1;");
}

TEST_CASE("preprocess: COPY without the end of its data swallows nothing") {
  CHECK(trimmed("COPY t FROM stdin;\nSELECT 1;") == "COPY t FROM stdin;\nSELECT 1;");
  CHECK(trimmed("DO $$ COPY t FROM stdin; $$;\nSELECT 1;\n\\.") ==
        "DO $$ COPY t FROM stdin; $$;\nSELECT 1;\n");
}

}  // namespace
}  // namespace pglint::parse
