"""The second day of a team that adopted pglint: what they do to their repository, and what must not turn
red, or must."""

import json

import support


class SecondDay(support.Case):
    def setUp(self):
        super().setUp()
        self.need("git")
        self.env = support.environment(
            HOME=self.scratch, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", GIT_AUTHOR_NAME="A",
            GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org")
        self.user = self.scratch / "user"
        self.user.mkdir()
        self.git("init", "-q", "-b", "main")
        self.write("db/V1__users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, login varchar(30) NOT NULL);\n")
        for number in range(2, 5):
            self.write(f"db/V{number}__t.sql", f"CREATE TABLE t{number} (\n  id bigint PRIMARY KEY,\n  user_id bigint NOT NULL,\n  paid money\n);\n")
        self.pglint("db", "--write-baseline", "pglint-baseline.json", status=0)
        self.commit()

    def write(self, name, text):
        path = self.user / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def git(self, *words):
        return self.ok("git", *words, cwd=self.user, env=self.env)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "day")

    def pglint(self, *words, status):
        done = support.run("pglint", *words, cwd=self.user, env=self.env)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def found(self, *words):
        """Rule and object of the findings, without the schema `public`, whatever the exit code."""
        done = support.run("pglint", *words, "--format", "json", "--min-severity", "warning", cwd=self.user, env=self.env)
        return sorted((finding["rule"], finding["object"].removeprefix("public.")) for finding in json.loads(done.stdout)["findings"])

    KNOWN = ("--baseline", "pglint-baseline.json")

    def test_a_renamed_folder_in_another_style_is_known(self):
        self.git("mv", "db", "migrations")
        for path in (self.user / "migrations").iterdir():
            path.write_text("-- Copyright of somebody\n\n" + path.read_text().replace("CREATE TABLE", "create table").replace("\n  ", "\n\t\t"))
        self.assertEqual(self.found("migrations", *self.KNOWN), [])

    def test_the_fourth_missing_foreign_key_is_new(self):
        self.write("db/V5__more.sql", "CREATE TABLE more (id bigint PRIMARY KEY, user_id bigint NOT NULL);\n")
        new = [("missing-foreign-key", "more.user_id")]
        for words in ("db/V5__more.sql",), ("db", *self.KNOWN), ("--since", "HEAD"):
            self.assertEqual(self.found(*words), new, words)
        self.git("add", "-A")
        self.assertEqual(self.found("--staged"), new)

    def test_the_first_foreign_key_makes_nothing_old_new(self):
        self.write("db/V5__more.sql", "CREATE TABLE more (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);\n"
                   "CREATE INDEX ON more (user_id);\n")
        self.assertEqual(self.found("db", *self.KNOWN), [])

    def test_an_edited_table_keeps_what_is_known(self):
        file = self.user / "db/V2__t.sql"
        file.write_text(file.read_text().replace("paid money", "paid money,\n  note text,\n  tip money"))
        self.assertEqual(self.found("db", *self.KNOWN), [("money-type", "t2.tip")])

    def test_a_second_database_is_another_one(self):
        """Its `users` are not ours."""
        for service, kind in ("shop", "bigint"), ("desk", "uuid"):
            self.write(f"services/{service}/migrations/0001_users.up.sql", f"CREATE TABLE users (id {kind} PRIMARY KEY);\n")
            self.write(f"services/{service}/migrations/0001_users.down.sql", "DROP TABLE users;\n")
            self.write(f"services/{service}/migrations/0002_more.up.sql",
                       f"CREATE TABLE {service}_orders (id bigint PRIMARY KEY, user_id {kind} NOT NULL REFERENCES users);\n"
                       f"CREATE INDEX {service}_orders_user_id_idx ON {service}_orders (user_id);\n")
            self.write(f"services/{service}/migrations/0002_more.down.sql", f"DROP TABLE {service}_orders;\n")
        self.assertEqual(self.found("services"), [])
        self.assertEqual(self.pglint("schema", "services", status=0).stdout.count("CREATE TABLE public.users"), 2)


if __name__ == "__main__":
    support.main()
