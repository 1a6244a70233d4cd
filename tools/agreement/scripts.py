"""Prepares scripts for psql and pglint."""

import re

copy_from_stdin = re.compile(rb"^\s*copy\b[^;]*\bfrom\s+stdin\b[^;]*;[^\n]*\n", re.IGNORECASE | re.MULTILINE)
other_database = re.compile(r"^(\\c(onnect)?\b.*|(CREATE|DROP) DATABASE\b.*;)$", re.MULTILINE | re.IGNORECASE)


def in_one_database(text):
    """`text` without what makes and connects to other databases."""
    return other_database.sub("", text)


def copies(content):
    """Each COPY … FROM stdin, with the end of its data: after the line `\\.`, or, without one, the
    end of the statement."""
    found = list(copy_from_stdin.finditer(content))
    for copy, following in zip(found, [*found[1:], None]):
        end = re.compile(rb"^\\\.\r?$\n?", re.MULTILINE).search(content, copy.end(), following.start() if following else len(content))
        yield copy, end.end() if end else copy.end()


def close_copies(content):
    """`content` with an end of data after every COPY … FROM stdin without one: psql would read the
    rest as data."""
    closed = bytearray()
    done = 0
    for copy, end in copies(content):
        closed += content[done : copy.end()]
        done = copy.end()
        if end == copy.end():
            closed += b"\\.\n"
    return bytes(closed + content[done:])


def restore(content):
    """`content` with psql's commands and COPY data restored if they were commented out. Only
    `\\quit` stays a comment, so that psql reads to the end."""
    lines = content.split(b"\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        if re.match(rb"-- \\(?!q(uit)?\b)", line):
            lines[number] = line[3:]
        elif re.match(rb"\s*copy\b.*\bfrom\s+stdin\b.*;", line, re.IGNORECASE):
            number = restore_data(lines, number + 1)
            continue
        else:
            lines[number] = re.sub(rb"/\* (\\[a-z].*?) \*/;", rb"\1", line)
        number += 1
    return b"\n".join(lines)


def restore_data(lines, begin):
    """Restores the data that begins in a line, if it has an end; returns the line after it."""
    end = begin
    while end < len(lines) and re.match(rb"--( |$)", lines[end]):
        if lines[end] == b"-- \\.":
            lines[begin : end + 1] = [line[3:] for line in lines[begin : end + 1]]
            return end + 1
        end += 1
    return begin
