"""The translation units that CMake compiles, their files, and checks that run only on changed
units.

CHECK_SINCE=<commit> checks only units that, or whose includes, differ from that commit.
CHECK_MINUTES=<n> starts no unit after that time and reports how many files were left out; the most
recently changed units come first.
"""

import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parent.parent.parent
include_line = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


def last_changes():
    """The time of each file's last commit, in seconds since 1970; without uncommitted files."""
    times = {}
    when = 0
    for line in git("log", "--format=@%ct", "--name-only").splitlines():
        if line.startswith("@"):
            when = int(line[1:])
        elif line:
            times.setdefault(root / line, when)
    return times


class Units:
    """The translation units of a preset: single files, or groups of files that are compiled together."""

    def __init__(self, preset, folders):
        self.build = root / "build" / preset
        self.folders = folders
        done = subprocess.run(["cmake", "--preset", preset], cwd=root, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stdout + done.stderr)
        database = json.loads((self.build / "compile_commands.json").read_text())
        self.commands = {entry["file"]: entry["command"] for entry in database}

    @functools.cache
    def included_by(self, path):
        """The files of ours that `path` includes."""
        folders = (root / "src", path.parent, root, self.build / "generated")
        found = []
        for name in include_line.findall(path.read_text()):
            found += [folder / name for folder in folders if (folder / name).is_file()][:1]
        return found

    def files_of(self, unit):
        """The unit's file and every file of ours that it includes, at any depth."""
        found = set()
        todo = [pathlib.Path(unit)]
        while todo:
            path = todo.pop()
            if path not in found:
                found.add(path)
                todo += self.included_by(path)
        return found

    def is_group(self, unit):
        return unit.startswith(f"{self.build}/") and "/Unity/" in unit

    def sources_of(self, unit):
        path = pathlib.Path(unit)
        return self.included_by(path) if self.is_group(unit) else [path]

    def is_ours(self, path):
        return any(path.is_relative_to(root / folder) for folder in self.folders)

    def holding(self, names):
        """The units of the files named, or all of ours."""
        if not names:
            return sorted(unit for unit in self.commands if all(map(self.is_ours, self.sources_of(unit))))
        units = {source: unit for unit in self.commands for source in self.sources_of(unit)}
        paths = [pathlib.Path(name).resolve() for name in names]
        if unknown := [path for path in paths if path not in units]:
            sys.exit(f"{sys.argv[0]}: nothing compiles {unknown[0]}")
        return sorted({units[path] for path in paths})

    def fingerprint(self, unit, tool):
        digest = hashlib.sha256(tool + self.commands[unit].encode())
        for path in sorted(self.files_of(unit)):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def check(self, name, units, tool, command):
        """Calls `command(unit)`, which returns a completed process, for all units that are not yet
        clean with this `tool` (bytes that identify its version)."""
        if since := os.environ.get("CHECK_SINCE"):
            changed = {root / path for path in git("diff", "--name-only", since).splitlines()}
            units = [unit for unit in units if changed & self.files_of(unit)]
        clean = self.build / "clean"
        clean.mkdir(exist_ok=True)
        marks = {unit: clean / self.fingerprint(unit, tool) for unit in units}
        todo = [unit for unit in units if not marks[unit].exists()]
        count = sum(len(self.sources_of(unit)) for unit in todo)
        print(f"{name}: {count} of {sum(len(self.sources_of(unit)) for unit in units)} files", flush=True)

        deadline = None
        if minutes := os.environ.get("CHECK_MINUTES"):
            deadline = time.monotonic() + 60 * float(minutes)
            changed_at, now = last_changes(), time.time()
            todo.sort(key=lambda unit: -max(changed_at.get(source, now) for source in self.sources_of(unit)))

        def run(unit):
            if deadline and time.monotonic() > deadline:
                return unit, None
            return unit, command(unit)

        failed = left_out = 0
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for unit, done in pool.map(run, todo):
                if done is None:
                    left_out += len(self.sources_of(unit))
                elif done.returncode == 0:
                    marks[unit].touch()
                else:
                    failed += 1
                    print(done.stdout or done.stderr, end="", flush=True)
        if left_out:
            print(f"{name}: no time for {left_out} files, those that did not change for longest", flush=True)
        if failed:
            sys.exit(f"{name}: findings in {failed} of {len(todo)} translation units")
