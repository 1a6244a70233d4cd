#include <string>

#include "cli/command/commands.h"
#include "cli/flag/typed_key.h"
#include "report/tool_info.h"
#include "rule/rule.h"
#include "text/json.h"

namespace pglint::cli {
namespace {

using text::Json;

Json severity_schema() {
  return {{"enum", {"error", "warning", "info", "off"}},
          {"description", "severity of the rule's findings; off: the rule does not run"}};
}

Json fix_schema() {
  return {{"enum", {"safe", "unsafe", "never"}},
          {"description", "what all fixes of the rule are for --fix; never: it has none"}};
}

Json option_schema(const RuleOption& option) {
  Json type = option.kind == OptionKind::number ? Json::array({"integer", "string"})
                                                : Json::array({"string"});
  return {{"type", type}, {"description", option.description}, {"default", option.default_value}};
}

Json rule_schema(const Rule& rule) {
  Json properties = {{"severity", severity_schema()}, {"fix", fix_schema()}};
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
          {"description", "severity and options per rule"},
          {"properties", rules},
          {"additionalProperties", false}};
}

/// One value of a key: its words, and any string if it is open.
Json item_schema(const TypedKey& typed) {
  Json any = {{"type", "string"}};
  if (typed.words == nullptr) return any;
  const Json words = {{"enum", typed.words()}};
  return typed.is_open ? Json{{"anyOf", {words, any}}} : words;
}

Json key_schema(const TypedKey& typed) {
  Json schema = {{"description", one_line_help(typed)}};
  switch (typed.key.kind) {
    case config::KeyKind::flag:
      schema["type"] = "boolean";
      break;
    case config::KeyKind::number:
      schema["type"] = Json::array({"integer", "string"});
      break;
    case config::KeyKind::text:
    case config::KeyKind::path:
      schema.update(item_schema(typed));
      break;
    case config::KeyKind::list:
    case config::KeyKind::rules:
    case config::KeyKind::paths: {
      const Json item = item_schema(typed);
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
  Json properties = {
      {"extends", paths_schema("configuration files to build on, relative to this one")}};
  Json of_override = {{"paths", paths_schema("globs of the files that this applies to")}};
  for (const TypedKey& typed : typed_keys()) {
    const std::string name(typed.key.name);
    properties[name] = key_schema(typed);
    if (typed.key.scope == config::Scope::file) of_override[name] = key_schema(typed);
  }
  properties["rules"] = {{"$ref", "#/$defs/rules"}};
  of_override["rules"] = {{"$ref", "#/$defs/rules"}};
  properties["override"] = {{"type", "array"},
                            {"description", "settings for some files only"},
                            {"items",
                             {{"type", "object"},
                              {"properties", of_override},
                              {"required", {"paths"}},
                              {"additionalProperties", false}}}};
  properties["database"] = {
      {"type", "array"},
      {"description", "which files make up a database, where folders do not tell"},
      {"items",
       {{"type", "object"},
        {"properties",
         {{"name", {{"type", "string"}, {"description", "what reports call it"}}},
          {"paths", paths_schema("globs of its files")}}},
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
