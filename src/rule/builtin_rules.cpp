#include "rule/builtin_rules.h"

namespace pglint {

// What a parser found wrong with SQL brings its own help (rule/builtin_reporter.cpp).
extern constinit const Rule syntax_error = {
    .id = "syntax-error",
    .group = Group::builtin,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "PostgreSQL cannot parse the statement",
    .help = "correct it: PostgreSQL rejects it as it is",
    .why = R"(
The statement does not follow PostgreSQL's grammar, so the server will reject it. pglint uses the
grammar of one PostgreSQL release (`pglint --version` names it) and rejects newer syntax too.

All other statements of the file are still linted.

A line of `pg_hba.conf` that the server cannot read is reported in the same way. The server then
ignores the whole file: it does not start, or keeps the rules that it had before.
)",
    .instead = R"(
Look at the token under the caret and the one before it: an extra comma, a missing closing
parenthesis, a missing semicolon after the previous statement, or a string without its closing
quote.
)",
    .fine = R"(
Text that is not meant for PostgreSQL, such as SQL of another database. Exclude such files.
)",
    .bad = "SELECT 1 +;",
    .good = "SELECT 1 + 1;",
    .links = {"https://www.postgresql.org/docs/current/sql-syntax.html"},
};

extern constinit const Rule not_analyzed = {
    .id = "not-analyzed",
    .group = Group::builtin,
    .concern = Concern::style,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A file, or a part of it, could not be read and was not checked",
    .help = "make the text readable, or exclude the file if it is not for PostgreSQL",
    .why = R"(
pglint does not skip anything silently. It reports what it could not read as not analyzed, with the
reason and the place:

- a file with a NUL byte: a binary file, or UTF-16 without a byte order mark;
- bytes that are not valid UTF-8, such as accented letters in a Latin-1 file; the rest of the file
  is still read;
- a file that is larger than `--max-file-size`;
- a statement that is nested more deeply than PostgreSQL's parser allows;
- the body of a function or a DO block, from the place where it is not valid PL/pgSQL (info);
- a body, block or command that is nested too deeply in others;
- a schema that is nested too deeply or too large to be followed in full;
- a script for another database, and a template whose placeholders cannot be replaced.
)",
    .instead = R"(
Save the file as UTF-8, which psql and the server expect for most databases. Split a statement that
is nested too deeply: PostgreSQL rejects it as well.
)",
    .fine = R"(
Files that are not SQL. Exclude them.
)",
    .links = {"https://www.postgresql.org/docs/current/multibyte.html"},
};

extern constinit const Rule unknown_suppression = {
    .id = "unknown-suppression",
    .group = Group::builtin,
    .concern = Concern::style,
    .severity = Severity::warning,
    .summary = "A comment is meant to ignore findings, but cannot be understood",
    .help = "write `pglint: ignore rule-id[, rule-id] [-- reason]`; `pglint rules` lists the ids",
    .why = R"(
A comment that cannot be understood does not ignore anything: the findings that it is about are
reported now, or will be once there are any. This way pglint finds misspelled ids and rules that
were removed. No comment can ignore all rules, so a mistake does not hide more than was meant.

The same is reported for a range without its start or end, and for an `ignore-file` that is not at
the beginning of its file.
)",
    .instead = R"(
Name the rules by their ids, separated by commas, and give a reason:

```sql
CREATE TABLE country (
  iso_code char(2) PRIMARY KEY,  -- pglint: ignore fixed-length-char -- the other system pads it
  name text NOT NULL
);
```

A comment after code covers its line. A comment on a separate line covers the next statement or
clause. Other rules in the same comment are still ignored. The page about
[suppressions](../suppressions.md) has the other forms.
)",
    .fine = R"(
A comment that only mentions pglint is not reported: it would have to begin with `pglint` and a word
such as `ignore`.
)",
    .bad = R"(
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount numeric NOT NULL  -- pglint: ignore mony-type -- it never was
);
)",
    .good = R"(
-- pglint has nothing to say about this one.
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount numeric NOT NULL
);
)",
};

extern constinit const Rule unused_suppression = {
    .id = "unused-suppression",
    .group = Group::builtin,
    .concern = Concern::style,
    .severity = Severity::warning,
    .summary = "A comment ignores a rule that has no finding there",
    .help = "remove the rule from the comment, or the comment",
    .why = R"(
The finding was fixed, or the comment is in the wrong place. If it stays, it hides the next mistake
at this place, and readers look for a problem that does not exist.

It is reported only if the rule is part of the run: with `--select` and `--ignore`, comments about
other rules are left alone. So are comments about SQL that could not be read, and in parts of
migrations that are not linted. A finding that is hidden because of its severity or confidence still
counts.
)",
    .instead = R"(
Delete it. If it should stay because a finding comes and goes, for example with the target version,
ignore the rule for that run instead: `--ignore rule-id`.
)",
    .fine = R"(
Never: a comment without effect is misleading.
)",
    .bad = R"(
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount numeric NOT NULL  -- pglint: ignore money-type -- this was money once
);
)",
    .good = R"(
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount money NOT NULL  -- pglint: ignore money-type -- a report of 1998 reads it
);
)",
};

extern constinit const Rule suppression_without_reason = {
    .id = "suppression-without-reason",
    .group = Group::builtin,
    .concern = Concern::style,
    .severity = Severity::warning,
    .on_by_default = false,
    .summary = "A comment ignores findings without giving a reason",
    .help = "add the reason after `--`: `pglint: ignore rule-id -- reason`",
    .why = R"(
A year later, readers do not know whether the comment still applies, and do not dare to remove it.
Writing down the reason also means thinking about it.
)",
    .instead = R"(
```sql
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount money NOT NULL  -- pglint: ignore money-type -- a report of 1998 reads it
);
```

`pglint --add-ignore=REASON` writes comments with a reason.
)",
    .fine = R"(
If a team agreed that some rules do not need a reason. The rule is off by default; `--select` turns
it on.
)",
    .bad = R"(
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount money NOT NULL  -- pglint: ignore money-type
);
)",
    .good = R"(
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount money NOT NULL  -- pglint: ignore money-type -- a report of 1998 reads it
);
)",
};

}  // namespace pglint
