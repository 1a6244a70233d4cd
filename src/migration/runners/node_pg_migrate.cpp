// node-pg-migrate looks for the first `Up migration` and the first `Down migration`; without the
// former the whole file goes up.
#include <algorithm>
#include <optional>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::node_pg_migrate {
namespace {

std::optional<Direction> direction_of(const Comment& comment) {
  std::string_view words = comment.text;
  words.remove_prefix(std::min(words.find_first_not_of("- \t"), words.size()));
  const std::string_view first = take_word(words);
  if (!behind_word(words, "migration")) return std::nullopt;
  if (same_word(first, "up")) return Direction::up;
  if (same_word(first, "down")) return Direction::down;
  return std::nullopt;
}

bool is_marker(const Comment& comment) { return direction_of(comment).has_value(); }
bool is_up(const Comment& comment) { return direction_of(comment) == Direction::up; }
bool is_down(const Comment& comment) { return direction_of(comment) == Direction::down; }

Script read(std::string_view text, const FileFacts& facts) {
  const Section section = {
      .direction = facts.name.direction,
      .transaction = {.state = InTransaction::yes,
                      .why = "node-pg-migrate runs all pending migrations in one transaction"}};
  ScriptWriter writer(text);
  std::vector<Comment> markers;
  const auto up = find_comment(text, is_up);
  if (up) markers.push_back(*up);
  if (const auto down = find_comment(text, is_down); up && down) markers.push_back(*down);
  std::ranges::sort(markers, {}, &Comment::line_begin);
  for (const Comment& marker : markers) {
    Section started = section;
    started.direction = *direction_of(marker);
    writer.end_statement(marker.range);
    writer.start(marker.line_begin, started);
  }
  return writer.finish(section);
}

}  // namespace

constinit const Runner runner = {
    .name = "node-pg-migrate",
    .title = "node-pg-migrate",
    .files = "`12_name.sql`, or `12_name.up.sql` and `12_name.down.sql`, by number",
    .markers =
        "`-- Up Migration`, `-- Down Migration`, in any case; without the former the whole "
        "file goes up",
    .transactions = "one for all pending migrations",
    .outside = "by hand before the deployment",
    .find_marker = [](const Head& head) { return find_marker(head, is_marker); },
    .read_name = numbered_file_of_any_kind,
    .joins_pending = true,
    .read = read,
};

}  // namespace pglint::migration::runners::node_pg_migrate
