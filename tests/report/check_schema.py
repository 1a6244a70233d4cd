"""Checks JSON documents against a JSON Schema: check_schema.py SCHEMA DOCUMENT..."""

import json
import sys

import jsonschema


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(schema_path, *document_paths):
    schema = load(schema_path)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = 0
    for path in document_paths:
        for error in validator.iter_errors(load(path)):
            failed += 1
            print(f"{path}: {error.json_path}: {error.message}")
    return 1 if failed else 0


sys.exit(main(*sys.argv[1:]))
