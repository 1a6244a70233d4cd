// The keys of `pglint.toml`, as its reader needs them. `cli` defines them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "config/value.h"
#include "text/result.h"

namespace pglint::config {

enum class KeyKind : std::uint8_t {
  text,
  number,
  flag,
  list,   ///< strings: one or an array
  rules,  ///< rules: one or an array
  path,   ///< relative to the file's folder
  paths,  ///< one or an array
};

/// Whether a key of this kind takes several values.
[[nodiscard]] constexpr bool is_list(KeyKind kind) {
  return kind == KeyKind::list || kind == KeyKind::rules || kind == KeyKind::paths;
}

/// Whether values of this kind are paths relative to the folder of the file.
[[nodiscard]] constexpr bool holds_paths(KeyKind kind) {
  return kind == KeyKind::path || kind == KeyKind::paths;
}

enum class Scope : std::uint8_t {
  run,   ///< only used in the configuration of the run
  file,  ///< may differ per file, and be used in an override
};

struct Key {
  std::string_view name;
  KeyKind kind = KeyKind::text;
  Scope scope = Scope::run;
};

/// The valid keys and values. The two functions return an error that names the key and what it
/// takes.
struct Language {
  std::span<const Key> keys = {};
  std::function<std::optional<Error>(const Key& key, const Value& value)> find_fault;
  /// For `severity` or an option of a rule. An empty option checks only the rule.
  std::function<std::optional<Error>(std::string_view rule, std::string_view option,
                                     const Value& value)>
      find_rule_fault;

  /// The key of that name, or null.
  [[nodiscard]] const Key* find(std::string_view name) const;
};

}  // namespace pglint::config
