// Names that only an extension has, in a history that does not create it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "catalog/schema_catalog.h"

#include "migration/runner.h"
#include "parse/meaning/names.h"
#include "rule/context.h"
#include "text/format.h"

namespace pglint::rules::missing_extension {
namespace {

enum class Kind : std::uint8_t { function, type, operator_class };

struct Member {
  Kind kind = Kind::function;
  std::string_view name;
  std::string_view extension;
  int until = 99;  ///< the last major version in which only the extension has it
};

constexpr auto members = std::to_array<Member>({
    {Kind::function, "uuid_generate_v1", "uuid-ossp"},
    {Kind::function, "uuid_generate_v1mc", "uuid-ossp"},
    {Kind::function, "uuid_generate_v3", "uuid-ossp"},
    {Kind::function, "uuid_generate_v4", "uuid-ossp"},
    {Kind::function, "uuid_generate_v5", "uuid-ossp"},
    {Kind::function, "gen_random_uuid", "pgcrypto", 12},
    {Kind::function, "gen_random_bytes", "pgcrypto"},
    {Kind::function, "gen_salt", "pgcrypto"},
    {Kind::function, "word_similarity", "pg_trgm"},
    {Kind::function, "unaccent", "unaccent"},
    {Kind::function, "st_makepoint", "postgis"},
    {Kind::function, "st_setsrid", "postgis"},
    {Kind::type, "citext", "citext"},
    {Kind::type, "hstore", "hstore"},
    {Kind::type, "ltree", "ltree"},
    {Kind::type, "geometry", "postgis"},
    {Kind::type, "geography", "postgis"},
    {Kind::operator_class, "gin_trgm_ops", "pg_trgm"},
    {Kind::operator_class, "gist_trgm_ops", "pg_trgm"},
});

/// Of an unqualified name: a schema is a sign of a database that was set up before.
const Member* find_member(Kind kind, const List* names, int version) {
  if (each(names).size() != 1) return nullptr;
  const std::string_view name = parse::string_value(each(names)[0]);
  const auto* const found = std::ranges::find_if(members, [&](const Member& member) {
    return member.kind == kind && member.name == name && version <= member.until;
  });
  return found == members.end() ? nullptr : found;
}

/// Whether the run makes something of this name itself.
bool is_made(const catalog::Catalog& catalog, const Member& member) {
  const std::string name(member.name);
  if (member.kind == Kind::type) return catalog.find_type({{}, name}) != nullptr;
  return !catalog.objects_called(name).empty();
}

bool runs_in_migration(Context& context) {
  return context.runs_now() && context.section().direction == migration::Direction::up;
}

void report(Context& context, const Node& at, const Member& member) {
  const std::string_view what = member.kind == Kind::function ? "function"
                                : member.kind == Kind::type   ? "type"
                                                              : "operator class";
  context.report_if(
      {.at = context.anchor().of(at, context.ancestors()),
       .message = text::format("{} `{}` comes from extension `{}`, which no migration before "
                               "creates",
                               what, member.name, member.extension),
       .help = text::format("put `CREATE EXTENSION IF NOT EXISTS {}` before it",
                            catalog::quoted_name(member.extension))},
      [&member](const catalog::Catalog& before, const Finding& /*finding*/) {
        const catalog::FileOrder& files = before.files();
        return files.creates_extensions(files.current()) &&
               !before.has_extension(member.extension) && !is_made(before, member);
      });
}

void check_call(const FuncCall& call, Context& context) {
  if (!runs_in_migration(context)) return;
  const Member* member = find_member(Kind::function, call.funcname, context.pg_version());
  if (member != nullptr) report(context, parse::node(call), *member);
}

void check_type(const TypeName& type, Context& context) {
  if (!runs_in_migration(context)) return;
  const Member* member = find_member(Kind::type, type.names, context.pg_version());
  if (member != nullptr) report(context, parse::node(type), *member);
}

void check_key(const IndexElem& key, Context& context) {
  if (!runs_in_migration(context)) return;
  const Member* member = find_member(Kind::operator_class, key.opclass, context.pg_version());
  if (member != nullptr) report(context, parse::node(key), *member);
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "missing-extension",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "Migration needs an extension that no migration before it creates",
    .help = "put CREATE EXTENSION IF NOT EXISTS before it",
    .why = R"(
On the database where the migration was tried, the extension had been created by hand, or the image
of the server brought it. On a fresh one, such as in CI or at the next customer, the migration
fails: the function or type does not exist.
)",
    .reported = R"(
Functions, types and operator classes of common extensions, such as `uuid_generate_v4`, `citext` and
`gin_trgm_ops`, in a migration of a recognized tool, if no earlier migration or statement
creates the extension. `gen_random_uuid` for servers before PostgreSQL 13.
)",
    .not_reported = R"(
- Names with a schema, and names that the run itself makes.
- Files that no migration tool runs: they may not be all that sets up the database. Supabase, which
  creates extensions itself, and scripts of extensions.
- Histories with a file that cannot be read in full.
- Bodies of functions.
)",
    .instead = R"(
```sql
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
```
)",
    .fine = R"(
A platform that creates the extension in each new database.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY);
)",
    .bad = R"(
-- +goose Up
ALTER TABLE orders ALTER COLUMN id SET DEFAULT length(gen_salt('bf'));
)",
    .good = R"(
-- +goose Up
CREATE EXTENSION IF NOT EXISTS pgcrypto;
ALTER TABLE orders ALTER COLUMN id SET DEFAULT length(gen_salt('bf'));
)",
    .links = {"https://www.postgresql.org/docs/current/sql-createextension.html",
              "https://www.postgresql.org/docs/current/contrib.html"},
    .checks = {on<check_call>, on<check_type>, on<check_key>},
    .about_running = true,
    .example_tool = "goose",
};

}  // namespace pglint::rules::missing_extension
