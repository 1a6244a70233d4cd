// Files in the database: large objects, which outlive their rows, and bytea columns named after
// files.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "design/column_group.h"
#include "design/name/name_model.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::file_in_database {
namespace {

using catalog::Column;
using design::Table;
using Words = std::vector<std::string>;
using design::Columns;

bool has_any(const Words& words, std::span<const std::string_view> wanted) {
  return std::ranges::any_of(
      words, [&](const std::string& word) { return std::ranges::count(wanted, word) > 0; });
}

bool names_file(const Words& words) {
  constexpr std::array<std::string_view, 14> files = {
      "file",     "image", "photo", "picture", "avatar", "logo",  "attachment",
      "document", "pdf",   "scan",  "content", "blob",   "video", "audio"};
  return has_any(words, files);
}

/// True for short values, and for values derived from a file, which belong in its row.
bool names_small_value(const Words& words) {
  constexpr std::array<std::string_view, 12> small = {"checksum", "sha",   "sha1",      "md5",
                                                      "key",      "token", "nonce",     "signature",
                                                      "iv",       "id",    "thumbnail", "thumb"};
  return design::words::digests.has_one_of(words) || has_any(words, small);
}

/// True for names of OIDs of PostgreSQL's catalog: `relid`, `table_oid`, `oid_column`, `pubowner`.
bool names_catalog_row(std::string_view column, const Words& words) {
  constexpr std::array<std::string_view, 18> catalogs = {
      "class",   "relation",   "type",      "proc",     "function", "namespace",
      "role",    "owner",      "db",        "database", "operator", "grantee",
      "grantor", "tablespace", "collation", "index",    "table",    "language"};
  if (names_file(words)) return false;
  const bool ends_so = std::ranges::any_of(
      catalogs, [&](std::string_view catalog) { return column.ends_with(catalog); });
  return column.ends_with("id") || column.starts_with("oid") || ends_so || has_any(words, catalogs);
}

/// True for a copy of a catalog table of PostgreSQL, whose OIDs name roles, types and relations:
/// `pg_catalog.pg_class`, `pg_class_copy`.
bool is_catalog_copy(const Table& table) {
  const catalog::Name& name = table.relation->name;
  return name.schema == "pg_catalog" || name.schema == "information_schema" ||
         name.name.starts_with("pg_");
}

bool is_large_object(const Column& column, const catalog::Catalog& catalog) {
  const catalog::Type type = design::base_type(column.type, catalog);
  if (type.dimensions > 0) return false;
  if (type.name == "lo") return true;  // of the extension, in any schema
  return type.is("oid") && !names_catalog_row(column.name, parse::name_words(column.spelling()));
}

/// An `oid` with a foreign key is not a handle: foreign keys cannot refer to large objects.
bool is_handle(const Table& table, const Column& column, const catalog::Catalog& catalog) {
  if (is_catalog_copy(table)) return false;
  return is_large_object(column, catalog) && !table.refers_by(column.name);
}

bool is_file(const Column& column, const catalog::Catalog& catalog) {
  if (!design::base_type(column.type, catalog).is("bytea")) return false;
  const Words words = parse::name_words(column.spelling());
  return names_file(words) && !names_small_value(words);
}

/// True if a trigger of the extension `lo` deletes objects that a row no longer refers to.
bool cleans_up(const Table& table) {
  return std::ranges::any_of(table.relation->objects, [](const catalog::Object& object) {
    const auto* trigger = object.as<catalog::Trigger>();
    return trigger != nullptr && trigger->function.name == "lo_manage";
  });
}

SchemaReport at_types(const Table& table, const Columns& columns) {
  return at(table, *columns.front())
      .placed(columns.front()->type_place)
      .about(design::names_of(columns));
}

/// `` `t.a` ``, `` `a` and `b` of `t` ``
std::string shown(const Table& table, const Columns& columns) {
  if (columns.size() == 1) return "`" + design::shown(table, columns.front()->name) + "`";
  return text::format("{} of `{}`", design::list_of(design::names_of(columns)), table.name());
}

SchemaReport report_of_handles(const Table& table, const Columns& handles) {
  const bool is_one = handles.size() == 1;
  std::string triggers;
  for (const Column* handle : handles) {
    triggers += text::format("{}`lo_manage({})`", triggers.empty() ? "" : " and ",
                             catalog::quoted_name(handle->name));
  }
  return at_types(table, handles)
      .says("large object{} in {}: deleting a row does not delete the file", is_one ? "" : "s",
            shown(table, handles))
      .advises("use `bytea`, or add {} BEFORE UPDATE OR DELETE that execute{} {}",
               is_one ? "a trigger" : "triggers", is_one ? "s" : "", triggers)
      .with(Severity::warning);
}

SchemaReport report_of_files(const Table& table, const Columns& files) {
  return at_types(table, files)
      .says("files in {}: every backup, dump and replica contains them, too", shown(table, files))
      .advises(
          "store large files outside, and in `{}` their key, size and checksum; "
          "small ones can stay",
          table.name());
}

void check(const Table& table, SchemaContext& context) {
  Columns handles;
  Columns files;
  for (const Column& column : table.columns()) {
    if (!column.local || !column.certain || column.generated) continue;
    if (is_handle(table, column, context.catalog())) handles.push_back(&column);
    if (is_file(column, context.catalog())) files.push_back(&column);
  }
  if (!handles.empty() && !cleans_up(table)) {
    context.report(
        summed_up(handles, [&](const Columns& some) { return report_of_handles(table, some); }));
  }
  if (files.empty()) return;
  const Confidence confidence = files.size() > 1 ? Confidence::high : Confidence::medium;
  context.report(summed_up(
      files, [&](const Columns& some) { return report_of_files(table, some).with(confidence); }));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "file-in-database",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Files stored in the database as large objects or bytea",
    .help =
        "store small files as `bytea`, and large ones outside with their key, size and checksum",
    .why = R"(
A large object is a file that PostgreSQL keeps in a separate system table. The row has only its
number. Deleting the row, or storing a new file in it, does not delete the object, and no foreign
key notices. The space is lost until `vacuumlo` runs. If a number is copied to another row, two rows
own one file. Logical replication leaves large objects out, and so does a dump of a single table.

A `bytea` does not have these problems: it comes and goes with its row, in the same transaction. But
server and client read each file into memory as a whole. It is written to the WAL and is part of
every base backup, replica and dump. With documents of a few hundred kilobytes, that is a fair price
for consistency. With videos, it decides how long a restore takes.
)",
    .reported = R"(
As warning: columns of type `oid` or `lo` that hold handles of large objects. As info: columns of
type `bytea` that are named after files (`photo`, `attachment`, `pdf_file`, `content`). A table has
at most one finding of each kind, at the type of the first column.
)",
    .not_reported = R"(
