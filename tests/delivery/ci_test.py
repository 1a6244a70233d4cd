"""Runs every shell step of action.yml, our workflow and the GitLab job, in an environment like the
runner's."""

import json
import os
import re
import xml.etree.ElementTree

import yaml

import support

ACTION = yaml.safe_load((support.ROOT / "action.yml").read_text())
BAD = "CREATE TABLE t (id bigint PRIMARY KEY, price money);\n"
GOOD = "CREATE TABLE t (id bigint PRIMARY KEY);\n"


def lookup(name, context):
    """The value of `steps.lint.outputs.exit-code`; empty if a part of it is missing."""
    for part in name.split("."):
        context = context.get(part, "") if isinstance(context, dict) else ""
    return context


def substituted(text, context):
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: str(lookup(match[1], context)), text)


def holds(condition, context):
    """An `if:` of names, texts, ==, !=, ! and &&."""

    def atom(text):
        text = text.strip()
        return text[1:-1] if text.startswith("'") else lookup(text, context)

    for term in condition.split("&&"):
        term = term.strip()
        sides = re.split(r" (==|!=) ", term)
        if len(sides) == 3:
            is_true = (atom(sides[0]) == atom(sides[2])) == (sides[1] == "==")
        else:
            is_true = not atom(term[1:]) if term.startswith("!") else bool(atom(term))
        if not is_true:
            return False
    return True


