// Diesel has a folder for each migration, with a small file of settings in it.
#include <string>

#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::diesel {
namespace {

Script read(std::string_view text, const FileFacts& facts) {
  if (!facts.no_transaction.empty()) {
    return whole_sent_as_one(
        text, facts.name.direction,
        facts.no_transaction + " turns Diesel's transaction off, but it sends a file");
  }
  return whole(
      text,
      {.direction = facts.name.direction,
       .transaction = {.state = InTransaction::yes,
                       .why = "Diesel runs a file in one transaction without `run_in_transaction = "
                              "false` in `metadata.toml`"}});
}

/// `/…/migrations/2024-01-01-000000_name/up.sql`; the version is the part before the underscore,
/// without hyphens, and Diesel sorts its bytes.
std::optional<FileName> read_name(std::string_view path) {
  const SplitPath file = split_path(path);
  const SplitPath migration = split_path(file.folder);
  const bool is_up = file.name == "up.sql";
  if (migration.name.empty() || (!is_up && file.name != "down.sql")) return std::nullopt;
  std::string version(migration.name.substr(0, migration.name.find('_')));
  std::erase(version, '-');
  return FileName{.directory = std::string(migration.folder),
                  .order = version + (is_up ? "_0" : "_1"),
                  .direction = is_up ? Direction::up : Direction::down,
                  .is_typical = is_digit(migration.name.front())};
}

std::vector<NewFile> write(const NewMigration& migration) {
  const std::string folder = stem_of(migration) + "/";
  // Diesel wants both files.
  const std::string down = migration.down.empty() ? "SELECT 1;\n" : lines_of(migration.down);
  std::vector<NewFile> files = {
      {.path = folder + "up.sql", .text = lines_of(migration.up)},
      {.path = folder + "down.sql", .text = down, .is_read_as_sql = false}};
  if (migration.is_outside) {
    files.push_back({.path = folder + "metadata.toml",
                     .text = "run_in_transaction = false\n",
                     .is_read_as_sql = false});
  }
  return files;
}

}  // namespace

constinit const Runner runner = {
    .name = "diesel",
    .title = "Diesel",
    .files =
        "`2024-01-31-000000_name/up.sql` and `down.sql`, by the folder's name up to the "
        "underscore, "
        "without hyphens",
    .markers = "none",
    .transactions =
        "one for the file; `run_in_transaction = false` in the folder's `metadata.toml` "
        "turns it off, but the file is sent as one string",
    .outside = "alone in a migration with `run_in_transaction = false` in its `metadata.toml`",
    .sidecars = {"../diesel.toml"},
    .read_name = read_name,
    .known_by_name = true,
    .folders = {"*"},
    .no_transaction = {.name = "metadata.toml", .key = "run_in_transaction", .value = "false"},
    .write = write,
    .read = read,
};

}  // namespace pglint::migration::runners::diesel
