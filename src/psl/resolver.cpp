#include "psl/resolver.h"

#include <algorithm>
#include <utility>

#include "psl/stages.h"

namespace pglint::psl {

const Argument* find_argument(const Attribute& attribute, std::string_view name, bool is_first) {
  for (const Argument& argument : attribute.arguments) {
    if (argument.name.text == name) return &argument;
    if (argument.name.empty() && is_first && &argument == &attribute.arguments.front()) {
      return &argument;
    }
  }
  return nullptr;
}

std::optional<std::size_t> Model::find_field(std::string_view name) const {
  for (std::size_t number = 0; number < fields.size(); ++number) {
    if (fields[number].name() == name) return number;
  }
  return std::nullopt;
}

void refuse(Schema& schema, std::size_t file, text::Range range, std::string message,
            std::string help, std::string object) {
  schema.refusals.push_back({.file = file,
                             .range = range,
                             .message = std::move(message),
                             .help = std::move(help),
                             .object = std::move(object)});
}

std::string object_of(const Model& model, const ModelField& field) {
  return model.name() + "." + field.name();
}

const Attribute* find_attribute(const std::vector<Attribute>& attributes, std::string_view name) {
  const auto found = std::ranges::find_if(
      attributes, [&](const Attribute& attribute) { return attribute.name.text == name; });
  return found == attributes.end() ? nullptr : &*found;
}

std::string mapped_name(const std::vector<Attribute>& attributes) {
  const Attribute* map = find_attribute(attributes, "map");
  const Argument* name = map == nullptr ? nullptr : find_argument(*map, "name", true);
  return name == nullptr ? std::string() : name->value.text;
}

bool has_preview_feature(const Schema& schema, std::string_view name) {
  return std::ranges::find(schema.preview_features, name) != schema.preview_features.end();
}

namespace {

std::string in_quotes(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char byte : text) {
    result += byte;
    if (byte == quote) result += byte;
  }
  return result + quote;
}

}  // namespace

std::string quoted_literal(std::string_view text) { return in_quotes(text, '\''); }

std::string quoted_name(std::string_view name) { return in_quotes(name, '"'); }

Schema resolve(std::vector<SchemaFile> files, bool is_complete, Externals externals) {
  Schema schema;
  schema.files = std::move(files);
  schema.externals = std::move(externals);
  schema.is_known_in_full =
      is_complete && std::ranges::all_of(schema.files, &SchemaFile::is_read_in_full);
  read_datasource(schema);
  read_models(schema);
  read_keys(schema);
  read_relations(schema);
  check_names(schema);
  check_fields(schema);
  check_keys(schema);
  check_relations(schema);
  std::ranges::stable_sort(schema.refusals, [](const Refusal& a, const Refusal& b) {
    return a.file != b.file ? a.file < b.file : a.range.begin < b.range.begin;
  });
  return schema;
}

}  // namespace pglint::psl
