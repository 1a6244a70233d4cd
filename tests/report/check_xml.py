"""Checks the structure of XML reports: check_xml.py junit|checkstyle DOCUMENT..."""

import sys
import xml.etree.ElementTree as ElementTree


class Checker:
    def __init__(self, path):
        self.path = path
        self.problems = []

    def expect(self, holds, problem):
        if not holds:
            self.problems.append(f"{self.path}: {problem}")

    def attributes(self, element, required, optional=()):
        names = set(element.attrib)
        self.expect(set(required) <= names, f"<{element.tag}> lacks {set(required) - names}")
        self.expect(
            names <= set(required) | set(optional),
            f"<{element.tag}> has unknown {names - set(required) - set(optional)}",
        )

    def children(self, element, tags):
        for child in element:
            self.expect(child.tag in tags, f"<{child.tag}> in <{element.tag}>")


def check_counts(checker, element):
    cases = list(element.iter("testcase"))
    counts = {
        "tests": len(cases),
        "failures": len(list(element.iter("failure"))),
        "errors": len(list(element.iter("error"))),
    }
    for name, count in counts.items():
        written = element.get(name)
        checker.expect(written == str(count), f"<{element.tag}> {name}={written}, there are {count}")


def check_junit(checker, root):
    checker.expect(root.tag == "testsuites", f"the root is <{root.tag}>")
    checker.attributes(root, ["name", "tests", "failures", "errors", "time"])
    checker.children(root, ["testsuite"])
    check_counts(checker, root)
    for suite in root:
        checker.attributes(suite, ["name", "tests", "failures", "errors", "skipped", "time"])
        checker.children(suite, ["testcase"])
        checker.expect(len(suite) > 0, "a suite without tests")
        check_counts(checker, suite)
        for case in suite:
            checker.attributes(case, ["name", "classname", "time"])
            checker.children(case, ["failure", "error"])
            checker.expect(len(case) <= 1, "a test with several results")
            for result in case:
                checker.attributes(result, ["type", "message"])
                checker.expect(result.get("message"), "an empty message")


def check_checkstyle(checker, root):
    checker.expect(root.tag == "checkstyle", f"the root is <{root.tag}>")
    checker.attributes(root, ["version"])
    checker.children(root, ["file"])
    for file in root:
        checker.attributes(file, ["name"])
        checker.children(file, ["error"])
        checker.expect(len(file) > 0, "a file without errors")
        for error in file:
            checker.attributes(error, ["line", "severity", "message", "source"], ["column"])
            for name in ("line", "column"):
                value = error.get(name, "1")
                checker.expect(value.isdigit() and int(value) >= 1, f"{name}={value}")
            severity = error.get("severity")
            checker.expect(severity in ("error", "warning", "info"), f"severity={severity}")
            checker.expect(error.get("source", "").split(".")[0] == "pglint", "another source")


def main(kind, *paths):
    check = {"junit": check_junit, "checkstyle": check_checkstyle}[kind]
    problems = []
    for path in paths:
        checker = Checker(path)
        try:
            check(checker, ElementTree.parse(path).getroot())
        except ElementTree.ParseError as error:
            checker.expect(False, error)
        problems += checker.problems
    print("\n".join(problems))
    return 1 if problems else 0


sys.exit(main(*sys.argv[1:]))
