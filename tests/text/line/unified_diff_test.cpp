#include "text/line/unified_diff.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

/// The lines of a set up to 30, such as `2 3 7`; `5|` is a gap after line 5.
std::string shown(const LineSet& lines) {
  if (lines.is_everything()) return "all";
  std::string text;
  for (std::size_t line = 1; line <= 30; ++line) {
    const auto add = [&](const std::string& word) { text += (text.empty() ? "" : " ") + word; };
    if (lines.touches({line, line})) add(std::to_string(line));
    const bool is_beside = lines.touches({line, line}) || lines.touches({line + 1, line + 1});
    if (!is_beside && lines.touches({line, line + 1})) add(std::to_string(line) + "|");
  }
  return text;
}

/// Each file of a patch as `path: lines`, preceded by `git ` if the path is relative to the
/// repository.
std::string files(std::string_view patch) {
  const auto read = read_unified_diff(patch);
  if (!read.ok()) return "error: " + read.error().message;
  std::string text;
  for (const ChangedFile& file : read.value()) {
    text += (file.from_git ? "git " : "") + file.path + ": " + shown(file.lines) + "\n";
  }
  return text;
}

TEST_CASE("patch: added and changed lines, and gaps of deleted lines") {
  CHECK(files("diff --git a/db/x.sql b/db/x.sql\n"
              "index 1..2 100644\n"
              "--- a/db/x.sql\n"
              "+++ b/db/x.sql\n"
              "@@ -1,5 +1,5 @@ CREATE TABLE\n"
              " one\n"
              "-two\n"
              "+2\n"
              "+2.5\n"
              " three\n"
              "-four\n"
              " five\n"
              "@@ -11 +11,0 @@\n"
              "-gone\n"
              "@@ -20,0 +20,2 @@\n"
              "+new\n"
              "+new\n") == "git db/x.sql: 2 3 4| 11| 20 21\n");
}

TEST_CASE("patch: a line like a header inside a hunk is SQL") {
  CHECK(files("--- a/x.sql\n"
              "+++ b/x.sql\n"
              "@@ -1,3 +1,3 @@\n"
              "--- an old comment\n"
              "+-- a new comment\n"
              "+++ 1\n"
              " @@\n"
              "-diff --git a/y b/y\n") == "x.sql: 1 2 3|\n");
}

TEST_CASE("patch: new, deleted, renamed, copied and binary files, and new modes") {
  CHECK(files("diff --git a/new.sql b/new.sql\n"
              "new file mode 100644\n"
              "--- /dev/null\n"
              "+++ b/new.sql\n"
              "@@ -0,0 +1 @@\n"
              "+a\n"
              "\\ No newline at end of file\n"
              "diff --git a/empty.sql b/empty.sql\n"
              "new file mode 100644\n"
              "index 0000000..e69de29\n"
              "diff --git a/gone.sql b/gone.sql\n"
              "deleted file mode 100644\n"
              "--- a/gone.sql\n"
              "+++ /dev/null\n"
              "@@ -1,2 +0,0 @@\n"
              "-a\n"
              "-b\n"
              "diff --git a/old name.sql b/new name.sql\n"
              "similarity index 90%\n"
              "rename from old name.sql\n"
              "rename to new name.sql\n"
              "--- a/old name.sql\t\n"
              "+++ b/new name.sql\t\n"
              "@@ -3 +3 @@\n"
              "-a\n"
              "+b\n"
              "diff --git a/from.sql b/copy.sql\n"
              "copy from from.sql\n"
              "copy to copy.sql\n"
              "diff --git a/utf16.sql b/utf16.sql\n"
              "Binary files a/utf16.sql and b/utf16.sql differ\n"
              "diff --git a/mode.sql b/mode.sql\n"
              "old mode 100644\n"
              "new mode 100755\n") ==
        "git new.sql: all\n"
        "git empty.sql: all\n"
        "git new name.sql: 3\n"
        "git copy.sql: \n"
        "git utf16.sql: all\n"
        "git mode.sql: \n");
}

