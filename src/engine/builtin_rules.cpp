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
    .help = "nothing was checked here; make the text readable or leave the file out",
    .why = R"(
pglint never passes over anything in silence. A file that is no UTF-8 text (a binary file, UTF-16, a
Latin-1 file with accented letters), that holds a NUL byte, or a statement that is nested deeper than
PostgreSQL's own parser goes, is reported as not analysed, with the reason and the place. So is a
script for another database, and a template whose placeholders cannot be replaced.
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
