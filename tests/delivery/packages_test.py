"""What tools/packages/pack makes of archives: checksums, the Homebrew formula, the same bytes each
time; and that a static program needs nothing but itself."""

import hashlib
import json
import os
import re
import shutil
import sys
import tarfile

import support

sys.path.insert(0, str(support.ROOT / "tools/packages"))
sys.dont_write_bytecode = True
import archive  # noqa: E402

PACK = support.ROOT / "tools/packages/pack"
HOME = "https://code.example.org/OWNER/pglint"


class Packages(support.Case):
    def setUp(self):
        super().setUp()
        self.out = self.scratch / "out"
        self.out.mkdir()

    def take(self, *platforms):
        """Archives for `platforms`, with another program for the sake of speed."""
        program = shutil.which("true")
        for platform in platforms:
            top = f"pglint-{support.version()}-{platform}"
            with tarfile.open(self.out / f"{top}.tar.gz", "w:gz") as tar:
                tar.add(os.path.realpath(program), f"{top}/bin/pglint")
                tar.add(support.ROOT / "LICENSE", f"{top}/share/doc/pglint/copyright")

    def pack(self, *more):
        env = support.environment(PYTHONDONTWRITEBYTECODE="1")
        return self.ok(PACK, self.out, *more, env=env)

    def test_every_platform(self):
        self.take("linux-x86_64", "linux-aarch64", "darwin-x86_64", "darwin-arm64")
        self.pack(HOME)
        main = self.out / f"pglint-cli-{support.version()}.tgz"
        with tarfile.open(main) as packed:
            package = json.load(packed.extractfile("package/package.json"))
        platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64"]
        self.assertEqual(package["optionalDependencies"], {f"pglint-cli-{name}": support.version() for name in platforms})
        self.assertEqual(package["homepage"], HOME)
        for name in platforms:
            self.assertTrue((self.out / f"pglint-cli-{name}-{support.version()}.tgz").is_file())
        self.assertEqual(len(list(self.out.glob("*.whl"))), 4)

        formula = (self.out / "pglint.rb").read_text()
        self.assertEqual(len(re.findall("sha256", formula)), 4)
        for url, checksum in re.findall(r'url "(\S+)"\n\s+sha256 "(\S+)"', formula):
            address, name = url.rsplit("/", 1)
            self.assertEqual(address, f"{HOME}/releases/download/v{support.version()}")
            self.assertEqual(hashlib.sha256((self.out / name).read_bytes()).hexdigest(), checksum)
        if shutil.which("ruby"):
            self.ok("ruby", "-c", self.out / "pglint.rb")

    def test_checksums_of_everything(self):
        self.take("linux-x86_64")
        self.pack()
        self.need("sha256sum")
        self.ok("sha256sum", "--check", "--strict", "SHA256SUMS", cwd=self.out)
        listed = {line.split()[1] for line in (self.out / "SHA256SUMS").read_text().splitlines()}
        self.assertEqual(listed | {"SHA256SUMS"}, {path.name for path in self.out.iterdir()})

    def test_without_a_home_page_there_is_no_address(self):
        self.take("linux-x86_64")
        self.pack()
        self.assertFalse((self.out / "pglint.rb").exists())
        for name in self.out.glob("*.tgz"):
            with tarfile.open(name) as packed:
                package = packed.extractfile("package/package.json").read()
            self.assertNotIn(b"http", package)

    def test_the_same_bytes_each_time(self):
        self.take("linux-x86_64", "darwin-arm64")
        self.pack(HOME)
        before = (self.out / "SHA256SUMS").read_text()
        self.pack(HOME)
        self.assertEqual((self.out / "SHA256SUMS").read_text(), before)

    def test_refuses_a_mixture(self):
        self.assertIn("no archive", support.run(PACK, self.out).stderr)
        self.take("linux-x86_64")
        (self.out / "pglint-99.0-linux-aarch64.tar.gz").write_bytes(b"")
        done = support.run(PACK, self.out)
        self.assertEqual(done.returncode, 1)
        self.assertIn("several versions", done.stderr)


class EmptyRoot(support.PackageCase):
    """A static program runs where there is nothing else: no libraries, no /proc, no /tmp."""

    def test_runs(self):
        program = archive.Archive(self.archive).program()
        if not archive.is_static(program):
            self.skipTest("this build's program is not static; the preset release makes one")
        self.need("unshare", "chroot")
        root = self.scratch / "root"
        root.mkdir()
        (root / "pglint").write_bytes(program)
        (root / "pglint").chmod(0o755)
        shutil.copy(self.scratch / "a.sql", root)
        enter = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--user", "--map-root-user"]
        done = support.run(*enter, "chroot", root, "/pglint", "/a.sql")
        if done.returncode not in (0, 1, 2) or "unshare" in done.stderr:
            self.skipTest(f"no namespaces here: {done.stderr}")
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertIn("money-type", done.stdout)
        self.assertEqual(support.run(*enter, "chroot", root, "/pglint", "--version").returncode, 0)


if __name__ == "__main__":
    support.main()
