"""Compares the tables of a Prisma schema with those that its migrations make, both as `pglint schema` reads them."""


def name_of(thing):
    return f"{thing['schema']}.{thing['name']}"


def is_plain(index):
    """Whether the language of Prisma can say it."""
    return not index["predicate"] and not index["include"] and all(key.get("column") for key in index["keys"])


def facts_of(schema):
    """What Prisma can say of a schema: values by path, all as text."""
    facts = {}
    for relation in schema["relations"]:
        if relation["name"] == "_prisma_migrations" or relation["partition"] or relation["kind"] not in ("table", "partitioned table"):
            continue
        table = name_of(relation)
        facts[(table,)] = "table"
        for column in relation["columns"]:
            is_list = column["type"].endswith("[]")
            facts[table, "column " + column["name"]] = column["type"]
            facts[table, "column " + column["name"], "null"] = "list" if is_list else str(not column["not_null"])
            facts[table, "column " + column["name"], "default"] = str(column.get("default") is not None)
        for index in relation["indexes"]:
            keys = ", ".join(key.get("column") or "expression" for key in index["keys"])
            kind = "primary key" if index["primary"] else "unique index" if index["unique"] else "index"
            facts[table, f"{kind} {index['name']}"] = f"({keys})" if is_plain(index) else f"({keys}), by hand"
        for constraint in relation["constraints"]:
            at = (table, "foreign key " + constraint["name"])
            if constraint["kind"] == "foreign key" and constraint["enforced"]:
                target = constraint["references"]
                facts[at] = f"({', '.join(constraint['columns'])}) of {name_of(target)} ({', '.join(target['columns'])})"
                facts[(*at, "actions")] = f"{constraint['on_delete']}, {constraint['on_update']}"
            elif constraint["kind"] in ("check", "exclusion"):
                facts[table, f"{constraint['kind']} {constraint['name']}"] = "by hand"
    for entry in schema["types"]:
        if entry["kind"] == "enum":
            facts[("enum " + name_of(entry),)] = ", ".join(sorted(entry["values"]))
    return facts


def differences(schema, migrations):
    """Lines `fact: schema | migrations`, and the number of facts that are equal."""
    ours, theirs = facts_of(schema), facts_of(migrations)
    equal, lines = 0, []
    for path in sorted(ours.keys() | theirs.keys()):
        if any(path[:size] not in ours or path[:size] not in theirs for size in range(1, len(path))):
            continue  # its table or column is the difference
        mine, made = ours.get(path), theirs.get(path)
        if mine == made or (mine and made and made == mine + ", by hand"):
            equal += 1
        else:
            lines.append(f"{' / '.join(path)}: {mine or 'none'} | {made or 'none'}")
    return equal, lines
