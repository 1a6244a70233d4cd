"""npm packages: one for each platform, with its program, and the package pglint-cli, which has all of
them as optional dependencies, so that npm installs the matching one."""

import json
import pathlib

from archive import KEYWORDS, NAME, SUMMARY, write_tar

HERE = pathlib.Path(__file__).resolve().parent / "npm"


def package_json(name, version, description, homepage, **more):
    package = {"name": name, "version": version, "description": description, "license": "MIT"}
    if homepage:
        # npm's proof of origin compares this address with that of the workflow that publishes.
        package |= {"homepage": homepage, "repository": {"type": "git", "url": f"git+{homepage}.git"}}
    return json.dumps(package | more, indent=2) + "\n"


def platform_package(folder, archive, homepage):
    """Returns the package's name."""
    system, processor = archive.platform
    name = f"{NAME}-{system}-{processor}"
    description = f"The program of {NAME} for {system}-{processor}; install {NAME}"
    package = package_json(name, archive.version, description, homepage, os=[system], cpu=[processor], preferUnplugged=True)
    write_tar(folder / f"{name}-{archive.version}.tgz", "package", {
        "package.json": (package, 0o644),
        "README.md": (f"# {name}\n\n{description}.\n", 0o644),
        "LICENSE": (archive.licenses(), 0o644),
        "bin/pglint": (archive.program(), 0o755),
    })
    return name


def make(folder, archives, homepage):
    """Writes the packages into `folder`."""
    version = archives[0].version
    platforms = sorted(platform_package(folder, archive, homepage) for archive in archives)
    # npx looks for a program with the package's name first.
    package = package_json(
        NAME, version, SUMMARY, homepage, keywords=KEYWORDS, bin={"pglint": "bin/pglint.js", NAME: "bin/pglint.js"},
        engines={"node": ">=16"}, optionalDependencies={name: version for name in platforms})
    write_tar(folder / f"{NAME}-{version}.tgz", "package", {
        "package.json": (package, 0o644),
        "README.md": ((HERE / "README.md").read_text(), 0o644),
        "LICENSE": (archives[0].licenses(), 0o644),
        "bin/pglint.js": ((HERE / "bin/pglint.js").read_text(), 0o755),
    })
