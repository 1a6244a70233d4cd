#include "rule/builtin_rules.h"

namespace pglint {

extern constinit const Rule syntax_error = {
    .id = "syntax-error",
    .group = Group::builtin,
    .severity = Severity::error,
    .summary = "PostgreSQL's parser rejects the statement",
    .help = "correct it; PostgreSQL will refuse it as it is",
    .why = R"(
The statement does not follow PostgreSQL's grammar, so the server will refuse it. pglint uses the
grammar of the newest PostgreSQL release that it knows (`pglint --version` names it); syntax that is
newer than that is rejected too.

All other statements of the file are still read and linted.

A line of `pg_hba.conf` that the server cannot read is reported in the same way. The server then takes
nothing of the file: it does not start, or goes on with the rules that it had before.
)",
    .instead = R"(
Look at the token under the caret and the one in front of it: a comma too many, a parenthesis that is
never closed, a missing semicolon at the end of the statement before, or a string whose quote is
still open.
)",
    .fine = R"(
Text that is not meant for the PostgreSQL server, such as another database's SQL. Leave such files
out of the paths that pglint is given.
)",
    .bad = "SELECT 1 +;",
    .good = "SELECT 1 + 1;",
    .links = {"https://www.postgresql.org/docs/current/sql-syntax.html"},
};

extern constinit const Rule not_analysed = {
    .id = "not-analysed",
    .group = Group::builtin,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A file or a part of it could not be read, and nothing is known about it",
    .help = "make the text readable, or leave the file out if it is not for PostgreSQL",
    .why = R"(
pglint never passes over anything in silence. What it could not read is reported as not analysed, with
the reason and the place:

- a file with a NUL byte: a binary file, or UTF-16 without a byte order mark;
- bytes that are no UTF-8, such as those of a Latin-1 file with accented letters; the rest of the
  file is read all the same;
- a file that is larger than `--max-file-size`;
- a statement that is nested deeper than PostgreSQL's own parser goes;
- the body of a function or a DO block that is no PL/pgSQL from some place on (info);
- a script for another database, and a template whose placeholders cannot be replaced.
)",
    .instead = R"(
Save the file as UTF-8, which is what psql and the server expect of most databases. Break up a
statement that is nested too deeply: PostgreSQL rejects it as well.
)",
    .fine = R"(
Files that are not SQL. Leave them out of the paths that pglint is given.
)",
    .links = {"https://www.postgresql.org/docs/current/multibyte.html"},
};

extern constinit const Rule unknown_suppression = {
    .id = "unknown-suppression",
    .group = Group::builtin,
    .severity = Severity::warning,
    .summary = "A comment is meant to turn findings off, but cannot be followed as it is written",
    .help = "write `pglint: ignore rule-id[, rule-id] [-- reason]`; `pglint rules` lists the ids",
    .why = R"(
A comment that cannot be followed turns nothing off: what was to be ignored is reported, or will be as
soon as somebody makes the mistake that the comment is about. Ids that were misspelt, or a rule that
has gone, are found in this way. Nothing turns all rules off, so a slip never hides more than was
meant.

The same is said of a range that has only one of its ends, and of an `ignore-file` that does not stand
in front of everything else in its file.
)",
    .instead = R"(
Name the rules by their ids, with commas between them, and say why:

```sql
CREATE TABLE country (
  iso_code char(2) PRIMARY KEY,  -- pglint: ignore fixed-length-char -- the other system pads it
  name text NOT NULL
);
```

Behind code, the comment covers its line; on a line of its own it covers the statement or the clause
that comes next. Other rules that it names are still turned off. The page about
[suppressions](../suppressions.md) has the other forms.
)",
    .fine = R"(
A comment that only speaks of pglint is not reported: it has to begin with `pglint` and a word such as
`ignore`.
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
    .links = {"https://github.com/pglint/pglint/blob/main/docs/suppressions.md"},
};

extern constinit const Rule unused_suppression = {
    .id = "unused-suppression",
    .group = Group::builtin,
    .severity = Severity::warning,
    .summary = "A comment turns a rule off where it would find nothing",
    .help = "remove the rule from the comment, or the comment",
    .why = R"(
What the comment was about has been mended, or the comment stands at another place than its author
thought. Left there, it hides the next mistake that is made at this place, and readers look for a
problem that is not there.

It is reported only if the rule takes part in the run: with `--select` and `--ignore`, comments about
all other rules are left alone. So are comments about SQL that could not be read, and in the parts of
migrations that are not linted. A finding that is not shown because of its severity or its confidence
counts as one.
)",
    .instead = R"(
Delete it. If it should stay because a finding comes and goes, for instance with the target version,
turn the rule off for that run instead: `--ignore rule-id`.
)",
    .fine = R"(
Never: a comment without effect says something that is not true.
)",
    .bad = R"(
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount numeric NOT NULL  -- pglint: ignore money-type -- this is no money any more
);
)",
    .good = R"(
CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  amount money NOT NULL  -- pglint: ignore money-type -- a report of 1998 reads it
);
)",
    .links = {"https://github.com/pglint/pglint/blob/main/docs/suppressions.md"},
};

extern constinit const Rule suppression_without_reason = {
    .id = "suppression-without-reason",
    .group = Group::builtin,
    .severity = Severity::warning,
    .on_by_default = false,
    .summary = "A comment turns findings off and does not say why",
    .help = "write the reason behind `--`: `pglint: ignore rule-id -- reason`",
    .why = R"(
Who reads the comment a year later does not know whether it still holds, and nobody dares to remove
it. A reason that has to be written down is one that was thought of.
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
Where a team agreed that some rules need none. The rule is off by default; `--select` turns it on.
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
    .links = {"https://github.com/pglint/pglint/blob/main/docs/suppressions.md"},
};

}  // namespace pglint
