// sqlx only looks at the first bytes of a file.
#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::sqlx {
namespace {

constexpr std::string_view no_transaction = "-- no-transaction";

std::optional<Marker> find_first_bytes(const Head& head) {
  if (!head.text.starts_with(no_transaction)) return std::nullopt;
  return Marker{.text = no_transaction, .line = 1};
}

Script read(std::string_view text, const FileFacts& facts) {
  if (text.starts_with(no_transaction)) {
    return whole_sent_as_one(
        text, facts.name.direction,
        "`-- no-transaction` turns sqlx's transaction off, but it sends a file");
  }
  return whole(text, {.direction = facts.name.direction,
                      .transaction = {.state = InTransaction::yes,
                                      .why = "sqlx runs a file in one transaction if it does not "
                                             "begin with `-- no-transaction`"}});
}

std::vector<NewFile> write(const NewMigration& migration) {
  const std::string head = migration.is_outside ? std::string(no_transaction) + "\n" : "";
  if (migration.in_pairs) return write_pair(migration, head);
  return {{.path = stem_of(migration) + ".sql", .text = head + lines_of(migration.up)}};
}

}  // namespace

constinit const Runner runner = {
    .name = "sqlx",
    .title = "sqlx",
    .files = "`12_name.sql`, or `12_name.up.sql` and `12_name.down.sql`, by number",
    .markers = "`-- no-transaction` as the very first bytes of the file",
    .transactions = "one for the file; the marker turns it off, but the file is sent as one string",
    .outside = "alone in a file with `-- no-transaction` as the first line",
    .find_marker = find_first_bytes,
    .sidecars = {"../.sqlx", "../sqlx.toml", "../sqlx-data.json"},
    .read_name = numbered_file_of_any_kind,
    .write = write,
    .read = read,
};

}  // namespace pglint::migration::runners::sqlx
