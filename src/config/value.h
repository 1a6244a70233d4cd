// What a configuration says, before anybody asked what it means.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::config {

/// The value of a key, as words: one for a text, a number or a flag (`true`, `false`), any number
/// for a list.
struct Value {
  std::vector<std::string> items;
  std::string place;   ///< where it was written, for people: `pglint.toml:3`, `--select`
  std::string folder;  ///< absolute; the one that paths and patterns among the items start from
};

/// By the key's name.
using Values = std::map<std::string, Value, std::less<>>;

/// What one place says: a file, an override in it, the environment, the command line.
struct Layer {
  Values values;
  /// By rule id: its `severity`, and its options by their names.
  std::map<std::string, Values, std::less<>> rules;
};

/// Puts `over` on `layer`: its values replace those of the same name, rules option by option; what
/// it ignores is ignored besides.
void put_over(Layer& layer, const Layer& over);

/// The items of `values[key]`; empty where it has none.
[[nodiscard]] std::vector<std::string> items_of(const Values& values, std::string_view key);

/// The one item of `values[key]`; empty where it has none.
[[nodiscard]] std::string text_of(const Values& values, std::string_view key);

/// The items of `value`, which are paths, for a process whose working directory is `here`.
[[nodiscard]] std::vector<std::string> paths_of(const Value& value, const std::string& here);

}  // namespace pglint::config
