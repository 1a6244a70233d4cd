// psql -W asks for a password before it connects. Other clients have the same option.
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

/// Not initdb: its -W asks for the password of the new superuser.
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
         .message =
             text::format("`--password` with a value: `{}` refuses to start", command.program),
         .help = "remove the option, and put the password into a password file (`~/.pgpass`)"});
    return;
  }
  context.report(
      {.at = last->range,
       .message = text::format("forced password prompt: `{}` asks even if the server needs no "
                               "password",
                               command.program),
       .help = text::format("remove `{}`: `{}` asks if the server does; in scripts, use a password "
                            "file (`~/.pgpass`)",
                            last->letter == '\0' ? "--password" : "-W", command.program)});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "psql-password-prompt",
    .group = Group::dont_do_this,
    .concern = Concern::style,
    .wiki_entry = "2.1",
    .severity = Severity::warning,
    .summary = "The option psql -W forces a password prompt even if the server needs no password",
    .help =
        "remove `-W` (`--password`): the client asks if the server does; in scripts, use a "
        "password file",
    .why = R"(
Without the option, `psql` connects, and asks for a password if the server requires one. With it,
`psql` always asks first. If the server trusts the connection, or identifies the user by the socket
or a certificate, it ignores the password. The database then looks protected by a password, and you
do not notice that it is not. The option only saves one attempt to connect.

In a script it is worse. With a terminal, the script stops and waits for input. Without one, the
client reads an empty password or the next lines of its input.
)",
    .reported = R"(
`-W` and `--password` of `psql`, and of `createdb`, `dropdb`, `createuser`, `dropuser`, `pg_dump`,
`pg_dumpall`, `pg_restore`, `vacuumdb`, `reindexdb`, `clusterdb` and `pg_basebackup`, which have the
same option: in shell scripts, Dockerfiles, Makefiles, the commands of CI configurations and Compose
files, and after `\!` in psql scripts. Also combined with other options (`-XqW`), abbreviated
(`--passw`), with a value (`--password=secret`), and after `sudo`, `docker exec` or `sh -c`.
)",
    .not_reported = R"(
`initdb -W`, which asks for the password of the new superuser; an argument of another option, such
as the user of `-U W`; quoted text, comments and here-documents that only look like a command.
)",
    .instead = R"(
Remove the option. Interactive use stays the same: the client asks if the server requires a
password.

A script needs the password from a source other than its text:

- a password file, `~/.pgpass` or the file in `PGPASSFILE`, with mode 0600 and lines such as
  `db.example.org:5432:app:deploy:…`;
- a connection service file (`psql service=app`), for everything else about the connection;
- in CI, the secret store of the service, passed as `PGPASSWORD` to the one step that needs it.

With `-w` (`--no-password`) a client fails at once instead of waiting for input.
)",
    .fine = R"(
To find out by hand whether a password is right although the server would not ask for it. Do not
keep the option in a script.
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
