"""The files of a repository with hooks for pre-commit that install the published packages: a mirror.
pre-commit builds nothing, and tags of the action do not mislead `pre-commit autoupdate`."""

import json
import pathlib

from archive import write_tar

HERE = pathlib.Path(__file__).resolve().parent / "pre-commit"


def files(version):
    """The files of the mirror: {name: text}."""
    named = {".pre-commit-hooks.yaml": "hooks.yaml", "pyproject.toml": "pyproject.toml", "README.md": "README.md"}
    texts = {name: (HERE / source).read_text().replace("{version}", version) for name, source in named.items()}
    package = {"name": "pglint-pre-commit", "version": version, "private": True, "license": "MIT"}
    return texts | {"package.json": json.dumps(package, indent=2) + "\n"}


def make(folder, archives, homepage):
    """Writes the archive with the mirror's files into `folder`."""
    version = archives[0].version
    top = f"pglint-pre-commit-{version}"
    write_tar(folder / f"{top}.tar.gz", top, {name: (text, 0o644) for name, text in files(version).items()})
