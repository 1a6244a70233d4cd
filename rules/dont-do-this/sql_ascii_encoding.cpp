// SQL_ASCII: for a database, and for what a client sends and gets.
#include <string>

#include "host/options.h"
#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/setting.h"
#include "rule/context.h"
#include "rule/host_context.h"
#include "rule/rule.h"
#include "text/ascii.h"

namespace pglint::rules::sql_ascii_encoding {
namespace {

/// PostgreSQL compares the letters and digits of an encoding's name only.
bool is_sql_ascii(std::string_view encoding) {
  std::string letters;
  for (const char byte : encoding) {
    if (text::is_alphanumeric(byte)) letters += text::lowered(byte);
  }
  return letters == "sqlascii";
}

/// The number of SQL_ASCII is 0.
bool is_sql_ascii(const Node* encoding) {
  const auto* number = as<Integer>(encoding);
  return number == nullptr ? is_sql_ascii(string_value(encoding)) : number->ival == 0;
}

void check_database(const DefElem& option, Context& context) {
  const auto* database = as<CreatedbStmt>(context.parent());
  if (database == nullptr || view(option.defname) != "encoding" || !is_sql_ascii(option.arg)) {
    return;
  }
  const std::string name(view(database->dbname));
  context.report({.at = context.here(option),
                  .message = "database `" + name +
                             "` takes bytes of any encoding and can never tell which: `SQL_ASCII` "
                             "checks and converts nothing",
                  .object = name});
}

void check_setting(const parse::Setting& setting, Context& context) {
  const A_Const* encoding = parse::text_value(setting);
  if (setting.name != "client_encoding" || encoding == nullptr) return;
  if (!is_sql_ascii(parse::string_value(*encoding))) return;
  context.report({.at = context.anchor().from_own_location(node(*encoding)),
                  .message = "text passes between client and server as it is, whatever its "
                             "encoding: with `SQL_ASCII` nothing is converted",
                  .object = parse::enclosing_object(context.ancestors())});
}

void check_set(const VariableSetStmt& set, Context& context) {
  if (const auto setting = parse::setting_of(set)) check_setting(*setting, context);
}

void check_set_config(const FuncCall& call, Context& context) {
  if (const auto setting = parse::setting_of(call)) check_setting(*setting, context);
}

constexpr std::string_view untold_bytes =
    "takes bytes of any encoding and can never tell which: `SQL_ASCII` checks and converts nothing";

/// initdb takes an encoding for all databases to come, createdb for one.
void check_command(const host::Command& command, HostContext& context) {
  constexpr host::OptionName encoding = {.letter = 'E', .name = "encoding", .shortest = "enc"};
  if (command.program != "initdb" && command.program != "createdb") return;
  for (const host::Option& option : host::read_options(command)) {
    if (!is_option(option, encoding) || !option.value) continue;
    if (!is_sql_ascii(option.value->text())) continue;
    const std::string who = command.program == "initdb" ? "every new database " : "the database ";
    context.report({.at = option.range, .message = who + std::string(untold_bytes)});
  }
}

void check_assignment(const host::Assignment& assignment, HostContext& context) {
  if (assignment.name != "PGCLIENTENCODING" || !is_sql_ascii(assignment.value.text())) return;
  context.report({.at = assignment.range,
                  .message = "text passes between client and server as it is, whatever its "
                             "encoding: with `SQL_ASCII` nothing is converted"});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "sql-ascii-encoding",
    .group = Group::dont_do_this,
    .wiki_entry = "1.1",
    .severity = Severity::error,
    .summary = "SQL_ASCII is no encoding: text is stored and passed on as bytes of any kind",
    .help = "write `ENCODING 'UTF8'`, and for a client the encoding that it really uses",
    .why = R"(
The name promises ASCII, but `SQL_ASCII` means that nobody looks: bytes above 127 are neither checked
nor converted. One client stores UTF-8, the next Latin-1, and as nothing says which value is which,
nobody can convert them afterwards. Functions such as `upper()` and `length()` work on bytes.

As `client_encoding` it turns the conversion between client and server off. A client that uses
another encoding than the database reads garbage and stores garbage; a database in UTF-8 refuses
some of it, a database in a single-byte encoding takes all of it.
)",
    .reported = R"(
`CREATE DATABASE … ENCODING` with SQL_ASCII as a string, a name or the number 0, in every spelling
that PostgreSQL takes (`sql-ascii`, `SQLASCII`). The setting `client_encoding` and SET NAMES,
wherever settings are set: in a session, for roles, databases, functions and the server, by
`set_config`. `-E` and `--encoding` of `createdb` and `initdb`, with `POSTGRES_INITDB_ARGS`, and the
variable `PGCLIENTENCODING`, in scripts, Dockerfiles and configurations.
)",
    .not_reported = R"(
An encoding that is left to the template (`ENCODING DEFAULT`, or none). Functions that are given the
name to look at single values, such as `convert_to(name, 'SQL_ASCII')`. What a database that exists
is made of: SQL does not tell.
)",
    .instead = R"(
UTF-8 holds every text that there is. A database of another encoding than the template's is made
from `template0`:

```sql
CREATE DATABASE shop_utf8 TEMPLATE template0 ENCODING 'UTF8';
```

A client says which encoding it uses, and the server converts:

```sql
SET client_encoding = 'UTF8';
CREATE ROLE importer LOGIN;
ALTER ROLE importer SET client_encoding = 'LATIN1';
```

The encoding of an existing database cannot be changed: dump it, make a new one, restore. If all of
its text is of one encoding, say which when dumping, and the restore converts or refuses:

```sh
pg_dump --encoding=LATIN1 shop > shop.sql
createdb --template=template0 --encoding=UTF8 shop_utf8
psql --set=ON_ERROR_STOP=on --file=shop.sql shop_utf8
```

Where encodings are mixed, find the values that are no UTF-8 in the old database and mend them there
first, column by column, with a guess at what they are:

```sql
CREATE FUNCTION utf8_or_latin1(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  bytes bytea := convert_to(value, 'SQL_ASCII');
BEGIN
  PERFORM convert_from(bytes, 'UTF8');
  RETURN value;
EXCEPTION WHEN character_not_in_repertoire THEN
  RETURN convert_from(convert(bytes, 'LATIN1', 'UTF8'), 'SQL_ASCII');
END
$$;
```

Changing `client_encoding` costs nothing, but look at what the client sends.
)",
    .fine = R"(
As a last resort for input that is a hopeless mix already, such as old mails or chat logs. Even then
consider `bytea`, or taking what is valid UTF-8 as such and all the rest for one other encoding.
)",
    .bad = "CREATE DATABASE shop TEMPLATE template0 ENCODING 'SQL_ASCII';",
    .good = R"(
CREATE DATABASE shop TEMPLATE template0 ENCODING 'UTF8';
SET client_encoding = 'UTF8';
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_SQL_ASCII",
              "https://www.postgresql.org/docs/current/multibyte.html"},
    .checks = {on<check_database>, on<check_set>, on<check_set_config>},
    .host_checks = {.command = check_command, .assignment = check_assignment},
};

}  // namespace pglint::rules::sql_ascii_encoding
