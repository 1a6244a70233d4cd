#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "psl/stages.h"

namespace pglint::psl {
namespace {

bool is_of_postgresql(std::string_view provider) {
  return provider == "postgresql" || provider == "postgres";
}

void read_provider(Schema& schema, const Property& property) {
  Datasource& source = schema.datasource;
  source.provider_range = property.value.range;
  if (property.value.kind != ExpressionKind::string) {
    const bool is_call = property.value.kind == ExpressionKind::call;
    return refuse(schema, source.file, property.value.range,
                  is_call ? "the provider cannot come from `" + property.value.text + "()`"
                          : "the provider is not a string",
                  "write `provider = \"postgresql\"`");
  }
  source.provider_name = property.value.text;
  source.provider = is_of_postgresql(property.value.text) ? Provider::postgresql : Provider::other;
}

Extension extension_of(const Expression& value, std::size_t file) {
  Extension extension = {
      .name = value.text, .schema = {}, .version = {}, .file = file, .range = value.range};
  for (const Argument& argument : value.arguments) {
    if (argument.name.text == "map") extension.name = argument.value.text;
    if (argument.name.text == "schema") extension.schema = argument.value.text;
    if (argument.name.text == "version") extension.version = argument.value.text;
  }
  return extension;
}

void read_property(Schema& schema, const Property& property) {
  Datasource& source = schema.datasource;
  const std::string& key = property.key.text;
  if (key == "provider") return read_provider(schema, property);
  if (key == "relationMode" || key == "referentialIntegrity") {
    if (property.value.text == "prisma") source.emulates_relations = &property;
  } else if (key == "schemas") {
    for (const Argument& item : property.value.arguments) {
      source.schemas.push_back({.text = item.value.text, .range = item.value.range});
    }
  } else if (key == "extensions") {
    for (const Argument& item : property.value.arguments) {
      source.extensions.push_back(extension_of(item.value, source.file));
    }
  }
}

void read_source(Schema& schema, std::size_t file, const Block& block) {
  Datasource& source = schema.datasource;
  if (source.written != nullptr) {
    return refuse(schema, file, block.header, "a schema cannot have two datasources",
                  "keep one `datasource` block");
  }
  source.file = file;
  source.written = &block;
  for (const Property& property : block.properties) read_property(schema, property);
}

void read_generator(Schema& schema, const Block& block) {
  for (const Property& property : block.properties) {
    if (property.key.text != "previewFeatures") continue;
    for (const Argument& item : property.value.arguments) {
      schema.preview_features.push_back(item.value.text);
    }
  }
}

}  // namespace

void read_datasource(Schema& schema) {
  for (std::size_t file = 0; file < schema.files.size(); ++file) {
    for (const Block& block : schema.files[file].blocks) {
      if (block.kind == BlockKind::datasource) read_source(schema, file, block);
      if (block.kind == BlockKind::generator) read_generator(schema, block);
    }
  }
}

}  // namespace pglint::psl
