// SQL_ASCII as the encoding of a database or a client.
#include <string>
#include <string_view>

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

// What follows from the encoding of a database, and from that of a client.
constexpr std::string_view unchecked = ": text is stored without encoding checks or conversion";
constexpr std::string_view unconverted = ": text is not converted between client and server";

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
                  .message = "database `" + name + "` uses `SQL_ASCII`" + std::string(unchecked),
                  .help = "use UTF-8: `TEMPLATE template0 ENCODING 'UTF8'`",
                  .object = name});
}

void check_setting(const parse::Setting& setting, Context& context) {
  const A_Const* encoding = parse::text_value(setting);
  if (setting.name != "client_encoding" || encoding == nullptr) return;
  if (!is_sql_ascii(parse::string_value(*encoding))) return;
  context.report({.at = context.anchor().from_own_location(node(*encoding)),
                  .message = "`client_encoding` is `SQL_ASCII`" + std::string(unconverted),
                  .help = "set it to the encoding that the client uses, usually `'UTF8'`",
                  .object = parse::enclosing_object(context.ancestors())});
}

void check_set(const VariableSetStmt& set, Context& context) {
  if (const auto setting = parse::setting_of(set)) check_setting(*setting, context);
}

void check_set_config(const FuncCall& call, Context& context) {
  if (const auto setting = parse::setting_of(call)) check_setting(*setting, context);
}

/// initdb sets the encoding of the databases to come, createdb that of one.
void check_command(const host::Command& command, HostContext& context) {
  constexpr host::OptionName encoding = {.letter = 'E', .name = "encoding", .shortest = "enc"};
  if (command.program != "initdb" && command.program != "createdb") return;
  for (const host::Option& option : host::read_options(command)) {
    if (!is_option(option, encoding) || !option.value) continue;
    if (!is_sql_ascii(option.value->text())) continue;
    const bool is_default = command.program == "initdb";
    context.report({.at = option.range,
                    .message = (is_default ? "default encoding of new databases is `SQL_ASCII`"
                                           : "new database uses `SQL_ASCII`") +
                               std::string(unchecked),
                    .help = is_default ? "use `--encoding=UTF8`"
                                       : "use `--encoding=UTF8 --template=template0`"});
  }
}

void check_assignment(const host::Assignment& assignment, HostContext& context) {
  if (assignment.name != "PGCLIENTENCODING" || !is_sql_ascii(assignment.value.text())) return;
  context.report({.at = assignment.range,
                  .message = "`PGCLIENTENCODING` is `SQL_ASCII`" + std::string(unconverted),
                  .help = "set it to the encoding that the client uses, usually `UTF8`"});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "sql-ascii-encoding",
    .group = Group::dont_do_this,
    .concern = Concern::correctness,
    .wiki_entry = "1.1",
    .severity = Severity::error,
    .summary = "SQL_ASCII stores and transfers text without encoding checks or conversion",
    .help = "use `'UTF8'`; for a client, the encoding that it really uses",
    .why = R"(
The name suggests ASCII, but with `SQL_ASCII` PostgreSQL neither checks nor converts bytes above
127. One client stores UTF-8, another Latin-1. The encoding of a value is not recorded, so the
values cannot be converted reliably later. Functions such as `upper()` and `length()` work on bytes.

As `client_encoding`, it turns off the conversion between client and server. A client whose encoding
differs from that of the database reads and stores garbage. A UTF-8 database rejects some of it, a
database with a single-byte encoding accepts all of it.
)",
    .reported = R"(
`CREATE DATABASE … ENCODING` with SQL_ASCII as a string, a name or the number 0, in every spelling
that PostgreSQL accepts (`sql-ascii`, `SQLASCII`). The setting `client_encoding` and SET NAMES: for
sessions, roles, databases, functions and the server, and by `set_config`. In scripts, Dockerfiles
and configurations: `-E` and `--encoding` of `createdb` and `initdb`, also in
`POSTGRES_INITDB_ARGS`, and the variable `PGCLIENTENCODING`.
)",
    .not_reported = R"(
An encoding that comes from the template (`ENCODING DEFAULT`, or none). Functions that use the name
for single values, such as `convert_to(name, 'SQL_ASCII')`. The encoding of an existing database,
which SQL files do not show.
)",
    .instead = R"(
UTF-8 can store any text. For an encoding that differs from the template's, create the database from
`template0`:

```sql
CREATE DATABASE shop_utf8 TEMPLATE template0 ENCODING 'UTF8';
```

The client states its encoding, and the server converts:

```sql
SET client_encoding = 'UTF8';
CREATE ROLE importer LOGIN;
ALTER ROLE importer SET client_encoding = 'LATIN1';
```

The encoding of an existing database cannot be changed: dump it, create a new one, restore. If all
text has one encoding, name it for the dump, and the restore converts the text or reports errors:

```sh
pg_dump --encoding=LATIN1 shop > shop.sql
createdb --template=template0 --encoding=UTF8 shop_utf8
psql --set=ON_ERROR_STOP=on --file=shop.sql shop_utf8
```

If encodings are mixed, find the values that are not valid UTF-8 and fix them in the old database
first, column by column, with a guess at their encoding:

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

Changing `client_encoding` is easy, but check which encoding the client actually sends.
)",
    .fine = R"(
As a last resort for input in mixed, unknown encodings, such as old mails or chat logs. Even then,
consider `bytea`, or keep valid UTF-8 as it is and treat the rest as one other encoding.
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
