"""Merges of branches that both changed the baseline, by a real git with the line of docs/adopting.md."""

import json
import re

import support


def table(name):
    return f"CREATE TABLE {name} (id bigint PRIMARY KEY, price money NOT NULL);\n"


class Merge(support.Case):
    BASELINE = "pglint-baseline.json"

    def setUp(self):
        super().setUp()
        self.need("git")
        self.env = support.environment(
            HOME=self.scratch, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", GIT_AUTHOR_NAME="A",
            GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org")
        self.user = self.scratch / "user"
        self.user.mkdir()
        self.git("init", "-q", "-b", "main")
        (attributes,) = re.findall(r"```gitattributes\n(.*?)```", (support.ROOT / "docs/adopting.md").read_text(), re.S)
        (self.user / ".gitattributes").write_text(attributes)

    def git(self, *words):
        return self.ok("git", *words, cwd=self.user, env=self.env)

    def branch(self, name, files, since="main"):
        """A branch with `files` (None removes one), and a baseline of what is there."""
        self.git("switch", "-q", "-C", name, *([since] if since else []))
        for file, text in files.items():
            path = self.user / file
            path.unlink() if text is None else path.write_text(text)
        (self.user / self.BASELINE).unlink(missing_ok=True)
        self.ok("pglint", ".", "--quiet", "--write-baseline", self.BASELINE, cwd=self.user, env=self.env)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", name)

    def merged(self, one, other):
        """Merges two branches with these files; returns the entries of the baseline and what pglint says
        with it."""
        self.branch("one", one)
        self.branch("other", other)
        self.git("merge", "-q", "--no-edit", "one")
        entries = json.loads((self.user / self.BASELINE).read_text())["findings"]
        done = support.run("pglint", ".", "--baseline", self.BASELINE, cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return [entry for entry in entries if entry], done.stderr

    def test_both_add(self):
        for name, start, one, other in (
            ("at the end", ["a"], "x", "y"), ("at the start", ["m"], "a", "b"), ("between", ["a", "z"], "m", "n"), ("the first", [], "a", "b"),
        ):
            with self.subTest(name):
                old = {f"{table_name}.sql": table(table_name) for table_name in start}
                self.branch("main", old | {"clean.sql": "SELECT 1;\n"}, since=None)
                entries, said = self.merged({f"{one}.sql": table(one)}, {f"{other}.sql": table(other)})
                files = {entry["file"] for entry in entries}
                self.assertEqual(files, {f"{table_name}.sql" for table_name in [*start, one, other]})
                self.assertEqual(said, "")
                self.git("rm", "-q", "-r", "--cached", ".")
                for file in self.user.glob("*.sql"):
                    file.unlink()

    def test_one_fixes_what_the_other_keeps(self):
        self.branch("main", {"a.sql": table("a"), "b.sql": table("b")}, since=None)
        _, said = self.merged({"b.sql": "SELECT 1;\n"}, {"c.sql": table("c")})
        self.assertRegex(said, "^$|no longer occurs")
        self.ok("pglint", ".", "--baseline", self.BASELINE, "--prune-baseline", cwd=self.user, env=self.env)
        self.assertEqual(self.ok("pglint", ".", "--quiet", "--baseline", self.BASELINE, cwd=self.user, env=self.env), "")

    def test_counts_are_not_added(self):
        query = "SELECT 1 WHERE 1 NOT IN (1, NULL);\n"
        self.branch("main", {"q.sql": query}, since=None)
        entries, _ = self.merged({"q.sql": query * 2}, {"q.sql": query * 2, "r.sql": table("r")})
        self.git("checkout", "-q", ".")
        (self.user / "q.sql").write_text(query * 3)
        done = support.run("pglint", "q.sql", "--format", "concise", "--baseline", self.BASELINE, cwd=self.user, env=self.env)
        self.assertEqual((done.returncode, done.stdout.count("\n")), (1, 1), entries)

    def test_without_the_line_the_conflict_is_named(self):
        (self.user / ".gitattributes").unlink()
        self.branch("main", {"a.sql": table("a")}, since=None)
        self.branch("one", {"x.sql": table("x")})
        self.branch("other", {"y.sql": table("y")})
        self.assertEqual(support.run("git", "merge", "one", cwd=self.user, env=self.env).returncode, 1)
        done = support.run("pglint", ".", "--baseline", self.BASELINE, cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, 2)
        self.assertIn("has merge conflict markers; remove them, and keep the lines of both sides", done.stderr)


if __name__ == "__main__":
    support.main()
