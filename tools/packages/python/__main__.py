"""python -m pglint_cli"""

import os
import sys

from pglint_cli import find_program

program = find_program()
os.execv(program, [program, *sys.argv[1:]])
