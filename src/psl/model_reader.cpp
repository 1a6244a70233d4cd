#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "psl/native_type.h"
#include "psl/stages.h"

namespace pglint::psl {
namespace {

using Numbers = std::map<std::string, std::size_t, std::less<>>;

std::string or_else(const std::string& name, const std::string& other) {
  return name.empty() ? other : name;
}

/// The schema that `@@schema` names, if it is not the default one.
std::string schema_of(const Block& block) {
  const Attribute* written = find_attribute(block.attributes, "schema");
  const Argument* name = written == nullptr ? nullptr : find_argument(*written, "map", true);
  return name == nullptr || name->value.text == "public" ? std::string() : name->value.text;
}

Enumeration enum_of(const Block& block, std::size_t file, const Externals& externals) {
  Enumeration result = {.file = file,
                        .written = &block,
                        .type = or_else(mapped_name(block.attributes), block.name.text),
                        .schema = schema_of(block),
                        .members = {}};
  result.is_external = externals.has_enum(result.schema, result.type);
  for (const EnumValue& value : block.values) {
    result.members.push_back(
        {.written = &value, .value = or_else(mapped_name(value.attributes), value.name.text)});
  }
  return result;
}

Model model_of(const Block& block, std::size_t file, const Externals& externals) {
  Model model = {.file = file,
                 .written = &block,
                 .table = or_else(mapped_name(block.attributes), block.name.text),
                 .schema = schema_of(block),
                 .is_view = block.kind == BlockKind::view,
                 .is_ignored = find_attribute(block.attributes, "ignore") != nullptr,
                 .fields = {},
                 .keys = {}};
  model.is_external = externals.has_table(model.schema, model.table);
  return model;
}

/// What fields refer to.
struct Types {
  std::string prefix;  ///< of native types: `db.`
  Numbers models;
  Numbers enums;
};

void find_type(ModelField& field, const Types& types) {
  const std::string& type = field.type();
  if (type == "Unsupported") {
    field.kind = FieldKind::sql;
  } else if (!scalar_sql(type).empty()) {
    field.kind = FieldKind::scalar;
  } else if (const auto model = types.models.find(type); model != types.models.end()) {
    field.kind = FieldKind::model;
    field.target = model->second;
  } else if (const auto found = types.enums.find(type); found != types.enums.end()) {
    field.kind = FieldKind::enumeration;
    field.target = found->second;
  } else {
    field.kind = FieldKind::unknown;
  }
}

ModelField field_of(const Field& written, const Types& types) {
  ModelField field = {.written = &written,
                      .column = or_else(mapped_name(written.attributes), written.name.text)};
  find_type(field, types);
  for (const Attribute& attribute : written.attributes) {
    const std::string_view name = attribute.name.text;
    if (name.starts_with(types.prefix)) {
      field.native = &attribute;
      field.native_type = name.substr(types.prefix.size());
    }
    if (name == "default") field.default_value = &attribute;
    if (name == "relation") field.relation = &attribute;
    if (name == "updatedAt") field.updated_at = &attribute;
    if (name == "ignore") field.is_ignored = true;
  }
  return field;
}

}  // namespace

void read_models(Schema& schema) {
  Types types;
  const Block* source = schema.datasource.written;
  types.prefix = (source == nullptr ? std::string("db") : source->name.text) + ".";
  for (std::size_t file = 0; file < schema.files.size(); ++file) {
    for (const Block& block : schema.files[file].blocks) {
      if (block.kind == BlockKind::enumeration) {
        types.enums.try_emplace(block.name.text, schema.enums.size());
        schema.enums.push_back(enum_of(block, file, schema.externals));
      } else if (block.kind == BlockKind::model || block.kind == BlockKind::view) {
        types.models.try_emplace(block.name.text, schema.models.size());
        schema.models.push_back(model_of(block, file, schema.externals));
      }
    }
  }
  for (Model& model : schema.models) {
    for (const Field& field : model.written->fields) {
      model.fields.push_back(field_of(field, types));
    }
  }
}

}  // namespace pglint::psl
