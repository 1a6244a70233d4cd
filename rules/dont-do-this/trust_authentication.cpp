// trust: any client that reaches the server can connect as any user. In pg_hba.conf, in the options
// of initdb, and in the variable of the Docker image, which write that file.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "host/options.h"
#include "rule/host_context.h"
#include "rule/rule.h"
#include "text/format.h"
#include "text/trimmed.h"

namespace pglint::rules::trust_authentication {
namespace {

constexpr std::string_view trust = "trust";

/// The machines of a CI service are short-lived and on private networks.
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

/// Who can connect.
std::string clients(const host::HbaRecord& record) {
  if (record.is_local()) return "any account on the server's host";
  switch (record.reach) {
    case host::Reach::loopback:
      return "any program on the server's host";
    case host::Reach::world:
      return "anyone who can reach the port";
    case host::Reach::some:
      break;
  }
  if (record.address == "samenet") return "anyone in the server's subnets";
  return text::format("anyone at `{}`", record.address);
}

/// As which user.
std::string roles(const host::HbaField& users) {
  if (has_keyword(users, "all")) return "any user";
  const bool is_one = users.values.size() == 1;
  if (is_one && !users.values[0].is_quoted && users.values[0].text.starts_with('+')) {
    return text::format("any member of `{}`", users.values[0].text.substr(1));
  }
  return text::format("{} {}", is_one ? "user" : "any of the users", joined(users));
}

/// Completes "connect as any user".
std::string databases(const host::HbaField& field) {
  if (has_keyword(field, "all")) return " to any database";
  if (field.values.size() > 1) return text::format(" to the databases {}", joined(field));
  if (has_keyword(field, "replication")) return " and copy the whole cluster";
  if (has_keyword(field, "sameuser")) return " to the database with the same name";
  return text::format(" to database {}", joined(field));
}

/// The value of `clientcert`: with `verify-full`, the certificate has to contain the user's name.
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
       .message =
           text::format("`trust` lets {}{} connect as {}{} without a password", clients(record),
                        needs_certificate ? " with any valid certificate" : "", roles(record.users),
                        databases(record.databases)),
       .help = record.is_local()
                   ? "use `peer`, or `scram-sha-256` if accounts and users have different names"
                   : "use `scram-sha-256`, and give each user a password before the reload",
       .severity = stays_inside ? Severity::warning : Severity::error});
}

constexpr host::OptionName auth = {.letter = 'A', .name = "auth", .shortest = "auth"};
constexpr host::OptionName auth_host = {.name = "auth-host", .shortest = "auth-h"};
constexpr host::OptionName auth_local = {.name = "auth-local", .shortest = "auth-l"};

bool is_trust(const host::Option* option) {
  return option != nullptr && option->value && option->value->text() == trust;
}

/// The options of initdb for each kind of connection; the last option wins.
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

/// True if an argument is `$OPTIONS` or `"$@"`: not the value of an option, and not a path.
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

/// False for commands that only print something, and if expansions may contain the option.
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
                    .message = "`trust` lets any program on the server's host connect as any user "
                               "to any database without a password",
                    .help = methods.for_host == methods.for_local
                                ? "use `--auth-host=scram-sha-256 --auth-local=peer`"
                                : "use `--auth-host=scram-sha-256`",
                    .severity = severity_at(context.place(), Severity::error)});
  }
  if (is_trust(methods.for_local) && methods.for_local != methods.for_host) {
    context.report({.at = methods.for_local->range,
                    .message = "`trust` lets any account on the server's host connect as any user "
                               "to any database without a password",
                    .help = "use `--auth-local=peer`",
                    .severity = Severity::warning});
  }
  if (methods.for_host != nullptr || methods.for_local != nullptr) return;
  if (!leaves_method_out(command, options)) return;
  context.report({.at = command.range,
                  .message = "`initdb` without `--auth` uses `trust`: any program on the server's "
                             "host can connect as any user",
                  .help = "use `initdb --auth-host=scram-sha-256 --auth-local=peer`",
                  .severity = Severity::info});
}

void check_assignment(const host::Assignment& assignment, HostContext& context) {
  if (assignment.name != "POSTGRES_HOST_AUTH_METHOD") return;
  if (text::trimmed(assignment.value.text()) != trust) return;
  context.report({.at = assignment.range,
                  .message = "`trust` lets anyone who can reach the container's port connect as "
                             "any user without a password",
                  .help = "remove it, and set `POSTGRES_PASSWORD` or `POSTGRES_PASSWORD_FILE`",
                  .severity = severity_at(context.place(), Severity::error)});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "trust-authentication",
    .group = Group::dont_do_this,
    .concern = Concern::correctness,
    .wiki_entry = "7.1",
    .severity = Severity::error,
    .also = {Severity::warning, Severity::info},
    .summary = "The trust method lets anyone who can reach the server connect as any user",
    .help =
        "use `scram-sha-256` for host lines and `peer` for local lines; give each user a password "
        "first",
    .why = R"(
`trust` does not ask for any proof. Anyone who can reach the port can connect as any user,
`postgres` included. A superuser reads and writes all databases, reads the files of the server's
account, and runs programs as that account. Then a firewall is the only protection, and it changes
more often than `pg_hba.conf` is reviewed.

Lines for the loopback address or for sockets (`local`) are less dangerous, and warnings: a
vulnerability in any program on the host, or an account on it, opens the database. Replication is
mentioned in the message, because it copies the files of the whole cluster.
)",
    .reported = R"(
Lines of pg_hba.conf with the method `trust`: `host`, `hostssl`, `hostnossl` and their GSSAPI forms
as errors, lines for the loopback address alone and `local` lines as warnings. `initdb -A trust` and
its long forms, also with `pg_ctl`, `pg_createcluster` and in `POSTGRES_INITDB_ARGS`; as info
without any method, which means trust as well. `POSTGRES_HOST_AUTH_METHOD=trust`, for which the
official Docker image adds `host all all all trust`, in Dockerfiles, Compose files, env files and
scripts, also with blanks around the value; in CI configurations as a warning.
)",
    .not_reported = R"(
Lines that require a certificate with the user's name, `clientcert=verify-full`; files that a line
includes, which are linted if you name them; comments and the text of here-documents.
)",
    .instead = R"(
PostgreSQL reads `pg_hba.conf` from the top and uses the first line that matches:

```pg_hba
local   all   postgres                  peer
local   all   all                       scram-sha-256
host    all   all       10.20.0.0/16    scram-sha-256
```

On a running server, give each user who connects a password first. When you set it,
`password_encryption` has to be `scram-sha-256`, the default since PostgreSQL 14:

```sql
SHOW password_encryption;
```

Then `\password app` in psql sets the password without leaving it in a history or a log. Change the
file, and let the server check it before you reload. Open connections stay open.

```sql
SELECT line_number, type, database, user_name, address, auth_method, error
FROM pg_hba_file_rules;

SELECT pg_reload_conf();
```

- `initdb --auth-local=peer --auth-host=scram-sha-256 --pwfile=FILE` makes a cluster without trust.
- The Docker image only needs `POSTGRES_PASSWORD` or `POSTGRES_PASSWORD_FILE`.
- Programs find the password in `~/.pgpass`, a service file or, in CI, in `PGPASSWORD` from the
  secret store. With a certificate (`cert`, or `clientcert=verify-full`) they do not need one.
)",
    .fine = R"(
In CI, on a private network, for a server that lives as long as the job. On a developer's machine,
for `local` and the loopback address, though `peer` is just as easy there. To reset a forgotten
superuser password: one `local` line until that is done.
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
