"""New defects of a kind that an old repository is full of: pglint says old ones at once, and new ones
must not hide in that. Real repositories; each case is linted alone, against a baseline, staged, since
a commit and after an old migration."""

import json
import os

import support

ID = "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"


def tables(count, columns, name="t{}"):
    return [f"CREATE TABLE {name.format(n)} ({ID}, {columns.format(n)});\n" for n in range(count)]


# Rule -> the old statements, one per migration, and the statements of the new one, with the object of each new finding.
# What is said at once has to be: the old statements have fewer findings than members.
CASES = {
    "missing-foreign-key": (
        [f"CREATE TABLE users ({ID}, email text NOT NULL UNIQUE);\n", *tables(6, "user_id bigint NOT NULL")],
        [f"CREATE TABLE parcels ({ID}, user_id bigint NOT NULL);\n"],
        ["parcels.user_id"],
    ),
    "missing-foreign-key of a schema without any": (
        [f"CREATE TABLE users ({ID}, email text NOT NULL UNIQUE);\n", *tables(12, "user_id bigint NOT NULL")],
        [f"CREATE TABLE parcels ({ID}, user_id bigint NOT NULL);\n"],
        ["parcels.user_id"],
    ),
    "mixed-case-identifier": (
        tables(12, '"createdAt" timestamptz NOT NULL', '"Old{}"'),
        [f'CREATE TABLE "Parcels" ({ID}, "createdAt" timestamptz NOT NULL);\n'],
        ["Parcels"],
    ),
    "mixed-case-identifier of a column": (
        tables(12, '"createdAt" timestamptz NOT NULL', '"Old{}"'),
        ['ALTER TABLE "Old3" ADD COLUMN "paidAt" timestamptz;\n'],
        ["Old3.paidAt"],
    ),
    "narrow-primary-key": (
        [f"CREATE TABLE t{n} (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text, b text, c text, d text);\n" for n in range(7)],
        ["CREATE TABLE parcels (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text, b text, c text, d text);\n"],
        ["parcels.id"],
    ),
    "reserved-word-identifier": (
        [f'CREATE TABLE t ({ID}, "user" text, "order" text);\n'],
        ['ALTER TABLE t ADD COLUMN "group" text;\n'],
        ["t.group"],
    ),
    "repeating-columns": (
        [f"CREATE TABLE customers ({ID}, phone1 text, phone2 text, phone3 text);\n"],
        ["ALTER TABLE customers ADD COLUMN phone4 text;\n"],
        ["customers.phone4"],
    ),
    "nullable-timestamp": (
        tables(7, "created_at timestamptz"),
        [f"CREATE TABLE parcels ({ID}, created_at timestamptz);\n"],
        ["parcels.created_at"],
    ),
    "missing-comment": (tables(7, "a text"), [f"CREATE TABLE parcels ({ID}, a text);\n"], ["parcels"]),
    "stringly-typed": (
        tables(12, "ordered_at varchar(30), due_date text"),
        [f"CREATE TABLE parcels ({ID}, ended_at text);\n"],
        ["parcels.ended_at"],
    ),
    "table-per-value": (
        [f"CREATE TABLE sales_{year} ({ID}, customer text, cents bigint, sold_on date);\n" for year in (2021, 2022, 2023)],
        [f"CREATE TABLE sales_2024 ({ID}, customer text, cents bigint, sold_on date);\n"],
        ["sales_2024"],
    ),
}


class Repository(support.Case):
    """A repository with one migration per file."""

    def setUp(self):
        super().setUp()
        self.need("git")
        self.env = support.environment(
            HOME=self.scratch, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", GIT_AUTHOR_NAME="A",
            GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org")

    def git(self, *words):
        return self.ok("git", *words, cwd=self.user, env=self.env)

    def begin(self, name):
        self.user = self.scratch / name.replace(" ", "-")
        (self.user / "migrations").mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def migration(self, number, *statements):
        path = self.user / f"migrations/{number:04}_m.sql"
        path.write_text("-- +goose Up\n" + "".join(statements))
        return path

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "m", "--allow-empty")

    def findings(self, rule, *words):
        """The file and the object of each finding."""
        done = support.run("pglint", *words, "--select", rule, "--format", "json", "--min-severity", "info", cwd=self.user, env=self.env)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return sorted((os.path.basename(f["file"]), f.get("object", "").removeprefix("public.")) for f in json.loads(done.stdout)["findings"])

    def write_baseline(self, rule):
        done = support.run("pglint", "migrations", "--write-baseline", "known.json", "--select", rule, cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, 0, done.stderr)


