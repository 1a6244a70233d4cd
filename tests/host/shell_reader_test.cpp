#include "host/shell_reader.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/host/activity.h"

namespace pglint::tests {
namespace {

using Lines = std::vector<std::string>;

Lines run(std::string_view script) { return activity(host::FileKind::shell, script); }
Lines written(std::string_view script) { return written_arguments(host::FileKind::shell, script); }

TEST_CASE("shell: words, quotes and escapes") {
  CHECK(run("a b  c\td") == Lines{"a|b|c|d"});
  CHECK(run(R"(a 'b c' "d e" f\ g h'i'"j")") == Lines{"a|b c|d e|f g|hij"});
  CHECK(run(R"(a "b\"c\$d\e" 'f\g')") == Lines{R"(a|b"c$d\e|f\g)"});
  CHECK(run(R"(a $'b\tc\x41\u00e9\101' $"d")") == Lines{"a|b\tcAéA|d"});
  CHECK(run("a \\\n  b\\\nc") == Lines{"a|bc"});
  CHECK(run("a '' \"\"") == Lines{"a||"});
  CHECK(run("a 'b") == Lines{"a|b"});
  CHECK(run("a \\") == Lines{"a|\\"});
}

TEST_CASE("shell: expansions are unknown") {
  CHECK(run("a $b \"$c\" ${d:-e f}g $1$@ $ 5$") == Lines{"a|?|?|?g|??|$|5$"});
  CHECK(run("a '$b' \\$b") == Lines{"a|$b|$b"});
  CHECK(run("a ${{ b }} c") == Lines{"a|?|c"});
  CHECK(run("a $((1 << 2)) c") == Lines{"a|?|c"});
  CHECK(run("((i <<= 2)); a") == Lines{"a"});
}

TEST_CASE("shell: commands in commands") {
  CHECK(run("a $(b `c`) \"$(d \"$(e)\")\" f") == Lines{"a|?|?|f", "b|?", "c", "d|?", "e"});
  CHECK(run("a <(b c) >(d)") == Lines{"a|?|?", "b|c", "d"});
  CHECK(run("${a:-$(b c)}") == Lines{"?", "b|c"});
  CHECK(run("(a; (b)) && { c; }") == Lines{"a", "b", "c"});
}

TEST_CASE("shell: separators and reserved words") {
  CHECK(run("a;b&&c||d|e&f|&g\nh") == Lines{"a", "b", "c", "d", "e", "f", "g", "h"});
  CHECK(run("if a; then b; elif ! c; then d; else e; fi") == Lines{"a", "b", "c", "d", "e"});
  CHECK(run("while a; do b; done; until c; do d; done") == Lines{"a", "b", "c", "d"});
  CHECK(run("a if then") == Lines{"a|if|then"});
  CHECK(run("'if' a") == Lines{"if|a"});
  CHECK(run("case $x in a) b;; (c|d) e;& *) f; esac; g") == Lines{"b", "e", "f", "g"});
  CHECK(run("$(case x in a) b;; esac) c") == Lines{"?|c", "b"});
  CHECK(run("f() { a; }; function g { b; }; function h() { c; }") == Lines{"a", "b", "c"});
}

TEST_CASE("shell: redirections and here-documents are not arguments") {
  CHECK(run("a >b 2>&1 <c >>d &>e f 2 >g") == Lines{"a|f|2"});
  CHECK(run("a <<E b\nc\nE\nd") == Lines{"a|b", "d"});
  CHECK(run("a <<-'E F' <<\"G\"\nc\n\tE F\nd\nG\ne") == Lines{"a", "e"});
  CHECK(run("a <<< b c") == Lines{"a|c"});
  CHECK(run("$(a <<E\nb\nE\n) c") == Lines{"?|c", "a"});
  CHECK(run("a <<E\nb") == Lines{"a"});
}

TEST_CASE("shell: comments and arrays") {
  CHECK(run("a # b c\nd#e") == Lines{"a", "d#e"});
  CHECK(run("# a\n  # b\nc '# d'") == Lines{"c|# d"});
  CHECK(run("x=(a b\n c) d") == Lines{"d", "x=?"});
  CHECK(read_shell(host::Excerpt("a # b\n#c", {.begin = 0, .end = 8})).comments ==
        std::vector<text::Range>{{.begin = 2, .end = 5}, {.begin = 6, .end = 8}});
}

TEST_CASE("shell: variables that are set") {
  CHECK(run("a=1 b='2 3' c d=4") == Lines{"c|d=4", "a=1", "b=2 3"});
  CHECK(run("a=$b c+=d\n'e'=f 1=2") == Lines{"e=f|1=2", "a=?", "c=d"});
  CHECK(run("export a=1 b; env -u x c=2 d; sudo e=3 f") == Lines{"d", "f", "a=1", "c=2", "e=3"});
}

TEST_CASE("shell: programs that run others") {
  CHECK(run("sudo -u postgres -E psql x") == Lines{"psql|x"});
  CHECK(run("sudo --user postgres --login psql") == Lines{"psql"});
  CHECK(run("/usr/bin/env LANG=C /usr/bin/psql.exe") == Lines{"psql", "LANG=C"});
  CHECK(run("docker --context x compose -f y exec -e A=1 --env B=2 -T db psql -W") ==
        Lines{"psql|-W", "A=1", "B=2"});
  CHECK(run("docker run --rm -it -eA=1 --env=B=2 --name exec image psql") ==
        Lines{"psql", "A=1", "B=2"});
  CHECK(run("docker build exec psql") == Lines{"docker|build|exec|psql"});
  CHECK(run("docker exec db") == Lines{});
  CHECK(run("ssh -p 1 me@host psql -c x") == Lines{"psql|-c|x"});
  CHECK(run("ssh host 'a b; c'") == Lines{"a|b", "c"});
  CHECK(run("su - postgres -c 'a \"b c\"'; runuser -u postgres -- d; runuser -l x -c e") ==
        Lines{"a|b c", "d", "e"});
  CHECK(run("bash -ec 'a; sh -c \"b\"'") == Lines{"a", "b"});
  CHECK(run("kubectl exec -it x -- psql; kubectl get psql") == Lines{"psql"});
  CHECK(run("pg_ctl -D x initdb -o '-A trust' ; pg_ctl start -o '-p 1'") ==
        Lines{"initdb|-A|trust", "pg_ctl|start|-o|-p 1"});
}

TEST_CASE("shell: every word has its bytes") {
  CHECK(written("a 'b c' \"d\"e \\\n f$(g 'h') `i j`") ==
        Lines{"'b c'", "\"d\"e", "f$(g 'h')", "`i j`", "'h'", "j"});
  CHECK(written("sh -c 'a \"b c\" d\\\n'") == Lines{"\"b c\"", "d"});
  CHECK(written("sh -c \"a 'b' \\\"c d\\\" \\$e\"") == Lines{"'b'", "\\\"c d\\\"", "\\$e"});
}

TEST_CASE("shell: deep nesting does not overflow the stack") {
  std::string deep;
  for (int depth = 0; depth < 100'000; ++depth) deep += "( ";
  const host::HostFile file = host::read_host_file(host::FileKind::shell, deep);
  REQUIRE(file.unread.size() == 1);
  CHECK(file.unread[0].range.begin < 1000);
  std::string quoted = "psql";
  for (int depth = 0; depth < 10'000; ++depth) quoted = "ssh host " + quoted;
  CHECK(run(quoted).empty());
}

}  // namespace
}  // namespace pglint::tests