class Runner(support.Case):
    """A job's folder and the files in which its steps write outputs."""

    def setUp(self):
        super().setUp()
        self.work = self.scratch / "work"
        self.temp = self.scratch / "temp"
        for folder in self.work, self.temp:
            folder.mkdir()
        self.paths = []
        self.printed = ""
        self.uploaded = []

    def write(self, name, text):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_step(self, step, context):
        """Runs one `run:`; returns its exit code and its outputs."""
        files = {name: self.scratch / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        for name in "GITHUB_OUTPUT", "GITHUB_PATH":
            files[name].write_text("")
        env = support.environment(no_proxy="127.0.0.1", RUNNER_TEMP=self.temp, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=self.work,
                                  GITHUB_ACTION_PATH=self.action_path(), **files)
        env |= {name: substituted(str(value), context) for name, value in step.get("env", {}).items()}
        env["PATH"] = os.pathsep.join([*reversed(self.paths), self.path_of_machine(env["PATH"])])
        script = self.scratch / "step.sh"
        script.write_text(substituted(step["run"], context))
        done = support.run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, cwd=self.work, env=env)
        self.printed += done.stdout + done.stderr
        self.paths += files["GITHUB_PATH"].read_text().split()
        outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        return done.returncode, outputs

    def action_path(self):
        return support.ROOT

    def path_of_machine(self, path):
        """PATH without this build's pglint, so that only an installed one is found."""
        return path.split(os.pathsep, 1)[1]

    def run_action(self, github=None, **inputs):
        """Runs the steps of action.yml; returns the action's exit code. Inputs have `_` for `-`."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        self.assertLessEqual(set(given), set(ACTION["inputs"]))
        context = {"inputs": {name: spec["default"] for name, spec in ACTION["inputs"].items()} | given, "steps": {},
                   "github": github or {"actor": "somebody"}}
        for step in ACTION["runs"]["steps"]:
            if not holds(step.get("if", "'always'"), context):
                continue
            if "uses" in step:
                self.uploaded.append({name: substituted(value, context) for name, value in step["with"].items()})
                continue
            self.assertEqual(step["shell"], "bash")
            status, outputs = self.run_step(step, context)
            if "id" in step:
                context["steps"][step["id"]] = {"outputs": outputs}
            if status != 0:
                break
        self.outputs = {name: substituted(spec["value"], context) for name, spec in ACTION["outputs"].items()}
        return status

    def summary(self):
        file = self.scratch / "GITHUB_STEP_SUMMARY"
        return file.read_text() if file.exists() else ""


class Action(Runner):
    """The action with pglint already installed; the step that installs it is tested below."""

    def path_of_machine(self, path):
        return path

    def run_action(self, **inputs):
        steps = ACTION["runs"]["steps"]
        self.assertEqual(steps[0]["name"], "Get pglint")
        try:
            ACTION["runs"]["steps"] = steps[1:]
            return super().run_action(**inputs)
        finally:
            ACTION["runs"]["steps"] = steps

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

    def test_only_what_a_request_adds(self):
        self.need("git")
        (args,) = re.findall(r"^ *args: (--since.*)$", Documentation.TEXT, re.M)
        self.write("old.sql", BAD)
        commit = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "before"]
        for command in ["git", "init", "-q"], ["git", "add", "-A"], commit, ["git", "update-ref", "refs/remotes/origin/main", "HEAD"]:
            self.ok(*command, cwd=self.work)
        self.write("old.sql", BAD + "SELECT 1;\n")
        self.assertEqual(self.run_action(args=args), 0, self.printed)
        self.write("new.sql", BAD.replace(" t ", " u "))
        self.ok("git", "add", "-A", cwd=self.work)
        self.assertEqual(self.run_action(args=args), 1)
        self.assertEqual(re.findall("^::warning file=([^,]*)", self.printed, re.M), ["new.sql"])
        self.assertEqual(len(json.loads((self.work / "pglint.sarif").read_text())["runs"][0]["results"]), 1)

    def test_wrong_use_fails_the_step(self):
        self.write("a.sql", GOOD)
        self.assertEqual(self.run_action(args="--selct=dont-do-this"), 2)
        self.assertEqual(self.run_action(paths="missing"), 2)
        self.assertIn("did you mean", self.printed)

    def test_what_is_written_in_inputs_is_not_run(self):
        self.write("a.sql", GOOD)
        self.run_action(paths='$(touch hacked)\n"; touch hacked; "', args="`touch hacked`")
        self.assertFalse((self.work / "hacked").exists())

    def test_forks_and_dependabot_do_not_upload(self):
        self.write("a.sql", BAD)
        for github in {"event": {"pull_request": {"head": {"repo": {"fork": True}}}}, "actor": "a"}, {"actor": "dependabot[bot]"}:
            self.assertEqual(self.run_action(github=github), 1)
        self.assertEqual(self.uploaded, [])


class GetPglint(support.PackageCase, Runner):
    """The first step of the action, which installs a release or builds pglint, with stubs."""

    def test_from_a_release(self):
        self.write("a.sql", BAD)
        with support.served(self.release) as address:
            self.assertEqual(self.run_action(base_url=address), 1, self.printed)
            self.assertEqual(self.run_action(base_url=address, version="99.0"), 1)
        self.assertIn("pglint-99.0-", self.printed)
        self.assertTrue((self.temp / "pglint/bin/pglint").is_file())

    def action_path(self):
        return self.scratch / "action" if (self.scratch / "action").exists() else support.ROOT

    def test_built_from_the_action(self):
        tools = self.scratch / "action/tools"
        tools.mkdir(parents=True)
        build = f'mkdir -p "$(dirname "$0")/../build/release" && cp {support.PGLINT} "$(dirname "$0")/../build/release/"'
        for name, line in {"setup": '[ "$*" = build ]', "build": f'[ "$*" = "release pglint" ] && {build}'}.items():
            (tools / name).write_text(f"#!/bin/sh\n{line}\n")
            (tools / name).chmod(0o755)
        self.write("a.sql", GOOD)
        self.assertEqual(self.run_action(), 0, self.printed)


class Workflow(Runner):
    def test_steps(self):
        """The scripts that our workflow calls exist; run with stubs, it calls only those."""
        workflow = yaml.safe_load((support.ROOT / ".github/workflows/ci.yml").read_text())
        calls = self.scratch / "calls"
        for name in ".ci/run", "tools/setup", "tools/package":
            self.assertTrue(os.access(support.ROOT / name, os.X_OK), name)
            self.write(name, f'#!/bin/sh\necho "{name} $*" >>{calls}\n')
            (self.work / name).chmod(0o755)
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                if "run" in step:
                    self.assertEqual(self.run_step(step, {})[0], 0, self.printed)
                elif step["uses"] == "./":
                    self.assertLessEqual(set(step["with"]), set(ACTION["inputs"]))
                    self.assertTrue((support.ROOT / step["with"]["paths"]).exists())
        self.assertEqual(calls.read_text().splitlines(), ["tools/setup ", ".ci/run ", "tools/setup ", "tools/package build/packages"])


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

    def test_says_that_the_address_is_missing(self):
        done = self.run_job()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("LINT_BASE_URL: is not set", done.stderr)


class Documentation(support.Case):
    TEXT = (support.ROOT / "docs/ci.md").read_text()

    def test_inputs(self):
        rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)? *\|", self.TEXT, re.M)
        self.assertEqual(dict(rows), {name: spec["default"] for name, spec in ACTION["inputs"].items()})

    def test_workflow(self):
        (workflow,) = [block for block in re.findall(r"^```yaml\n(.*?)```", self.TEXT, re.S | re.M) if "uses:" in block]
        step = yaml.safe_load(workflow)["jobs"]["pglint"]["steps"][1]
        self.assertTrue(step["uses"].startswith("pglint/pglint@"))
        self.assertLessEqual(set(step["with"]), set(ACTION["inputs"]))

    def test_variables_of_gitlab(self):
        job = yaml.safe_load((support.ROOT / "docs/ci/gitlab.yml").read_text())["pglint"]
        (block,) = [block for block in re.findall(r"^```yaml\n(.*?)```", self.TEXT, re.S | re.M) if "include:" in block]
        self.assertLessEqual(set(yaml.safe_load(block)["pglint"]["variables"]), set(job["variables"]))


if __name__ == "__main__":
    support.main()
