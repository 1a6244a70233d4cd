// `alembic upgrade --sql` writes all revisions into one script, with its own BEGIN and COMMIT.
#include <optional>

#include "migration/comment.h"
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::alembic {
namespace {

std::optional<Direction> direction_of(const Comment& comment) {
  if (!comment.at_margin) return std::nullopt;
  if (comment.text.starts_with("-- Running upgrade ")) return Direction::up;
  if (comment.text.starts_with("-- Running downgrade ")) return Direction::down;
  return std::nullopt;
}

bool is_marker(const Comment& comment) { return direction_of(comment).has_value(); }

/// Revisions share a session and possibly a transaction: only a change of direction starts a
/// section.
Script read(std::string_view text, const FileFacts& /*facts*/) {
  const Transaction transaction = {
      .state = InTransaction::no,
      .why = "Alembic's script begins and ends its transactions itself"};
  ScriptWriter writer(text);
  each_comment(text, [&](const Comment& comment) {
    const auto direction = direction_of(comment);
    if (!direction) return;
    const Section* current = writer.current();
    if (current != nullptr && current->direction == *direction) return;
    const std::size_t begin = current == nullptr ? 0 : comment.line_begin;
    writer.start(begin, {.direction = *direction, .transaction = transaction});
  });
  return writer.finish({.transaction = transaction});
}

}  // namespace

constinit const Runner runner = {
    .name = "alembic",
    .title = "Alembic (`--sql`)",
    .files = "any; by name",
    .markers = "`-- Running upgrade a -> b`, `-- Running downgrade a -> b`",
    .transactions = "the script's own `BEGIN` and `COMMIT`",
    .find_marker = [](const Head& head) { return find_marker(head, is_marker); },
    .read = read,
};

}  // namespace pglint::migration::runners::alembic
