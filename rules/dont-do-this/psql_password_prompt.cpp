// psql -W asks before the server did. The other clients have the same switch with the same effect.
#include <algorithm>
#include <array>

#include "host/options.h"
#include "rule/host_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::psql_password_prompt {
namespace {

constexpr host::OptionName asks = {.letter = 'W', .name = "password", .shortest = "pas"};
constexpr host::OptionName never_asks = {
    .letter = 'w', .name = "no-password", .shortest = "no-pas"};

/// initdb's -W asks for the password that the new superuser gets, which somebody has to tell it.
constexpr std::array<std::string_view, 12> clients = {
    "psql",       "createdb",   "dropdb",   "createuser", "dropuser",  "pg_dump",
    "pg_dumpall", "pg_restore", "vacuumdb", "reindexdb",  "clusterdb", "pg_basebackup"};

void check(const host::Command& command, HostContext& context) {
  if (std::ranges::find(clients, command.program) == clients.end()) return;
  const auto options = host::read_options(command);
  // The last of the two wins.
  const auto last = std::find_if(options.rbegin(), options.rend(), [](const host::Option& option) {
    return is_option(option, asks) || is_option(option, never_asks);
  });
  if (last == options.rend() || is_option(*last, never_asks)) return;
  if (last->letter == '\0' && last->value) {
    context.report(
        {.at = last->range,
         .message = text::format("`{}` refuses to start: `--password` takes no value, it "
                                 "means \"ask for one\"",
                                 command.program)});
    return;
  }
  context.report(
      {.at = last->range,
       .message = text::format("`{}` asks for a password even where the server wants none",
                               command.program)});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "psql-password-prompt",
    .group = Group::dont_do_this,
    .wiki_entry = "2.1",
    .severity = Severity::warning,
    .summary = "A client asks for a password whether or not the server wants one: psql -W",
    .help =
        "leave out `-W` (`--password`): the client asks when the server does; in scripts, give the "
        "password in a passfile or a service file",
    .why = R"(
Without the switch, `psql` connects, and asks for a password if the server wants one. With it, `psql`
asks first, always. If the server trusts the connection, or knows the user by the socket or by a
certificate, whatever is typed is thrown away: it looks as if a password protected the database, and
nobody notices that none does. All that the switch saves is one attempt to connect.

In a script it is worse: where there is a terminal, the script stops and waits for somebody; where
there is none, the client reads an empty password or the next lines of its input.
)",
    .reported = R"(
`-W` and `--password` of `psql`, and of `createdb`, `dropdb`, `createuser`, `dropuser`, `pg_dump`,
`pg_dumpall`, `pg_restore`, `vacuumdb`, `reindexdb`, `clusterdb` and `pg_basebackup`, which have the same
switch: in shell scripts, Dockerfiles, Makefiles, the commands of CI configurations and Compose files,
and behind `\!` in psql scripts; bundled with other switches (`-XqW`), cut short (`--passw`), behind `sudo`,
`docker exec` or `sh -c`.
)",
    .not_reported = R"(
`initdb -W`, which asks for the password that the new superuser shall have; `--password=secret`, which
does not even start; an argument of another switch, such as the user of `-U W`; text in quotes, comments
and here-documents that only looks like a command.
)",
    .instead = R"(
Remove the switch. Interactive use stays as it was: the client asks when the server does.

A script needs the password from somewhere else, and not from its own text:

- a passfile, `~/.pgpass` or what `PGPASSFILE` names, with mode 0600 and lines such as
  `db.example.org:5432:app:deploy:…`;
- a connection service file (`psql service=app`), for everything else about the connection;
- in CI, the secret store of the service, handed over as `PGPASSWORD` for the one step that needs it.

With `-w` (`--no-password`) a client fails at once instead of waiting for somebody who is not there.
)",
    .fine = R"(
To find out by hand whether a password is right although the server would not ask for it. It is not
worth a switch in anything that is kept.
)",
    .bad = R"(
psql -h db.example.org -W app -f schema.sql
)",
    .good = R"(
psql -h db.example.org -w app -f schema.sql
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This"
              "#Don.27t_use_psql_-W_or_--password",
              "https://www.postgresql.org/docs/current/libpq-pgpass.html",
              "https://www.postgresql.org/docs/current/app-psql.html"},
    .host_checks = {.command = check},
    .example_file = "deploy.sh",
};

}  // namespace pglint::rules::psql_password_prompt
