// Supabase sends all statements of a file at once, which always is a transaction.
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::supabase {
namespace {

Script read(std::string_view text, const FileFacts& /*facts*/) {
  return whole(text, {.transaction = {.state = InTransaction::yes,
                                      .why = "Supabase sends a file as one batch, which is one "
                                             "transaction"}});
}

std::optional<FileName> read_name(std::string_view path) {
  const SplitPath split = split_path(path);
  if (!split.folder.ends_with("supabase/migrations")) return std::nullopt;
  return numbered_file_by_bytes(path);
}

}  // namespace

constinit const Runner runner = {
    .name = "supabase",
    .title = "Supabase",
    .files = "`12_name.sql` in `supabase/migrations`, by name",
    .markers = "none",
    .transactions = "one for the file; it cannot be turned off",
    .outside = "by hand before the deployment",
    .read_name = read_name,
    .has_own_extensions = true,
    .known_by_name = true,
    .read = read,
};

}  // namespace pglint::migration::runners::supabase
