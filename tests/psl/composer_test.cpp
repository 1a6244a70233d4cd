// The DDL in fixtures/psl was printed by Prisma's own engine, once, from the schemas beside it.
#include "psl/composer.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "psl/parser.h"
#include "psl/resolver.h"
#include "tests/psl/statements.h"
#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

using psl::Ddl;
using psl::DdlPhase;
using psl::Schema;
using psl::UnenforcedKeys;

const fs::path fixtures = fs::path(project::source_dir) / "fixtures" / "psl";

std::string read(const fs::path& path) { return text::read_file(path.string()).value(); }

Schema resolved(const std::vector<std::string>& texts) {
  std::vector<psl::SchemaFile> files;
  for (const std::string& text : texts) files.push_back(psl::parse(text));
  return psl::resolve(std::move(files), true);
}

/// Without comments, which are no part of what Prisma makes.
std::string ddl_of(const Schema& schema) {
  std::string sql;
  for (std::size_t file = 0; file < schema.files.size(); ++file) {
    const Ddl ddl = psl::compose(schema, file, UnenforcedKeys::left_out);
    sql += ddl.sql.substr(0, ddl.phases.at(static_cast<std::size_t>(DdlPhase::comments)));
  }
  return sql;
}

TEST_CASE("schema of Prisma: the DDL is Prisma's") {
  std::size_t compared = 0;
  for (const auto& entry : fs::directory_iterator(fixtures)) {
    if (entry.path().extension() != ".prisma") continue;
    INFO(entry.path());
    const Schema schema = resolved({read(entry.path())});
    CHECK(schema.files[0].problems.empty());
    CHECK(schema.refusals.empty());
    fs::path expected = entry.path();
    CHECK(statements(ddl_of(schema)) == statements(read(expected.replace_extension(".sql"))));
    ++compared;
  }
  CHECK(compared >= 6);
}

TEST_CASE("schema of Prisma: several files are one schema") {
  const fs::path folder = fixtures / "several";
  const Schema schema = resolved({read(folder / "main.prisma"), read(folder / "players.prisma")});
  CHECK(schema.refusals.empty());
  CHECK(statements(ddl_of(schema)) == statements(read(folder / "several.sql")));
}

/// What the part `sql` of the composed DDL, the first one behind `before`, stands for in `text`.
std::string written(const std::string& text, const Ddl& ddl, std::string_view sql,
                    std::string_view before = "") {
  const std::size_t begin = ddl.sql.find(sql, ddl.sql.find(before));
  if (begin == std::string::npos) return "not composed";
  const auto piece_at = [&](std::size_t offset) {
    return *std::prev(std::ranges::upper_bound(ddl.pieces, offset, {}, &psl::DdlPiece::begin));
  };
  const std::size_t from = piece_at(begin).written.begin;
  const std::size_t to = piece_at(begin + sql.size() - 1).written.end;
  return text.substr(from, to - from);
}

TEST_CASE("schema of Prisma: each part of the DDL has its place") {
  const std::string text = R"(datasource db {
  provider   = "postgresql"
  extensions = [hstore]
}
enum Mood {
  calm
  wild @map("WILD")
}
/// What is sung.
model Song {
  id     Int     @id @default(autoincrement())
  title  String? @default("x") @map("name") @db.VarChar(9)
  mood   Mood    @unique
  tapeId Int
  tape   Tape    @relation(fields: [tapeId], references: [id], onDelete: Cascade)
  bandId Int?
  band   Tape?   @relation("band", fields: [bandId], references: [id])
  keys   Int[]   @map("all_keys") @default([1])
  tags   Tag[]
  @@index([title(sort: Desc), mood])
  @@unique([tapeId, bandId])
}
model Tape {
  id    Int    @id
  songs Song[]
  bands Song[] @relation("band")
}
model Tag {
  id    Int    @id
  songs Song[]
}
)";
  const Schema schema = resolved({text});
  REQUIRE(schema.refusals.empty());
  const Ddl ddl = psl::compose(schema, 0, UnenforcedKeys::left_out);
  const auto place = [&](std::string_view sql) { return written(text, ddl, sql); };
  CHECK(place("\"hstore\"") == "hstore");
  CHECK(place("\"Mood\" AS") == "Mood");
  CHECK(place("'WILD'") == "wild");
  CHECK(place("CREATE TABLE \"Song\"") == "Song");
  CHECK(place("\"name\"") == "title");
  CHECK(place("VARCHAR(9)") == "@db.VarChar(9)");
  CHECK(place("DEFAULT 'x'") == "@default(\"x\")");
  CHECK(place("\"tapeId\" INTEGER NOT NULL") == "tapeId Int");
  CHECK(place("SERIAL") == "Int");
  CHECK(place("CONSTRAINT \"Song_pkey\" PRIMARY KEY (\"id\")") == "@id");
  CHECK(place("CREATE UNIQUE INDEX \"Song_mood_key\" ON \"Song\"(\"mood\");") == "@unique");
  CHECK(place("CREATE INDEX \"Song_name_mood_idx\"") == "@@index([title(sort: Desc), mood])");
  CHECK(place("\"name\" DESC") == "title(sort: Desc), mood])");
  CHECK(place("ADD CONSTRAINT \"Song_tapeId_fkey\"") ==
        "@relation(fields: [tapeId], references: [id], onDelete: Cascade)");
  CHECK(place("ON DELETE CASCADE") == "onDelete: Cascade");
  CHECK(place("\"mood\" \"Mood\" NOT NULL") == "mood   Mood");
  CHECK(place("\"Mood\" NOT NULL") == "Mood");
  CHECK(place("ON DELETE SET NULL") == R"(@relation("band", fields: [bandId], references: [id]))");
  CHECK(place("\"all_keys\"") == "keys");
  CHECK(place("INTEGER[]") == "Int[]");
  CHECK(place("\"all_keys\" INTEGER[] DEFAULT ARRAY[1]::INTEGER[]") ==
        R"(keys   Int[]   @map("all_keys") @default([1]))");
  const std::string_view unique_index = "CREATE UNIQUE INDEX \"Song_tapeId_bandId_key\"";
  CHECK(place(unique_index) == "@@unique([tapeId, bandId])");
  CHECK(written(text, ddl, "\"tapeId\"", unique_index) == "tapeId");
  CHECK(written(text, ddl, "\"bandId\"", unique_index) == "bandId");
  CHECK(written(text, ddl, "NOT NULL", "\"mood\"") == "Mood");
  CHECK(place("CREATE TABLE \"_SongToTag\"") == "Tag[]");
  CHECK(place("COMMENT ON TABLE \"Song\" IS 'What is sung.'") == "Song");
  std::size_t end = 0;
  for (const psl::DdlPiece& piece : ddl.pieces) {
    CHECK(piece.begin == end);
    CHECK(piece.written.end <= text.size());
    end += piece.size;
  }
  CHECK(end == ddl.sql.size());
}

TEST_CASE("schema of Prisma: relations without foreign keys") {
  const Schema schema = resolved({read(fixtures / "emulated.prisma")});
  const std::string sql = psl::compose(schema, 0, UnenforcedKeys::not_enforced).sql;
  CHECK(sql.find("ADD CONSTRAINT \"Book_authorId_fkey\" FOREIGN KEY (\"authorId\") REFERENCES "
                 "\"Author\"(\"id\") ON DELETE RESTRICT ON UPDATE CASCADE NOT ENFORCED;") !=
        std::string::npos);
}

}  // namespace
}  // namespace pglint::tests
