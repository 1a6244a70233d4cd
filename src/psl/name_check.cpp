// What Prisma refuses about names: those of models, fields, values, tables, columns, constraints.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "psl/generated_name.h"
#include "psl/native_type.h"
#include "psl/stages.h"
#include "text/ascii.h"

namespace pglint::psl {
namespace {

/// Words that the client's code cannot have as names of models and enums.
constexpr std::array<std::string_view, 48> reserved_names = {
    "PrismaClient", "async",      "await",    "break",   "case",       "catch",     "class",
    "const",        "continue",   "debugger", "default", "delete",     "do",        "else",
    "enum",         "export",     "extends",  "false",   "finally",    "for",       "function",
    "if",           "implements", "import",   "in",      "instanceof", "interface", "let",
    "new",          "null",       "package",  "private", "protected",  "public",    "return",
    "super",        "switch",     "this",     "throw",   "true",       "try",       "using",
    "typeof",       "var",        "void",     "while",   "with",       "yield"};

/// Where a name was given first.
struct FirstUse {
  std::size_t file = 0;
  text::Range range;
};

void check_characters(Schema& schema, std::size_t file, const Name& name, std::string_view what) {
  if (name.text.find('-') != std::string::npos) {
    refuse(schema, file, name.range,
           "the name of " + std::string(what) + " cannot contain `-`: `" + name.text + "`",
           "rename it; `@map` keeps the name in the database");
  } else if (!name.empty() && text::is_digit(name.text[0])) {
    refuse(schema, file, name.range,
           "the name of " + std::string(what) + " cannot begin with a digit: `" + name.text + "`",
           "rename it; `@map` keeps the name in the database");
  }
}

void check_block_names(Schema& schema) {
  std::map<std::string, FirstUse, std::less<>> known;
  for (std::size_t file = 0; file < schema.files.size(); ++file) {
    for (const Block& block : schema.files[file].blocks) {
      const bool is_source =
          block.kind == BlockKind::datasource || block.kind == BlockKind::generator;
      if (is_source) continue;
      const Name& name = block.name;
      check_characters(schema, file, name,
                       block.kind == BlockKind::enumeration ? "an enum" : "a model");
      const bool is_reserved =
          std::ranges::count(reserved_names, name.text) > 0 || !scalar_sql(name.text).empty();
      if (is_reserved) {
        refuse(schema, file, name.range, "`" + name.text + "` is a reserved name",
               "rename it; `@@map(\"" + name.text + "\")` keeps the name in the database");
      }
      if (!known.try_emplace(name.text).second) {
        refuse(schema, file, name.range, "`" + name.text + "` is already defined",
               "rename or remove one of the two");
      }
    }
  }
}

void check_values(Schema& schema, std::size_t file, const Block& block) {
  std::set<std::string_view> known;
  for (const EnumValue& value : block.values) {
    check_characters(schema, file, value.name, "an enum value");
    if (known.insert(value.name.text).second) continue;
    refuse(schema, file, value.name.range,
           "`" + value.name.text + "` is already a value of enum `" + block.name.text + "`",
           "remove one of the two");
  }
  if (block.values.empty() && block.is_read_in_full) {
    refuse(schema, file, block.header, "enum `" + block.name.text + "` has no values",
           "add a value, or remove the enum");
  }
}

void check_enums(Schema& schema) {
  std::set<std::pair<std::string, std::string>> types;
  for (std::size_t number = 0; number < schema.enums.size(); ++number) {
    const Enumeration& type = schema.enums[number];
    const Block& block = *type.written;
    check_values(schema, type.file, block);
    const bool is_new = types.emplace(type.schema, type.type).second;
    if (!is_new && type.type != block.name.text) {
      refuse(schema, type.file, block.header,
             "another enum is already called `" + type.type + "` in the database",
             "give this one another name with `@@map`");
    }
  }
}

void check_fields_of(Schema& schema, Model& model) {
  std::set<std::string_view> names;
  std::set<std::string_view> columns;
  for (ModelField& field : model.fields) {
    check_characters(schema, model.file, field.written->name, "a field");
    const bool is_new = names.insert(field.name()).second;
    const bool is_new_column = !field.has_column() || columns.insert(field.column).second;
    if (is_new && is_new_column) continue;
    const std::string& name = is_new ? field.column : field.name();
    refuse(schema, model.file, field.written->name.range,
           "`" + name + "` is already " + (is_new ? "a column" : "a field") + " of `" +
               model.name() + "`",
           "rename or remove one of the two", object_of(model, field));
    field.is_repeated = true;
  }
}

void check_tables(Schema& schema) {
  std::set<std::pair<std::string, std::string>> tables;
  std::set<std::string_view> names;
  for (Model& model : schema.models) {
    check_fields_of(schema, model);
    const bool is_new = names.insert(model.name()).second;
    const bool is_new_table = tables.emplace(model.schema, model.table).second;
    model.is_repeated = !is_new || !is_new_table;
    if (!is_new || is_new_table) continue;
    const Attribute* map = find_attribute(model.written->attributes, "map");
    refuse(schema, model.file, map == nullptr ? model.written->name.range : map->range,
           "another model is already called `" + model.table + "` in the database",
           "give this one another name with `@@map`", model.name());
  }
}

/// A constraint or index by its name.
struct NamedConstraint {
  std::size_t model = 0;
  text::Range range;
  bool is_index = false;  ///< it is an index of PostgreSQL, too
};

class ConstraintNames {
 public:
  explicit ConstraintNames(Schema& schema) : schema_(schema) {}

