#include <algorithm>
#include <string>

#include "cli/command/commands.h"
#include "config/key.h"
#include "config/preset.h"
#include "report/tool_info.h"
#include "rule/rule.h"
#include "text/json.h"

namespace pglint::cli {
namespace {

using text::Json;

Json severity_schema() {
  return {{"enum", {"error", "warning", "info", "off"}},
          {"description", "of all findings of the rule; off: it does not run"}};
}

/// Names that select rules: ids and groups for completion, and any glob.
Json rule_name_schema() {
  Json names = Json::array({"all", "default"});
  for (const Rule* rule : all_rules()) {
    const std::string group(name_of(rule->group));
    if (std::ranges::find(names, Json(group)) == names.end()) names.push_back(group);
  }
  for (const Rule* rule : all_rules()) names.push_back(rule->id);
  return {{"anyOf", {{{"enum", names}}, {{"type", "string"}}}}};
}

Json option_schema(const RuleOption& option) {
  Json type = option.kind == OptionKind::number ? Json::array({"integer", "string"})
                                                : Json::array({"string"});
  return {{"type", type}, {"description", option.description}, {"default", option.default_value}};
}

Json rule_schema(const Rule& rule) {
  Json properties = {{"severity", severity_schema()}};
  for (const RuleOption& option : rule.options) {
    if (!option.name.empty()) properties[std::string(option.name)] = option_schema(option);
  }
  return {{"description", rule.summary},
          {"oneOf",
           {severity_schema(),
            {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}}}};
}

Json rules_schema() {
  Json rules = Json::object();
  for (const Rule* rule : all_rules()) rules[std::string(rule->id)] = rule_schema(*rule);
  return {{"type", "object"},
          {"description", "severity and options of single rules"},
          {"properties", rules},
          {"additionalProperties", false}};
}

Json item_schema(std::string_view key) {
  if (key == "select" || key == "ignore") return rule_name_schema();
  if (key != "preset") return {{"type", "string"}};
  Json names = Json::array();
  for (const config::Preset& preset : config::presets()) names.push_back(preset.name);
  return {{"enum", names}};
}

Json key_schema(const config::Key& key) {
  Json schema = {{"description", key.help.empty() ? option_help(key.name) : std::string(key.help)}};
  switch (key.kind) {
    case config::KeyKind::flag:
      schema["type"] = "boolean";
      break;
    case config::KeyKind::number:
      schema["type"] = Json::array({"integer", "string"});
      break;
    case config::KeyKind::text:
    case config::KeyKind::path:
      schema["type"] = "string";
      break;
    case config::KeyKind::list:
    case config::KeyKind::paths: {
      const Json item = item_schema(key.name);
      schema["oneOf"] = {item, {{"type", "array"}, {"items", item}}};
      break;
    }
  }
  return schema;
}

Json paths_schema(std::string_view description) {
  return {{"description", description},
          {"oneOf", {{{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}}}}};
}

}  // namespace

std::string config_schema() {
  Json properties = {{"extends", paths_schema("files that this one builds on, from its folder")}};
  Json of_override = {{"paths", paths_schema("globs of the files that this is about")}};
  for (const config::Key& key : config::keys()) {
    properties[std::string(key.name)] = key_schema(key);
    if (key.scope == config::Scope::file) of_override[std::string(key.name)] = key_schema(key);
  }
  properties["rules"] = {{"$ref", "#/$defs/rules"}};
  of_override["rules"] = {{"$ref", "#/$defs/rules"}};
  properties["override"] = {{"type", "array"},
                            {"description", "what holds for some files only"},
                            {"items",
                             {{"type", "object"},
                              {"properties", of_override},
                              {"required", {"paths"}},
                              {"additionalProperties", false}}}};
  const Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                       {"title", "pglint.toml"},
                       {"description", "Configuration of pglint, the linter for PostgreSQL"},
                       {"type", "object"},
                       {"properties", properties},
                       {"additionalProperties", false},
                       {"$defs", {{"rules", rules_schema()}}}};
  return text::dump(schema, text::Layout::indented) + "\n";
}

}  // namespace pglint::cli
