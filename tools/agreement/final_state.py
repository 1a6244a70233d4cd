"""Compares findings with a schema: what they are about must be in it, as they say it is."""

import collections
import dataclasses
import re

# Types by the names that messages use for them; what else a message quotes says nothing about a type.
serial = "numbers of a sequence"
type_names = {
    "serial": serial, "serial4": serial, "bigserial": serial, "serial8": serial, "smallserial": serial, "serial2": serial,
    "integer": "integer", "int": "integer", "bigint": "bigint", "smallint": "smallint", "money": "money",
    "varchar": "character varying", "character varying": "character varying", "char": "character", "character": "character",
    "double precision": "double precision", "real": "real", "json": "json", "jsonb": "jsonb",
    "text": "text", "uuid": "uuid", "numeric": "numeric", "date": "date", "boolean": "boolean",
    "timestamp": "timestamp without time zone", "timestamp without time zone": "timestamp without time zone",
    "timestamptz": "timestamp with time zone", "timestamp with time zone": "timestamp with time zone",
    "timetz": "time with time zone", "time with time zone": "time with time zone",
}
quoted = re.compile(r"`([^`]*)`")
written_type = re.compile(r"([a-z][a-z0-9 ]*?) ?(?:\(([\d, ]+)\))?([a-z ]*?)((?:\[\])*)")


# What a template or a program puts into a name.
placeholder = re.compile(r"\{\{.*?\}\}|\$?\{[^}]*\}|<%.*?%>|…|%\w+%|@\w+@?|__\w+__")


@dataclasses.dataclass
class Judged:
    about_objects: int = 0  # findings that name what they are about
    templates: int = 0  # of these, about names that are known only when a program fills them in
    about_statements: int = 0  # others: statements that run, files
    types: int = 0  # types of columns that findings state
    faults: list = dataclasses.field(default_factory=list)  # (finding, what is wrong)

    def __iadd__(self, other):
        self.about_objects += other.about_objects
        self.templates += other.templates
        self.about_statements += other.about_statements
        self.types += other.types
        self.faults += other.faults
        return self


class Schema:
    """What a document of `pglint schema --format json`, or a server, has, by name."""

    def __init__(self, document):
        self.names = set()
        self.columns = collections.defaultdict(list)  # by `table.column`
        for relation in document["relations"]:
            self._add(relation)
            for name in self._spellings(relation):
                for column in relation["columns"]:
                    self.columns[f"{name}.{column['name']}"].append(column)
                for kind in ("constraints", "indexes", "triggers", "policies", "rules"):
                    self.names |= {f"{name}.{member['name']}" for member in relation[kind]}
            for index in relation["indexes"]:
                self._add({"schema": relation["schema"], "name": index["name"]})
        for kind in ("types", "sequences", "routines", "schemas", "other"):
            for thing in document.get(kind, []):
                self._add(thing)
                for attribute in thing.get("attributes") or []:
                    self.names |= {f"{name}.{attribute['name']}" for name in self._spellings(thing)}

    @staticmethod
    def _spellings(thing):
        return {thing["name"], f"{thing.get('schema') or 'public'}.{thing['name']}"}

    def _add(self, thing):
        self.names |= self._spellings(thing)

    def has(self, name):
        return name in self.names or name in self.columns


def type_of(text):
    """The type that `text` names, as a server prints it; nothing if it is none of `type_names`."""
    match = written_type.fullmatch(text)
    if match is None:
        return None
    name, modifiers, rest, arrays = match.groups()
    known = type_names.get(f"{name}{rest}".strip())
    if known is None:
        return None
    if modifiers:
        first, _, zone = known.partition(" with")
        known = f"{first}({modifiers.replace(' ', '')})" + (f" with{zone}" if zone else "")
    return known + arrays


def is_of(column, stated):
    """Whether a column is what a message states, which may leave out length, precision and that it is an array."""
    type_ = column["type"]
    if type_ is None:
        return True  # not known
    if stated == serial:
        return type_ in ("smallint", "integer", "bigint") and column.get("default") is not None and column["identity"] == "none"
    element = type_.removesuffix("[]")
    return stated in (type_, element, re.sub(r"\([\d,]+\)", "", element))


def stated_type(finding):
    """The first type in the message, which is that of the object."""
    return next((type_ for word in quoted.findall(finding["message"]) if (type_ := type_of(word))), None)


def fault_of(finding, schema, judged):
    """What is wrong with the finding, if anything."""
    # Its objects are fields, and what only the schema file or only the migrations have.
    if finding.get("group") == "prisma":
        return None
    name = re.sub(rf"^(?:{placeholder.pattern})\.", "", finding["object"])  # any schema
    if placeholder.search(name):
        judged.templates += 1
        return None
    if not schema.has(name):
        return f"`{finding['object']}` is gone"
    stated = stated_type(finding)
    columns = schema.columns.get(name, [])
    if stated is None or not columns or name in schema.names:
        return None
    judged.types += 1
    if not any(is_of(column, stated) for column in columns):
        return f"`{finding['object']}` is `{columns[0]['type']}`"
    return None


def is_replaced(finding, place, order):
    """Whether `place`, which made the object, comes after the finding, in another statement."""
    if place is None or place["file"] not in order or finding["file"] not in order:
        return False
    return order[finding["file"]] < order[place["file"]]


def places_of(document):
    """Where each object was made, by name; nothing for names of several objects."""
    places = collections.defaultdict(list)
    for relation in document["relations"]:
        for name in Schema._spellings(relation):
            places[name].append(relation.get("made_at"))
            for column in relation["columns"]:
                places[f"{name}.{column['name']}"].append(column.get("made_at"))
            for kind in ("triggers", "policies", "rules"):
                for member in relation[kind]:
                    places[f"{name}.{member['name']}"].append(member.get("made_at"))
    for kind in ("types", "routines"):
        for thing in document.get(kind, []):
            for name in Schema._spellings(thing):
                places[name].append(thing.get("made_at"))
    return {name: found[0] for name, found in places.items() if len(found) == 1}


def judge(findings, document, order=()):
    """Compares `findings` with a schema. `order` has the migrations in run order, by path: what one
    of them makes again, no earlier one is reported for."""
    schema, places, judged = Schema(document), places_of(document), Judged()
    numbers = {path: number for number, path in enumerate(order)}
    for finding in findings:
        if not finding.get("object"):
            judged.about_statements += 1
            continue
        judged.about_objects += 1
        fault = fault_of(finding, schema, judged)
        place = places.get(finding["object"])
        if fault is None and is_replaced(finding, place, numbers):
            fault = f"`{finding['object']}` was made again in {place['file']}"
        if fault is not None:
            judged.faults.append((finding, fault))
    return judged
