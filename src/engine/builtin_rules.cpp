#include "engine/builtin_rules.h"

namespace pglint {

extern constinit const Rule syntax_error = {
    .id = "syntax-error",
    .group = Group::builtin,
    .severity = Severity::error,
    .summary = "PostgreSQL's parser rejects the statement",
    .help = "correct the statement; PostgreSQL will refuse to run it as it is",
    .why = R"(
The statement does not follow PostgreSQL's grammar, so the server will refuse it. pglint uses the
grammar of the newest PostgreSQL release that it knows (`pglint --version` names it); syntax that is
newer than that is rejected too.

All other statements of the file are still read and linted.
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

}  // namespace pglint
