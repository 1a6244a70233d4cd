"""The archive and Debian package of a release, and `cmake --install`: their files, and that they
run."""

import hashlib
import tarfile

import support


class Files(support.PackageCase):
    STANDARD = [
        "bin/pglint", "share/man/man1/pglint.1", "share/bash-completion/completions/pglint", "share/zsh/site-functions/_pglint",
        "share/fish/vendor_completions.d/pglint.fish", "share/doc/pglint/copyright", "share/doc/pglint/README.md",
        "share/doc/pglint/docs/command-line.md",
    ]

    def test_cmake_install(self):
        self.need("cmake")
        prefix = self.scratch / "prefix"
        self.ok("cmake", "--install", support.BUILD, "--prefix", prefix)
        for name in self.STANDARD:
            self.assertTrue((prefix / name).is_file(), name)
        self.assert_works(prefix / "bin/pglint")

    def test_archive(self):
        with tarfile.open(self.archive) as tar:
            names = {member.name for member in tar}
            top = self.archive.name.removesuffix(".tar.gz")
            licenses = tar.extractfile(f"{top}/share/doc/pglint/copyright").read().decode()
        for name in self.STANDARD:
            self.assertIn(f"{top}/{name}", names)
        self.assertIn("libpg_query", licenses)
        self.assertNotIn("not available", licenses)

    def test_checksums(self):
        sums = list(self.release.glob("*.sha256"))
        self.assertTrue(sums)
        for file in sums:
            expected, name = file.read_text().split()
            self.assertEqual(hashlib.sha256((self.release / name).read_bytes()).hexdigest(), expected)

    def test_debian_package(self):
        self.need("dpkg-deb")
        package = next(self.release.glob("*.deb"))
        fields = self.ok("dpkg-deb", "--field", package)
        self.assertIn(f"Version: {support.version()}\n", fields)
        prefix = self.scratch / "root"
        self.ok("dpkg-deb", "--extract", package, prefix)
        for name in self.STANDARD:
            self.assertTrue((prefix / "usr" / name).is_file(), name)
        self.assert_works(prefix / "usr/bin/pglint")
        # Each shared library that the program needs is in a package that it depends on.
        self.need("ldd", "file", "dpkg-shlibdeps")
        linked = support.run("ldd", prefix / "usr/bin/pglint").stdout
        depends = next((line for line in fields.splitlines() if line.startswith("Depends:")), "")
        self.assertEqual("libc.so.6" in linked, "libc6 " in depends)
        self.assertEqual("libstdc++.so" in linked, "libstdc++6 " in depends)


if __name__ == "__main__":
    support.main()
