// Prisma has a folder for each migration, and sends each file as one string.
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners {
namespace {

Script read(std::string_view text, const FileFacts& /*facts*/) {
  return whole_sent_as_one(text, Direction::up, "Prisma sends a file");
}

/// `/…/migrations/20240131120000_name/migration.sql`
std::optional<FileName> read_name(std::string_view path) {
  const SplitPath file = split_path(path);
  const SplitPath migration = split_path(file.folder);
  const bool has_version = !migration.name.empty() && is_digit(migration.name.front());
  if (file.name != "migration.sql" || !has_version) return std::nullopt;
  return FileName{.directory = std::string(migration.folder), .order = std::string(migration.name)};
}

}  // namespace

constinit const Runner prisma = {
    .name = "prisma",
    .title = "Prisma",
    .files = "`20240131120000_name/migration.sql`, by the bytes of the folder's name",
    .markers = "none",
    .transactions = "none, but a file is sent as one string",
    .sidecars = {"migration_lock.toml"},
    .read_name = read_name,
    .known_by_name = true,
    .read = read,
};

}  // namespace pglint::migration::runners
