"""Runs the `sh` blocks of docs/ci.md and docs/installing.md unchanged, and the installs of the README."""

import re
import shutil

import support


def blocks(page):
    return re.findall(r"```sh\n(.*?)```", (support.ROOT / page).read_text(), re.S)


class Machine(support.PackageCase):
    """A machine without pglint, network and settings of pip and npm."""

    def setUp(self):
        super().setUp()
        self.home = self.scratch / "home"
        self.home.mkdir()
        self.env = support.environment(HOME=self.home, no_proxy="127.0.0.1", npm_config_cache=self.scratch / "cache",
                                       npm_config_offline="true", npm_config_audit="false", npm_config_fund="false",
                                       npm_config_update_notifier="false", PIP_CONFIG_FILE="/dev/null",
                                       PIP_DISABLE_PIP_VERSION_CHECK="1")
        self.env["PATH"] = self.env["PATH"].split(":", 1)[1]


class Readme(Machine):
    """The commands that install from files: each is alone in an empty project, in seconds."""

    def commands(self, program):
        lines = [line for block in blocks("README.md") for line in block.splitlines() if "FOLDER" in line]
        self.assertEqual([line.split()[0] for line in lines], ["pip", "npm"])
        return [line.replace("FOLDER", str(self.release)) for line in lines if line.startswith(program)]

    def test_wheel(self):
        self.need("python3")
        self.ok("python3", "-m", "venv", self.scratch / "venv")  # takes Python seconds by itself
        with self.soon():
            (command,) = self.commands("pip ")
            self.ok("sh", "-c", f". venv/bin/activate && {command}", cwd=self.scratch, env=self.env)
            self.assert_works(self.scratch / "venv/bin/pglint")

    def test_npm(self):
        self.need("npm", "node")
        (self.scratch / "package.json").write_text('{"private": true}\n')
        with self.soon():
            (command,) = self.commands("npm ")
            self.ok("sh", "-c", command, cwd=self.scratch, env=self.env)
            self.assert_works(self.scratch / "node_modules/.bin/pglint")


class Installing(Machine):
    def test_blocks(self):
        self.need("curl", "npm", "python3", "sha256sum")
        here = self.scratch / "here"
        shutil.copytree(self.release, here)
        (here / "package.json").write_text('{"private": true}\n')
        printed = ""
        with support.served(self.release) as address:
            for block in blocks("docs/installing.md"):
                printed += self.ok("bash", "-euo", "pipefail", "-c", block, cwd=here, env=self.env | {"BASE_URL": address})
        self.assertEqual(len(re.findall(rf"^pglint {support.version()} \(", printed, re.M)), 3, printed)
        self.assertIn(": OK", printed)
        self.assert_works(self.home / ".local/bin/pglint")


class ContinuousIntegration(support.Case):
    def test_blocks(self):
        folder = self.scratch / "db/migrations"
        folder.mkdir(parents=True)
        for sql, status in ("SELECT 1;\n", 0), ("CREATE TABLE t (id bigint PRIMARY KEY, price money);\n", 1):
            (folder / "a.sql").write_text(sql)
            for block in blocks("docs/ci.md"):
                shell = ["bash", "-euo", "pipefail", "-c", block]
                for command in shell, self.in_container_without("git", *shell):
                    done = support.run(*command, cwd=self.scratch)
                    self.assertEqual((done.returncode, done.stderr), (status, ""))
        for name in "pglint.xml", "pglint.sarif", "pglint.json":
            self.assertIn("money-type", (self.scratch / name).read_text())


if __name__ == "__main__":
    support.main()
