// Names that only an extension has, in a history that does not create it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/name.h"
#include "catalog/schema_catalog.h"
#include "catalog/type.h"

#include "migration/runner.h"
#include "parse/meaning/names.h"
#include "parse/tree/walk.h"
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
    {Kind::function, "crypt", "pgcrypto"},
    {Kind::function, "digest", "pgcrypto"},
    {Kind::function, "hmac", "pgcrypto"},
    {Kind::function, "pgp_sym_encrypt", "pgcrypto"},
    {Kind::function, "pgp_sym_decrypt", "pgcrypto"},
    {Kind::function, "similarity", "pg_trgm"},
    {Kind::function, "word_similarity", "pg_trgm"},
    {Kind::function, "levenshtein", "fuzzystrmatch"},
    {Kind::function, "ll_to_earth", "earthdistance"},
    {Kind::function, "earth_distance", "earthdistance"},
    {Kind::function, "crosstab", "tablefunc"},
    {Kind::function, "unaccent", "unaccent"},
    {Kind::function, "st_makepoint", "postgis"},
    {Kind::function, "st_setsrid", "postgis"},
    {Kind::type, "citext", "citext"},
    {Kind::type, "hstore", "hstore"},
    {Kind::type, "ltree", "ltree"},
    {Kind::type, "geometry", "postgis"},
    {Kind::type, "geography", "postgis"},
    {Kind::type, "vector", "vector"},
    {Kind::type, "halfvec", "vector"},
    {Kind::type, "sparsevec", "vector"},
    {Kind::operator_class, "gin_trgm_ops", "pg_trgm"},
    {Kind::operator_class, "gist_trgm_ops", "pg_trgm"},
    {Kind::operator_class, "vector_l2_ops", "vector"},
    {Kind::operator_class, "vector_ip_ops", "vector"},
    {Kind::operator_class, "vector_cosine_ops", "vector"},
});

/// Types that have a default operator class of GiST and GIN only by `btree_gist` and `btree_gin`.
constexpr auto scalars = std::to_array<std::string_view>(
    {"bit",  "bpchar",    "bytea",       "cidr",    "date",     "float4", "float8",  "inet", "int2",
     "int4", "int8",      "interval",    "macaddr", "macaddr8", "money",  "numeric", "oid",  "text",
     "time", "timestamp", "timestamptz", "timetz",  "uuid",     "varbit", "varchar"});

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

/// Whether the migration that comes after `before` has to create the extension.
bool lacks_extension(const catalog::Catalog& before, std::string_view extension) {
  const catalog::FileOrder& files = before.files();
  return files.creates_extensions(files.current()) && !before.has_extension(extension);
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
        return lacks_extension(before, member.extension) && !is_made(before, member);
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

bool is_scalar(const catalog::Type& type) {
  return std::ranges::any_of(scalars, [&](std::string_view scalar) { return type.is(scalar); });
}

/// The index of a key: by which method, on which table.
struct IndexOfKey {
  std::string_view method;
  const RangeVar* table = nullptr;
  const CreateStmt* created = nullptr;     ///< the statement that makes the table, if this one does
  const Constraint* constraint = nullptr;  ///< EXCLUDE, unless it is CREATE INDEX
};

IndexOfKey index_of(const Context& context) {
  constexpr std::size_t near = 6;
  const parse::Ancestors above = context.ancestors();
  if (const auto* index = parse::nearest<IndexStmt>(above, near)) {
    return {.method = parse::view(index->accessMethod), .table = index->relation};
  }
  const auto* constraint = parse::nearest<Constraint>(above, near);
  if (constraint == nullptr) return {};
  IndexOfKey index = {.method = parse::view(constraint->access_method), .constraint = constraint};
  if (const auto* created = parse::nearest<CreateStmt>(above, near)) {
    index.created = created;
    index.table = created->relation;
  } else if (const auto* altered = parse::nearest<AlterTableStmt>(above, near)) {
    index.table = altered->relation;
  }
  return index;
}

/// The type with which the statement declares the column, if it does.
std::optional<catalog::Type> declared_type(const CreateStmt* created, std::string_view column) {
  if (created == nullptr) return std::nullopt;
  for (const auto* declared : each<ColumnDef>(created->tableElts)) {
    const bool is_it = declared != nullptr && declared->typeName != nullptr &&
                       parse::view(declared->colname) == column;
    if (is_it) return catalog::type_of(*declared->typeName);
  }
  return std::nullopt;
}

bool is_scalar_column(const catalog::Catalog& catalog, const catalog::Name& table,
                      const std::string& column) {
  const catalog::Relation* relation = catalog.find_relation(table);
  const catalog::Column* known = relation == nullptr ? nullptr : relation->find_column(column);
  return known != nullptr && known->certain && is_scalar(known->type);
}

/// Keys of scalar types in indexes that are made for others.
void check_default_class(const IndexElem& key, Context& context) {
  const IndexOfKey index = index_of(context);
  const bool is_gist = index.method == "gist";
  const bool is_column = key.name != nullptr && key.opclass == nullptr && index.table != nullptr;
  if (!is_column || (!is_gist && index.method != "gin")) return;
  const std::string_view extension = is_gist ? "btree_gist" : "btree_gin";
  const std::string column(parse::view(key.name));
  const catalog::Name table = catalog::name_of(*index.table);
  const std::optional<catalog::Type> type = declared_type(index.created, column);
  context.report_if(
      {.at = index.constraint == nullptr
                 ? context.here(key)
                 : context.anchor().of(parse::node(*index.constraint), context.ancestors()),
       .message = text::format("column `{}` needs extension `{}` in a {} index, and no migration "
                               "before creates it",
                               column, extension, is_gist ? "GiST" : "GIN"),
       .help = text::format("put `CREATE EXTENSION IF NOT EXISTS {}` before it", extension)},
      [=](const catalog::Catalog& before, const Finding& /*finding*/) {
        return lacks_extension(before, extension) &&
               (type ? is_scalar(*type) : is_scalar_column(before, table, column));
      });
}

void check_key(const IndexElem& key, Context& context) {
  if (!runs_in_migration(context)) return;
  const Member* member = find_member(Kind::operator_class, key.opclass, context.pg_version());
  if (member == nullptr) return check_default_class(key, context);
  report(context, parse::node(key), *member);
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
creates the extension. `gen_random_uuid` for servers before PostgreSQL 13. Columns of scalar types
in GiST and GIN indexes, such as `EXCLUDE USING gist (room WITH =, stay WITH &&)`, which need
`btree_gist` or `btree_gin`.
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
