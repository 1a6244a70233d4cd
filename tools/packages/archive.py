"""The archives of a release, as `tools/package` makes them: pglint-VERSION-SYSTEM-PROCESSOR.tar.gz."""

import gzip
import hashlib
import io
import re
import struct
import tarfile

PROCESSORS = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}
SYSTEMS = {"linux", "darwin"}

# The oldest macOS that the release workflow builds for.
MACOS = "13.0"

# What every package says about itself.
NAME = "pglint-cli"
SUMMARY = "Static linter for PostgreSQL: schemas, migrations, queries and PL/pgSQL"
KEYWORDS = ["postgresql", "sql", "lint", "migration"]


class Archive:
    """One archive. `platform` is (system, processor) in the words of npm, such as (linux, arm64)."""

    def __init__(self, path):
        parts = re.fullmatch(r"pglint-(.+)-([a-z]+)-([a-z0-9_]+)\.tar\.gz", path.name)
        if not parts or parts[2] not in SYSTEMS or parts[3] not in PROCESSORS:
            raise ValueError(f"{path} is not an archive of a release for a known platform")
        self.path = path
        self.version = parts[1]
        self.platform = parts[2], PROCESSORS[parts[3]]

    def member(self, name):
        """The content of a file, named without the archive's top folder."""
        top = self.path.name.removesuffix(".tar.gz")
        with tarfile.open(self.path) as tar:
            return tar.extractfile(f"{top}/{name}").read()

    def program(self):
        return self.member("bin/pglint")

    def licenses(self):
        return self.member("share/doc/pglint/copyright")

    def checksum(self):
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def is_static(program):
    """Whether a Linux program (ELF, 64 bits, little endian) asks for no dynamic loader."""
    interpreter = 3  # PT_INTERP
    (table,) = struct.unpack_from("<Q", program, 32)
    size, count = struct.unpack_from("<HH", program, 54)
    kinds = [struct.unpack_from("<I", program, table + i * size)[0] for i in range(count)]
    return interpreter not in kinds


def write_tar(path, top, files):
    """Writes a .tar.gz with one folder, `top`: `files` are {name: (content, mode)}. The same input gives
    the same bytes."""
    with gzip.GzipFile(path, "wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for name, (content, mode) in sorted(files.items()):
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size, entry.mode = len(data), mode
            tar.addfile(entry, io.BytesIO(data))
