"""Shared by the tests of packages, hooks and CI steps, which run the program but never build it.

PGLINT is the program, PGLINT_BUILD its build folder; ctest sets both.
"""

import contextlib
import functools
import http.server
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = pathlib.Path(os.environ.get("PGLINT_BUILD", ROOT / "build/dev"))
PGLINT = pathlib.Path(os.environ.get("PGLINT", BUILD / "pglint"))
IS_CI = os.environ.get("CI") == "true"

SKIPPED = 77  # SKIP_RETURN_CODE of ctest


def environment(**changes):
    """An environment with this build's pglint in PATH; None removes a variable."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PGLINT", "GIT_", "GITHUB_", "NO_COLOR", "FORCE_", "CLICOLOR"))}
    kept["PATH"] = f"{PGLINT.parent}{os.pathsep}{os.environ['PATH']}"
    kept["LC_ALL"] = "C.UTF-8"
    kept.update(changes)
    return {k: str(v) for k, v in kept.items() if v is not None}


def run(*command, cwd=None, env=None, stdin=subprocess.DEVNULL, **more):
    """Runs a command and captures `.stdout` and `.stderr`."""
    return subprocess.run(
        [str(word) for word in command], cwd=cwd, env=env or environment(), stdin=stdin, capture_output=True, text=True, **more
    )


def version():
    """The program's version in CMakeLists.txt."""
    for line in (ROOT / "CMakeLists.txt").read_text().splitlines():
        if line.startswith("project(pglint VERSION "):
            return line.split()[2]
    raise AssertionError("CMakeLists.txt names no version")


class Case(unittest.TestCase):
    """A test with a temporary folder."""

    def setUp(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="pglint-test-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)

    def need(self, *tools):
        """Without these programs, skips the test, or fails it in CI."""
        for tool in tools:
            if shutil.which(tool):
                continue
            if IS_CI:
                self.fail(f"no {tool}; tools/setup gets it")
            self.skipTest(f"no {tool}; tools/setup gets it")

    def in_container_without(self, program, *command):
        """The command to run `command` in a file system of its own in which a program is missing."""
        self.need("unshare", program)
        enter = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--mount", "--user", "--map-root-user"]
        if run(*enter, "true").returncode != 0:
            self.skipTest("no namespaces here")
        return [*enter, "sh", "-c", 'mount --bind /dev/null "$0" && exec "$@"', os.path.realpath(shutil.which(program)), *command]

    def ok(self, *command, **more):
        """Runs a command that must succeed; returns its standard output."""
        done = run(*command, **more)
        self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout}{done.stderr}")
        return done.stdout


@contextlib.contextmanager
def served(folder):
    """The address of a local server that serves a folder."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class PackageCase(Case):
    """A test of a release, with a file in the temporary folder that has one finding."""

    @classmethod
    def setUpClass(cls):
        cls.release = pathlib.Path(os.environ.get("PGLINT_RELEASE", ""))
        if cls.release == pathlib.Path():  # ctest makes one for all tests
            cls.release = pathlib.Path(tempfile.mkdtemp(prefix="pglint-release-"))
            cls.addClassCleanup(shutil.rmtree, cls.release, ignore_errors=True)
            done = run(ROOT / "tools/package", cls.release, BUILD)
            if done.returncode != 0:
                raise AssertionError(done.stdout + done.stderr)
        cls.archive = next(cls.release.glob("*.tar.gz"))

    def setUp(self):
        super().setUp()
        (self.scratch / "a.sql").write_text("CREATE TABLE t (id bigint PRIMARY KEY, price money);\n")

    @contextlib.contextmanager
    def soon(self):
        """The commands run inside must take at most five seconds, of processor time, because other
        tests run at the same time."""

        def spent():
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            return usage.ru_utime + usage.ru_stime

        before = spent()
        yield
        self.assertLessEqual(spent() - before, 5)

    def assert_works(self, *command):
        done = run(*command, "a.sql", cwd=self.scratch)
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertIn("money-type", done.stdout)


def main():
    result = unittest.main(module="__main__", exit=False, verbosity=2).result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(SKIPPED if result.testsRun and len(result.skipped) == result.testsRun else 0)
