// Files as rows: large objects, whose handles outlive or orphan them, and bytea columns named after
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
#include "rule/schema_context.h"

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

/// What is short, or what is made of a file and belongs beside its row.
bool names_small_value(const Words& words) {
  constexpr std::array<std::string_view, 12> small = {"checksum", "sha",   "sha1",      "md5",
                                                      "key",      "token", "nonce",     "signature",
                                                      "iv",       "id",    "thumbnail", "thumb"};
  return design::words::digests.has_one_of(words) || has_any(words, small);
}

/// `relid`, `table_oid`, `oid_column`, `owner`: of PostgreSQL's own catalog.
bool names_catalog_row(std::string_view column, const Words& words) {
  constexpr std::array<std::string_view, 10> catalogs = {"class",    "relation",  "type", "proc",
                                                         "function", "namespace", "role", "owner",
                                                         "grantee",  "db"};
  if (names_file(words)) return false;
  return column.ends_with("id") || column.starts_with("oid") || has_any(words, catalogs);
}

bool is_large_object(const Column& column, const catalog::Catalog& catalog) {
  const catalog::Type type = design::base_type(column.type, catalog);
  if (type.dimensions > 0) return false;
  if (type.name == "lo") return true;  // of the extension, in whatever schema
  return type.is("oid") && !names_catalog_row(column.name, parse::name_words(column.name));
}

/// An `oid` that a foreign key checks is no handle: none can refer to large objects.
bool is_handle(const Table& table, const Column& column, const catalog::Catalog& catalog) {
  return is_large_object(column, catalog) && !table.refers_by(column.name);
}

bool is_file(const Column& column, const catalog::Catalog& catalog) {
  if (!design::base_type(column.type, catalog).is("bytea")) return false;
  const Words words = parse::name_words(column.name);
  return names_file(words) && !names_small_value(words);
}

/// The trigger of the extension `lo` unlinks what a row no longer refers to.
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

void report_handles(const Table& table, const Columns& handles, SchemaContext& context) {
  context.report(at_types(table, handles)
                     .says("deleting a row of `{}` leaves its file behind: {} {} of a large object",
                           table.name(), design::list_of(design::names_of(handles)),
                           handles.size() == 1 ? "is only the handle" : "are only handles, each")
                     .with(Severity::warning));
}

void report_files(const Table& table, const Columns& files, SchemaContext& context) {
  context.report(at_types(table, files)
                     .says("every backup and replica carries the files of `{}`: {} {} them",
                           table.name(), design::list_of(design::names_of(files)),
                           files.size() == 1 ? "holds" : "hold")
                     .with(files.size() > 1 ? Confidence::high : Confidence::medium));
}

void check(const Table& table, SchemaContext& context) {
  Columns handles;
  Columns files;
  for (const Column& column : table.columns()) {
    if (!column.local || !column.certain || column.generated) continue;
    if (is_handle(table, column, context.catalog())) handles.push_back(&column);
    if (is_file(column, context.catalog())) files.push_back(&column);
  }
  if (!handles.empty() && !cleans_up(table)) report_handles(table, handles, context);
  if (!files.empty()) report_files(table, files, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "file-in-database",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Files in the database grow every backup, and large objects outlive their rows",
    .help = "store small files as `bytea`, large ones outside with their key, size and checksum",
    .why = R"(
A large object is a file that PostgreSQL keeps in a table of its own; the row has only its number. Deleting
the row, or storing a new file in it, does not delete the object, and no foreign key notices. The space is
lost until somebody runs `vacuumlo`. A number that is copied to another row makes two rows own one file.
Logical replication leaves large objects out, and so does a dump of a single table.

A `bytea` has none of this: it comes and goes with its row, in the same transaction. Still, each file is
then read into memory as a whole, by the server and by the client, is written to the WAL, and is a part of
every base backup, replica and dump. With documents of a few hundred kilobytes that is a fair price for
consistency. With videos it decides how long a restore takes.
)",
    .reported = R"(
As warning: columns of type `oid` or `lo` that hold handles of large objects. As info: columns of type
`bytea` that are named after files (`photo`, `attachment`, `pdf_file`, `content`). One finding for each of
the two in a table, at the type of the first column.
)",
    .not_reported = R"(
Columns of type `oid` that refer to PostgreSQL's catalog (`relid`, `table_oid`, `owner`) or have a foreign key; handles in tables with a
trigger that calls `lo_manage`; hashes, keys, signatures and thumbnails in `bytea`; paths and addresses of
files that are stored elsewhere.
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

Small files can stay: as `bytea`, in a table of their own, so that reading the other columns does not
touch them. Moving large objects there takes one pass; `lo_get` reads an object. Copy in batches where
there are many. Afterwards drop the handle and run `vacuumlo`, which unlinks what no row refers to:

```sql
CREATE TABLE letter_bodies (
  letter_id bigint PRIMARY KEY REFERENCES letters ON DELETE CASCADE,
  bytes bytea NOT NULL
);
INSERT INTO letter_bodies (letter_id, bytes) SELECT id, lo_get(scan) FROM letters;
ALTER TABLE letters DROP COLUMN scan;
```

Where large objects must stay, a trigger cleans up after updates and deletes, though not after TRUNCATE or
DROP TABLE: `CREATE EXTENSION lo`, and then a BEFORE UPDATE OR DELETE trigger FOR EACH ROW that executes
`lo_manage(scan)`.
)",
    .fine = R"(
Small files that must be consistent with their rows, restored with them and deleted with them: contracts,
signatures, icons. Record it with `COMMENT ON COLUMN … IS 'pglint:accept file-in-database'`.
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
