"""Runs every shell step of action.yml and of the GitLab job, in an environment like the runner's."""

import json
import os
import re
import shutil
import xml.etree.ElementTree

import yaml

import support
from runner import ACTION, BAD, GOOD, Installed, Runner, holds


class Action(Installed):
    def test_clean(self):
        self.write("db/a.sql", GOOD)
        self.assertEqual(self.run_action(), 0, self.printed)
        self.assertEqual(self.outputs, {"exit-code": "0", "sarif-file": "pglint.sarif"})
        self.assertEqual(self.uploaded, [{"sarif_file": "pglint.sarif", "category": "pglint"}])

    def test_findings_are_reported_everywhere_and_fail_the_step(self):
        self.write("db/a.sql", BAD)
        self.assertEqual(self.run_action(), 1)
        self.assertEqual(self.outputs["exit-code"], "1")
        self.assertRegex(self.printed, r"(?m)^::warning file=db/a\.sql,line=1,")
        self.assertIn("money-type", self.summary())
        results = json.loads((self.work / "pglint.sarif").read_text())["runs"][0]["results"]
        self.assertIn("money-type", [result["ruleId"] for result in results])
        self.assertEqual(len(self.uploaded), 1)

    def test_fail_on_paths_and_args(self):
        self.write("db/a.sql", BAD)
        self.write("with blank/b.sql", BAD)
        self.write("elsewhere/c.sql", BAD)
        status = self.run_action(fail_on="never", paths="db\n\n  with blank\n", args="--select=dont-do-this\n--pg-version=15\n", summary="false",
                                 upload_sarif="false", sarif_file="out.sarif")
        self.assertEqual((status, self.outputs["sarif-file"]), (0, "out.sarif"), self.printed)
        self.assertIn("with blank/b.sql", self.printed)
        self.assertNotIn("elsewhere", self.printed)
        self.assertEqual((self.uploaded, self.summary()), ([], ""))
        self.write("db/a.sql", "SELECT 1 WHERE 1 NOT IN (1, NULL);\n")
        self.assertEqual(self.run_action(fail_on="error", paths="db"), 1)

    def test_wrong_use_fails_the_step(self):
        self.write("a.sql", GOOD)
        self.assertEqual(self.run_action(args="--selct=dont-do-this"), 2)
        self.assertIn("did you mean `--select`?", self.printed)
        self.assertRegex(self.printed, r"(?m)^::error title=pglint::.*--selct")
        self.assertEqual(self.run_action(paths="missing"), 2)
        # Code scanning refuses what a failed run writes, and the step would fail there.
        self.assertEqual((self.uploaded, self.outputs["sarif-file"]), ([], ""))

    def test_fixes(self):
        text = "CREATE TABLE t (id bigint PRIMARY KEY, at time NOT NULL DEFAULT CURRENT_TIME, price money NOT NULL);\n"
        self.write("a.sql", text)
        self.assertEqual(self.run_action(), 1)
        self.assertEqual((self.work / "a.sql").read_text(), text)
        self.assertEqual(self.run_action(fix="safe"), 1)
        safe = text.replace("CURRENT_TIME", "LOCALTIME")
        self.assertEqual((self.work / "a.sql").read_text(), safe)
        self.assertEqual(self.run_action(fix="unsafe", args="--select=dont-do-this"), 0, self.printed)
        self.assertEqual((self.work / "a.sql").read_text(), safe.replace("money", "numeric(12, 2)"))
        self.assertEqual(self.run_action(fix="all"), 2)
        self.assertIn("the input fix takes none, safe or unsafe, not all", self.printed)

    def test_what_is_written_in_inputs_is_not_run(self):
        self.write("a.sql", GOOD)
        self.run_action(paths='$(touch hacked)\n"; touch hacked; "', args="`touch hacked`")
        self.assertFalse((self.work / "hacked").exists())

    def test_forks_and_dependabot_do_not_upload(self):
        self.write("a.sql", BAD)
        for github in {"event": {"pull_request": {"head": {"repo": {"fork": True}}}}, "actor": "a"}, {"actor": "dependabot[bot]"}:
            self.assertEqual(self.run_action(github=github), 1)
        self.assertEqual(self.uploaded, [])


