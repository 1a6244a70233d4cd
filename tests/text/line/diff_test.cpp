// Patches that `git apply` accepts.
#include "text/line/diff.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

/// Lines `1` to `count`, each after `indent`.
std::string numbered(int count) {
  std::string text;
  for (int line = 1; line <= count; ++line) text += std::to_string(line) + "\n";
  return text;
}

/// What git makes of `before` with the patch to `after`.
std::string applied(const std::string& name, const std::string& before, const std::string& after) {
  const TemporaryFolder folder;
  folder.write(name, before);
  folder.write("a.diff", text::line_diff(name, before, after));
  const auto outcome = run_shell("git apply a.diff", folder.path());
  INFO(outcome.out << outcome.err << text::line_diff(name, before, after));
  CHECK(outcome.status == 0);
  return text::read_file((folder.path() / name).string()).value();
}

void check_applies(const std::string& before, const std::string& after) {
  CHECK(applied("a.sql", before, after) == after);
}

TEST_CASE("line diff: has three lines of context") {
  std::string after = numbered(20);
  after.replace(after.find("\n10\n"), 4, "\nten\n");
  CHECK(text::line_diff("a.sql", numbered(20), after) ==
        "--- a/a.sql\n+++ b/a.sql\n@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n");
  CHECK(text::line_diff("a.sql", after, after).empty());
}

TEST_CASE("line diff: git applies it") {
  const std::string lines = numbered(30);
  check_applies(lines, "0\n" + lines);
  check_applies(lines, lines + "31\n");
  check_applies(lines, lines + "31");
  check_applies(lines + "31", lines + "31\n");
  check_applies("a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n");
  check_applies("a", "b");
  check_applies("a\n", "b\nb\nb\n");
  check_applies(lines, lines.substr(lines.find("7\n")));
  std::string two = lines;
  two.replace(two.find("\n5\n"), 3, "\n");
  two.replace(two.find("\n25\n"), 4, "\n25a\n25b\n");
  check_applies(lines, two);
  check_applies(numbered(900), "x\n" + numbered(3));
  CHECK(applied("a b.sql", "a\n", "b\n") == "b\n");
  CHECK(applied("\xC3\xA4\".sql", "a\n", "b\n") == "b\n");
}

}  // namespace
}  // namespace pglint::tests
