// Prisma has one folder per migration, and sends each file as one string.
#include "migration/lexer.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::prisma {
namespace {

/// `wanted` is in lower case.
bool has_word(std::string_view text, std::string_view wanted) {
  if (!mentions(text, wanted)) return false;
  Lexer lexer(text);
  for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
    const std::string_view word = text.substr(piece.range.begin, piece.range.size());
    if (piece.kind == PieceKind::word && same_word(word, wanted)) return true;
  }
  return false;
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  Script script = whole_sent_as_one(text, Direction::up, "Prisma sends a file");
  Section& section = script.sections.front();
  if (section.transaction.state == InTransaction::yes && has_word(text, "concurrently")) {
    section.joined.clear();
    section.transaction = {.state = InTransaction::unknown,
                           .why =
                               "Prisma sends a file as one string, which is a transaction; since "
                               "7.4 it splits one with `CREATE INDEX CONCURRENTLY`"};
  }
  return script;
}

/// `/…/migrations/20240131120000_name/migration.sql`
std::optional<FileName> read_name(std::string_view path) {
  const SplitPath file = split_path(path);
  const SplitPath migration = split_path(file.folder);
  const bool has_version = !migration.name.empty() && is_digit(migration.name.front());
  if (file.name != "migration.sql" || !has_version) return std::nullopt;
  return FileName{.directory = std::string(migration.folder), .order = std::string(migration.name)};
}

std::vector<NewFile> write(const NewMigration& migration) {
  return {{.path = stem_of(migration) + "/migration.sql", .text = lines_of(migration.up)}};
}

}  // namespace

constinit const Runner runner = {
    .name = "prisma",
    .title = "Prisma",
    .files = "`20240131120000_name/migration.sql`, by folder name",
    .markers = "none",
    .transactions =
        "none, but a file is sent as one string; since 7.4, one with `CREATE INDEX CONCURRENTLY` "
        "is split, so its transactions are unknown",
    .outside = "alone in a `migration.sql`",
    .sidecars = {"migration_lock.toml"},
    .read_name = read_name,
    .known_by_name = true,
    .folders = {"*"},
    .write = write,
    .read = read,
};

}  // namespace pglint::migration::runners::prisma
