// Values of a configuration, before they are parsed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::config {

/// The value of a key as words: one for a string, a number or a flag (`true`, `false`), any number
/// for a list.
struct Value {
  std::vector<std::string> items;
  std::string place;   ///< where it was written: `pglint.toml:3`, `--select`
  std::string folder;  ///< absolute; paths and patterns in `items` are relative to it
};

/// By the key's name.
using Values = std::map<std::string, Value, std::less<>>;

/// The values of one source: a file, an override in it, the environment, the command line.
struct Layer {
  Values values;
  /// By rule id: `severity` and options by name.
  std::map<std::string, Values, std::less<>> rules;
};

/// Overrides values of `layer` with those of `over`; options of rules one by one. `ignore`
/// accumulates.
void put_over(Layer& layer, const Layer& over);

/// The items of `values[key]`; empty if it has none.
[[nodiscard]] std::vector<std::string> items_of(const Values& values, std::string_view key);

/// The only item of `values[key]`; empty if it has none.
[[nodiscard]] std::string text_of(const Values& values, std::string_view key);

/// The items of `value`, which are paths, relative to the working directory `here`.
[[nodiscard]] std::vector<std::string> paths_of(const Value& value, const std::string& here);

}  // namespace pglint::config
