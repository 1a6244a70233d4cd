"""Compares pglint's findings with the server's rejections of one script."""

import dataclasses
import re

from agreement.scripts import copies


@dataclasses.dataclass
class Disagreement:
    script: str
    line: int  # 1-based
    cause: str
    detail: str


@dataclasses.dataclass
class Comparison:
    statements: int
    replaced: int = 0  # of these, those in which psql replaced a variable
    both: int = 0  # statements that both reject
    same_place: int = 0  # of those, with the server's place in pglint's range or just after it
    kinds: dict = dataclasses.field(default_factory=dict)  # rejections not by the grammar, by kind
    disagreements: list = dataclasses.field(default_factory=list)


def template(message):
    """A message without quoted parts."""
    return re.sub(r'"(?:[^"]|"")*"', '"…"', message)


def points_at(finding, offset):
    begin, end = (finding["range"][side]["offset"] for side in ("start", "end"))
    return offset is not None and begin <= offset <= end


def matches(rejection, findings):
    return [finding for finding in findings if rejection.begin <= finding["range"]["start"]["offset"] <= rejection.end]


def in_data(content, rejection):
    """True if psql read the data of a COPY as SQL because the COPY failed."""
    return any(
        copy.end() <= rejection.begin < end or copy.end() < rejection.end <= end for copy, end in copies(content)
    )


def compare(script, content, verdict, findings):
    """Agreement and differences. `findings` are pglint's syntax errors in this script."""
    result = Comparison(verdict.statements, verdict.replaced)
    explained = set()
    for rejection in verdict.rejections:
        found = matches(rejection, findings)
        explained.update(id(finding) for finding in found)
        if rejection.kind in ("analysis", "dynamic", "psql"):
            if not found:
                key = (rejection.kind, template(rejection.message))
                result.kinds[key] = result.kinds.get(key, 0) + 1
            continue
        if not found:
            line = content.count(b"\n", 0, rejection.begin if rejection.at is None else rejection.at) + 1
            kind = "data of a COPY that failed" if in_data(content, rejection) else rejection.kind
            cause = f"only the server, {kind}: {template(rejection.message)}"
            result.disagreements.append(Disagreement(script, line, cause, rejection.message))
            continue
        result.both += 1
        result.same_place += any(points_at(finding, rejection.at) for finding in found)
    for finding in findings:
        if id(finding) not in explained:
            cause = f"only pglint, {finding['rule']}: {template(finding['message'])}"
            result.disagreements.append(Disagreement(script, finding["range"]["start"]["line"], cause, finding["message"]))
    return result
