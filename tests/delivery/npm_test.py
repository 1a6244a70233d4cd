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
        self.main = self.release / f"pglint-{support.version()}.tgz"
        self.platforms = [file for file in self.release.glob("pglint-*.tgz") if file != self.main]

    def npm(self, *words):
        return self.ok("npm", *words, cwd=self.scratch, env=self.env)

    def test_install_and_run(self):
        self.npm("install", self.main, *self.platforms)
        self.assertIn(f"pglint {support.version()} ", self.npm("exec", "--", "pglint", "--version"))
        launcher = self.scratch / "node_modules/.bin/pglint"
        self.assert_works(launcher)
        with open(self.scratch / "a.sql") as source:
            self.assertEqual(support.run(launcher, "-", cwd=self.scratch, env=self.env, stdin=source).returncode, 1)
        self.assertEqual(support.run(launcher, "missing.sql", cwd=self.scratch).returncode, 2)

    def test_without_its_platform(self):
        self.npm("install", "--omit=optional", self.main)
        done = support.run(self.scratch / "node_modules/.bin/pglint", "a.sql", cwd=self.scratch)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, r"^pglint: its package @pglint/\S+ is not installed; .*omit=optional.*\n$")

        # A machine without a release.
        package = self.scratch / "node_modules/pglint/package.json"
        written = json.loads(package.read_text())
        written["optionalDependencies"] = {"@pglint/plan9-mips": support.version()}
        package.write_text(json.dumps(written))
        done = support.run(self.scratch / "node_modules/.bin/pglint", "a.sql", cwd=self.scratch)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"^pglint: there is no program for \S+, only @pglint/plan9-mips; ")


if __name__ == "__main__":
    support.main()
