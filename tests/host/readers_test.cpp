// Readers of Dockerfiles, YAML, Makefiles, environment files and Procfiles.
#include "host/readers.h"

#include <random>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/host/activity.h"

namespace pglint::tests {
namespace {

using host::FileKind;
using Lines = std::vector<std::string>;

TEST_CASE("Dockerfile: commands in both forms") {
  CHECK(activity(FileKind::dockerfile, "FROM x\nRUN a b \\\n # c\n\n && d\nrun e") ==
        Lines{"a|b", "d", "e"});
  CHECK(activity(FileKind::dockerfile, "CMD [\"a\", \"b \\\"c\\\"\"]\nENTRYPOINT [ \"d\" ]") ==
        Lines{"a|b \"c\"", "d"});
  CHECK(activity(FileKind::dockerfile, "CMD [\"a\", \\\n \"b\"]") == Lines{"a|b"});
  CHECK(activity(FileKind::dockerfile, "RUN [ -f x ] && a") == Lines{"[|-f|x|]", "a"});
  CHECK(activity(FileKind::dockerfile, "RUN --mount=type=x --network=none a --b") ==
        Lines{"a|--b"});
  CHECK(activity(FileKind::dockerfile, "HEALTHCHECK --interval=1s CMD a\nONBUILD RUN b") ==
        Lines{"a", "b"});
  CHECK(activity(FileKind::dockerfile, "# escape=`\nRUN a `\n b") == Lines{"a|b"});
  CHECK(activity(FileKind::dockerfile, "COPY a b\nLABEL a=b") == Lines{});
}

TEST_CASE("Dockerfile: here-documents") {
  CHECK(activity(FileKind::dockerfile, "RUN <<E\na b\nE\nRUN c") == Lines{"a|b", "c"});
  CHECK(activity(FileKind::dockerfile, "RUN <<-'E'\na\n\tE\nRUN c") == Lines{"a", "c"});
  CHECK(activity(FileKind::dockerfile, "RUN cat <<E > f\na b\nE\nRUN c") == Lines{"cat", "c"});
  CHECK(activity(FileKind::dockerfile, "RUN echo '<<E'\nRUN c") == Lines{"echo|<<E", "c"});
}

TEST_CASE("Dockerfile: variables") {
  CHECK(activity(FileKind::dockerfile, "ENV A=1 B=\"2 3\" \\\n  C=4\nENV D e f\nARG G=h\nARG I") ==
        Lines{"A=1", "B=2 3", "C=4", "D=e f", "G=h"});
}

TEST_CASE("YAML: scripts, by the names of keys") {
  CHECK(activity(FileKind::yaml, "run: a b # c\n") == Lines{"a|b"});
  CHECK(activity(FileKind::yaml, "jobs:\n - run: |\n    a \\\n      b\n    c\n   name: d") ==
        Lines{"a|b", "c"});
  CHECK(activity(FileKind::yaml, "run: >-\n  a\n  b\n\n  c\nx: y") == Lines{"a|b", "c"});
  CHECK(activity(FileKind::yaml, "run: |2\n    a\n  b\n") == Lines{"a", "b"});
  CHECK(activity(FileKind::yaml, "run: \"a \\\"b c\\\"\\n d\"\n") == Lines{"a|b c", "d"});
  CHECK(activity(FileKind::yaml, "run: 'a ''b c'''\n") == Lines{"a|b c"});
  CHECK(activity(FileKind::yaml, "run: a\n  b\n  c\nx: d") == Lines{"a|b|c"});
  CHECK(activity(FileKind::yaml, "run:\n  a\n  b\n") == Lines{"a|b"});
  CHECK(activity(FileKind::yaml, "run: &x !y a\nrun: *x\n") == Lines{"a"});
  CHECK(activity(FileKind::yaml, "script:\n- a b\n- \"c\"\n-\n  - d\nname:\n- e") ==
        Lines{"a|b", "c", "d"});
  CHECK(activity(FileKind::yaml, "{run: a, 'script': [b]}\n") == Lines{"a"});
  CHECK(activity(FileKind::yaml, "text: a\nname: |\n  run: b\n") == Lines{});
}

TEST_CASE("YAML: lists of words") {
  CHECK(activity(FileKind::yaml, "command: [\"a\", b, 'c d']\nentrypoint:\n  - e\n  - f g\n") ==
        Lines{"a|b|c d", "e|f g"});
  CHECK(activity(FileKind::yaml, "command: [\n  a, # x\n  b\n]\n") == Lines{"a|b"});
  CHECK(activity(FileKind::yaml, "test: [CMD, a, b]\ntest: [CMD-SHELL, 'c d']\ncommand: e f") ==
        Lines{"a|b", "c|d", "e|f"});
  CHECK(activity(FileKind::yaml, "command:\n  - a b\n  - c\n") == Lines{"a|b", "c"});
  CHECK(activity(FileKind::yaml, "a:\n  command: [b,\nrun: c\n") == Lines{"b", "c"});
}

TEST_CASE("YAML: variables") {
  CHECK(activity(FileKind::yaml, "environment:\n  AB: c d\n  \"EF\": 'g'\n") ==
        Lines{"AB=c d", "EF=g"});
  CHECK(activity(FileKind::yaml, "env:\n- AB=c\n- 'DE=f g'\nother:\n- HI=j\n") ==
        Lines{"AB=c", "DE=f g"});
  CHECK(activity(FileKind::yaml, "env:\n- name: AB\n  value: c\n- name: DE\n- value: f\n") ==
        Lines{"AB=c"});
  CHECK(activity(FileKind::yaml, "AB: [c]\nDE:\n  f: g\nHI: ${JK:-l}") == Lines{"HI=${JK:-l}"});
}

TEST_CASE("YAML: every word has its bytes") {
  const std::string_view text =
      "run: |\n  a b \\\n    'c d'\nscript:\n  - \"e \\\"f g\\\"\"\n  - >\n    h\n    i\n";
  CHECK(written_arguments(FileKind::yaml, text) == Lines{"b", "'c d'", "\\\"f g\\\"", "i"});
}

TEST_CASE("Makefile: recipes and variables") {
  CHECK(activity(FileKind::makefile, "x: y\n\t@-a $$b $(C) $@ \\\n\t  d\n\techo 'a b'\n") ==
        Lines{"a|?|?|?|d", "echo|a b"});
  CHECK(
      activity(FileKind::makefile, "A = b c # d\nexport E := f\nG ?= $(H)\nx y: I += j\nk: l\n") ==
      Lines{"A=b c", "E=f", "G=?", "I=j"});
  CHECK(activity(FileKind::makefile, "A = b \\\n  c\n\td\n") == Lines{"d", "A=b \\\n  c"});
  CHECK(written_arguments(FileKind::makefile, "x:\n\ta $$b \\\n\tc$(D)\n") ==
        Lines{"$$b", "c$(D)"});
}

TEST_CASE("environment files and Procfiles") {
  CHECK(activity(FileKind::env_file, "A=b c # d\n# E=f\nexport G='h # i'\nJ=\nK\n L = m\nN=o#p") ==
        Lines{"A=b c", "G=h # i", "J=", "N=o#p"});
  CHECK(activity(FileKind::procfile, "web: a $B && c\n# d: e\nf") == Lines{"a|?", "c"});
}

TEST_CASE("readers: for any bytes, all ranges are inside the file") {
  constexpr std::string_view pieces[] = {
      "run: ", "- ", "|\n", ">-\n", "\"",   "'",    "\\", "$(",         ")",           "`",
      "<<E",   "\n", "E\n", "[",    "]",    "{",    "}",  "${",         "#",           " ",
      "\t",    "a",  "=",   ":",    "RUN ", "ENV ", "\r", "case x in ", "\xEF\xBB\xBF"};
  constexpr FileKind kinds[] = {FileKind::shell,    FileKind::dockerfile, FileKind::yaml,
                                FileKind::makefile, FileKind::env_file,   FileKind::procfile,
                                FileKind::pg_hba};
  std::mt19937 random(42);  // NOLINT(bugprone-random-generator-seed): the same texts every time
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int count = 0; count < 30; ++count) text += pieces[random() % std::size(pieces)];
    for (const FileKind kind : kinds) {
      const host::HostFile file = host::read_host_file(kind, text);
      for (const host::Command& command : file.activity.commands) {
        REQUIRE(command.range.begin <= command.range.end);
        REQUIRE(command.range.end <= text.size());
      }
      for (const text::Range& comment : file.comments) {
        REQUIRE(comment.begin < comment.end);
        REQUIRE(comment.end <= text.size());
      }
    }
  }
}

}  // namespace
}  // namespace pglint::tests
