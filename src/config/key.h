// What the reader of `pglint.toml` has to know of its keys. `cli` has the list of them.
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
  list,   ///< texts: one, or an array
  rules,  ///< names of rules: one, or an array
  path,   ///< from the file's folder
  paths,  ///< one, or an array
};

/// Whether values of this kind may be several.
[[nodiscard]] constexpr bool is_list(KeyKind kind) {
  return kind == KeyKind::list || kind == KeyKind::rules || kind == KeyKind::paths;
}

/// Whether values of this kind are paths, which start from the folder of the file.
[[nodiscard]] constexpr bool holds_paths(KeyKind kind) {
  return kind == KeyKind::path || kind == KeyKind::paths;
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
};

/// What may stand in a configuration. The two functions say what is wrong with a value, if
/// anything: a sentence that names the key and what it takes.
struct Language {
  std::span<const Key> keys = {};
  std::function<std::optional<Error>(const Key& key, const Value& value)> find_fault;
  /// Of `severity` or an option of a rule. An empty option asks about the rule alone.
  std::function<std::optional<Error>(std::string_view rule, std::string_view option,
                                     const Value& value)>
      find_rule_fault;

  /// The key of that name, or null.
  [[nodiscard]] const Key* find(std::string_view name) const;
};

}  // namespace pglint::config