- Columns of type `oid` that refer to PostgreSQL's catalog (`relid`, `table_oid`, `pubowner`), are
  in a copy of it (`pg_…`), or have a foreign key.
- Handles in tables with a trigger that calls `lo_manage`.
- Hashes, keys, signatures and thumbnails in `bytea`.
- Paths and addresses of files that are stored elsewhere.
)",
    .instead = R"(
Keep large files in an object store, and in the database what is needed to find and check them:

```sql
CREATE TABLE scans (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  storage_key text NOT NULL UNIQUE,
  byte_count bigint NOT NULL,
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32)
);
```

Small files can stay in the database: as `bytea` in a separate table, so that reading the other
columns does not touch them. One pass moves large objects there; `lo_get` reads an object. If there
are many, copy in batches. Then drop the handle and run `vacuumlo`, which deletes the objects that
no row refers to:

```sql
CREATE TABLE letter_bodies (
  letter_id bigint PRIMARY KEY REFERENCES letters ON DELETE CASCADE,
  bytes bytea NOT NULL
);
INSERT INTO letter_bodies (letter_id, bytes) SELECT id, lo_get(scan) FROM letters;
ALTER TABLE letters DROP COLUMN scan;
```

If large objects must stay, a trigger can clean up after updates and deletes, but not after TRUNCATE
or DROP TABLE: run `CREATE EXTENSION lo`, then add a BEFORE UPDATE OR DELETE trigger FOR EACH ROW
that executes `lo_manage(scan)`.
)",
    .fine = R"(
Small files that must be consistent with their rows and be restored and deleted with them:
contracts, signatures, icons. Record it with
`COMMENT ON COLUMN … IS 'pglint:accept file-in-database'`.
)",
    .bad = R"(
CREATE TABLE letters (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  scan oid NOT NULL
);
)",
    .good = R"(
CREATE TABLE letters (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  storage_key text NOT NULL UNIQUE
);
)",
    .links = {"https://www.postgresql.org/docs/current/lo.html",
              "https://www.postgresql.org/docs/current/largeobjects.html",
              "https://www.postgresql.org/docs/current/vacuumlo.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::file_in_database
