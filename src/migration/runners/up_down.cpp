// Files in pairs, one of which takes back what the other does, of a tool that is not known.
#include <array>

#include "migration/names.h"
#include "migration/path_order.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "text/ascii.h"

namespace pglint::migration::runners::up_down {
namespace {

/// How the names of two files end that are a pair.
struct Endings {
  std::string_view up;
  std::string_view down;
};
constexpr std::array<Endings, 4> pairs = {
    {{".up", ".down"}, {"-up", "-down"}, {"_up", "_down"}, {".do", ".undo"}}};

Script read(std::string_view text, const FileFacts& facts) {
  return whole(text, {.direction = facts.name.direction,
                      .transaction = {.why = "the tool that runs the file is not known"}});
}

/// The name of a file in a pair, without `.sql`.
struct Paired {
  std::string_view stem;
  std::string_view other;  ///< the ending of the twin
  Direction direction = Direction::up;
};

std::optional<Paired> paired(std::string_view name) {
  for (const auto& [up, down] : pairs) {
    if (const auto stem = without_ending(name, up)) {
      return Paired{.stem = *stem, .other = down, .direction = Direction::up};
    }
    if (const auto stem = without_ending(name, down)) {
      return Paired{.stem = *stem, .other = up, .direction = Direction::down};
    }
  }
  return std::nullopt;
}

/// `1.up.sql` belongs to a history even if nothing takes it back.
bool is_numbered(std::string_view stem) {
  if (stem.starts_with('v') || stem.starts_with('V')) stem.remove_prefix(1);
  return !stem.empty() && text::is_digit(stem.front());
}

std::string order_of(std::string_view name, Direction direction) {
  return path_key(name) + (direction == Direction::up ? " 0" : " 1");
}

/// `name/up.sql` and `name/down.sql`.
std::optional<FileName> read_folder(const SplitPath& file) {
  const SplitPath migration = split_path(file.folder);
  const bool is_up = file.name == "up.sql";
  if (migration.name.empty() || (!is_up && file.name != "down.sql")) return std::nullopt;
  const Direction direction = is_up ? Direction::up : Direction::down;
  return FileName{.directory = std::string(migration.folder),
                  .order = order_of(migration.name, direction),
                  .direction = direction,
                  .twin = std::string(file.folder) + (is_up ? "/down.sql" : "/up.sql")};
}

std::optional<FileName> read_name(std::string_view path) {
  const SplitPath file = split_path(path);
  if (auto name = read_folder(file)) return name;
  const auto name = without_ending(file.name, ".sql");
  const auto pair = name ? paired(*name) : std::nullopt;
  if (!pair || pair->stem.empty()) return std::nullopt;
  std::string twin = std::string(file.folder) + "/";
  twin.append(pair->stem).append(pair->other).append(".sql");
  return FileName{.directory = std::string(file.folder),
                  .order = order_of(pair->stem, pair->direction),
                  .direction = pair->direction,
                  .twin = std::move(twin),
                  .is_twin_needed = pair->other != ".down" || !is_numbered(pair->stem)};
}

}  // namespace

constinit const Runner runner = {
    .name = "up-down",
    .title = "Pairs of no known tool",
    .files =
        "`name.up.sql` beside `name.down.sql`, `name/up.sql` beside `name/down.sql`, also "
        "`-up`, `_up` and `.do` beside `.undo`; by name, with numbers as numbers; `1.up.sql` "
        "alone, "
        "too",
    .markers = "none",
    .transactions = "unknown",
    .read_name = read_name,
    .known_by_name = true,
    .folders = {"*"},
    .is_order_known = false,
    .read = read,
};

}  // namespace pglint::migration::runners::up_down
