#include "parse/source/psql_command.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

/// The text of the command at the first backslash of `sql`.
std::string command_in(const std::string& sql) {
  const text::Range range = read_psql_command(sql, sql.find('\\')).range;
  return sql.substr(range.begin, range.size());
}

PsqlEffect effect_of(const std::string& sql) { return read_psql_command(sql, 0).effect; }

TEST_CASE("psql: a command ends at the end of the line, the next command or a separator") {
  CHECK(command_in("x \\d t\n;") == "\\d t");
  CHECK(command_in("\\d t\r\n;") == "\\d t");
  CHECK(command_in("\\a \\t") == "\\a ");
  CHECK(command_in("\\a\\t") == "\\a");
  CHECK(command_in("\\set x 1 \\\\ SELECT 1;") == "\\set x 1 \\\\");
  CHECK(command_in("\\bind 1 \\g") == "\\bind 1 ");
  CHECK(command_in("\\") == "\\");
}

TEST_CASE("psql: backslashes in quoted arguments are data") {
  CHECK(command_in("\\echo 'a\\\\b' \\g") == "\\echo 'a\\\\b' ");
  CHECK(command_in("\\echo 'it\\'s \\\\' x") == "\\echo 'it\\'s \\\\' x");
  CHECK(command_in("\\echo \"a\\b\" x") == "\\echo \"a\\b\" x");
  CHECK(command_in("\\set d `date \\\\ x` \\\\ y") == "\\set d `date \\\\ x` \\\\");
  CHECK(command_in("\\echo 'open \\\\ x\nSELECT 1") == "\\echo 'open \\\\ x");
}

TEST_CASE("psql: some commands take the whole line") {
  CHECK(command_in("\\! ls \\\\ x") == "\\! ls \\\\ x");
  CHECK(command_in("\\copy t from 'a\\\\b' \\g") == "\\copy t from 'a\\\\b' \\g");
  CHECK(command_in("\\g | sed s/\\\\t/x/") == "\\g | sed s/\\\\t/x/");
  CHECK(command_in("\\o | cat \\g") == "\\o | cat \\g");
  CHECK(command_in("\\echo | \\g") == "\\echo | ");
}

TEST_CASE("psql: effects of commands on the SQL around them") {
  for (const char* sql :
       {"\\g", "\\g out.txt", "\\gx", "\\gset p_", "\\gexec", "\\gdesc", "\\crosstabview a b",
        "\\watch 1", "\\parse s", "\\close_prepared s", "\\sendpipeline"}) {
    INFO(sql);
    CHECK(effect_of(sql) == PsqlEffect::sends);
  }
  for (const char* sql : {"\\bind 1",
                          "\\bind_named s 1",
                          "\\set x 1",
                          "\\gset_",
                          "\\d",
                          "\\d+ g",
                          "\\if :{?x}",
                          "\\i g.sql",
                          "\\q",
                          "\\c g",
                          "\\echo g",
                          "\\restrict key",
                          "\\unrestrict key",
                          "\\.",
                          "\\encoding UTF8",
                          "\\timing",
                          "\\gg",
                          "\\G",
                          "\\startpipeline",
                          "\\flush"}) {
    INFO(sql);
    CHECK(effect_of(sql) == PsqlEffect::none);
  }
  CHECK(effect_of("\\r") == PsqlEffect::forgets);
  CHECK(effect_of("\\reset") == PsqlEffect::forgets);
  CHECK(effect_of("\\copy t (a) FROM  stdin with csv") == PsqlEffect::reads_data);
  CHECK(effect_of("\\copy t from STDIN;") == PsqlEffect::reads_data);
  CHECK(effect_of("\\copy t from pstdin") == PsqlEffect::none);
  CHECK(effect_of("\\copy t from 'stdin'") == PsqlEffect::none);
  CHECK(effect_of("\\copy t to stdout") == PsqlEffect::none);
}

}  // namespace
}  // namespace pglint::parse
