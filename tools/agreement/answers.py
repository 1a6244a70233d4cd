"""Recorded answers of a server about the scripts of a file, to compare pglint without a server."""

import json

# Ordinary values by the last name of a fact's path: only such facts are left out of the records.
ordinary = {
    "persistence": "permanent",
    "partitioned": False,
    "partition": False,
    "row_security": False,
    "force_row_security": False,
    "of_type": None,
    "comment": None,
    "parents": [],
    "not_null": False,
    "default": False,
    "identity": "none",
    "generated": "none",
    "local": True,
    "deferrable": False,
    "initially_deferred": False,
    "validated": True,
    "enforced": True,
    "no_inherit": False,
    "on_update": "no action",
    "on_delete": "no action",
    "match": "simple",
    "set_columns": [],
    "method": "btree",
    "unique": False,
    "primary": False,
    "nulls_not_distinct": False,
    "predicate": False,
    "valid": True,
    "include": [],
    "constraint": None,
    "parent": None,
    "security_definer": False,
    "strict": False,
    "returns_set": False,
    "volatility": "volatile",
}


def is_ordinary(path, value):
    # Compare the type too: null is not false.
    return path[-1] in ordinary and value == ordinary[path[-1]] and type(value) is type(ordinary[path[-1]])


def telling(facts):
    """`facts` without those that are ordinary."""
    return {path: value for path, value in facts.items() if not is_ordinary(path, value)}


def completed(facts, others):
    """Recorded `facts` and the ordinary ones about the same objects that `others` contain."""
    left_out = {
        path: ordinary[path[-1]]
        for path in others
        if path not in facts and path[-1] in ordinary and path[:-1] in facts
    }
    return facts | left_out


def file_beside(script):
    return script.with_suffix(".answers.json")


def written(cases):
    """The facts of each case as JSON, one line per fact: the path, then the value."""
    parts = []
    for name, facts in cases.items():
        lines = [json.dumps([*path, value], ensure_ascii=False) for path, value in sorted(telling(facts).items())]
        parts.append(json.dumps(name, ensure_ascii=False) + ": [" + ",".join("\n  " + line for line in lines) + "\n]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read(content):
    return {name: {tuple(line[:-1]): line[-1] for line in lines} for name, lines in json.loads(content).items()}
