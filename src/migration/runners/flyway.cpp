// Flyway encodes everything in file names, and runs without a transaction if a statement cannot run
// in one.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::flyway {
namespace {

/// Beginnings of statements that Flyway runs outside of a transaction.
constexpr std::array<std::string_view, 15> outside_statements = {"vacuum",
                                                                 "discard all",
                                                                 "alter system",
                                                                 "create database",
                                                                 "drop database",
                                                                 "create tablespace",
                                                                 "drop tablespace",
                                                                 "create subscription",
                                                                 "drop subscription",
                                                                 "create index concurrently",
                                                                 "create unique index concurrently",
                                                                 "drop index concurrently",
                                                                 "reindex schema",
                                                                 "reindex database",
                                                                 "reindex system"};

/// The offset of the first such statement, if any.
std::optional<std::size_t> find_outside_statement(std::string_view text) {
  constexpr std::size_t most_words = 4;
  std::string words;  // of the statement's beginning, in lower case
  std::size_t count = 0;
  std::size_t begin = 0;
  Lexer lexer(text);
  for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
    if (piece.kind == PieceKind::semicolon) {
      words.clear();
      count = 0;
    }
    if (piece.kind != PieceKind::word || count >= most_words) continue;
    if (count++ == 0) begin = piece.range.begin;
    if (count > 1) words += ' ';
    for (const char byte : text.substr(piece.range.begin, piece.range.size())) {
      words += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    }
    if (std::ranges::count(outside_statements, words) > 0) return begin;
  }
  return std::nullopt;
}

Transaction transaction_of(std::string_view text, const FileFacts& facts) {
  if (!facts.no_transaction.empty()) {
    return {.state = InTransaction::no,
            .why = facts.no_transaction + " turns Flyway's transaction off"};
  }
  if (const auto outside = find_outside_statement(text)) {
    return {.state = InTransaction::no,
            .why = fmt::format("Flyway begins no transaction because the statement on line {} "
                               "cannot run in one",
                               line_number(text, *outside))};
  }
  return {.state = InTransaction::yes, .why = "Flyway runs a migration in one transaction"};
}

Script read(std::string_view text, const FileFacts& facts) {
  return whole(text,
               {.direction = facts.name.direction, .transaction = transaction_of(text, facts)});
}

/// The phases of a folder: callbacks before, versions, repeatable migrations, callbacks after.
enum Phase : std::uint8_t { before, versioned, repeatable, after };

/// `1_2.3` padded so that versions compare bytewise; nothing if it is not a version.
std::optional<std::string> sortable_version(std::string_view version) {
  std::string sortable_parts;
  while (true) {
    const std::size_t end = std::min(version.find_first_of("._"), version.size());
    const std::string_view part = version.substr(0, end);
    if (part.empty() || !std::ranges::all_of(part, is_digit)) return std::nullopt;
    sortable_parts += sortable(part) + ".";
    if (end == version.size()) return sortable_parts;
    version.remove_prefix(end + 1);
  }
}

/// `beforeMigrate.sql`, `afterMigrate__x.sql`.
std::optional<Phase> callback_phase(std::string_view stem) {
  constexpr std::array<std::string_view, 8> events = {
      "Migrate", "EachMigrate", "Versioned", "Repeatabl", "Validate", "Baseline", "Clean", "Undo"};
  for (const auto& [prefix, phase] :
       {std::pair<std::string_view, Phase>{"before", before}, {"after", after}}) {
    if (!stem.starts_with(prefix)) continue;
    const std::string_view event = stem.substr(prefix.size());
    if (std::ranges::any_of(events, [&](std::string_view e) { return event.starts_with(e); })) {
      return phase;
    }
  }
  return std::nullopt;
}

std::optional<FileName> read_name(std::string_view path) {
  const SplitPath split = split_path(path);
  const auto stem = without_ending(split.name, ".sql");
  if (!stem || stem->empty()) return std::nullopt;
  FileName name = {.directory = std::string(split.folder), .order = std::string(*stem)};
  if (const auto phase = callback_phase(*stem)) {
    name.phase = *phase;
    return name;
  }
  const std::size_t separator = stem->find("__");
  if (separator == std::string_view::npos || separator == 0) return std::nullopt;
  if (stem->starts_with("R__")) {
    name.phase = repeatable;
    return name;
  }
  const auto version = sortable_version(stem->substr(1, separator - 1));
  const char prefix = stem->front();
  if (!version || (prefix != 'V' && prefix != 'U' && prefix != 'B')) return std::nullopt;
  name.phase = versioned;
  name.direction = prefix == 'U' ? Direction::down : Direction::up;
  if (prefix == 'V') name.version = *version;
  name.order = *version + (prefix == 'U' ? " 1" : " 0");
  return name;
}

/// Flyway sees by itself that a statement cannot run in a transaction. But CONCURRENTLY waits for
/// the transaction that holds Flyway's lock.
std::vector<NewFile> write(const NewMigration& migration) {
  const std::string_view head =
      migration.is_outside ? "-- Needs flyway.postgresql.transactional.lock=false\n" : "";
  return {{.path = fmt::format("V{}__{}.sql", migration.version, migration.name),
           .text = std::string(head) + lines_of(migration.up)}};
}

}  // namespace

constinit const Runner runner = {
    .name = "flyway",
    .title = "Flyway",
    .files =
        "`V1.2__name.sql` and `B…` by version (`U…` undoes one), then `R__name.sql` by name; "
        "`beforeMigrate.sql` and the like around them",
    .markers = "none",
    .transactions =
        "one for the file, unless a statement such as `CREATE INDEX CONCURRENTLY` "
        "cannot run in one; `executeInTransaction=false` in `V1.2__name.sql.conf` "
        "turns it off",
    .outside = "alone in a file with `flyway.postgresql.transactional.lock=false`",
    .read_name = read_name,
    .known_by_name = true,
    .ignores_numbered_folders = true,
    .no_transaction = {.name = "*.conf", .key = "executeInTransaction", .value = "false"},
    .write = write,
    .read = read,
};

}  // namespace pglint::migration::runners::flyway
