"""Python wheels that carry the program, one for each platform. Made without tools of Python's package
index: a wheel is a zip file with a list of its content (the binary distribution format)."""

import base64
import hashlib
import pathlib
import zipfile

from archive import KEYWORDS, MACOS, NAME, SUMMARY, is_static

HERE = pathlib.Path(__file__).resolve().parent / "python"
MODULE = NAME.replace("-", "_")
MACHINES = {"linux": {"x64": "x86_64", "arm64": "aarch64"}, "darwin": {"x64": "x86_64", "arm64": "arm64"}}


def platform_tags(archive, program):
    """Where the wheel can be installed. A static program runs with every C library; another one only
    where it was built, which no index accepts."""
    system, processor = archive.platform
    machine = MACHINES[system][processor]
    if system == "darwin":
        return [f"macosx_{MACOS.replace('.', '_')}_{machine}"]
    if is_static(program):
        return [f"manylinux2014_{machine}", f"manylinux_2_17_{machine}", f"musllinux_1_1_{machine}"]
    return [f"linux_{machine}"]


def metadata(version, homepage):
    lines = [
        "Metadata-Version: 2.1", f"Name: {NAME}", f"Version: {version}", f"Summary: {SUMMARY}", f"Keywords: {','.join(KEYWORDS)}",
        "License: MIT", "Requires-Python: >=3.7", "Description-Content-Type: text/markdown",
    ]
    if homepage:
        lines.append(f"Project-URL: Homepage, {homepage}")
    return "\n".join(lines) + "\n\n" + (HERE / "README.md").read_text()


def record_line(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}\n"


def write(path, files, record):
    """Writes the zip file: `files` are {name: (content, mode)}. The same input gives the same bytes."""
    contents = {name: (text.encode() if isinstance(text, str) else text, mode) for name, (text, mode) in files.items()}
    lines = "".join(record_line(name, data) for name, (data, _) in contents.items())
    contents[record] = f"{lines}{record},,\n".encode(), 0o644
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, (data, mode) in contents.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100000 | mode) << 16
            wheel.writestr(entry, data)


def make(folder, archives, homepage):
    """Writes the wheels into `folder`."""
    for archive in archives:
        program = archive.program()
        tags = platform_tags(archive, program)
        stem = f"{MODULE}-{archive.version}"
        info = f"{stem}.dist-info"
        files = {f"{MODULE}/{name}": ((HERE / name).read_text(), 0o644) for name in ("__init__.py", "__main__.py")}
        files[f"{stem}.data/scripts/pglint"] = program, 0o755
        files[f"{info}/METADATA"] = metadata(archive.version, homepage), 0o644
        wheel = ["Wheel-Version: 1.0", "Generator: pglint", "Root-Is-Purelib: false", *(f"Tag: py3-none-{tag}" for tag in tags)]
        files[f"{info}/WHEEL"] = "\n".join(wheel) + "\n", 0o644
        files[f"{info}/LICENSE"] = archive.licenses(), 0o644
        write(folder / f"{stem}-py3-none-{'.'.join(tags)}.whl", files, f"{info}/RECORD")
