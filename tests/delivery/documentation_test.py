"""Runs the `sh` blocks of docs/ci.md and docs/installing.md unchanged."""

import re
import shutil

import support


def blocks(page):
    return re.findall(r"```sh\n(.*?)```", (support.ROOT / "docs" / page).read_text(), re.S)


class Installing(support.PackageCase):
    def test_blocks(self):
        self.need("curl", "npm", "python3", "sha256sum")
        here = self.scratch / "here"
        shutil.copytree(self.release, here)
        (here / "package.json").write_text('{"private": true}\n')
        home = self.scratch / "home"
        home.mkdir()
        env = support.environment(HOME=home, no_proxy="127.0.0.1", npm_config_cache=self.scratch / "cache", npm_config_offline="true",
                                  npm_config_audit="false", npm_config_fund="false", npm_config_update_notifier="false",
                                  PIP_CONFIG_FILE="/dev/null", PIP_DISABLE_PIP_VERSION_CHECK="1")
        env["PATH"] = env["PATH"].split(":", 1)[1]
        printed = ""
        with support.served(self.release) as address:
            for block in blocks("installing.md"):
                printed += self.ok("bash", "-euo", "pipefail", "-c", block, cwd=here, env=env | {"BASE_URL": address})
        self.assertEqual(len(re.findall(rf"^pglint {support.version()} \(", printed, re.M)), 3, printed)
        self.assertIn(": OK", printed)
        self.assert_works(home / ".local/bin/pglint")


class ContinuousIntegration(support.Case):
    def test_blocks(self):
        folder = self.scratch / "db/migrations"
        folder.mkdir(parents=True)
        for sql, status in ("SELECT 1;\n", 0), ("CREATE TABLE t (id bigint PRIMARY KEY, price money);\n", 1):
            (folder / "a.sql").write_text(sql)
            for block in blocks("ci.md"):
                shell = ["bash", "-euo", "pipefail", "-c", block]
                for command in shell, self.in_container_without("git", *shell):
                    done = support.run(*command, cwd=self.scratch)
                    self.assertEqual((done.returncode, done.stderr), (status, ""))
        for name in "pglint.xml", "pglint.sarif", "pglint.json":
            self.assertIn("money-type", (self.scratch / name).read_text())


if __name__ == "__main__":
    support.main()
