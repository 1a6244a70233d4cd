// The help texts without their lists of options.
#pragma once

#include <string>
#include <string_view>

namespace pglint::cli {

struct Help {
  std::string_view usage;     ///< what the command does, and its `Usage:` lines
  std::string_view examples;  ///< below the options; may be empty
};

inline constexpr Help check_help = {
    .usage = R"(Finds problems in SQL for PostgreSQL: schemas, migrations, queries and PL/pgSQL.

Usage: pglint [check] [OPTIONS] PATH...
       pglint files PATH...            show how files are read: tool, order, transactions
       pglint schema PATH...           print the schema after all files ran
       pglint locks PATH...            print what each statement locks, and who waits
       pglint explain RULE             explain a rule and what to do instead
       pglint rules [GROUP]            list all rules, or those of a group
       pglint ast FILE                 print PostgreSQL's parse tree, for rule authors
       pglint init                     write a first pglint.toml for this project
       pglint config --show [FILE]     show the settings for a file and where each comes from

A PATH is a file, a folder (searched for *.sql, *.psql, *.pgsql, *.ddl and *.prisma), or - for
standard input. Besides SQL and schema.prisma, pglint lints pg_hba.conf, shell scripts, Dockerfiles,
YAML, Makefiles and .env files.
)",
    .examples = R"(
Examples:
  pglint schema.sql                            lint one file
  pglint migrations/ --select dont-do-this     run one group of rules
  pglint query.sql --context schema.sql        lint a query against a schema
  pglint . --format sarif -o pglint.sarif      write a report for GitHub code scanning
  pglint . --format github --format markdown=page.md    write two reports
  pglint --since origin/main                   lint only what this branch changes
  pglint . --baseline known.json               hide the findings that --write-baseline recorded
  git show HEAD:a.sql | pglint - --stdin-filename a.sql

Exit codes:
  0  no findings at or above --fail-on
  1  findings at or above --fail-on
  2  pglint could not run: wrong usage, a missing path, a file it cannot read
)"};

inline constexpr Help files_help = {
    .usage =
        R"(Shows how pglint reads files, in run order. For each file: the migration tool and how it was
recognized, which lines are up or down, whether they run in a transaction and why, what is skipped.

Usage: pglint files [OPTIONS] PATH...
)",
    .examples = R"(
Examples:
  pglint files migrations/
  pglint files --migration-tool sqlx migrations/ --format json
)"};

inline constexpr Help locks_help = {
    .usage =
        R"(Prints what each statement locks, who waits for it, how long, and what is held around it. It knows
the schema before each statement, and the transactions of the migration tool.

Usage: pglint locks [OPTIONS] PATH...
)",
    .examples = R"(
Examples:
  pglint locks migrations/0007.sql
  pglint locks migrations/0007.sql --format json | jq '.files[].statements[].locks[]'

Exit codes: 0; 2 as for `pglint check`.
)"};

inline constexpr Help schema_help = {
    .usage =
        R"(Prints the schema after the DDL of all files ran. It shows what exists, where it comes from, and
what cannot be known without a server.

Usage: pglint schema [OPTIONS] PATH...
)",
    .examples = R"(
Examples:
  pglint schema migrations/
  pglint schema migrations/ --format json | jq '.relations[].name'

Exit codes: 0, even if statements could not be read (the output says so); 2 as for `pglint check`.
)"};

inline constexpr Help explain_help = {
    .usage =
        R"(Explains a rule: why it exists, what to do instead, and when its findings can be ignored.

Usage: pglint explain [OPTIONS] RULE
)",
    .examples = R"(
Examples:
  pglint explain not-in-subquery
)"};

inline constexpr Help rules_help = {
    .usage =
        R"(Lists all rules by group: id, severity, whether it is on by default, and what it finds.

Usage: pglint rules [OPTIONS] [NAME...]

A NAME is a rule, a group, or a glob such as '*-type'; without one, all rules are listed.
)",
    .examples = R"(
Examples:
  pglint rules migration
)"};

inline constexpr Help ast_help = {
    .usage = R"(Prints PostgreSQL's parse tree of a file as JSON; - is standard input.

Usage: pglint ast [OPTIONS] FILE
)",
    .examples = {}};

inline constexpr Help config_help = {
    .usage =
        R"(Shows the settings for a file as TOML, where each comes from, and which rules run.

Usage: pglint config [--show] [FILE]
       pglint config --schema
)",
    .examples = R"(
Examples:
  pglint config --show migrations/0042_orders.sql
  pglint config --schema > pglint.schema.json
)"};

inline constexpr Help init_help = {
    .usage =
        R"(Writes pglint.toml to the current folder. It takes the PostgreSQL version from compose files and
workflows, and recognizes migrations and frameworks.

Usage: pglint init [--stdout]
)",
    .examples = {}};

}  // namespace pglint::cli
