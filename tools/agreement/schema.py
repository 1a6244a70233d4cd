"""Compares the schema of a server with the output of `pglint schema`."""

import dataclasses
import re


@dataclasses.dataclass
class Facts:
    known: dict  # value by path of a fact, such as ("table public.t", "column a", "type")
    unknown: set  # paths and prefixes of paths that are unknown to pglint


def plain(value):
    """A type without quotes, which only one side writes."""
    return value.replace('"', "") if isinstance(value, str) else value


def full_name(thing):
    return f"{thing['schema']}.{thing['name']}"


def flatten(schema):
    """All facts of a schema; both sides have the same shape."""
    facts = Facts({}, set())
    for entry in schema["schemas"]:
        if entry["name"] != "public":
            add(facts, ("schema " + entry["name"],), entry, [])
    for relation in schema["relations"]:
        if relation["persistence"] != "temporary":
            flatten_relation(facts, relation)
    for entry in schema["types"]:
        flatten_type(facts, entry)
    for sequence in schema["sequences"]:
        if sequence["schema"] != "pg_temp":
            add(facts, ("sequence " + full_name(sequence),), sequence, ["type", "comment"])
    for routine in schema["routines"]:
        path = (f"{routine['kind']} {full_name(routine)}({plain(routine['signature'])})",)
        fields = ["comment"] if routine["kind"] == "aggregate" else ["volatility", "security_definer", "strict", "language", "returns_set", "comment"]
        if routine["kind"] == "function":
            fields.append("returns")
        add(facts, path, routine, fields)
        if routine["returns"] is None:
            facts.unknown.add((*path, "returns"))
            facts.unknown.add((*path, "returns_set"))
    return facts


def add(facts, path, thing, fields):
    facts.known[path] = True
    if thing.get("certain") is False:
        facts.unknown.add(path)
    for field in fields:
        value = thing.get(field)
        if field in ("default", "predicate"):
            value = value is not None
        facts.known[(*path, field)] = plain(value) if field in ("type", "base", "returns", "subtype") else value


def flatten_relation(facts, relation):
    kind = relation["kind"]
    path = (f"relation {full_name(relation)}",)
    add(facts, path, relation, ["kind", "persistence", "partitioned", "partition", "row_security", "force_row_security", "of_type", "comment"])
    facts.known[(*path, "parents")] = [full_name(parent) for parent in relation["parents"]]
    if relation.get("columns_known") is False:
        facts.unknown.add((*path, "columns"))
    columns = [column for column in relation["columns"] if column.get("certain", True)]
    if len(columns) == len(relation["columns"]):
        facts.known[(*path, "columns", "in order")] = [column["name"] for column in columns]
    else:
        facts.unknown.add((*path, "columns", "in order"))
    is_table = kind in ("table", "foreign table")
    for column in relation["columns"]:
        at = (*path, "columns", column["name"])
        add(facts, at, column, ["type", "not_null", "default", "identity", "generated", "comment", *(["local"] if is_table else [])])
        if column.get("type_known") is False:
            facts.unknown.add((*at, "type"))
        if column["not_null"] is None:
            facts.unknown.add((*at, "not_null"))
    for constraint in relation["constraints"]:
        flatten_constraint(facts, path, constraint)
    for index in relation["indexes"]:
        at = (*path, "index " + index["name"])
        add(facts, at, index, ["method", "unique", "primary", "nulls_not_distinct", "predicate", "valid", "include", "constraint", "parent", "comment"])
        ordered = index["method"] == "btree"
        facts.known[(*at, "keys")] = [
            [key.get("column"), *((key["descending"], key["nulls_first"]) if ordered else ())] for key in index["keys"]
        ]
    for trigger in relation["triggers"]:
        add(facts, (*path, "trigger " + trigger["name"]), trigger, ["for_each_row", "timing", "comment"])
    for policy in relation["policies"]:
        add(facts, (*path, "policy " + policy["name"]), policy, ["permissive", "command"])
    for rule in relation["rules"]:
        add(facts, (*path, "rule " + rule["name"]), rule, [])
    for sequence in relation["owned_sequences"]:
        add(facts, (*path, "owns " + full_name(sequence)), sequence, ["column", "identity"])


def flatten_constraint(facts, path, constraint):
    at = (*path, "constraint " + constraint["name"])
    fields = ["kind", "columns", "deferrable", "initially_deferred", "validated", "enforced", "no_inherit", "local", "comment"]
    add(facts, at, constraint, fields)
    if constraint["kind"] != "foreign key":
        return
    target = constraint["references"]
    for field in ("on_update", "on_delete", "match"):
        facts.known[(*at, field)] = constraint[field]
    facts.known[(*at, "set_columns")] = sorted(constraint["set_columns"])
    facts.known[(*at, "references")] = full_name(target)
    facts.known[(*at, "references", "columns")] = target["columns"]
    if not target["columns"]:
        facts.unknown.add((*at, "references"))


def flatten_type(facts, entry):
    if entry["schema"] == "pg_temp":
        return
    path = (f"{entry['kind']} {full_name(entry)}",)
    fields = {"enum": ["values"], "domain": ["base", "not_null", "default"], "range": ["subtype"], "multirange": ["subtype"]}
    add(facts, path, entry, [*fields.get(entry["kind"], []), "comment"] if entry["kind"] != "multirange" else fields["multirange"])
    for constraint in entry.get("constraints") or []:
        add(facts, (*path, "constraint " + constraint["name"]), constraint, ["kind", "validated"])
    if entry["kind"] == "composite":
        facts.known[(*path, "attributes")] = [[attribute["name"], plain(attribute["type"])] for attribute in entry["attributes"]]


def is_unknown(path, unknown):
    return any(path[:length] in unknown for length in range(1, len(path) + 1))


def compare(theirs_known, ours_known, unknown_to_us):
    """The equal facts, the facts unknown to pglint, and the differences."""
    agreed, unknown, differences = 0, 0, []
    for path in sorted(theirs_known.keys() | ours_known.keys(), key=str):
        if is_unknown(path, unknown_to_us):
            unknown += 1
            continue
        parent_differs = len(path) > 1 and any(
            (path[:length] in theirs_known) != (path[:length] in ours_known) for length in range(1, len(path))
        )
        if parent_differs:
            continue
        absent = "is not there"
        theirs, mine = theirs_known.get(path, absent), ours_known.get(path, absent)
        if theirs == mine:
            agreed += 1
        else:
            differences.append((" / ".join(path), theirs, mine))
    return agreed, unknown, differences


def split_cases(path, content):
    """The scripts of a file by name; a line `-- case: name` begins one."""
    parts = re.split(r"^-- case: (.*)\n", content, flags=re.MULTILINE)
    if len(parts) == 1:
        return {path.stem: content}
    return {f"{path.stem}: {name}": body for name, body in zip(parts[1::2], parts[2::2])}
