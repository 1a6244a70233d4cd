"""How a migration runs matters until it has run: findings of the group `migration` in what the default
branch has are counted, those in new and changed migrations are reported. Real repositories."""

import json
import os

import support

HISTORY = [
    "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);\n",
    "CREATE INDEX users_lower_email ON users (lower(email));\n",
    "ALTER TABLE users DROP COLUMN email;\n",
]
RULES = ("blocking-index-build", "dropped-column")


class AppliedMigrations(support.Case):
    def setUp(self):
        super().setUp()
        self.need("git")
        self.env = support.environment(
            HOME=self.scratch, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", GIT_AUTHOR_NAME="A",
            GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org")
        self.user = self.scratch / "repository"
        (self.user / "migrations").mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        for number, statement in enumerate(HISTORY, 1):
            self.migration(number, statement)
        self.commit()

    def git(self, *words):
        return self.ok("git", *words, cwd=self.user, env=self.env)

    def migration(self, number, statement):
        path = self.user / f"migrations/{number:04}_m.sql"
        path.write_text("-- +goose Up\n" + statement)
        return path

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "m")

    def lint(self, *words):
        return support.run("pglint", *words, "--select", ",".join(RULES), cwd=self.user, env=self.env)

    def findings(self, *words):
        done = self.lint(*words, "--format", "json")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        found = json.loads(done.stdout)["findings"]
        return sorted((os.path.basename(f["file"]), f["rule"]) for f in found if f["rule"] in RULES)

    def test_history_fails_nothing(self):
        done = self.lint(".")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("2 findings in applied migrations (`--applied` shows them)", done.stdout)
        all_of_them = [("0002_m.sql", "blocking-index-build"), ("0003_m.sql", "dropped-column")]
        self.assertEqual(self.findings("."), [])
        self.assertEqual(self.findings(".", "--applied"), all_of_them)
        self.assertEqual(json.loads(self.lint(".", "--format", "json").stdout)["summary"]["applied"], 2)

    def test_named_files_and_other_revisions(self):
        self.assertEqual(self.findings("migrations/0002_m.sql"), [("0002_m.sql", "blocking-index-build")])
        self.git("checkout", "-q", "-b", "branch")
        self.migration(4, "CREATE INDEX users_id ON users (id);\n")
        self.commit()
        wanted = [("0004_m.sql", "blocking-index-build")]
        self.assertEqual(self.findings("."), wanted)
        self.assertEqual(self.lint(".").returncode, 1)
        self.assertEqual(self.findings(".", "--base", "main"), wanted)
        self.assertEqual(self.findings(".", "--base", "branch"), [])
        done = self.lint(".", "--base", "nowhere")
        self.assertEqual(done.returncode, 2)
        self.assertIn("`--base nowhere`: no such commit", done.stderr)

    def test_changed_migrations_are_new(self):
        self.git("checkout", "-q", "-b", "branch")
        self.migration(2, "CREATE INDEX users_lower_email ON users (upper(email));\n")
        self.assertEqual(self.findings("."), [("0002_m.sql", "blocking-index-build")])

    def test_an_ignored_finding_of_an_applied_migration_is_no_unused_comment(self):
        self.migration(4, "-- pglint: ignore blocking-index-build -- built by hand\nCREATE INDEX users_id ON users (id);\n")
        self.commit()
        done = support.run("pglint", ".", "--select", ",".join([*RULES, "unused-suppression"]), cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("2 findings in applied migrations", done.stdout)

    def test_a_shallow_clone_says_what_it_lacks(self):
        self.git("checkout", "-q", "-b", "branch")
        self.migration(4, "CREATE INDEX users_id ON users (id);\n")
        self.commit()
        self.git("checkout", "-q", "main")
        clone = self.scratch / "shallow"
        self.git("clone", "-q", "--depth", "1", "--branch", "branch", f"file://{self.user}", clone)
        done = support.run("pglint", ".", "--select", ",".join(RULES), cwd=clone, env=self.env)
        self.assertIn("the clone is shallow", done.stderr)
        self.assertIn("0002_m.sql", done.stdout)


if __name__ == "__main__":
    support.main()
