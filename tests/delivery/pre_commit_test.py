"""The hooks, run by the real pre-commit, which clones this repository without a network."""

import json
import pathlib
import re
import shutil
import subprocess
import tarfile

import support

GOOD = "CREATE TABLE shop.orders (id bigint PRIMARY KEY, placed_at timestamptz NOT NULL);\n"
BAD = "CREATE TABLE shop.prices (id bigint PRIMARY KEY, price money NOT NULL);\n"
FIXABLE = "CREATE TABLE visits (id bigint PRIMARY KEY, at time NOT NULL DEFAULT CURRENT_TIME);\n"
# This finding requires the column's definition, which allows NULL.
NEEDS_CONTEXT = "SELECT id FROM orders WHERE id NOT IN (SELECT parent_id FROM orders);\n"


def documented_configs():
    """The YAML blocks of docs/pre-commit.md."""
    return re.findall(r"```yaml\n(.*?)```", (support.ROOT / "docs/pre-commit.md").read_text(), re.S)


class PreCommit(support.Case):
    def setUp(self):
        super().setUp()
        self.need("git", "pre-commit")
        self.env = support.environment(
            HOME=self.scratch, XDG_CACHE_HOME=self.scratch / "cache", PRE_COMMIT_HOME=self.scratch / "pre-commit", PRE_COMMIT_COLOR="never",
            GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.org",
            GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org")
        self.source = self.scratch / "source"
        self.user = self.scratch / "user"
        self.user.mkdir()
        self.git(self.user, "init", "-q")
        self.rev = self.copy_this_repository()
        self.install_of_commit(self.rev)

    def install_of_commit(self, commit):
        """Puts a pglint first in PATH that says that it was built from `commit`."""
        folder = self.scratch / "installed"
        folder.mkdir(exist_ok=True)
        says = f"pglint {support.version()} (commit {commit[:12]}, PostgreSQL 18 grammar)"
        (folder / "pglint").write_text(f'#!/bin/sh\n[ "$1" != --version ] || exec echo "{says}"\nexec {support.PGLINT} "$@"\n')
        (folder / "pglint").chmod(0o755)
        self.env["PATH"] = f"{folder}:{self.env['PATH']}"

    def git(self, folder, *words):
        return self.ok("git", *words, cwd=folder, env=self.env).strip()

    def copy_this_repository(self, **replaced):
        """A repository with the files that a hook needs, committed or not; returns its commit."""
        shutil.rmtree(self.source, ignore_errors=True)
        shutil.copytree(support.ROOT / "tools", self.source / "tools")
        for name in ".pre-commit-hooks.yaml", "CMakeLists.txt":
            shutil.copy(support.ROOT / name, self.source)
        for name, text in replaced.items():
            path = self.source / "tools" / name
            path.write_text(text)
            path.chmod(0o755)
        self.git(self.source, "init", "-q")
        self.git(self.source, "add", "-A")
        self.git(self.source, "commit", "-q", "-m", "what a hook needs")
        return self.git(self.source, "rev-parse", "HEAD")

    def configure(self, config):
        config = re.sub(r"https://HOST/OWNER/\S+", str(self.source), config)
        config = re.sub(r"rev: .*", f"rev: {self.rev}", config)
        (self.user / ".pre-commit-config.yaml").write_text(config)
        self.git(self.user, "add", "-A")

    def write(self, files):
        """Writes and stages files."""
        for name, text in files.items():
            path = self.user / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.git(self.user, "add", "-A")

    def commit(self):
        self.git(self.user, "commit", "-q", "--no-verify", "-m", "before")

    def run_hooks(self, *words, **changes):
        done = support.run("pre-commit", "run", *words, cwd=self.user, env=self.env | changes)
        self.assertIn(done.returncode, (0, 1), done.stdout + done.stderr)
        return done


class Hooks(PreCommit):
    def test_documented_way(self):
        self.configure(documented_configs()[0])
        self.write({"good.sql": GOOD})
        self.assertRegex(self.run_hooks().stdout, r"pglint\.+Passed")
        self.commit()

        self.write({"bad.sql": BAD, "also.psql": BAD, "more.pgsql": BAD, "most.ddl": BAD, "readme.md": BAD})
        done = self.run_hooks()
        self.assertEqual(done.returncode, 1)
        self.assertIn("- exit code: 1", done.stdout)
        self.assertEqual(sorted(re.findall(r"^(\S+?):\d+:\d+ ", done.stdout, re.M)), ["also.psql", "bad.sql", "more.pgsql", "most.ddl"])
        self.assertIn("money-type", done.stdout)

    def test_refuses_the_commit(self):
        self.configure(documented_configs()[0])
        self.ok("pre-commit", "install", cwd=self.user, env=self.env)
        self.write({"bad.sql": BAD})
        refused = support.run("git", "commit", "-m", "bad", cwd=self.user, env=self.env)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("money-type", refused.stdout + refused.stderr)
        self.write({"bad.sql": GOOD})
        self.git(self.user, "commit", "-q", "-m", "good")

    def test_files_exclude_and_args(self):
        self.configure(documented_configs()[1])
        self.write({"bad.sql": BAD, "db/vendor/bad.sql": BAD, "db/good.sql": GOOD})
        self.assertRegex(self.run_hooks().stdout, r"pglint\.+Passed")  # only db/good.sql is linted
        self.write({"db/null.sql": "SELECT 1 WHERE 1 NOT IN (1, NULL);\n", "db/bad.sql": BAD})
        done = self.run_hooks("--all-files")
        self.assertEqual(done.returncode, 1)
        self.assertIn("db/null.sql", done.stdout)
        self.assertNotIn("vendor", done.stdout)

    def places(self, *words):
        done = self.run_hooks(*words)
        found = re.findall(r"^(\S+?:\d+):\d+ ", done.stdout, re.M)
        self.assertEqual(done.returncode, 1 if found else 0, done.stdout)
        return found

    def test_only_changed_lines(self):
        self.configure(documented_configs()[2])
        self.write({"old.sql": BAD})
        self.commit()
        self.write({"old.sql": BAD + GOOD})
        self.assertEqual(self.places(), [])
        self.write({"old.sql": BAD + GOOD + BAD.replace("prices", "costs")})
        self.assertEqual(self.places(), ["old.sql:3"])

    def test_only_changed_lines_where_nothing_is_staged(self):
        self.configure(documented_configs()[2])
        self.write({"old.sql": BAD})
        self.commit()
        self.git(self.user, "branch", "-M", "main")
        self.git(self.user, "switch", "-q", "-c", "feature")
        self.write({"old.sql": BAD + GOOD + BAD.replace("prices", "costs")})
        self.commit()
        self.write({"new.sql": BAD.replace("prices", "rates")})
        self.commit()
        self.assertEqual(self.places("--from-ref", "main", "--to-ref", "HEAD"), ["new.sql:1", "old.sql:3"])
        self.assertEqual(self.places("--from-ref", "HEAD~1", "--to-ref", "HEAD"), ["new.sql:1"])
        self.assertEqual(self.places("--all-files"), ["new.sql:1", "old.sql:3"])
        # Nothing is new on the default branch itself.
        self.git(self.user, "switch", "-q", "main")
        self.assertEqual(self.places("--all-files"), [])

    def test_before_a_push(self):
        self.configure(documented_configs()[2] + "        stages: [push]\n")
        self.write({"old.sql": BAD})
        self.commit()
        remote = self.scratch / "remote"
        self.git(self.scratch, "clone", "-q", "--bare", self.user, remote)
        self.git(self.user, "remote", "add", "origin", remote)
        self.git(self.user, "fetch", "-q")
        self.ok("pre-commit", "install", "--hook-type", "pre-push", cwd=self.user, env=self.env)
        self.write({"old.sql": BAD + GOOD})
        self.commit()
        self.git(self.user, "push", "-q", "origin", "HEAD")
        self.write({"old.sql": BAD + GOOD + BAD.replace("prices", "costs")})
        self.commit()
        refused = support.run("git", "push", "origin", "HEAD", cwd=self.user, env=self.env)
        self.assertEqual(refused.returncode, 1)
        self.assertEqual(re.findall(r"^(\S+?:\d+):\d+ ", refused.stdout + refused.stderr, re.M), ["old.sql:3"])

    def test_nothing_staged_and_nothing_to_compare_with(self):
        """Otherwise pre-commit.ci, which clones without history, would be green forever."""
        self.configure(documented_configs()[2])
        self.write({"bad.sql": BAD})
        self.commit()
        self.git(self.user, "branch", "-M", "some-branch")
        done = self.run_hooks("--all-files")
        self.assertIn("- exit code: 2", done.stdout)
        self.assertIn("nothing is staged", done.stdout)
        self.assertIn("--baseline", done.stdout)

    def test_a_baseline_in_all_runs(self):
        self.configure(documented_configs()[3])
        self.write({"old.sql": BAD})
        self.ok("pglint", ".", "--quiet", "--write-baseline", "pglint-baseline.json", cwd=self.user, env=self.env)
        self.write({})
        self.commit()
        self.git(self.user, "branch", "-M", "main")
        self.assertEqual(self.places("--all-files"), [])
        self.git(self.user, "switch", "-q", "-c", "feature")
        self.write({"old.sql": BAD + BAD.replace("prices", "costs")})
        self.assertEqual(self.places(), ["old.sql:2"])
        self.commit()
        self.assertEqual(self.places("--from-ref", "main", "--to-ref", "HEAD"), ["old.sql:2"])
        self.assertEqual(self.places("--all-files"), ["old.sql:2"])

    def test_one_migration_has_its_context(self):
        self.configure(documented_configs()[0])
        self.write({"migrations/V1__orders.sql": "CREATE TABLE orders (id bigint PRIMARY KEY, parent_id bigint);\n"})
        self.commit()
        self.write({"migrations/V2__roots.sql": NEEDS_CONTEXT})
        done = self.run_hooks()
        self.assertIn("`orders.parent_id` is nullable", done.stdout)
        self.assertEqual(re.findall(r"^(\S+?):\d+:\d+ ", done.stdout, re.M), ["migrations/V2__roots.sql"])
        # After another history, the same migration has no findings.
        self.write({"migrations/V1__orders.sql": "CREATE TABLE orders (id bigint PRIMARY KEY, parent_id bigint NOT NULL);\n"})
        self.assertRegex(self.run_hooks("--files", "migrations/V2__roots.sql").stdout, r"pglint\.+Passed")

    def test_fix_hook(self):
        self.configure(documented_configs()[4])
        migration = "-- +goose Up\n" + FIXABLE
        self.write({"migrations/00001_visits.sql": migration})
        self.commit()
        self.git(self.user, "branch", "-M", "main")
        fixed = FIXABLE.replace("CURRENT_TIME", "LOCALTIME")
        new = FIXABLE.replace("visits", "calls")
        self.write({"new.sql": new, "migrations/00002_visits.sql": migration.replace("visits", "stays")})
        done = self.run_hooks()
        self.assertEqual(done.returncode, 1)
        self.assertIn("- files were modified by this hook", done.stdout)
        self.assertEqual((self.user / "new.sql").read_text(), fixed.replace("visits", "calls"))
        self.assertEqual((self.user / "migrations/00002_visits.sql").read_text(), "-- +goose Up\n" + fixed.replace("visits", "stays"))
        self.assertEqual(self.git(self.user, "show", ":new.sql"), new.strip())
        self.git(self.user, "add", "-A")
        self.assertRegex(self.run_hooks().stdout, r"pglint --fix\.+Passed")
        # All files, one of which has run.
        done = self.run_hooks("--all-files")
        self.assertIn("it is a committed migration that may have run", done.stdout)
        self.assertEqual((self.user / "migrations/00001_visits.sql").read_text(), migration)

    def test_fix_hook_and_changes_that_are_not_staged(self):
        self.configure(documented_configs()[4])
        self.write({"a.sql": FIXABLE + "SELECT 1;\n"})
        (self.user / "a.sql").write_text(FIXABLE + "SELECT 2;\n")
        self.assertEqual(self.run_hooks().returncode, 1)
        # The fix is beside a change that is not staged: pre-commit takes the fix back, and keeps the change.
        self.assertEqual((self.user / "a.sql").read_text(), FIXABLE + "SELECT 2;\n")
        self.assertEqual(self.git(self.user, "show", ":a.sql"), FIXABLE + "SELECT 1;")

    def test_system_hook(self):
        self.configure(documented_configs()[0].replace("id: pglint", "id: pglint-system"))
        self.write({"bad.sql": BAD})
        self.assertIn("money-type", self.run_hooks().stdout)


class Building(PreCommit):
    """The hook without an installed pglint of its version; the tools that it calls are stubs."""

    SETUP = '#!/bin/sh\n[ "$1" = build ] && echo setup >>"$STEPS"\n'
    BUILD = '#!/bin/sh\necho "$@" >>"$STEPS"\nsleep 1\nmkdir -p "$(dirname "$0")/../build/release"\ncp "$REAL" "$(dirname "$0")/../build/release/pglint"\n'

    def setUp(self):
        super().setUp()
        self.steps = self.scratch / "steps"
        path = str(self.without_pglint())
        self.env |= {"STEPS": str(self.steps), "REAL": str(support.PGLINT), "PATH": path}
        self.write({"bad.sql": BAD})

    def without_pglint(self):
        """A PATH with everything but pglint."""
        folders = [folder for folder in self.env["PATH"].split(":") if not (pathlib.Path(folder) / "pglint").exists()]
        return ":".join(folders)

    def test_builds_once(self):
        self.rev = self.copy_this_repository(setup=self.SETUP, build=self.BUILD)
        self.configure(documented_configs()[0])
        for _ in range(2):
            self.assertIn("money-type", self.run_hooks().stdout)
        self.assertEqual(self.steps.read_text(), "setup\nrelease pglint\n")

    def test_builds_once_for_several_at_a_time(self):
        self.copy_this_repository(setup=self.SETUP, build=self.BUILD)
        hook = [str(self.source / "tools/pre-commit-hook"), "bad.sql"]
        running = [subprocess.Popen(hook, cwd=self.user, env=self.env, stdout=subprocess.PIPE, text=True) for _ in range(3)]
        for process in running:
            self.assertIn("money-type", process.communicate()[0])
        self.assertEqual(self.steps.read_text(), "setup\nrelease pglint\n")

    def test_takes_no_other_commit(self):
        """All commits until the next release have one version, and other findings."""
        self.rev = self.copy_this_repository(setup=self.SETUP, build=self.BUILD)
        self.configure(documented_configs()[0])
        self.install_of_commit("0" * 40)
        self.assertIn("money-type", self.run_hooks().stdout)
        self.assertEqual(self.steps.read_text(), "setup\nrelease pglint\n")

    def test_says_why_it_cannot_be_built(self):
        self.rev = self.copy_this_repository(setup="#!/bin/sh\necho 'no compiler to be had' >&2\nexit 1\n")
        self.configure(documented_configs()[0])
        done = self.run_hooks()
        self.assertIn("- exit code: 2", done.stdout)
        self.assertIn("no compiler to be had", done.stdout)
        self.assertIn("or use the hook pglint-system", done.stdout)


class Mirror(support.PackageCase, PreCommit):
    """The repository with hooks that install packages, from a release and without any network."""

    def setUp(self):
        super().setUp()
        mirror = self.scratch / "mirror"
        with tarfile.open(self.release / f"pglint-pre-commit-{support.version()}.tar.gz") as packed:
            packed.extractall(self.scratch)
        (self.scratch / f"pglint-pre-commit-{support.version()}").rename(mirror)
        self.git(mirror, "init", "-q")
        self.git(mirror, "add", "-A")
        self.git(mirror, "commit", "-q", "-m", "release")
        self.git(mirror, "tag", f"v{support.version()}")
        self.source, self.rev = mirror, f"v{support.version()}"
        self.env["PATH"] = self.env["PATH"].split(":", 2)[2]
        self.env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.release), "PIP_NO_BUILD_ISOLATION": "0", "PIP_CONFIG_FILE": "/dev/null",
                     "PIP_DISABLE_PIP_VERSION_CHECK": "1", "npm_config_cache": str(self.scratch / "npm"), "no_proxy": "127.0.0.1"}

    def test_the_documentation_names_its_tag(self):
        config = documented_configs()[0]
        self.assertIn(f"rev: {self.rev}\n", config)
        self.assertIn("/OWNER/pglint-pre-commit\n", config)
        self.assertIn("/OWNER/pglint-pre-commit\n", (self.source / "README.md").read_text())

    def test_python(self):
        self.configure(documented_configs()[0])
        self.write({"bad.sql": BAD, "good.psql": GOOD})
        done = self.run_hooks("--all-files")
        self.assertIn("money-type", done.stdout)
        self.assertIn("2 files checked", done.stdout)

    def test_node(self):
        self.need("npm", "node")
        self.configure(documented_configs()[0].replace("id: pglint", "id: pglint-node"))
        self.write({"bad.sql": BAD})
        registry = self.scratch / "registry"
        registry.mkdir()
        with support.served(registry) as address:
            for file in self.release.glob("pglint-cli-*.tgz"):
                with tarfile.open(file) as packed:
                    package = json.load(packed.extractfile("package/package.json"))
                (registry / file.name).symlink_to(file)
                package["dist"] = {"tarball": f"{address}/{file.name}"}
                about = {"name": package["name"], "dist-tags": {"latest": package["version"]}, "versions": {package["version"]: package}}
                (registry / package["name"]).write_text(json.dumps(about))
            self.assertIn("money-type", self.run_hooks("--all-files", npm_config_registry=address).stdout)


if __name__ == "__main__":
    support.main()
