// trust: whoever reaches the server is who they say. In pg_hba.conf itself, and where it is written
// by others: initdb, and the variable of the Docker image.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "host/options.h"
#include "rule/host_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::trust_authentication {
namespace {

constexpr std::string_view trust = "trust";

/// A CI service throws its machines away, and their networks are its own.
Severity severity_at(HostPlace place, Severity elsewhere) {
  return place == HostPlace::ci ? std::min(elsewhere, Severity::warning) : elsewhere;
}

std::string joined(const host::HbaField& field) {
  std::string list;
  for (const host::HbaValue& value : field.values) {
    list += text::format("{}`{}`", list.empty() ? "" : ", ", value.text);
  }
  return list;
}

bool has_keyword(const host::HbaField& field, std::string_view keyword) {
  return std::ranges::any_of(
      field.values, [&](const host::HbaValue& value) { return value.is_keyword(keyword); });
}

/// Who gets in.
std::string strangers(const host::HbaRecord& record) {
  if (record.is_local()) return "every account of the server's host";
  switch (record.reach) {
    case host::Reach::loopback:
      return "every program on the server's host";
    case host::Reach::world:
      return "anyone in the world who reaches the port";
    case host::Reach::some:
      break;
  }
  if (record.address == "samenet") return "anyone in the server's own networks";
  return text::format("anyone who reaches the port from `{}`", record.address);
}

/// As whom.
std::string roles(const host::HbaField& users) {
  if (has_keyword(users, "all")) return "any user";
  const bool is_one = users.values.size() == 1;
  if (is_one && !users.values[0].is_quoted && users.values[0].text.starts_with('+')) {
    return text::format("any member of `{}`", users.values[0].text.substr(1));
  }
  return text::format("{} {}", is_one ? "user" : "any of the users", joined(users));
}

/// To do what.
std::string databases(const host::HbaField& field) {
  if (has_keyword(field, "all")) return " of any database";
  if (field.values.size() > 1) return text::format(" of the databases {}", joined(field));
  if (has_keyword(field, "replication")) return " and may copy the whole cluster";
  if (has_keyword(field, "sameuser")) return " of the database with the same name";
  return text::format(" of database {}", joined(field));
}

/// What certificate the client must show besides: `verify-full` names the user.
std::string_view certificate(const host::HbaRecord& record) {
  constexpr std::string_view option = "clientcert=";
  for (const host::HbaValue& value : record.options) {
    if (std::string_view(value.text).starts_with(option)) {
      return std::string_view(value.text).substr(option.size());
    }
  }
  return {};
}

void check_record(const host::HbaRecord& record, HostContext& context) {
  if (record.method.text != trust || certificate(record) == "verify-full") return;
  const bool needs_certificate = certificate(record) == "verify-ca";
  const bool stays_inside =
      record.is_local() || record.reach == host::Reach::loopback || needs_certificate;
  context.report(
      {.at = record.method.range,
       .message = text::format("{}{} becomes {}{}: no password is asked for", strangers(record),
                               needs_certificate ? " with some certificate" : "",
                               roles(record.users), databases(record.databases)),
       .severity = stays_inside ? Severity::warning : Severity::error});
}

constexpr host::OptionName auth = {.letter = 'A', .name = "auth", .shortest = "auth"};
constexpr host::OptionName auth_host = {.name = "auth-host", .shortest = "auth-h"};
constexpr host::OptionName auth_local = {.name = "auth-local", .shortest = "auth-l"};

bool is_trust(const host::Option* option) {
  return option != nullptr && option->value && option->value->text() == trust;
}

/// What initdb was told about a kind of connection; the last option wins.
struct Methods {
  const host::Option* for_host = nullptr;
  const host::Option* for_local = nullptr;
};
Methods methods_of(const std::vector<host::Option>& options) {
  Methods methods;
  for (const host::Option& option : options) {
    const bool is_both = is_option(option, auth);
    if (is_both || is_option(option, auth_host)) methods.for_host = &option;
    if (is_both || is_option(option, auth_local)) methods.for_local = &option;
  }
  return methods;
}

/// An argument is `$OPTIONS` or `"$@"`: neither the value of an option nor a path.
bool may_expand_to_options(const host::Command& command, const std::vector<host::Option>& options) {
  std::set<std::size_t> values;  // where they begin
  for (const host::Option& option : options) {
    if (option.value) values.insert(option.value->range.begin);
  }
  return std::ranges::any_of(command.arguments, [&](const host::Word& word) {
    return word.text().starts_with(host::unknown) && !values.contains(word.range.begin) &&
           word.text().find('/') == std::string_view::npos;
  });
}

/// False for what only prints something, and where expansions may hold the option.
bool leaves_method_out(const host::Command& command, const std::vector<host::Option>& options) {
  constexpr std::array<host::OptionName, 5> other_purposes = {{
      {.letter = '?', .name = "help", .shortest = "he"},
      {.letter = 'V', .name = "version", .shortest = "v"},
      {.letter = 's', .name = "show", .shortest = "sh"},
      {.letter = 'S', .name = "sync-only", .shortest = "sync-o"},
      auth,
  }};
  if (!command.is_complete || may_expand_to_options(command, options)) return false;
  return std::ranges::none_of(options, [&](const host::Option& option) {
    return std::ranges::any_of(
        other_purposes, [&](const host::OptionName& name) { return is_option(option, name); });
  });
}

void check_command(const host::Command& command, HostContext& context) {
  if (command.program != "initdb") return;
  const auto options = host::read_options(command);
  const Methods methods = methods_of(options);
  if (is_trust(methods.for_host)) {
    context.report({.at = methods.for_host->range,
                    .message = "every program on the server's host becomes any user of any "
                               "database: the new pg_hba.conf asks for no password",
                    .severity = severity_at(context.place(), Severity::error)});
  }
  if (is_trust(methods.for_local) && methods.for_local != methods.for_host) {
    context.report({.at = methods.for_local->range,
                    .message = "every account of the server's host becomes any user of any "
                               "database: the new pg_hba.conf asks for no password",
                    .severity = Severity::warning});
  }
  if (methods.for_host != nullptr || methods.for_local != nullptr) return;
  if (!leaves_method_out(command, options)) return;
  context.report({.at = command.range,
                  .message = "every program on the server's host becomes any user of any database: "
                             "`trust` is what `initdb` takes without `--auth`",
                  .severity = Severity::info});
}

void check_assignment(const host::Assignment& assignment, HostContext& context) {
  if (assignment.name != "POSTGRES_HOST_AUTH_METHOD") return;
  if (assignment.value.text() != trust) return;
  context.report({.at = assignment.range,
                  .message = "anyone who reaches the container's port becomes any user of any "
                             "database: `trust` turns passwords off",
                  .severity = severity_at(context.place(), Severity::error)});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "trust-authentication",
    .group = Group::dont_do_this,
    .wiki_entry = "7.1",
    .severity = Severity::error,
    .also = {Severity::warning, Severity::info},
    .summary = "Everybody who reaches the server gets in as whatever user they name: trust",
    .help =
        "use `scram-sha-256` for host lines and `peer` for local ones; give every user a password "
        "before reloading",
    .why = R"(
`trust` asks for nothing. Whoever reaches the port says who they are, `postgres` for instance, and is:
a superuser reads and writes every database, reads files of the server's account and runs programs as
that account. A firewall in front is the only thing that stands in the way, and it changes more often
than anybody reads `pg_hba.conf`.

An address of this host only, and lines for sockets (`local`), are milder, and warnings: a hole in any
program that runs there, or an account that somebody has on it, becomes a hole in the database.
Replication is named apart, because it hands out the files of the whole cluster.
)",
    .reported = R"(
Lines of pg_hba.conf with the method `trust`: `host`, `hostssl`, `hostnossl` and their GSSAPI forms as
errors, those for the loopback address alone and `local` lines as warnings. `initdb -A trust` and its long
forms, also behind `pg_ctl`, `pg_createcluster` and in
`POSTGRES_INITDB_ARGS`; as info where no method is given, which is trust as
well. `POSTGRES_HOST_AUTH_METHOD=trust`, by which the official Docker image adds `host all all all trust`, in
Dockerfiles, Compose files, env files and scripts; in CI configurations as a warning.
)",
    .not_reported = R"(
