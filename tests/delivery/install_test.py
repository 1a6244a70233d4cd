"""tools/install.sh with a local server."""

import os
import shutil

import support

INSTALL = support.ROOT / "tools/install.sh"


class InstallScript(support.PackageCase):
    def install(self, address, *options):
        self.need("curl")
        env = support.environment(no_proxy="127.0.0.1", HOME=self.scratch)
        return support.run("sh", INSTALL, "--base-url", address, "--prefix", self.scratch / "prefix", *options, env=env)

    def test_installs_and_updates(self):
        with support.served(self.release) as address:
            for options in [], ["--version", support.version()]:
                done = self.install(address, *options)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn(f"pglint {support.version()} is in {self.scratch}/prefix/bin", done.stdout)
                self.assertIn("not on the PATH", done.stdout)
        self.assert_works(self.scratch / "prefix/bin/pglint")

    def test_by_wget_too(self):
        self.need("wget")
        tools = self.scratch / "tools"
        tools.mkdir()
        for tool in "sh cat cp cut gzip id mkdir mktemp rm sed sha256sum tar tr uname wget".split():
            (tools / tool).symlink_to(shutil.which(tool))
        env = support.environment(PATH=tools, no_proxy="127.0.0.1")
        with support.served(self.release) as address:
            self.ok("sh", INSTALL, "--base-url", address, "--prefix", self.scratch / "prefix", env=env)
        self.assert_works(self.scratch / "prefix/bin/pglint")

    def refused(self, done, words):
        self.assertEqual(done.returncode, 1)
        self.assertIn(words, done.stderr)
        self.assertFalse((self.scratch / "prefix").exists())

    def test_refuses_what_was_changed(self):
        changed = self.scratch / "changed"
        changed.mkdir()
        for file in self.release.iterdir():
            os.symlink(file, changed / file.name)
        (changed / self.archive.name).unlink()
        (changed / self.archive.name).write_bytes(self.archive.read_bytes() + b"!")
        with support.served(changed) as address:
            self.refused(self.install(address), "is not what was released")
        with support.served(self.release) as address:
            self.refused(self.install(address, "--sha256", "0" * 64), "nothing was installed")

    def test_says_what_is_missing(self):
        with support.served(self.scratch) as address:
            self.refused(self.install(address), "cannot download")
        with support.served(self.release) as address:
            self.refused(self.install(address, "--version", "99.0"), "cannot download")
            self.refused(self.install(address, "--version", "../x"), "is not a version")
        done = support.run("sh", INSTALL)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("usage:", done.stderr)


if __name__ == "__main__":
    support.main()
