// The keys of `pglint.toml`. Each has the name of the flag that does the same, which also explains
// it; `cli` knows what their values mean.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace pglint::config {

enum class KeyKind : std::uint8_t {
  text,
  number,
  flag,
  list,   ///< texts: one, or an array
  path,   ///< from the file's folder
  paths,  ///< one, or an array
};

/// Whether values of this kind may be several.
[[nodiscard]] constexpr bool is_list(KeyKind kind) {
  return kind == KeyKind::list || kind == KeyKind::paths;
}

/// What a key is about.
enum class Scope : std::uint8_t {
  run,   ///< counts in the configuration of the run alone
  file,  ///< may differ from file to file, and stand in an override
};

struct Key {
  std::string_view name;
  KeyKind kind = KeyKind::text;
  Scope scope = Scope::run;
  std::string_view help = {};  ///< where no flag of this name explains it
};

/// In the order in which they are documented.
[[nodiscard]] std::span<const Key> keys();

/// The key of that name, or null.
[[nodiscard]] const Key* find_key(std::string_view name);

/// The words that `name` was perhaps meant to be; empty if none is near.
[[nodiscard]] std::string_view nearest_key(std::string_view name);

}  // namespace pglint::config
