// Drizzle keeps a journal of its migrations, and runs all that are new in one transaction.
#include <nlohmann/json.hpp>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::drizzle {
namespace {

constexpr std::string_view breakpoint = "--> statement-breakpoint";

/// Drizzle splits the text at every breakpoint, which need not start a line.
std::optional<text::Range> find_breakpoint(std::string_view text, Lexer& lexer) {
  for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
    if (piece.kind != PieceKind::line_comment) continue;
    if (text.substr(piece.range.begin).starts_with(breakpoint)) return piece.range;
  }
  return std::nullopt;
}

std::optional<Marker> find_first_breakpoint(const Head& head) {
  if (head.text.find(breakpoint) == std::string_view::npos) return std::nullopt;
  Lexer lexer(head.text);
  const auto found = find_breakpoint(head.text, lexer);
  if (!found) return std::nullopt;
  return Marker{.text = breakpoint, .line = line_number(head.text, found->begin)};
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  ScriptWriter writer(text);
  Lexer lexer(text);
  while (const auto found = find_breakpoint(text, lexer)) writer.end_statement(*found);
  return writer.finish(
      {.transaction = {.state = InTransaction::yes,
                       .why = "Drizzle runs all pending migrations in one transaction"}});
}

/// `20240131120000_name/migration.sql`, since 1.0.
std::optional<FileName> read_folder(std::string_view path) {
  const SplitPath file = split_path(path);
  const SplitPath migration = split_path(file.folder);
  const bool has_version = !migration.name.empty() && is_digit(migration.name.front());
  if (file.name != "migration.sql" || !has_version) return std::nullopt;
  return FileName{.directory = std::string(migration.folder), .order = std::string(migration.name)};
}

/// `0012_name.sql`, which the journal lists without `.sql`, or its folder.
std::optional<FileName> read_name(std::string_view path) {
  if (auto name = read_folder(path)) return name;
  auto name = numbered_file(path);
  if (name) name->listed_as = *without_ending(split_path(path).name, ".sql");
  return name;
}

/// The tags of `meta/_journal.json`; none if it is not a journal.
std::vector<std::string> read_journal(std::string_view content) {
  std::vector<std::string> tags;
  const auto journal = nlohmann::json::parse(content, nullptr, false);
  if (!journal.is_object()) return tags;
  const auto entries = journal.find("entries");
  if (entries == journal.end() || !entries->is_array()) return tags;
  for (const auto& entry : *entries) {
    const auto tag = entry.is_object() ? entry.find("tag") : entry.end();
    if (tag != entry.end() && tag->is_string()) tags.push_back(tag->get<std::string>());
  }
  return tags;
}

}  // namespace

constinit const Runner runner = {
    .name = "drizzle",
    .title = "Drizzle",
    .files =
        "`0012_name.sql`, in the order of `meta/_journal.json`; since 1.0 "
        "`20240131120000_name/migration.sql`, by folder name",
    .markers = "`--> statement-breakpoint`, anywhere in a line",
    .transactions = "one for all pending migrations; it cannot be turned off",
    .outside = "by hand before the deployment",
    .find_marker = find_first_breakpoint,
    .sidecars = {"meta/_journal.json", "./snapshot.json"},
    .read_name = read_name,
    .joins_pending = true,
    .folders = {"*"},
    .list_file = "meta/_journal.json",
    .read_list = read_journal,
    .read = read,
};

}  // namespace pglint::migration::runners::drizzle
