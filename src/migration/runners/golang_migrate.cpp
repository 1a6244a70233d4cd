// golang-migrate only uses file names.
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::golang_migrate {
namespace {

Script read(std::string_view text, const FileFacts& facts) {
  return whole_sent_as_one(text, facts.name.direction, "golang-migrate sends a file");
}

}  // namespace

constinit const Runner runner = {
    .name = "golang-migrate",
    .title = "golang-migrate",
    .files = "`12_name.up.sql` and `12_name.down.sql`, by number",
    .markers = "none",
    .transactions =
        "none, but a file is sent as one string (`x-multi-statement` is not known here)",
    // Other runners have files of these names, too, and each has transactions of its kind.
    .outside = "outside a transaction (with golang-migrate: alone in a file)",
    .read_name = numbered_up_down_file,
    .known_by_name = true,
    .write = [](const NewMigration& migration) { return write_pair(migration, ""); },
    .read = read,
};

}  // namespace pglint::migration::runners::golang_migrate
