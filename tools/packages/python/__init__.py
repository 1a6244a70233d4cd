"""pglint as a Python package: the program is installed beside Python's own."""

import os
import sys
import sysconfig


def find_program():
    """The path of the program that was installed with this package."""
    folders = [sysconfig.get_path("scripts")]
    if sys.version_info >= (3, 10):
        folders.append(sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")))
    # pip install --target
    folders.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin"))
    for folder in folders:
        program = os.path.join(folder, "pglint")
        if os.path.isfile(program):
            return program
    raise FileNotFoundError("pglint is in none of " + ", ".join(folders))