class NewFindings(Repository):
    def test_each_mode_finds_what_is_new(self):
        for name, (old, new, objects) in CASES.items():
            rule = name.split()[0]
            with self.subTest(name):
                self.begin(name)
                for number, statement in enumerate(old, 1):
                    self.migration(number, statement)
                self.commit()
                at_once = self.findings(rule, "migrations")
                self.assertGreater(len(at_once), 0)
                self.write_baseline(rule)
                self.commit()
                self.assertEqual(self.findings(rule, "migrations", "--baseline", "known.json"), [])

                number = len(old) + 1
                path = self.migration(number, *new)
                wanted = [(path.name, each) for each in objects]
                self.assertEqual(self.findings(rule, path), wanted, "alone")
                self.assertEqual(self.findings(rule, path, "--baseline", "known.json"), wanted, "alone, with a baseline")
                self.assertEqual(self.findings(rule, "migrations", "--baseline", "known.json"), wanted, "with a baseline")
                self.assertEqual(self.findings(rule, "migrations", "--start-after", f"{number - 1:04}"), wanted, "after the old one")
                self.assertEqual(self.findings(rule, "--since", "main"), wanted, "since, untracked")
                self.git("add", "-A")
                self.assertEqual(self.findings(rule, "--staged"), wanted, "staged")
                self.assertEqual(self.findings(rule, "--staged", "migrations"), wanted, "staged, with a path")
                self.git("checkout", "-q", "-b", "branch")
                self.commit()
                self.assertEqual(self.findings(rule, "--since", "main"), wanted, "since")
                self.assertEqual(self.findings(rule, "migrations", "--since", "main"), wanted, "since, with a path")
                # Nothing is known, so that one finding says it all.
                self.assertLessEqual(len(self.findings(rule, "migrations")), len(at_once) + 1)

    def test_what_is_fixed_reveals_nothing_old(self):
        self.begin("fixed")
        self.migration(1, f"CREATE TABLE users ({ID}, email text NOT NULL UNIQUE);\n")
        for number, statement in enumerate(tables(12, "user_id bigint NOT NULL"), 2):
            self.migration(number, statement)
        self.commit()
        rule = "missing-foreign-key"
        before = self.findings(rule, "migrations")
        self.assertEqual(len(before), 1)
        self.write_baseline(rule)
        path = self.migration(90, f"CREATE TABLE parcels ({ID}, user_id bigint NOT NULL REFERENCES users);\n")
        self.assertEqual(self.findings(rule, "migrations", "--baseline", "known.json"), [])
        self.assertEqual(self.findings(rule, path), [])
        self.assertEqual(self.findings(rule, "--since", "main"), [])
        self.assertEqual(self.findings(rule, "migrations"), before)
        for number in range(91, 99):
            self.migration(number, f"ALTER TABLE t{number - 91} ADD FOREIGN KEY (user_id) REFERENCES users;\n")
        self.assertEqual(self.findings(rule, "migrations", "--baseline", "known.json"), [])

    def test_edited_statements_are_known(self):
        self.begin("edited")
        schema = self.user / "schema.sql"

        def write(*columns):
            schema.write_text(f"CREATE TABLE t (\n  {ID},\n  " + ",\n  ".join(columns) + "\n);\n")

        write("a varchar(10)", "b varchar(20)", "c varchar(30)")
        rule = "varchar-length"
        done = support.run("pglint", "schema.sql", "--write-baseline", "known.json", cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, 0, done.stderr)
        for columns, wanted in (
            (["a text", "b varchar(20)", "c varchar(30)"], []),
            (["a varchar(10)", "b varchar(20)", "c varchar(30)", "d text"], []),
            (["a varchar(10)", "b varchar(20)", "c varchar(30)", "d varchar(5)"], [("schema.sql", "t.d")]),
            (["d varchar(5)", "a   varchar(10)", "b varchar(20)", "e date", "c varchar(31)"], [("schema.sql", "t.d")]),
        ):
            write(*columns)
            self.assertEqual(self.findings(rule, "schema.sql", "--baseline", "known.json"), wanted, columns)
        # What was edited is not gone, and the next edit is known, too.
        write("a varchar(10)", "b varchar(20)", "c varchar(30)", "f date")
        before = json.loads((self.user / "known.json").read_text())["findings"]
        done = support.run("pglint", "schema.sql", "--baseline", "known.json", "--prune-baseline", cwd=self.user, env=self.env)
        self.assertNotIn("removed", done.stderr)
        after = json.loads((self.user / "known.json").read_text())["findings"]
        self.assertEqual([f.get("object") for f in before], [f.get("object") for f in after])
        self.assertNotEqual(before, after)

    def test_a_summary_knows_its_members(self):
        self.begin("members")
        for number, statement in enumerate(tables(7, "a text"), 1):
            self.migration(number, statement)

        def fingerprint():
            out = support.run("pglint", "migrations", "--select", "missing-comment", "--format", "json", cwd=self.user, env=self.env).stdout
            (finding,) = json.loads(out)["findings"]
            return finding["fingerprint"]

        before = fingerprint()
        self.migration(3, "\n\n-- Elsewhere.\n", *tables(4, "a text")[2:3])
        self.assertEqual(fingerprint(), before)
        self.migration(20, f"CREATE TABLE parcels ({ID});\n")
        self.assertNotEqual(fingerprint(), before)


