// graphile-migrate has a header of `--!` comments, committed migrations and a current one.
#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::graphile_migrate {
namespace {

bool is_header(const Comment& comment) {
  return comment.at_margin && comment.text.starts_with("--!");
}

/// Whether a comment before the first statement is `--! no-transaction`.
bool turns_transaction_off(std::string_view text) {
  Lexer lexer(text);
  for (Piece piece = lexer.next();; piece = lexer.next()) {
    const auto comment = comment_of(text, piece);
    if (!comment) return false;
    if (is_header(*comment) && trimmed(comment->text.substr(3)) == "no-transaction") return true;
  }
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  if (turns_transaction_off(text)) {
    return whole_sent_as_one(
        text, Direction::up,
        "`--! no-transaction` turns graphile-migrate's transaction off, but it sends a file");
  }
  return whole(text, {.transaction = {.state = InTransaction::yes,
                                      .why = "graphile-migrate runs a file in one transaction "
                                             "without `--! no-transaction`"}});
}

/// `committed/000012-name.sql`, `current.sql` or `current/1-name.sql` in the folder of migrations.
std::optional<FileName> read_name(std::string_view path) {
  const SplitPath file = split_path(path);
  const SplitPath folder = split_path(file.folder);
  if (!file.name.ends_with(".sql")) return std::nullopt;
  const bool is_committed = folder.name == "committed";
  if (is_committed || folder.name == "current") {
    return FileName{.directory = std::string(folder.folder),
                    .phase = is_committed ? 0U : 1U,
                    .order = std::string(file.name)};
  }
  if (file.name != "current.sql") return std::nullopt;
  return FileName{.directory = std::string(file.folder), .phase = 1};
}

}  // namespace

constinit const Runner runner = {
    .name = "graphile-migrate",
    .title = "graphile-migrate",
    .files =
        "`committed/000012-name.sql` by name, then `current.sql` or the files "
        "in `current`",
    .markers = "`--! no-transaction` and other `--!` comments at the top",
    .transactions =
        "one for the file; `--! no-transaction` turns it off, but the file is sent as "
        "one string",
    .outside = "alone in a migration with `--! no-transaction`",
    .find_marker = [](const Head& head) { return find_marker(head, is_header); },
    .sidecars = {"committed", "../.gmrc", "../.gmrc.js"},
    .read_name = read_name,
    .folders = {"committed", "current"},
    .read = read,
};

}  // namespace pglint::migration::runners::graphile_migrate