TEST_CASE("patch: names with quotes, blanks, control and non-ASCII characters") {
  CHECK(files("diff --git \"a/\\303\\274 \\\"x\\\".sql\" \"b/\\303\\274 \\\"x\\\".sql\"\n"
              "--- \"a/\\303\\274 \\\"x\\\".sql\"\n"
              "+++ \"b/\\303\\274 \\\"x\\\".sql\"\n"
              "@@ -1 +1 @@\n-a\n+b\n") == "git \xC3\xBC \"x\".sql: 1\n");
  CHECK(files("diff --git a/a b/x.sql b/a b/x.sql\nold mode 100644\n") == "git a b/x.sql: \n");
  CHECK(files("diff --git db/x.sql db/x.sql\n--- db/x.sql\n+++ db/x.sql\n@@ -1 +1 @@\n-a\n+b\n") ==
        "git db/x.sql: 1\n");
  CHECK(files("diff --git b/x.sql b/x.sql\n--- b/x.sql\n+++ b/x.sql\n@@ -1 +1 @@\n-a\n+b\n") ==
        "git b/x.sql: 1\n");
  CHECK(files("diff --git i/x.sql w/x.sql\n--- i/x.sql\n+++ w/x.sql\n@@ -1 +1 @@\n-a\n+b\n") ==
        "git x.sql: 1\n");
}

TEST_CASE("patch: of other programs") {
  CHECK(files("Only in db: y.sql\n"
              "diff -ru old/x.sql new/x.sql\n"
              "--- old/x.sql\t2024-01-01 00:00:00.000000000 +0100\n"
              "+++ new/x.sql\t2024-01-02 00:00:00.000000000 +0100\n"
              "@@ -2 +2 @@\n"
              "-a\n"
              "+b\n"
              "--- y.sql\n"
              "+++ y.sql\n"
              "@@ -1 +1,2 @@\n"
              " a\n"
              "+b\n"
              "Binary files a/z.sql and b/z.sql differ\n") ==
        "new/x.sql: 2\ny.sql: 2\nz.sql: all\n");
  CHECK(files("Index: x.sql\n====\n--- x.sql\t(revision 1)\n+++ x.sql\t(working copy)\n"
              "@@ -1 +1 @@\n-a\n+b\n") == "x.sql: 1\n");
}

TEST_CASE("patch: CRLF, empty lines without their blank, a mail around it") {
  CHECK(files("--- a/x.sql\r\n+++ b/x.sql\r\n@@ -1,3 +1,3 @@\r\n a\r\n\r\n-b\r\n+c\r\n") ==
        "x.sql: 3\n");
  CHECK(
      files("From: someone\nSubject: [PATCH] x\n\n---\n x.sql | 2 +-\n\n"
            "diff --git a/x.sql b/x.sql\n--- a/x.sql\n+++ b/x.sql\n@@ -1,3 +1,3 @@\n-a\n+b\n\n c\n"
            "-- \n2.39.5\n") == "git x.sql: 1\n");
}

TEST_CASE("patch: of a merge, and of a conflict") {
  CHECK(files("diff --cc x.sql\n"
              "index 1,2..3\n"
              "--- a/x.sql\n"
              "+++ b/x.sql\n"
              "@@@ -1,3 -1,3 +1,4 @@@\n"
              "  a\n"
              "- b\n"
              " -c\n"
              "++d\n"
              "+ e\n"
              "  f\n"
              "* Unmerged path db/y.sql\n") == "git x.sql: 2 3\ngit db/y.sql: all\n");
}

TEST_CASE("patch: an empty one changes nothing; other text is an error") {
  CHECK(files("").empty());
  CHECK(files("\n").empty());
  CHECK(files("SELECT 1;\n") ==
        "error: it is not a unified diff, as `git diff` or `diff -u` writes");
}

TEST_CASE("patch: truncated or broken ones are an error with a line") {
  const std::string head = "--- a/x.sql\n+++ b/x.sql\n";
  CHECK(files(head + "@@ -1,2 +1,2 @@\n a\n") == "error: line 4: the file ends inside a hunk");
  CHECK(files(head + "@@ -1 +1 @@\n a\n") == "x.sql: \n");
  CHECK(files(head + "@@ -1,2 +1 @@\n+a\n+b\n") ==
        "error: line 5: the hunk does not match its header");
  CHECK(files(head + "@@ -1,2 +1 @@\n+a\nb\n") ==
        "error: line 5: the hunk does not match its header");
  CHECK(files(head + "@@ one @@\n") == "error: line 3: the hunk header has no line numbers");
  CHECK(files(head + "@@ -1 +99999999999999999999999 @@\n") ==
        "error: line 3: the hunk header has no line numbers");
  CHECK(files(head + "@@ -5 +5 @@\n-a\n+b\n@@ -1 +1 @@\n-a\n+b\n") ==
        "error: line 6: the hunks of a file are out of order");
  CHECK(files("@@ -1 +1 @@\n-a\n+b\n") == "error: line 1: a hunk without a `+++` line before it");
}

}  // namespace
}  // namespace pglint::text
