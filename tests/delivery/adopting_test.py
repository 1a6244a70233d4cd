"""Adopts pglint in an old repository: init, a first run, a baseline, then a bad migration, which
alone hook and CI report.

Uses a generated history, and a real one if there is a corpus (PGLINT_CORPUS, see docs/testing.md).
"""

import json
import os
import pathlib
import shutil

import support

# Two screens of a terminal.
MOST_LINES = 100

# Has findings in the lines of the table and of two columns.
BAD = """-- CreateTable
CREATE TABLE "refunds" (
    "label" CHAR(30) NOT NULL,
    "amount" MONEY NOT NULL
);
"""
BAD_LINES = {"missing-primary-key": 2, "char-type": 3, "money-type": 4}

HOOK = """repos:
  - repo: local
    hooks:
      - id: pglint
        name: pglint
        entry: pglint --baseline pglint-baseline.json
        language: system
        files: '\\.sql$'
        require_serial: true
"""


class Adopting(support.Case):
    def setUp(self):
        super().setUp()
        self.need("git")
        self.env = support.environment(
            HOME=self.scratch, PRE_COMMIT_HOME=self.scratch / "pre-commit", PRE_COMMIT_COLOR="never", GIT_CONFIG_GLOBAL="/dev/null",
            GIT_CONFIG_SYSTEM="/dev/null", GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="A",
            GIT_COMMITTER_EMAIL="a@example.org")
        self.user = self.scratch / "user"
        self.user.mkdir()

    def git(self, *words):
        return self.ok("git", *words, cwd=self.user, env=self.env)

    def pglint(self, *words, status):
        done = support.run("pglint", *words, cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def findings(self, *words, status):
        report = json.loads(self.pglint(*words, "--format", "json", "--min-severity", "warning", status=status).stdout)
        return {finding["rule"]: finding for finding in report["findings"]}

    def assert_bad_alone(self, findings):
        self.assertEqual(set(findings), set(BAD_LINES))
        for rule, finding in findings.items():
            self.assertTrue(finding["file"].endswith("9_refunds/migration.sql"), finding)
            self.assertEqual(finding["range"]["start"]["line"], BAD_LINES[rule])

    def go(self):
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "An old repository")

        self.assertIn("Found: Prisma migrations in migrations", self.ok("pglint", "init", cwd=self.user, env=self.env)
                      + (self.user / "pglint.toml").read_text())
        first = self.pglint("migrations", status=1).stdout
        self.assertLessEqual(first.count("\n"), MOST_LINES)
        last = first.rstrip().splitlines()[-3:]
        self.assertTrue(any("pglint explain" in line for line in last), last)
        self.assertTrue(any("--write-baseline" in line for line in last), last)

        self.pglint("migrations", "--write-baseline", "pglint-baseline.json", status=0)
        self.pglint("migrations", "--baseline", "pglint-baseline.json", status=0)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "What pglint finds today")

        bad = self.user / "migrations/29990101000009_refunds/migration.sql"
        bad.parent.mkdir()
        bad.write_text(BAD)
        self.git("add", "-A")
        self.assert_bad_alone(self.findings("migrations", "--baseline", "pglint-baseline.json", status=1))
        self.assert_bad_alone(self.findings("--staged", status=1))
        self.assert_bad_alone(self.findings("--since", "HEAD", status=1))
        self.assert_bad_alone(self.findings(bad, "--baseline", "pglint-baseline.json", status=1))
        self.assert_annotations_on_added_lines()
        self.assert_hook_refuses()

    def assert_annotations_on_added_lines(self):
        self.pglint("--staged", "--min-severity", "warning", "--format", "text", "--format", "sarif=out.sarif", status=1)
        (run,) = json.loads((self.user / "out.sarif").read_text())["runs"]
        (self.user / "out.sarif").unlink()
        self.assertEqual(len(run["results"]), len(BAD_LINES))
        for result in run["results"]:
            location = result["locations"][0]["physicalLocation"]
            self.assertEqual(location["artifactLocation"]["uri"], "migrations/29990101000009_refunds/migration.sql")
            added = range(1, BAD.count("\n") + 1)
            self.assertIn(location["region"]["startLine"], added)
            self.assertIn(location["region"]["endLine"], added)

    def assert_hook_refuses(self):
        if not shutil.which("pre-commit"):
            if support.IS_CI:
                self.fail("no pre-commit; tools/setup gets it")
            print("without pre-commit, which is not there")
            return
        (self.user / ".pre-commit-config.yaml").write_text(HOOK)
        self.git("add", "-A")
        done = support.run("pre-commit", "run", cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        for rule in BAD_LINES:
            self.assertIn(f"[{rule}]", done.stdout)
        self.assertIn("1 file checked: ", done.stdout)
        self.git("rm", "-q", "-r", "--cached", "migrations/29990101000009_refunds")
        shutil.rmtree(self.user / "migrations/29990101000009_refunds")
        done = support.run("pre-commit", "run", "--all-files", cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_history_that_is_made_here(self):
        for number in range(200):
            migration = self.user / f"migrations/2024{number:010}_thing/migration.sql"
            migration.parent.mkdir(parents=True)
            migration.write_text(
                f'-- CreateTable\nCREATE TABLE "Thing{number}" (\n    "id" SERIAL NOT NULL,\n    "code" CHAR(2),\n'
                f'    "madeAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,\n    "price" MONEY,\n\n'
                f'    CONSTRAINT "Thing{number}_pkey" PRIMARY KEY ("id")\n);\n')
        self.go()

    def test_a_real_history(self):
        corpus = pathlib.Path(os.environ.get("PGLINT_CORPUS", support.ROOT.parent / "shared/corpus"))
        history = corpus / "langfuse/migrations"
        if not history.is_dir():
            self.skipTest(f"no {history}; set PGLINT_CORPUS")
        shutil.copytree(history, self.user / "migrations")
        self.go()


if __name__ == "__main__":
    support.main()
