"""Our workflows: their shell steps, run with stubs of what publishes, and the actions that they use."""

import os
import re
import shutil
import tarfile

import yaml

import support
from runner import ACTION, Runner


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


class Release(Runner):
    WORKFLOW = yaml.safe_load((support.ROOT / ".github/workflows/release.yml").read_text())

    def steps(self):
        for job in self.WORKFLOW["jobs"].values():
            yield from job["steps"]

    def test_the_tools_that_it_calls_exist(self):
        for step in self.steps():
            for name in re.findall(r"(?<![\w./])tools/[\w./-]+", step.get("run", "")):
                self.assertTrue((support.ROOT / name).exists(), name)
            done = support.run("bash", "-n", "-c", step.get("run", ""))
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_macos_is_the_one_that_wheels_name(self):
        text = (support.ROOT / "tools/packages/archive.py").read_text()
        (oldest,) = re.findall(r'^MACOS = "(.*)"$', text, re.M)
        self.assertEqual(self.WORKFLOW["jobs"]["macos"]["env"]["MACOSX_DEPLOYMENT_TARGET"], oldest)

    def test_nothing_is_published_without_a_tag(self):
        for name, job in self.WORKFLOW["jobs"].items():
            if "github" in str(job.get("needs", "")) or name == "github":
                continue
            writes = {scope for scope, access in job.get("permissions", {}).items() if access == "write"}
            self.assertLessEqual(writes, {"id-token", "attestations"}, name)
        self.assertEqual(self.WORKFLOW["jobs"]["github"]["if"], "github.ref_type == 'tag'")

    def test_packages_of_all_platforms(self):
        """The job that makes the packages, on archives with another program."""
        shutil.copytree(support.ROOT / "tools", self.work / "tools")
        shutil.copy(support.ROOT / "CMakeLists.txt", self.work)
        version = support.version()
        release = self.work / "release"
        release.mkdir()
        for platform in "linux-x86_64", "linux-aarch64", "darwin-x86_64", "darwin-arm64":
            top = f"pglint-{version}-{platform}"
            with tarfile.open(release / f"{top}.tar.gz", "w:gz") as tar:
                tar.add(os.path.realpath(shutil.which("true")), f"{top}/bin/pglint")
                tar.add(support.ROOT / "LICENSE", f"{top}/share/doc/pglint/copyright")
        (release / f"pglint_{version}_amd64.deb").write_bytes(b"")
        (step,) = [step for step in self.WORKFLOW["jobs"]["packages"]["steps"] if step.get("name") == "Packages"]
        step["env"] = {"HOMEPAGE": "https://code.example.org/OWNER/pglint", "GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v99.0.0"}
        self.assertEqual(self.run_step(step, {})[0], 1)
        self.assertIn("::error::the tag is v99.0.0", self.printed)
        step["env"]["GITHUB_REF_NAME"] = f"v{version}"
        self.assertEqual(self.run_step(step, {})[0], 0, self.printed)
        self.assertEqual(self.run_publishing("npm", "Publish", "npm"), [
            f"publish --provenance --access public ./release/pglint-cli-{name}-{version}.tgz"
            for name in ("linux-arm64", "linux-x64", "darwin-arm64", "darwin-x64")
        ] + [f"publish --provenance --access public ./release/pglint-cli-{version}.tgz"])
        pushed = self.run_publishing("image", "Build and push", "docker")
        self.assertIn(f"--tag ghcr.io/owner/pglint:{version} ", pushed[-1])
        for name in "linux-amd64", "linux-arm64":
            self.assertTrue(os.access(self.work / "image" / name / "pglint", os.X_OK), name)
        for name in re.findall(r"^COPY (\S+)", (support.ROOT / "tools/packages/Containerfile").read_text(), re.M):
            self.assertTrue((self.work / "image" / name.replace("${TARGETARCH}", "arm64")).is_file(), name)

    def run_publishing(self, job, step, program):
        """Runs a step with a stub of `program`; returns the arguments of its calls."""
        calls = self.scratch / f"{program}.calls"
        fake = self.scratch / "fake"
        fake.mkdir(exist_ok=True)
        (fake / program).write_text(f'#!/bin/sh\necho "$*" >>{calls}\n')
        (fake / program).chmod(0o755)
        self.paths = [str(fake)]
        (found,) = [one for one in self.WORKFLOW["jobs"][job]["steps"] if one.get("name") == step]
        found = found | {"env": {"GITHUB_REPOSITORY": "OWNER/pglint", "GITHUB_REF_NAME": f"v{support.version()}", "GITHUB_ACTOR": "a",
                                 "HOMEPAGE": "https://code.example.org/OWNER/pglint", "TOKEN": "none"}}
        self.assertEqual(self.run_step(found, {})[0], 0, self.printed)
        return calls.read_text().splitlines()


class Versions(support.Case):
    """Actions whose older versions need a Node.js that runners no longer have, or are switched off."""

    OLDEST = {"actions/checkout": 6, "actions/upload-artifact": 6, "actions/download-artifact": 7, "actions/cache": 5, "actions/setup-node": 6,
              "github/codeql-action/upload-sarif": 4, "actions/attest-build-provenance": 3}

    def test_are_current(self):
        files = [support.ROOT / "action.yml", support.ROOT / "README.md", *(support.ROOT / ".github").rglob("*.yml"),
                 *(support.ROOT / "docs").rglob("*.md")]
        for file in files:
            for name, version in re.findall(r"uses: ([\w./-]+)@v(\d+)\b", file.read_text()):
                if name != "OWNER/pglint":
                    self.assertGreaterEqual(int(version), self.OLDEST[name], f"{file}: {name}")


if __name__ == "__main__":
    support.main()
