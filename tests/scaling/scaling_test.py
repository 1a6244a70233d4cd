#!/usr/bin/env python3
"""Checks that the work of pglint grows in proportion to its input.

Runs a program that counts what it does (block_count.c) on each construct of constructs.py at three
sizes and fits the exponent of the growth. Names of constructs as arguments run only those.
"""
import argparse
import math
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

from constructs import constructs

# Of the largest number of repetitions.
PARTS = (4, 2, 1)
TIMEOUT = 120


def write(files, folder):
    """Returns the bytes of all files."""
    for name, text in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return sum(len(text) for text in files.values())


def run(program, construct, n, counts_time):
    """The bytes of n repetitions, and what pglint does for them: blocks, or seconds of CPU time."""
    with tempfile.TemporaryDirectory() as folder:
        files = construct.files(n)
        size = write(files, folder)
        isolated = [] if "pglint.toml" in files else ["--isolated"]
        command = [program, "check", "--jobs", "1", "--select", "all", "--min-confidence", "low",
                   *isolated, *construct.arguments, *(construct.paths or list(files))]
        count = Path(folder, "count")
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env={**os.environ, "PGLINT_BLOCK_COUNT": str(count)}) as process:
            timer = Timer(TIMEOUT, process.kill)
            timer.start()
            error = process.stderr.read().decode(errors="replace")
            _, status, usage = os.wait4(process.pid, 0)
            timer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in construct.codes:
            raise RuntimeError(f"exit code {process.returncode} at {size:,} bytes: {error[-300:]}")
        return size, usage.ru_utime if counts_time else int(count.read_text()), usage.ru_utime


def exponent(sizes, counts):
    """The slope of a line through the logarithms."""
    xs, ys = [math.log(x) for x in sizes], [math.log(max(y, 1e-3)) for y in counts]
    x0, y0 = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - x0) * (y - y0) for x, y in zip(xs, ys)) / sum((x - x0) ** 2 for x in xs)


def measure(program, construct, scale, counts_time):
    """The exponent, the sizes, the counts, and the seconds that the largest took; sizes and counts
    without those of one repetition."""
    smallest, least, _ = run(program, construct, 1, counts_time)
    most = max(8, int(min(construct.most * scale, construct.end)))
    sizes, counts = [], []
    for part in PARTS:
        size, count, seconds = run(program, construct, most // part, counts_time)
        sizes.append(size - smallest)
        counts.append(count - least)
    return exponent(sizes, counts), sizes, counts, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--program", default=os.environ.get("PGLINT_COUNTED", "build/scaling/pglint"))
    parser.add_argument("--scale", type=float, default=1, help="multiplies the sizes")
    parser.add_argument("--every", type=int, default=1, help="run only every nth construct")
    parser.add_argument("--time", action="store_true", help="fit times, of any pglint")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    unknown = [name for name in options.names if name not in constructs]
    if unknown:
        parser.error(f"no construct is called {unknown[0]!r}; constructs.py has their names")
    chosen = {name: constructs[name] for name in options.names or constructs}
    chosen = dict(list(chosen.items())[:: options.every])
    failed = []

    def one(name):
        try:
            found, sizes, counts, seconds = measure(program, chosen[name], options.scale, options.time)
        except (RuntimeError, OSError) as error:
            failed.append(name)
            return f"{name}: {error}"
        is_bad = found > chosen[name].exponent
        if is_bad:
            failed.append(name)
        shown = " ".join(f"{count:.2f}" if options.time else f"{count:,}" for count in counts)
        return (f"{found:5.2f} {'!' if is_bad else ' '} {name:42} {sizes[-1]:9,} bytes "
                f"{seconds:6.2f} s  {shown}")

    with ThreadPoolExecutor(options.jobs) as pool:
        for line in pool.map(one, chosen):
            print(line, flush=True)
    print(f"{len(chosen)} constructs, {len(failed)} above their largest exponent")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
