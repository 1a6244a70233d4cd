"""The Python wheels of a release, installed by pip without an index, and what they say about where
they run."""

import os
import pathlib
import shutil
import sys
import zipfile

import support

sys.path.insert(0, str(support.ROOT / "tools/packages"))
sys.dont_write_bytecode = True
import archive  # noqa: E402
import wheel  # noqa: E402


class Wheel(support.PackageCase):
    def setUp(self):
        super().setUp()
        (self.wheel,) = self.release.glob("pglint_cli-*.whl")
        self.python = self.scratch / "venv/bin/python"

    def make_environment(self):
        """An environment of Python without pip of its own, which takes seconds to get."""
        self.ok(sys.executable, "-m", "venv", "--without-pip", self.scratch / "venv")

    def pip(self, *words):
        """Runs this Python's pip on the environment, without network and settings."""
        env = support.environment(HOME=self.scratch, PIP_CONFIG_FILE="/dev/null", PIP_NO_INDEX="1", PIP_DISABLE_PIP_VERSION_CHECK="1",
                                  PIP_ROOT_USER_ACTION="ignore")
        return self.ok(sys.executable, "-m", "pip", "--python", self.python, *words, env=env)

    def need_pip(self):
        if support.run(sys.executable, "-m", "pip", "--version").returncode == 0:
            return
        if support.IS_CI:
            self.fail("no pip; tools/setup gets it")
        self.skipTest("no pip; tools/setup gets it")

    def test_first_finding(self):
        self.need_pip()
        with self.soon():
            self.make_environment()
            self.pip("install", self.wheel)
            self.assert_works(self.scratch / "venv/bin/pglint")

    def test_install_run_and_uninstall(self):
        self.need_pip()
        self.make_environment()
        self.pip("install", self.wheel)
        self.assert_works(self.python, "-m", "pglint_cli")
        self.assertIn("License: MIT", self.pip("show", "--verbose", "pglint-cli"))
        self.pip("check")
        self.pip("uninstall", "--yes", "pglint-cli")
        left = [path for path in (self.scratch / "venv").rglob("*pglint*")]
        self.assertEqual(left, [])

    def test_into_a_folder(self):
        self.need_pip()
        self.make_environment()
        self.pip("install", "--target", self.scratch / "here", self.wheel)
        env = support.environment(PYTHONPATH=self.scratch / "here")
        self.assertEqual(support.run(self.python, "-m", "pglint_cli", "a.sql", cwd=self.scratch, env=env).returncode, 1)

    def test_the_list_of_its_content_is_complete(self):
        with zipfile.ZipFile(self.wheel) as packed:
            (record,) = [name for name in packed.namelist() if name.endswith("/RECORD")]
            listed = packed.read(record).decode().splitlines()
            self.assertEqual([line.split(",")[0] for line in listed], packed.namelist())
            for line in listed[:-1]:
                name = line.split(",")[0]
                self.assertEqual(wheel.record_line(name, packed.read(name)), line + "\n")
            (program,) = [entry for entry in packed.infolist() if entry.filename.endswith("/scripts/pglint")]
            self.assertEqual(program.external_attr >> 16 & 0o777, 0o755)

    def test_says_where_it_runs(self):
        """A program with a dynamic loader is for no index; a static one is for every Linux."""
        made = archive.Archive(self.archive)
        self.assertEqual("linux_" in self.wheel.name.replace("manylinux_", "").replace("musllinux_", ""),
                         not archive.is_static(made.program()))
        built = pathlib.Path(os.path.realpath(shutil.which("sh"))).read_bytes()
        self.assertFalse(archive.is_static(built))

    def test_tags_of_other_systems(self):
        other = archive.Archive(pathlib.Path("pglint-1.2.3-darwin-arm64.tar.gz"))
        self.assertEqual((other.version, other.platform), ("1.2.3", ("darwin", "arm64")))
        self.assertEqual(wheel.platform_tags(other, b""), [f"macosx_{archive.MACOS.replace('.', '_')}_arm64"])
        with self.assertRaises(ValueError):
            archive.Archive(pathlib.Path("pglint-1.2.3-plan9-mips.tar.gz"))


if __name__ == "__main__":
    support.main()
