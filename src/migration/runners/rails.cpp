// Rails keeps a dump of the schema, which psql loads.
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::rails {
namespace {

Script read(std::string_view text, const FileFacts& /*facts*/) {
  return whole(text, {.transaction = {.state = InTransaction::no,
                                      .why = "Rails loads the dump with psql, which runs each "
                                             "statement in its own transaction"}});
}

/// `db/structure.sql`, or `db/<database>_structure.sql` with several databases.
std::optional<FileName> read_name(std::string_view path) {
  const SplitPath file = split_path(path);
  const bool is_dump = file.name == "structure.sql" || file.name.ends_with("_structure.sql");
  if (!is_dump || split_path(file.folder).name != "db") return std::nullopt;
  return FileName{.directory = std::string(file.folder), .order = std::string(file.name)};
}

}  // namespace

constinit const Runner runner = {
    .name = "rails",
    .title = "Rails (`structure.sql`)",
    .files = "`db/structure.sql`, `db/name_structure.sql`",
    .markers = "none",
    .transactions = "only those that the file begins",
    .read_name = read_name,
    .is_dump = true,
    .known_by_name = true,
    .read = read,
};

}  // namespace pglint::migration::runners::rails