class Baselines(Repository):
    """Keys about the whole run, and baselines of parts of a repository."""

    def run_pglint(self, *words, cwd="."):
        return support.run("pglint", *words, cwd=self.user / cwd, env=self.env)

    def two_services(self):
        self.begin("services")
        for service in ("a", "b"):
            folder = self.user / "services" / service
            folder.mkdir(parents=True)
            (folder / "0001_x.up.sql").write_text(f"CREATE TABLE {service} ({ID}, price money);\n")
            (folder / "0001_x.down.sql").write_text(f"DROP TABLE {service};\n")
        (self.user / "pglint.toml").write_text('baseline = "known.json"\nexclude = ["old/"]\n')
        (self.user / "services/b/pglint.toml").write_text('ignore = ["char-type"]\n')
        (self.user / "services/b/old").mkdir()
        (self.user / "services/b/old/x.sql").write_text("SELEC 1;\n")
        self.assertEqual(self.run_pglint(".", "--write-baseline", "known.json").returncode, 0)
        self.commit()

    def test_the_order_of_arguments_does_not_matter(self):
        self.two_services()
        a, b = "services/a/0001_x.up.sql", "services/b/0001_x.up.sql"
        for words in ((".",), (a, b), (b, a), (b,), (a,), ("services/b", "services/a"), ("services",), ("services/b/old/x.sql", a)):
            done = self.run_pglint(*words)
            self.assertEqual(done.returncode, 0, (words, done.stdout, done.stderr))
        done = self.run_pglint(".", cwd="services/b")
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_pruning_a_part_keeps_the_rest(self):
        self.two_services()
        # A view of another folder proves what is found in the first one.
        shared = self.user / "shared"
        shared.mkdir()
        (shared / "schema.sql").write_text(f"CREATE TABLE users ({ID}, email text NOT NULL UNIQUE);\n")
        (self.user / "parcels").mkdir()
        (self.user / "parcels/schema.sql").write_text(f"CREATE TABLE parcels ({ID}, user_id bigint NOT NULL, price money);\n")
        self.assertEqual(self.run_pglint(".", "--write-baseline", "known.json").returncode, 0)
        self.commit()
        before = (self.user / "known.json").read_text()
        self.assertIn('"missing-foreign-key"', before)
        for words, cwd in (
            ((".",), "parcels"), ((".",), "services/b"), (("parcels",), "."), (("parcels/schema.sql",), "."), (("services/a",), "."),
            (("--staged",), "."), (("--staged", "."), "."), (("--since", "HEAD"), "."), (("services/b", "parcels"), ".")):
            baseline = os.path.relpath(self.user / "known.json", self.user / cwd)
            done = self.run_pglint(*words, "--baseline", baseline, "--prune-baseline", cwd=cwd)
            self.assertEqual(done.returncode, 0, (words, done.stdout, done.stderr))
            self.assertEqual((self.user / "known.json").read_text(), before, words)

    def test_pruning_what_is_staged_asks_the_index(self):
        self.two_services()
        before = (self.user / "known.json").read_text()
        (self.user / "services/a/0001_x.up.sql").unlink()
        self.run_pglint("--staged", ".", "--prune-baseline")
        self.assertEqual((self.user / "known.json").read_text(), before)

    def test_pruning_removes_what_is_fixed(self):
        self.two_services()
        (self.user / "services/b/0001_x.up.sql").write_text(f"CREATE TABLE b ({ID}, price bigint);\n")
        done = self.run_pglint("services/b", "--prune-baseline")
        self.assertIn("removed 1 finding", done.stderr)
        done = self.run_pglint(".")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_comments_in_migrations_without_git_need_a_flag(self):
        self.begin("prisma")
        folder = self.user / "migrations/20240101000000_init"
        folder.mkdir()
        (self.user / "migrations/migration_lock.toml").write_text('provider = "postgresql"\n')
        migration = folder / "migration.sql"
        migration.write_text(f"-- CreateTable\nCREATE TABLE t ({ID}, price money);\n")
        done = self.run_pglint("migrations", "--add-ignore=old")
        self.assertIn("it is a migration that may have run, and git cannot tell", done.stderr)
        self.assertNotIn("pglint:", migration.read_text())
        self.run_pglint("migrations", "--add-ignore=old", "--edit-applied")
        self.assertIn("pglint: ignore money-type", migration.read_text())

    def test_comments_in_applied_migrations_with_checksums_are_refused(self):
        self.begin("prisma")
        for name, is_applied in ("20240101000000_init", True), ("20240201000000_more", False):
            folder = self.user / "migrations" / name
            folder.mkdir()
            (self.user / "migrations/migration_lock.toml").write_text('provider = "postgresql"\n')
            (folder / "migration.sql").write_text(f"-- CreateTable\nCREATE TABLE t{name[5]} ({ID}, note text CHECK (note = NULL));\n")
            if is_applied:
                self.commit()
        done = self.run_pglint("migrations", "--add-ignore=old")
        self.assertIn("init/migration.sql`: it is a committed migration that may have run", done.stderr)
        self.assertIn("1 finding turned off by comments in 1 file", done.stderr)
        self.assertNotIn("pglint:", (self.user / "migrations/20240101000000_init/migration.sql").read_text())
        self.assertIn("pglint: ignore constraint-tautology", (self.user / "migrations/20240201000000_more/migration.sql").read_text())
        # Also for a file that is named.
        applied = "migrations/20240101000000_init/migration.sql"
        done = self.run_pglint(applied, "--add-ignore=old")
        self.assertIn("give `--edit-applied` if it never ran", done.stderr)
        self.assertNotIn("pglint:", (self.user / applied).read_text())
        self.run_pglint(applied, "--add-ignore=old", "--edit-applied")
        self.assertIn("pglint: ignore constraint-tautology", (self.user / applied).read_text())

    def test_what_is_gone_is_named(self):
        self.two_services()
        (self.user / "services/b/0001_x.up.sql").write_text(f"CREATE TABLE b ({ID}, price bigint);\n")
        self.assertIn("(`money-type` of `b.price` in `services/b/0001_x.up.sql`)", self.run_pglint(".").stderr)

    def test_conflict_markers_are_named(self):
        self.two_services()
        entry = '    {"file":"x.sql","rule":"money-type","fingerprint":"0000000000000000"}'
        for text in (f"<<<<<<< HEAD\n{entry}\n=======\n>>>>>>> b\n", f'{{\r\n  "findings": [\r\n=======\r\n{entry}\r\n  ]\r\n}}\r\n'):
            (self.user / "known.json").write_text(text)
            done = self.run_pglint(".")
            self.assertEqual(done.returncode, 2)
            self.assertEqual(done.stderr.count("\n"), 1)
            self.assertIn("merge conflict markers", done.stderr)


if __name__ == "__main__":
    support.main()
