// The table of all keys of `pglint.toml`, the environment and flags: names, parsers and help.
// Flags, the documentation of the configuration, its JSON Schema and `pglint config` are made from
// it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/flag/key_values.h"
#include "cli/flag/values.h"
#include "cli/flag/word_lists.h"
#include "config/config.h"
#include "text/result.h"

namespace pglint::cli {

struct TypedKey {
  /// The flag is the name with two dashes before it.
  config::Key key;
  char letter = '\0';          ///< short flag, if there is one
  std::string_view value;      ///< placeholder in the help; empty for flags
  std::string_view help;       ///< lines, broken by hand
  Words (*words)() = nullptr;  ///< all values, for editors and shells; may be null
  bool is_open = false;        ///< also takes values that are not in `words`
  /// Parses what was written into `values`. Error: a sentence that says what the key takes.
  std::optional<Error> (*read)(const WrittenList& written, KeyValues& values) = nullptr;
};

/// In the order in which they are documented.
[[nodiscard]] std::span<const TypedKey> typed_keys();

/// The key must exist.
[[nodiscard]] const TypedKey& typed_key(std::string_view name);

/// The help of the key in one line.
[[nodiscard]] std::string one_line_help(const TypedKey& key);

/// Parses the keys of `layer`. Errors name the flag if the value is from the command line, else the
/// key.
[[nodiscard]] Result<KeyValues> read_values(const config::Layer& layer);

/// All valid keys and values.
[[nodiscard]] config::Language config_language();

}  // namespace pglint::cli
