"""Puts pglint's findings and the server's rejections of one script side by side."""

import dataclasses
import re

from agreement.scripts import copies


@dataclasses.dataclass
class Disagreement:
    script: str
    line: int  # from 1
    cause: str
    detail: str


@dataclasses.dataclass
class Comparison:
    statements: int
    both: int = 0  # statements that the two reject
    same_place: int = 0  # of those, with the server's place in what pglint underlines or just behind it
    kinds: dict = dataclasses.field(default_factory=dict)  # rejections the grammar has no part in, by kind
    disagreements: list = dataclasses.field(default_factory=list)


def template(message):
    """A message without what is quoted in it."""
    return re.sub(r'"(?:[^"]|"")*"', '"…"', message)


def points_at(finding, offset):
    begin, end = (finding["range"][side]["offset"] for side in ("start", "end"))
    return offset is not None and begin <= offset <= end


def matches(rejection, findings):
    return [finding for finding in findings if rejection.begin <= finding["range"]["start"]["offset"] <= rejection.end]


def in_data(content, rejection):
    """Whether psql took for SQL what would have been the data of a COPY, had that not failed."""
    return any(
        copy.end() <= rejection.begin < end or copy.end() < rejection.end <= end for copy, end in copies(content)
    )


def compare(script, content, verdict, findings):
    """What agrees and what does not. `findings` are pglint's about syntax, in this script."""
    result = Comparison(verdict.statements)
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
