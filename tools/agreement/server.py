"""Runs scripts with psql, and reads from the server's log which statements it rejected."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parent.parent.parent

# A message of psql about a script: the line where the statement ends, the severity, the SQLSTATE if
# verbose, the text.
psql_line = re.compile(r"^psql:.*?:(\d+): (ERROR|FATAL|error|warning):  ?(?:([0-9A-Z]{5}): )?(.*)$")

# Log all statements with details, and limit waiting.
session_options = "-c log_statement=all -c log_error_verbosity=verbose -c statement_timeout=5s -c lock_timeout=1s"


default_programs = root / ".deps/postgres-18/bin"

skipped = 77  # exit code if nothing was compared because a requirement is missing


def restart_beside_server(programs=default_programs):
    """Starts this program again under tools/pg-server, unless it already runs there."""
    if "PG_SERVER_LOG" in os.environ:
        return
    for missing in [name for name in ("psql", f"{programs}/initdb") if not shutil.which(name)]:
        print(f"{sys.argv[0]}: no {missing} (tools/setup gets it)", file=sys.stderr)
        sys.exit(skipped)
    os.execv(root / "tools/pg-server", ["pg-server", "--bin", str(programs), "run", sys.executable, *sys.argv])


@dataclasses.dataclass
class Rejection:
    """A statement that the server or psql rejected. Offsets are bytes of the script."""

    kind: str  # "grammar", "body" (of a function or DO), "dynamic" (SQL made by a function), "analysis", "psql"
    message: str
    source: str  # the file of PostgreSQL that raised it
    line: int  # the last of the statement
    begin: int
    end: int
    at: int | None  # the place of the error


@dataclasses.dataclass
class Verdict:
    statements: int  # sent by psql as written in the script, but for its variables
    rejections: list
    replaced: int = 0  # of the statements, those in which psql replaced a variable


def psql(database, *arguments, **options):
    return subprocess.run(["psql", "-X", "-q", "-d", database, *arguments], capture_output=True, **options)


def sql(database, *statements):
    for statement in statements:
        psql(database, "-c", statement, check=True)


def wait_for_server():
    for _ in range(100):
        if psql("postgres", "-c", "").returncode == 0:
            return
        time.sleep(0.1)


def run_script(path, database, folder):
    """Runs one script and returns psql's messages; those of the server are in the log."""
    environment = {
        **os.environ,
        "PGOPTIONS": session_options,
        "PGCLIENTENCODING": "UTF8",
        # PostgreSQL's regression scripts need these.
        "PG_ABS_SRCDIR": str(folder),
        "PG_ABS_BUILDDIR": str(folder),
        "PG_LIBDIR": "/nowhere",
        "PG_DLSUFFIX": ".so",
    }
    content = path.read_bytes()
    said = []
    while True:
        done = psql(database, "-v", "VERBOSITY=verbose", "-f", str(path), cwd=folder, env=environment, stdin=subprocess.DEVNULL)
        said += done.stderr.decode("utf-8", "replace").splitlines()
        crash = re.match(r"psql:.*:(\d+): error: connection to server was lost$", said[-1]) if said else None
        if not crash:
            return said
        # A statement crashed the server and psql stopped; the statements after it remain to be run.
        wait_for_server()
        path = folder / "rest.sql"
        path.write_bytes(b"\n" * int(crash[1]) + b"".join(content.splitlines(keepends=True)[int(crash[1]) :]))


def read_log(databases):
    """The entries of the server's log by database, when all are written."""
    mark = f"end of log {os.getpid()}"
    psql("postgres", "-c", f'SELECT "{mark}"')
    deadline = time.monotonic() + 30
    log = pathlib.Path(os.environ["PG_SERVER_LOG"])
    while mark not in log.read_text(errors="replace") and time.monotonic() < deadline:
        time.sleep(0.1)
    entries = {name: [] for name in databases}
    with log.open(errors="replace") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry.get("dbname") in entries:
                entries[entry["dbname"]].append(entry)
    return entries


def kind_of(entry, read):
    """The part of PostgreSQL that rejected a statement; None if not for its syntax. `read` is the
    server's last statement."""
    grammar = entry.get("file_name") in ("scan.l", "gram.y", "parser.c", "pl_scanner.c", "pl_gram.y")
    syntax = entry["state_code"] == "42601"
    if not grammar:
        return "analysis" if syntax else None
    context = entry.get("context", "")
    if re.search(r"^PL/pgSQL function .* line \d+ at |^(SQL statement|invalid type name) ", context, re.MULTILINE):
        return "dynamic" if syntax else None
    if entry.get("statement") == read or context or "internal_query" in entry or entry["file_name"].startswith("pl_"):
        return "body" if syntax else None
    return "grammar"


def line_starts(content):
    """The start of each line and, as the last element, the end of the last one."""
    return [0, *(match.end() for match in re.finditer(b"\n", content)), len(content)]


def as_written(statement):
    """A pattern for the text of a statement in the script, of which psql omits empty lines and its
    own commands."""
    return re.escape(statement).replace(b"\\\n", rb"\n(?:[ \t]*\\[^\n]*\n|\n)*")


