// Scripts of extensions, which CREATE EXTENSION and ALTER EXTENSION … UPDATE run.
#include <utility>

#include "migration/names.h"
#include "migration/path_order.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::extension {
namespace {

constexpr std::string_view separator = "--";
constexpr std::string_view no_version = "unpackaged";

Script read(std::string_view text, const FileFacts& facts) {
  return whole(text, {.direction = facts.name.direction,
                      .transaction = {.state = InTransaction::yes,
                                      .why = "PostgreSQL runs a script of an extension in one "
                                             "transaction"}});
}

bool is_extension_version(std::string_view part) {
  return part == no_version || (!part.empty() && is_digit(part.front()));
}

/// Takes the last part of `stem`, behind the separator.
std::string_view take_last(std::string_view& stem) {
  const std::size_t at = stem.rfind(separator);
  if (at == std::string_view::npos) return std::exchange(stem, {});
  const std::string_view last = stem.substr(at + separator.size());
  stem = stem.substr(0, at);
  return last;
}

/// What extension scripts are called: `name--1.0.sql`, `name--1.0--1.1.sql`, `1.0--1.1.sql`.
struct Versions {
  std::string_view from;  ///< empty for a script that makes the whole extension
  std::string_view to;
};

std::optional<Versions> versions_of(std::string_view stem) {
  if (stem.find(separator) == std::string_view::npos) return std::nullopt;
  Versions versions = {.to = take_last(stem)};
  if (!is_extension_version(versions.to)) return std::nullopt;
  std::string_view rest = stem;
  const std::string_view before = take_last(rest);
  if (is_extension_version(before)) {
    versions.from = before;
  } else if (!rest.empty() || before.empty()) {
    return std::nullopt;
  }
  return versions;
}

/// By the version that a script starts from; one that makes all comes in front of what goes on from
/// there.
std::optional<FileName> read_name(std::string_view path) {
  const SplitPath file = split_path(path);
  const auto stem = without_ending(file.name, ".sql");
  const auto versions = stem ? versions_of(*stem) : std::nullopt;
  if (!versions) return std::nullopt;
  const bool makes_all = versions->from.empty();
  const std::string to = path_key(versions->to);
  const std::string from = versions->from == no_version ? "" : path_key(versions->from);
  const bool goes_back = !makes_all && versions->to != no_version && to < from;
  return FileName{.directory = std::string(file.folder),
                  .order = (makes_all ? to + " 0" : from + " 1") + " " + to,
                  .direction = goes_back ? Direction::down : Direction::up};
}

}  // namespace

constinit const Runner runner = {
    .name = "extension",
    .title = "PostgreSQL extensions",
    .files = "`name--1.0.sql`, `name--1.0--1.1.sql`, by version; one to an older version is down",
    .markers = "none",
    .transactions = "one for the file; it cannot be turned off",
    .outside = "by hand before the update",
    .read_name = read_name,
    .has_own_extensions = true,
    .known_by_name = true,
    .is_order_known = false,
    .read = read,
};

}  // namespace pglint::migration::runners::extension