class Branches(Installed):
    """A repository with a branch that is merged, in which others work as well."""

    def setUp(self):
        super().setUp()
        self.need("git")
        self.origin = self.scratch / "origin"
        self.origin.mkdir()
        self.git("init", "-q", "-b", "main")
        # As on GitHub, any commit can be fetched by its name.
        self.git("config", "uploadpack.allowAnySHA1InWant", "true")
        self.commit("old.sql", BAD)
        self.git("switch", "-q", "-c", "feature")
        self.commit("old.sql", BAD + "SELECT 1;\n")
        self.commit("new.sql", BAD.replace(" t ", " u "))
        self.git("switch", "-q", "main")
        self.commit("meanwhile.sql", BAD.replace(" t ", " v "))
        self.git("switch", "-q", "-c", "merged")
        self.git("merge", "-q", "--no-edit", "feature")
        self.git("switch", "-q", "main")

    def git(self, *words, cwd=None):
        env = support.environment(GIT_CONFIG_GLOBAL="/dev/null", GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.org",
                                  GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org")
        return self.ok("git", *words, cwd=cwd or self.origin, env=env).strip()

    def commit(self, name, text):
        (self.origin / name).write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", name)


class PullRequest(Branches):
    """What the action reports of a pull request, in clones as actions/checkout makes them."""

    def checkout(self, branch, depth=1):
        """A clone without branches, at a commit."""
        commit = self.git("rev-parse", branch)
        self.git("init", "-q", cwd=self.work)
        self.git("remote", "add", "origin", f"file://{self.origin}", cwd=self.work)
        self.git("fetch", "-q", "--no-tags", *([f"--depth={depth}"] if depth else []), "origin", commit, cwd=self.work)
        self.git("checkout", "-q", "--detach", "FETCH_HEAD", cwd=self.work)
        return commit

    def request(self, commit, **more):
        return {"event_name": "pull_request", "sha": commit, "base_ref": "main"} | more

    def files(self):
        return sorted(set(re.findall("^::warning file=([^,]*)", self.printed, re.M)))

    def test_the_merge_that_is_checked_out_by_default(self):
        merge = self.checkout("merged")
        self.assertEqual(self.run_action(github=self.request(merge)), 1)
        self.assertEqual(self.files(), ["new.sql"], self.printed)
        self.assertEqual(len(json.loads((self.work / "pglint.sarif").read_text())["runs"][0]["results"]), 1)

    def test_the_branch_itself_without_and_with_history(self):
        for depth in 1, 0:
            self.work = self.scratch / f"depth-{depth}"
            self.work.mkdir()
            self.printed = ""
            self.checkout("feature", depth)
            self.assertEqual(self.run_action(github=self.request("the merge")), 1, self.printed)
            self.assertEqual(self.files(), ["new.sql"])

    def test_a_merge_queue(self):
        merge = self.checkout("merged")
        event = {"merge_group": {"base_sha": self.git("rev-parse", "main")}}
        self.assertEqual(self.run_action(github={"event_name": "merge_group", "sha": merge, "event": event}), 1)
        self.assertEqual(self.files(), ["new.sql"])

    def test_a_container_without_git(self):
        """A push needs none; a pull request says what is missing."""
        self.checkout("merged")
        shutil.rmtree(self.work / ".git")
        self.without = "git"
        self.assertEqual(self.run_action(github={"event_name": "push", "sha": "x"}), 1, self.printed)
        self.assertEqual(self.run_action(github=self.request("x")), 2, self.printed)
        self.assertIn("::error title=pglint::No git to compare", self.printed)

    def test_everything_on_a_push_and_on_demand(self):
        merge = self.checkout("merged")
        self.assertEqual(self.run_action(github={"event_name": "push", "sha": merge}), 1)
        self.assertEqual(self.files(), ["meanwhile.sql", "new.sql", "old.sql"])
        self.printed = ""
        self.assertEqual(self.run_action(github=self.request(merge), changes="all"), 1)
        self.assertEqual(self.files(), ["meanwhile.sql", "new.sql", "old.sql"])

    def test_another_revision(self):
        self.checkout("merged", depth=0)
        for inputs in {"changes": "HEAD^2"}, {"args": "--since=HEAD^2"}:
            self.printed = ""
            self.assertEqual(self.run_action(github=self.request("the merge"), **inputs), 1)
            self.assertEqual(self.files(), ["meanwhile.sql"])

    def test_nothing_to_compare_with(self):
        """All findings would fail the step for the wrong reason."""
        self.write("a.sql", BAD)
        self.assertEqual(self.run_action(github=self.request("the merge")), 2)
        self.assertRegex(self.printed, "(?m)^::error title=pglint::The working directory is not a clone.* set the input `changes` to `all`")
        self.checkout("feature")
        self.git("remote", "set-url", "origin", "file:///nowhere", cwd=self.work)
        self.assertEqual(self.run_action(github=self.request("the merge")), 2)
        self.assertIn("`main` cannot be fetched", self.printed)
        self.assertEqual(self.uploaded, [])


class GetPglint(support.PackageCase, Runner):
    """The steps of the action that install a release or build pglint, with stubs."""

    def test_from_a_release(self):
        self.write("a.sql", BAD)
        with support.served(self.release) as address:
            self.assertEqual(self.run_action(base_url=address), 1, self.printed)
            self.assertEqual(self.run_action(base_url=address, version="99.0"), 1)
        self.assertIn("pglint-99.0-", self.printed)
        self.assertTrue((self.temp / "pglint/bin/pglint").is_file())
        self.assertEqual(self.cached, [])

    def test_from_the_release_of_the_tag_in_uses(self):
        self.write("a.sql", BAD)
        tag = f"v{support.version()}"
        place = self.scratch / "host/OWNER/pglint/releases/download"
        place.mkdir(parents=True)
        (place / tag).symlink_to(self.release)
        with support.served(self.scratch / "host") as address:
            github = {"action_repository": "OWNER/pglint", "action_ref": tag, "server_url": address}
            self.assertEqual(self.run_action(github=github), 1, self.printed)
        self.assertIn("money-type", self.printed)

    def action_path(self):
        return self.scratch / "action" if (self.scratch / "action").exists() else support.ROOT

    def copy_action(self):
        """The action's sources, with tools that note what they do in place of a build."""
        action = self.scratch / "action"
        for name in "tools/action", "cmake", "rules", "src":
            shutil.copytree(support.ROOT / name, action / name, ignore=shutil.ignore_patterns("*.cpp"))
        for name in "CMakeLists.txt", "CMakePresets.json":
            shutil.copy(support.ROOT / name, action)
        build = f'mkdir -p "$(dirname "$0")/../build/release" && cp {support.PGLINT} "$(dirname "$0")/../build/release/"'
        for name, line in {"setup": '[ "$*" = build ]', "build": f'[ "$*" = "release pglint" ] && {build} && echo built'}.items():
            (action / "tools" / name).write_text(f"#!/bin/sh\n{line}\n")
            (action / "tools" / name).chmod(0o755)
        return action

    def test_built_once_from_a_branch(self):
        action = self.copy_action()
        self.write("a.sql", GOOD)
        branch = {"action_repository": "OWNER/pglint", "action_ref": "main", "server_url": "http://127.0.0.1:9"}
        for built in 1, 1:  # the folder that the cache keeps is still there in the second run
            self.assertEqual(self.run_action(github=branch), 0, self.printed)
            self.assertEqual(self.printed.count("built\n"), built)
        first, second = self.cached
        self.assertEqual(first, second)
        self.assertEqual(first["path"], str(self.temp / "pglint"))
        (action / "src/new.cpp").write_text("int i;\n")
        self.run_action(github=branch)
        self.assertNotEqual(self.cached[2]["key"], first["key"])


class GitLab(support.PackageCase, Runner):
    def job(self):
        return yaml.safe_load((support.ROOT / "docs/ci/gitlab.yml").read_text())["pglint"]

    def run_job(self, **variables):
        """Runs before_script and script in one shell, as GitLab's runner; apt-get is a stub."""
        fake = self.scratch / "fake"
        fake.mkdir(exist_ok=True)
        (fake / "apt-get").write_text("#!/bin/sh\n")
        (fake / "apt-get").chmod(0o755)
        job = self.job()
        env = support.environment(no_proxy="127.0.0.1", CI="true", GITLAB_CI="true", LINT_PREFIX=self.scratch / "prefix")
        env["PATH"] = f"{fake}:{self.path_of_machine(env['PATH'])}"
        env |= {name: str(value) for name, value in job["variables"].items()} | variables
        lines = "\n".join([*job["before_script"], *job["script"]])
        return support.run("bash", "-eo", "pipefail", "-c", lines, cwd=self.work, env=env)

    def test_job(self):
        self.write("db/a.sql", BAD)
        self.write("db/b.sql", GOOD.replace(" t ", " u "))
        with support.served(self.release) as address:
            done = self.run_job(LINT_BASE_URL=address, LINT_PATHS="db", LINT_ARGS="--select dont-do-this")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("money-type", done.stdout)
        reports = self.job()["artifacts"]["reports"]
        self.assertEqual(self.job()["artifacts"]["when"], "always")
        (finding,) = json.loads((self.work / reports["codequality"]).read_text())
        self.assertEqual((finding["check_name"], finding["location"]["path"]), ("money-type", "db/a.sql"))
        tests = xml.etree.ElementTree.parse(self.work / reports["junit"]).getroot()
        self.assertTrue(list(tests.iter("failure")))

    def test_the_documented_include(self):
        """With the variables of docs/ci.md, but a local address."""
        self.write("db/migrations/V1__a.sql", BAD)
        self.write("elsewhere.sql", BAD)
        page = (support.ROOT / "docs/ci.md").read_text()
        (block,) = [block for block in re.findall(r"^```yaml\n(.*?)```", page, re.S | re.M) if "include:" in block]
        documented = yaml.safe_load(block)
        self.assertIn("`docs/ci/gitlab.yml`", page)
        self.assertTrue(documented["include"][0]["local"].endswith("/gitlab.yml"))
        variables = documented["pglint"]["variables"]
        self.assertLessEqual(set(variables), set(self.job()["variables"]))
        with support.served(self.release) as address:
            done = self.run_job(**variables | {"LINT_BASE_URL": address})
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"(?m)^db/migrations/V1__a\.sql:1:\d+ warning ")
        self.assertNotIn("elsewhere.sql", done.stdout)

    def test_says_that_the_address_is_missing(self):
        done = self.run_job()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("LINT_BASE_URL: is not set", done.stderr)


