// The one table of what users can set in `pglint.toml`, in the environment and with a flag: how it
// is written, how it is read, and what the help says. Flags, the page about configuration, its JSON
// Schema and `pglint config` are made from it.
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
  /// The flag has two dashes in front of the name.
  config::Key key;
  char letter = '\0';          ///< of the short flag, if there is one
  std::string_view value;      ///< what stands for the value in the help; empty for flags
  std::string_view help;       ///< lines, broken by hand
  Words (*words)() = nullptr;  ///< the values there are, for editors and shells; may be null
  bool is_open = false;        ///< takes other values than `words`, too
  /// Puts what was written into its place. Error: a sentence that says what the key takes.
  std::optional<Error> (*read)(const WrittenList& written, KeyValues& values) = nullptr;
};

/// In the order in which they are documented.
[[nodiscard]] std::span<const TypedKey> typed_keys();

/// The key of that name, which there is.
[[nodiscard]] const TypedKey& typed_key(std::string_view name);

/// What the help says of the key, in one line.
[[nodiscard]] std::string one_line_help(const TypedKey& key);

/// What `layer` says of the keys. Errors name the flag where the command line has the value, else
/// the key.
[[nodiscard]] Result<KeyValues> read_values(const config::Layer& layer);

/// What a configuration may say.
[[nodiscard]] config::Language config_language();

}  // namespace pglint::cli
