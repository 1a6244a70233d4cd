#include "migration/names.h"

#include <algorithm>

#include "migration/words.h"

namespace pglint::migration {
namespace {

/// The up file of a version comes before its down file, independent of their names.
FileName numbered(std::string_view folder, const VersionedName& name, Direction direction) {
  std::string order = sortable(name.version);
  order.append(direction == Direction::up ? "_0_" : "_1_").append(name.rest);
  return {.directory = std::string(folder),
          .order = std::move(order),
          .version = sortable(name.version),
          .direction = direction};
}

}  // namespace

SplitPath split_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {.folder = {}, .name = path};
  return {.folder = path.substr(0, slash), .name = path.substr(slash + 1)};
}

std::string_view called(std::string_view path) {
  const auto [folder, name] = split_path(path);
  const bool is_of_folder = name == "migration.sql" || name == "up.sql" || name == "down.sql";
  return is_of_folder && !folder.empty() ? split_path(folder).name : name;
}

std::optional<VersionedName> versioned_name(std::string_view name) {
  const auto stem = without_ending(name, ".sql");
  if (!stem) return std::nullopt;
  const auto first_other = std::ranges::find_if_not(*stem, is_digit);
  const auto digits = static_cast<std::size_t>(first_other - stem->begin());
  const bool has_rest = digits + 1 < stem->size() && (*stem)[digits] == '_';
  if (digits == 0 || !has_rest) return std::nullopt;
  return VersionedName{.version = stem->substr(0, digits), .rest = stem->substr(digits + 1)};
}

std::optional<std::string_view> without_ending(std::string_view name, std::string_view ending) {
  if (!name.ends_with(ending)) return std::nullopt;
  return name.substr(0, name.size() - ending.size());
}

void add_sortable(std::string_view digits, std::string& text) {
  constexpr std::size_t width = 20;  // of the largest number in 64 bits
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  text.append(width - std::min(width, digits.size()), '0').append(digits);
}

std::string sortable(std::string_view digits) {
  std::string text;
  add_sortable(digits, text);
  return text;
}

std::optional<FileName> numbered_file(std::string_view path) {
  const SplitPath split = split_path(path);
  const auto name = versioned_name(split.name);
  if (!name) return std::nullopt;
  return numbered(split.folder, *name, Direction::up);
}

std::optional<FileName> numbered_file_by_bytes(std::string_view path) {
  auto name = numbered_file(path);
  if (name) name->order = split_path(path).name;
  return name;
}

std::optional<FileName> numbered_up_down_file(std::string_view path) {
  const SplitPath split = split_path(path);
  auto name = versioned_name(split.name);
  if (!name) return std::nullopt;
  for (const Direction direction : {Direction::up, Direction::down}) {
    const auto stem = without_ending(name->rest, direction == Direction::up ? ".up" : ".down");
    if (!stem) continue;
    name->rest = *stem;
    return numbered(split.folder, *name, direction);
  }
  return std::nullopt;
}

std::optional<FileName> numbered_file_of_any_kind(std::string_view path) {
  auto name = numbered_up_down_file(path);
  return name ? name : numbered_file(path);
}

}  // namespace pglint::migration
