"""The npm packages of a release, installed from their archives without a network."""

import json

import support


class Npm(support.PackageCase):
    def setUp(self):
        super().setUp()
        self.need("npm", "node")
        self.env = support.environment(HOME=self.scratch, npm_config_cache=self.scratch / "cache", npm_config_update_notifier="false",
                                       npm_config_fund="false", npm_config_audit="false", npm_config_offline="true")
        (self.scratch / "package.json").write_text('{"private": true}\n')
        self.main = self.release / f"pglint-cli-{support.version()}.tgz"
        self.platforms = [file for file in self.release.glob("pglint-cli-*.tgz") if file != self.main]

    def npm(self, *words):
        return self.ok("npm", *words, cwd=self.scratch, env=self.env)

    def test_first_finding(self):
        with self.soon():
            self.npm("install", self.main, *self.platforms)
            self.assert_works(self.scratch / "node_modules/.bin/pglint")

    def test_install_and_run(self):
        self.npm("install", self.main, *self.platforms)
        for name in "pglint", "pglint-cli":
            self.assertIn(f"pglint {support.version()} ", self.npm("exec", "--", name, "--version"))
        launcher = self.scratch / "node_modules/.bin/pglint"
        with open(self.scratch / "a.sql") as source:
            self.assertEqual(support.run(launcher, "-", cwd=self.scratch, env=self.env, stdin=source).returncode, 1)
        self.assertEqual(support.run(launcher, "missing.sql", cwd=self.scratch).returncode, 2)

    def test_npm_accepts_the_packages(self):
        for file in [self.main, *self.platforms]:
            (listed,) = json.loads(self.npm("pack", "--dry-run", "--json", file))
            self.assertEqual(listed["version"], support.version())
            self.assertEqual(f"{listed['name']}-{support.version()}.tgz", file.name)

    def test_without_its_platform(self):
        self.npm("install", "--omit=optional", self.main)
        done = support.run(self.scratch / "node_modules/.bin/pglint", "a.sql", cwd=self.scratch)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, r"^pglint: its package pglint-cli-\S+ is not installed; .*omit=optional.*\n$")

        # A machine without a release.
        package = self.scratch / "node_modules/pglint-cli/package.json"
        written = json.loads(package.read_text())
        written["optionalDependencies"] = {"pglint-cli-plan9-mips": support.version()}
        package.write_text(json.dumps(written))
        done = support.run(self.scratch / "node_modules/.bin/pglint", "a.sql", cwd=self.scratch)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"^pglint: there is no program for \S+, only pglint-cli-plan9-mips; ")


if __name__ == "__main__":
    support.main()
