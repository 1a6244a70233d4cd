#include "cli/flag/word_lists.h"

#include <string>

#include <fmt/format.h>

#include "config/preset.h"
#include "migration/runner.h"
#include "parse/source/placeholder.h"
#include "report/format.h"
#include "rule/rule.h"

namespace pglint::cli {

Words format_words() {
  Words words;
  words.reserve(report::all_formats().size());
  for (const report::FormatInfo& format : report::all_formats()) words.push_back(format.name);
  return words;
}

Words rule_ids() {
  Words words;
  words.reserve(all_rules().size());
  for (const Rule* rule : all_rules()) words.push_back(rule->id);
  return words;
}

Words rule_selectors() {
  Words words = {"all", "default"};
  for (const GroupInfo& group : all_groups) words.push_back(group.name);
  const Words ids = rule_ids();
  words.insert(words.end(), ids.begin(), ids.end());
  return words;
}

Words rule_option_words() {
  // Words are views.
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> starts;
    for (const Rule* rule : all_rules()) {
      starts.push_back(fmt::format("{}.severity=", rule->id));
      for (const RuleOption& option : rule->options) {
        if (option.name.empty()) break;
        starts.push_back(fmt::format("{}.{}=", rule->id, option.name));
      }
    }
    return starts;
  }();
  return {texts.begin(), texts.end()};
}

Words preset_words() {
  Words words;
  words.reserve(config::presets().size());
  for (const config::Preset& preset : config::presets()) words.push_back(preset.name);
  return words;
}

Words runner_words() {
  Words words = {"auto"};
  for (const migration::Runner* runner : migration::all_runners()) words.push_back(runner->name);
  return words;
}

Words placeholder_words() {
  Words words = {"auto", "none"};
  for (const auto& style : parse::placeholder_styles) words.push_back(style.name);
  return words;
}

}  // namespace pglint::cli
