// The parts of the help texts that are no list of options.
#pragma once

#include <string>
#include <string_view>

namespace pglint::cli {

struct Help {
  std::string_view usage;     ///< what the command does and how it is written
  std::string_view examples;  ///< what stands below the options; may be empty
};

inline constexpr Help check_help = {
    .usage = R"(pglint reads SQL as PostgreSQL does and says what will hurt.

Usage: pglint [check] [OPTIONS] PATH...
       pglint files PATH...            how files are read: tool, order, sections
       pglint schema PATH...           the schema that the files leave behind
       pglint explain RULE             why a rule is there and what to do instead
       pglint rules [--format json]    every rule, by group
       pglint ast FILE                 PostgreSQL's parse tree, for authors of rules
       pglint init                     write a first pglint.toml for the project
       pglint config --show FILE       which settings count for a file, and why

A PATH is a file, a folder (searched for *.sql), or - for standard input. Files that are no SQL are
linted as what they are: pg_hba.conf, shell scripts, Dockerfiles, YAML, Makefiles, .env files.
)",
    .examples = R"(
Examples:
  pglint schema.sql                            what is wrong, with the source under it
  pglint migrations/ --select dont-do-this             one group of rules
  pglint query.sql --context schema.sql        what the query needs to know is not linted
  pglint . --format sarif -o pglint.sarif      for GitHub code scanning
  pglint . --format github --format markdown=page.md    two reports of one run
  pglint --since origin/main                   only what this branch changes
  pglint . --baseline known.json               only what --write-baseline did not write down
  git show HEAD:a.sql | pglint - --stdin-filename a.sql

Exit codes:
  0  no finding at or above --fail-on
  1  findings
  2  pglint could not do its job: wrong usage, a path that is not there, a file it cannot read
)"};

inline constexpr Help files_help = {
    .usage =
        R"(Shows how pglint reads files, in the order in which it does: which tool runs each and what told
so, which lines go up or down, whether they run in a transaction and why, what is left out.

Usage: pglint files [OPTIONS] PATH...
)",
    .examples = R"(
Examples:
  pglint files migrations/
  pglint files --migration-tool sqlx migrations/ --format json
)"};

inline constexpr Help schema_help = {
    .usage =
        R"(Replays the DDL of files in the order in which they run, and prints the schema that they leave
behind: what exists, where it comes from, and what cannot be known without a server.

Usage: pglint schema [OPTIONS] PATH...
)",
    .examples = R"(
Examples:
  pglint schema migrations/
  pglint schema migrations/ --format json | jq '.relations[].name'

Exit codes: 0, also where statements could not be read (the output says so); 2 as for `pglint check`.
)"};

inline constexpr Help explain_help = {
    .usage =
        R"(Prints why a rule is there, what to do instead, and when it is fine to do it all the same.

Usage: pglint explain [OPTIONS] RULE
)",
    .examples = R"(
Examples:
  pglint explain not-in-subquery
)"};

inline constexpr Help rules_help = {
    .usage = R"(Lists every rule by group: id, severity, whether it is on by default, what it finds.

Usage: pglint rules [OPTIONS]
)",
    .examples = {}};

inline constexpr Help ast_help = {
    .usage = R"(Prints PostgreSQL's parse tree of a file as JSON; - is standard input.

Usage: pglint ast [OPTIONS] FILE
)",
    .examples = {}};

inline constexpr Help config_help = {
    .usage =
        R"(Shows which settings count for a file and where each is said, as TOML, and which rules run.

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
        R"(Writes pglint.toml into the folder that you are in, with what the project tells: the version of
PostgreSQL in its compose files and workflows, its migrations, its framework.

Usage: pglint init [--stdout]
)",
    .examples = {}};

}  // namespace pglint::cli