  void check() {
    for (std::size_t number = 0; number < schema_.models.size(); ++number) collect(number);
    for (const Relation& relation : schema_.relations) collect(relation);
    for (const auto& [name, uses] : uses_) {
      for (const NamedConstraint& use : uses) check(name.second, use, uses);
    }
  }

 private:
  using SchemaAndName = std::pair<std::string, std::string>;

  void add(const std::string& name, const NamedConstraint& use) {
    if (!name.empty()) uses_[{schema_.models[use.model].schema, name}].push_back(use);
  }

  void collect(std::size_t number) {
    const Model& model = schema_.models[number];
    if (model.is_view || model.is_repeated) return;
    bool has_id = false;
    for (const Key& key : model.keys) {
      // A second id is refused as such.
      const bool is_second_id = key.kind == KeyKind::id && std::exchange(has_id, true);
      if (!key.is_whole || is_second_id) continue;
      add(key.name, {.model = number, .range = key.written->range, .is_index = true});
      check_length(model, key);
    }
  }

  void collect(const Relation& relation) {
    const bool is_key = relation.has_key() && !schema_.models[relation.holder.model].is_repeated;
    if (!is_key || relation.kind == RelationKind::many_to_many) return;
    add(relation.constraint,
        {.model = relation.holder.model, .range = schema_.field(relation.holder).relation->range});
  }

  void check_length(const Model& model, const Key& key) {
    if (key.name.size() <= max_database_name) return;
    refuse(schema_, model.file, key.written->range,
           "`" + key.name + "` is longer than the 63 bytes that PostgreSQL keeps of a name",
           "give it a shorter name with `map:`");
  }

  void check(const std::string& name, const NamedConstraint& use,
             const std::vector<NamedConstraint>& uses) {
    const bool is_clash = std::ranges::any_of(uses, [&](const NamedConstraint& other) {
      const bool both_indexes = use.is_index && other.is_index;
      return &other != &use && (both_indexes || other.model == use.model);
    });
    if (!is_clash) return;
    const Model& model = schema_.models[use.model];
    refuse(schema_, model.file, use.range,
           "`" + name + "` is the name of more than one index or constraint",
           "give one of them another name with `map:`", model.name());
  }

  Schema& schema_;
  std::map<SchemaAndName, std::vector<NamedConstraint>> uses_;
};

void check_schema_of(Schema& schema, std::size_t file, const Block& block) {
  const Attribute* written = find_attribute(block.attributes, "schema");
  const Argument* name = written == nullptr ? nullptr : find_argument(*written, "map", true);
  const std::vector<Name>& known = schema.datasource.schemas;
  if (name == nullptr) {
    if (known.empty() || !block.is_read_in_full) return;
    return refuse(schema, file, block.header, "`" + block.name.text + "` has no `@@schema`",
                  "add `@@schema(\"" + known.front().text + "\")`, or another of the `schemas`");
  }
  if (std::ranges::count(known, name->value.text, &Name::text) > 0) return;
  refuse(schema, file, name->value.range,
         "`" + name->value.text + "` is not one of the `schemas` of the datasource",
         "add it there, or name another one");
}

void check_schemas(Schema& schema) {
  if (schema.datasource.written == nullptr) return;
  for (std::size_t file = 0; file < schema.files.size(); ++file) {
    for (const Block& block : schema.files[file].blocks) {
      const bool is_in_schema = block.kind == BlockKind::model || block.kind == BlockKind::view ||
                                block.kind == BlockKind::enumeration;
      if (is_in_schema) check_schema_of(schema, file, block);
    }
  }
}

}  // namespace

void check_names(Schema& schema) {
  check_block_names(schema);
  check_enums(schema);
  check_tables(schema);
  ConstraintNames(schema).check();
  check_schemas(schema);
}

}  // namespace pglint::psl
