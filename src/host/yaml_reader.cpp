// Finds commands and variables in a YAML file by the names of keys, which all formats share.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "host/invocation.h"
#include "host/readers.h"
#include "host/shell_reader.h"
#include "host/yaml_scalars.h"
#include "text/ascii.h"

namespace pglint::host {
namespace {

/// Strings below these keys are scripts, and so is each item of a list.
constexpr std::array<std::string_view, 7> script_keys = {
    "run", "script", "before_script", "after_script", "commands", "shell", "bash"};
/// Strings below these keys are scripts too, but a list has the words of one command.
constexpr std::array<std::string_view, 4> command_keys = {"command", "entrypoint", "cmd", "test"};
constexpr std::array<std::string_view, 3> variable_keys = {"environment", "env", "variables"};

using text::is_one_of;
/// `POSTGRES_HOST_AUTH_METHOD`: only variables are in capitals.
bool is_variable(std::string_view key) {
  const bool has_lower = std::ranges::any_of(key, text::is_lower);
  return key.size() > 1 && !has_lower && variable_name_size(key) == key.size();
}

class YamlInterpreter {
 public:
  explicit YamlInterpreter(HostFile& file) : file_(file) {}

  void take(const YamlScalar& scalar) {
    if (scalar.key_at != list_at_) end_list();
    if (scalar.is_item) {
      take_item(scalar);
    } else {
      take_value(scalar);
    }
  }

  /// Call it after the last scalar.
  void end_list() { add_words(std::exchange(list_, {})); }

 private:
  void take_item(const YamlScalar& scalar) {
    if (is_one_of(scalar.key, script_keys)) {
      add_script(scalar.value.content, file_);
    } else if (is_one_of(scalar.key, command_keys)) {
      list_at_ = scalar.key_at;
      list_.push_back(scalar.value);
    } else if (is_one_of(scalar.key, variable_keys)) {
      add_assignment(scalar.value, file_.activity);
    }
  }

  void take_value(const YamlScalar& scalar) {
    if (is_one_of(scalar.key, script_keys) || is_one_of(scalar.key, command_keys)) {
      add_script(scalar.value.content, file_);
    } else if (is_variable(scalar.key)) {
      add_variable(scalar.key, scalar.key_at, scalar.value);
    } else if (scalar.outer_key == "env") {
      take_name_or_value(scalar);
    }
  }

  /// Kubernetes has variables as `name: NAME` and `value: …` in the items of a list.
  void take_name_or_value(const YamlScalar& scalar) {
    if (scalar.key == "name") {
      variable_ = scalar;
    } else if (scalar.key == "value" && variable_.item_at == scalar.item_at &&
               is_variable(variable_.value.text())) {
      add_variable(std::string(variable_.value.text()), variable_.value.range.begin, scalar.value);
    }
  }

  void add_variable(std::string name, std::size_t begin, const Word& value) {
    const text::Range range = {.begin = std::min(begin, value.range.begin), .end = value.range.end};
    add_assignment({.name = std::move(name), .value = value, .range = range}, file_.activity);
  }

  /// A list below `command`: words, or scripts if the first has blanks. In Compose's healthchecks,
  /// the first word says which.
  void add_words(std::vector<Word> words) {
    if (words.empty()) return;
    const std::string first(words[0].text());
    const bool is_script = first == "CMD-SHELL";
    if (is_script || first == "CMD") words.erase(words.begin());
    if (is_script || first.find(' ') != std::string::npos) {
      for (const Word& word : words) add_script(word.content, file_);
    } else {
      add_command(words, file_.activity);
    }
  }

  HostFile& file_;
  std::vector<Word> list_;   ///< the words below a command's key, so far
  std::size_t list_at_ = 0;  ///< offset of that key
  YamlScalar variable_;      ///< the last `name`
};

}  // namespace

void read_yaml(std::string_view content, HostFile& file) {
  YamlText text = read_yaml_scalars(content);
  YamlInterpreter interpreter(file);
  for (const YamlScalar& scalar : text.scalars) interpreter.take(scalar);
  interpreter.end_list();
  std::ranges::copy(text.comments, std::back_inserter(file.comments));
}

}  // namespace pglint::host
