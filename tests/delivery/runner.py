"""Runs the shell steps of action.yml and of workflows in an environment like that of GitHub's runner."""

import os
import re

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
        self.cached = []
        self.without = None

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
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", script]
        if self.without:
            command = self.in_container_without(self.without, *command)
        done = support.run(*command, cwd=self.work, env=env)
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
                   "github": {"actor": "somebody"} | (github or {}), "runner": {"os": "Linux", "arch": "X64"}}
        for step in ACTION["runs"]["steps"]:
            if not holds(step.get("if", "'always'"), context):
                continue
            if "uses" in step:
                used = {"actions/cache": self.cached, "github/codeql-action/upload-sarif": self.uploaded}[step["uses"].split("@")[0]]
                used.append({name: substituted(value, context) for name, value in step["with"].items()})
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


class Installed(Runner):
    """The action with pglint already installed; the steps that install it are tested below."""

    def path_of_machine(self, path):
        return path

    def run_action(self, **inputs):
        steps = ACTION["runs"]["steps"]
        names = [step["name"] for step in steps]
        try:
            ACTION["runs"]["steps"] = steps[names.index("Get pglint") + 1 :]
            return super().run_action(**inputs)
        finally:
            ACTION["runs"]["steps"] = steps