def locate(content, entry, starts, line):
    """The range in the script of a log entry's statement, which ends in `line` (1-based), and the
    place of its error."""
    end_of_line = starts[min(line, len(starts) - 1)]
    statement = entry.get("statement", "").rstrip().encode()
    written = as_written(statement)
    window = max(0, end_of_line - 2 * len(statement) - 4096)
    places = list(re.finditer(written, content[window:end_of_line])) if statement else []
    if places:
        begin, end = (window + offset for offset in places[-1].span())
        at = None
        if "cursor_position" in entry:
            before = entry["statement"][: entry["cursor_position"] - 1].encode()
            at = begin + re.match(as_written(before), content[begin:]).end()
        return begin, end, at
    # psql replaced a variable in it, so only whole lines are known.
    return starts[max(0, min(line, len(starts) - 1) - 1 - statement.count(b"\n"))], end_of_line, None


def accepted(content, entries, said):
    """The script without rejected statements, which no real history contains."""
    spoken = [match.groups() for match in map(psql_line.match, said) if match]
    starts = line_starts(content)
    kept = bytearray(content)
    place = 0  # in psql's messages
    after = 0  # in the script: the end of the last rejected statement
    replaced = []
    for entry in entries:
        read = re.match(r"statement: ((?:commit|end)\b.*)", entry["message"], re.DOTALL | re.IGNORECASE)
        if read and "aborted" in entry.get("ps", ""):
            # It ends a failed transaction.
            begin = content.find(read[1].encode(), after)
            replaced += [(begin, begin + len(read[1].encode()))] if begin >= 0 else []
        if entry["error_severity"] != "ERROR":
            continue
        message = entry["message"].split("\n")[0]
        found = next((at for at in range(place, min(place + 50, len(spoken))) if spoken[at][3] == message), None)
        if found is None:
            continue
        place = found + 1
        begin, after, _ = locate(content, entry, starts, int(spoken[found][0]))
        if re.match(rb"commit\b|end\b", content[begin:after], re.IGNORECASE):
            replaced.append((begin, after))  # a deferred constraint fails here
        else:
            kept[begin:after] = re.sub(rb"[^\n]", b" ", content[begin:after])
    for begin, end in reversed(replaced):
        kept[begin:end] = b"ROLLBACK;"
    return bytes(kept)


# A variable outside of casts and slices, as psql reads it.
psql_variable = re.compile(rb""":(?:'\w+'|"\w+"|[A-Za-z_]\w*)""")


def with_variables(content):
    """Patterns for what the server gets of each statement on one line in which psql replaces a
    variable. Lines that are nothing else would match everything, and are left out."""
    patterns = []
    for line in content.split(b"\n"):
        line = line.strip()
        parts = [re.escape(part) for part in psql_variable.split(re.sub(rb"::", b"\0\0", line))]
        if len(parts) > 1 and line.endswith(b";") and re.search(rb"[A-Za-z]{3}", b"".join(parts)) and not line.startswith((b"\\", b"--")):
            patterns.append(re.compile(b".*".join(parts).replace(rb"\x00\x00", b"::").replace(b"\0\0", b"::"), re.DOTALL))
    return patterns


def judge(content, entries, said):
    """The verdict on one script: the errors in the log, with the lines from psql's messages."""
    spoken = [match.groups() for match in map(psql_line.match, said) if match]
    starts = line_starts(content)
    dense = re.sub(b"\n+", b"\n", content)
    verdict = Verdict(0, [])
    last = None  # the server's last statement
    place = 0
    variables = with_variables(content)
    for entry in entries:
        read = re.match(r"(?:statement|execute [^:]*): (.*)", entry["message"], re.DOTALL)
        if entry["error_severity"] == "LOG" and read:
            last = read[1]
            # psql's own queries and the statements of \gexec are not in the script.
            is_written = re.sub("\n+", "\n", last).encode() in dense
            is_replaced = not is_written and any(pattern.fullmatch(last.encode()) for pattern in variables)
            verdict.statements += is_written or is_replaced
            verdict.replaced += is_replaced
        if entry["error_severity"] not in ("ERROR", "FATAL"):
            continue
        message = entry["message"].split("\n")[0]
        candidates = range(place, min(place + 50, len(spoken)))
        found = next((at for at in candidates if spoken[at][1] == entry["error_severity"] and spoken[at][3] == message), None)
        kind = kind_of(entry, last)
        verdict.statements += kind == "grammar"  # the server logs only statements that it can parse
        if found is None:
            continue  # psql's own query, such as for \d
        place = found + 1
        if kind:
            line = int(spoken[found][0])
            place_of = locate(content, entry, starts, line)
            is_replaced = place_of[2] is None and psql_variable.search(content[place_of[0] : place_of[1]]) is not None
            verdict.replaced += kind == "grammar" and is_replaced
            verdict.rejections.append(Rejection(kind, message, entry["file_name"], line, *place_of))
    for line, severity, _, message in spoken:
        if severity in ("error", "warning"):
            number = min(int(line), len(starts) - 1)
            verdict.rejections.append(Rejection("psql", message, "psql", int(line), *starts[number - 1 : number + 1], None))
    return verdict