class Documentation(Installed):
    TEXT = (support.ROOT / "docs/ci.md").read_text()

    def test_inputs(self):
        rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)? *\|", self.TEXT, re.M)
        self.assertEqual(dict(rows), {name: spec["default"] for name, spec in ACTION["inputs"].items()})

    def test_workflow(self):
        """Those of docs/ci.md and of the README, on a push."""
        for page in self.TEXT, (support.ROOT / "README.md").read_text():
            (workflow,) = [block for block in re.findall(r"^```yaml\n(.*?)```", page, re.S | re.M) if "uses:" in block]
            checkout, step = yaml.safe_load(workflow)["jobs"]["pglint"]["steps"]
            self.assertTrue(checkout["uses"].startswith("actions/checkout@"))
            self.assertEqual(step["uses"], f"OWNER/pglint@v{support.version()}")
            self.write("db/migrations/V1__a.sql", BAD)
            self.write("elsewhere.sql", BAD)
            self.assertEqual(self.run_action(**step["with"]), 1, self.printed)
            self.assertEqual(set(re.findall("^::warning file=([^,]*)", self.printed, re.M)), {"db/migrations/V1__a.sql"})

    def test_baseline(self):
        """The `args` that docs/ci.md names for an old repository, on a push."""
        (args,) = re.findall(r"`args: (--baseline=\S+)`", self.TEXT)
        self.write("a.sql", BAD)
        self.ok("pglint", ".", "--write-baseline", args.split("=")[1], cwd=self.work)
        self.assertEqual(self.run_action(args=args), 0, self.printed)
        self.write("b.sql", BAD.replace(" t ", " u "))
        self.assertEqual(self.run_action(args=args), 1, self.printed)
        self.assertEqual(set(re.findall("^::warning file=([^,]*)", self.printed, re.M)), {"b.sql"})


class OwnStep(Branches):
    """The step of docs/adopting.md for a workflow that does not use the action."""

    def setUp(self):
        super().setUp()
        page = (support.ROOT / "docs/adopting.md").read_text()
        (block,) = [block for block in re.findall(r"^```yaml\n(.*?)```", page, re.S | re.M) if "uses:" in block]
        self.clone, self.step = yaml.safe_load(block)

    def test_a_pull_request_and_a_push(self):
        self.assertEqual(self.clone["with"]["fetch-depth"], 0)
        self.ok("git", "clone", "-q", f"file://{self.origin}", self.work)
        self.git("checkout", "-q", "--detach", "origin/merged", cwd=self.work)
        self.assertTrue(holds(self.step["if"], {"github": {"event_name": "pull_request"}}))
        status, _ = self.run_step(self.step | {"env": {"GITHUB_BASE_REF": "main"}}, {})
        self.assertEqual(status, 1, self.printed)
        (run,) = json.loads((self.work / "pglint.sarif").read_text())["runs"]
        found = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
        self.assertEqual(found, {"new.sql"})
        # There, the variable is empty: `origin/` would be no revision.
        self.assertFalse(holds(self.step["if"], {"github": {"event_name": "push"}}))


if __name__ == "__main__":
    support.main()