Lines that ask for a certificate with the user's name, `clientcert=verify-full`; files that a line
includes, which are linted when they are given; comments and the texts of here-documents.
)",
    .instead = R"(
In `pg_hba.conf`, which is read from the top, the first line that fits decides:

```pg_hba
local   all   postgres                  peer
local   all   all                       scram-sha-256
host    all   all       10.20.0.0/16    scram-sha-256
```

To change a server that runs, give everybody who connects a password first. `password_encryption` has
to be `scram-sha-256`, the default since PostgreSQL 14, at the time when the password is set:

```sql
SHOW password_encryption;
```

`\password app` in psql then sets it without leaving it in a history or a log. Change the file, and ask
the server what it makes of it before it counts. Connections that are open stay open.

```sql
SELECT line_number, type, database, user_name, address, auth_method, error
FROM pg_hba_file_rules;

SELECT pg_reload_conf();
```

- `initdb --auth-local=peer --auth-host=scram-sha-256 --pwfile=FILE` makes a cluster that never had it.
- The Docker image asks for nothing but `POSTGRES_PASSWORD` or `POSTGRES_PASSWORD_FILE`.
- Programs find the password in `~/.pgpass`, a service file or, in CI, in `PGPASSWORD` from the secret
  store; a certificate (`cert`, or `clientcert=verify-full`) does without.
)",
    .fine = R"(
In CI, on a network that nothing else is in, for a server that lives as long as the job. On the machine
of one developer, for `local` and the loopback address, though `peer` costs nothing there. To set a
forgotten superuser password: one `local` line for as long as that takes.
)",
    .bad = R"(
host    all   all       10.20.0.0/16    trust
)",
    .good = R"(
local   all   postgres                  peer
host    all   all       10.20.0.0/16    scram-sha-256
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This"
              "#Don.27t_use_trust_authentication_over_TCP.2FIP_.28host.2C_hostssl.29",
              "https://www.postgresql.org/docs/current/auth-pg-hba-conf.html",
              "https://www.postgresql.org/docs/current/auth-password.html"},
    .host_checks = {.command = check_command,
                    .assignment = check_assignment,
                    .record = check_record},
    .example_file = "pg_hba.conf",
};

}  // namespace pglint::rules::trust_authentication
