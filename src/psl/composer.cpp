#include "psl/composer.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "psl/ddl_writer.h"
#include "psl/default_value.h"
#include "psl/generated_name.h"
#include "psl/native_type.h"
#include "psl/stages.h"
#include "text/stated_absence.h"

namespace pglint::psl {
namespace {

/// `"schema"."name"`, or `"name"` in the default one.
std::string qualified(const std::string& schema, const std::string& name) {
  return schema.empty() ? quoted_name(name) : quoted_name(schema) + "." + quoted_name(name);
}

std::string serial_of(const std::string& type) {
  if (type == "SMALLINT") return "SMALLSERIAL";
  return type == "BIGINT" ? "BIGSERIAL" : "SERIAL";
}

text::Range range_of(const Argument& argument) {
  const std::size_t begin =
      argument.name.empty() ? argument.value.range.begin : argument.name.range.begin;
  return {.begin = begin, .end = argument.value.range.end};
}

class Composer {
 public:
  Composer(const Schema& schema, std::size_t file, UnenforcedKeys unenforced, Ddl& ddl)
      : schema_(schema), file_(file), unenforced_(unenforced), out_(ddl) {}

  void run() {
    out_.begin(DdlPhase::foundation);
    if (schema_.datasource.written != nullptr && schema_.datasource.file == file_) {
      make_foundation();
    }
    for (const Enumeration& type : schema_.enums) {
      if (type.file == file_ && !type.members.empty()) make_enum(type);
    }
    out_.begin(DdlPhase::tables);
    each_table([&](const Model& model) { make_table(model); });
    each_relation([&](const Relation& relation) { make_relation_table(relation); }, true);
    out_.begin(DdlPhase::indexes);
    each_table([&](const Model& model) { make_indexes(model); });
    each_relation([&](const Relation& relation) { make_relation_index(relation); }, true);
    out_.begin(DdlPhase::foreign_keys);
    each_relation([&](const Relation& relation) { make_foreign_key(relation); }, false);
    for (const Relation& relation : schema_.unpaired) {
      if (is_here(relation)) make_foreign_key(relation);
    }
    each_relation([&](const Relation& relation) { make_relation_keys(relation); }, true);
    out_.begin(DdlPhase::comments);
    each_table([&](const Model& model) { make_comments(model); });
  }

 private:
  template <class Make>
  void each_table(Make make) {
    for (const Model& model : schema_.models) {
      if (model.file == file_ && is_table(model)) make(model);
    }
  }

  template <class Make>
  void each_relation(Make make, bool many_to_many) {
    for (const Relation& relation : schema_.relations) {
      const bool is_many = relation.kind == RelationKind::many_to_many;
      if (is_many == many_to_many && is_here(relation)) make(relation);
    }
  }

  /// Whether a relation between two tables is of this file.
  [[nodiscard]] bool is_here(const Relation& relation) const {
    const Model& model = schema_.models[relation.holder.model];
    return model.file == file_ && is_table(model) && is_table(schema_.models[relation.other.model]);
  }

  static bool is_table(const Model& model) {
    const bool has_columns = std::ranges::any_of(model.fields, &ModelField::has_column);
    return !model.is_view && !model.is_repeated && has_columns;
  }

  // Schemas, extensions, enums:

  void make_foundation() {
    for (const Name& name : schema_.datasource.schemas) {
      if (name.text == "public" || name.empty()) continue;
      out_.enter(name.range);
      out_ << "CREATE SCHEMA IF NOT EXISTS " << quoted_name(name.text) << ";\n\n";
    }
    for (const Extension& extension : schema_.datasource.extensions) make_extension(extension);
  }

  void make_extension(const Extension& extension) {
    out_.enter(extension.range);
    out_ << "CREATE EXTENSION IF NOT EXISTS " << quoted_name(extension.name);
    if (!extension.schema.empty()) out_ << " WITH SCHEMA " << quoted_name(extension.schema);
    if (!extension.version.empty()) out_ << " VERSION " << quoted_name(extension.version);
    out_ << ";\n\n";
  }

  void make_enum(const Enumeration& type) {
    out_.enter(type.written->name.range);
    out_ << "CREATE TYPE " << qualified(type.schema, type.type) << " AS ENUM (";
    for (const EnumMember& member : type.members) {
      if (&member != &type.members.front()) out_ << ", ";
      out_.write(quoted_literal(member.value), member.written->name.range);
    }
    out_ << ");\n\n";
  }

  // Tables:

  void make_table(const Model& model) {
    const text::Range name = model.written->name.range;
    out_.enter(name);
    out_ << "CREATE TABLE " << qualified(model.schema, model.table) << " (\n";
    bool is_first = true;
    for (const ModelField& field : model.fields) {
      if (!field.has_column()) continue;
      out_.enter(name);
      out_ << (is_first ? "    " : ",\n    ");
      is_first = false;
      make_column(field);
    }
    for (const Key& key : model.keys) {
      const bool is_made = key.kind == KeyKind::id && !key.columns.empty();
      if (!is_made) continue;
      out_.enter(name);
      out_ << ",\n\n    ";
      out_.enter(key.written->range);
      out_ << "CONSTRAINT " << quoted_name(key.name) << " PRIMARY KEY (";
      make_columns(model, key, ",");
      out_ << ")";
      break;
    }
    out_.enter(name);
    out_ << "\n);\n\n";
  }

  void make_column(const ModelField& field) {
    const Field& written = *field.written;
    out_.enter(written.name.range);
    out_.write_name(field.column, written.name.range);
    out_ << " ";
    const std::string type = type_of(field);
    const bool is_serial = is_autoincrement(field);
    out_.write(is_serial ? serial_of(type) : type,
               field.native == nullptr ? written.whole_type : field.native->range);
    out_.enter(written.whole_type);
    if (field.is_required()) out_ << " NOT NULL";
    const std::string value = is_serial ? std::string() : default_sql(schema_, field, type);
    if (!value.empty()) out_.write(" DEFAULT " + value, field.default_value->range);
  }

  [[nodiscard]] std::string type_of(const ModelField& field) const {
    std::string type = item_type_of(field);
    return field.is_list() ? type + "[]" : type;
  }

  [[nodiscard]] std::string item_type_of(const ModelField& field) const {
    if (field.kind == FieldKind::sql) return field.written->sql_type;
    if (field.kind == FieldKind::enumeration) {
      const Enumeration& type = schema_.enums[field.target];
      return qualified(type.schema, type.type);
    }
    const NativeType* native = find_native_type(field.native_type);
    if (native != nullptr && native->scalar == field.type()) {
      return native_sql(*native, *field.native);
    }
    return std::string(scalar_sql(field.type()));
  }

  void make_columns(const Model& model, const Key& key, std::string_view separator) {
    for (const KeyColumn& column : key.columns) {
      if (&column != &key.columns.front()) out_ << separator;
      out_.write_name(model.fields[column.field].column, column.range);
      if (!column.operator_class.empty()) out_ << " " << column.operator_class;
      if (!column.sort.empty()) out_ << " " << column.sort;
    }
  }

  // Indexes:

  void make_indexes(const Model& model) {
    const auto make = [&](auto wants) {
      for (const Key& key : model.keys) {
        if (wants(key) && key.is_whole) make_index(model, key);
      }
    };
    make([](const Key& key) { return key.kind == KeyKind::unique && key.is_of_field; });
    make([](const Key& key) { return key.kind == KeyKind::index; });
    make([](const Key& key) { return key.kind == KeyKind::unique && !key.is_of_field; });
  }

  void make_index(const Model& model, const Key& key) {
    out_.enter(key.written->range);
    out_ << (key.kind == KeyKind::unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
         << quoted_name(key.name) << " ON " << qualified(model.schema, model.table);
    if (!key.method.empty()) out_ << " USING " << key.method << " ";
    out_ << "(";
    make_columns(model, key, ", ");
    out_ << ")";
    if (!key.predicate.empty()) out_ << " WHERE " << key.predicate;
    out_ << ";\n\n";
  }

  // Relations:

  void make_foreign_key(const Relation& relation) {
    if (!relation.has_key()) return;
    const bool is_enforced =
        schema_.datasource.emulates_relations == nullptr && !relation.is_refused;
    if (!is_enforced && unenforced_ == UnenforcedKeys::left_out) return;
    const Model& model = schema_.models[relation.holder.model];
    const Model& other = schema_.models[relation.other.model];
    const Attribute& written = *schema_.field(relation.holder).relation;
    out_.enter(written.range);
    out_ << "ALTER TABLE " << qualified(model.schema, model.table) << " ADD CONSTRAINT "
         << quoted_name(relation.constraint) << " FOREIGN KEY (";
    make_key_columns(model, relation.fields, find_argument(written, "fields"));
    out_ << ") REFERENCES " << qualified(other.schema, other.table) << "(";
    make_key_columns(other, relation.references, find_argument(written, "references"));
    out_ << ") ";
    const Argument* action = relation.written_on_delete;
    out_.write("ON DELETE " + relation.on_delete,
               action == nullptr ? written.range : range_of(*action));
    out_ << " ON UPDATE " << relation.on_update << (is_enforced ? "" : " NOT ENFORCED") << ";\n\n";
  }

  void make_key_columns(const Model& model, const std::vector<std::size_t>& fields,
                        const Argument* list) {
    for (std::size_t index = 0; index < fields.size(); ++index) {
      if (index > 0) out_ << ", ";
      const auto& items = list->value.arguments;
      out_.write_name(model.fields[fields[index]].column,
                      index < items.size() ? items[index].value.range : list->value.range);
    }
  }

  /// The only column of the model's key; null if it has another key.
  static const ModelField* id_of(const Model& model) {
    for (const Key& key : model.keys) {
      if (key.kind == KeyKind::id && key.is_of_field) return &model.fields[key.columns[0].field];
    }
    return nullptr;
  }

  [[nodiscard]] std::string relation_table(const Relation& relation) const {
    return qualified(schema_.models[relation.holder.model].schema, relation.constraint);
  }

  void enter(const Relation& relation) {
    out_.enter(schema_.field(relation.holder).written->whole_type);
  }

  [[nodiscard]] bool has_ids(const Relation& relation) const {
    return id_of(schema_.models[relation.holder.model]) != nullptr &&
           id_of(schema_.models[relation.other.model]) != nullptr;
  }

  void make_relation_table(const Relation& relation) {
    if (!has_ids(relation)) return;
    enter(relation);
    out_ << "CREATE TABLE " << relation_table(relation) << " (\n    \"A\" "
         << type_of(*id_of(schema_.models[relation.holder.model])) << " NOT NULL,\n    \"B\" "
         << type_of(*id_of(schema_.models[relation.other.model])) << " NOT NULL,\n\n    CONSTRAINT "
         << quoted_name(with_suffix(relation.constraint, "_AB_pkey"))
         << " PRIMARY KEY (\"A\",\"B\")\n);\n\n";
  }

  void make_relation_index(const Relation& relation) {
    if (!has_ids(relation)) return;
    enter(relation);
    out_ << "CREATE INDEX " << quoted_name(with_suffix(relation.constraint, "_B_index")) << " ON "
         << relation_table(relation) << "(\"B\");\n\n";
  }

  void make_relation_keys(const Relation& relation) {
    const bool is_enforced = schema_.datasource.emulates_relations == nullptr;
    if (!has_ids(relation)) return;
    if (!is_enforced && unenforced_ == UnenforcedKeys::left_out) return;
    make_relation_key(relation, "A", schema_.models[relation.holder.model]);
    make_relation_key(relation, "B", schema_.models[relation.other.model]);
  }

  void make_relation_key(const Relation& relation, const std::string& column, const Model& target) {
    enter(relation);
    out_ << "ALTER TABLE " << relation_table(relation) << " ADD CONSTRAINT "
         << quoted_name(with_suffix(relation.constraint, "_" + column + "_fkey"))
         << " FOREIGN KEY (" << quoted_name(column) << ") REFERENCES "
         << qualified(target.schema, target.table) << "(" << quoted_name(id_of(target)->column)
         << ") ON DELETE CASCADE ON UPDATE CASCADE"
         << (schema_.datasource.emulates_relations == nullptr ? "" : " NOT ENFORCED") << ";\n\n";
  }

  // Comments:

  void make_comments(const Model& model) {
    const std::string table = qualified(model.schema, model.table);
    if (!model.written->documentation.empty()) {
      out_.enter(model.written->name.range);
      out_ << "COMMENT ON TABLE " << table << " IS " << quoted_literal(model.written->documentation)
           << ";\n\n";
    }
    for (const ModelField& field : model.fields) {
      const std::string comment = comment_of(*field.written);
      if (!field.has_column() || comment.empty()) continue;
      out_.enter(field.written->name.range);
      out_ << "COMMENT ON COLUMN " << table << "." << quoted_name(field.column) << " IS "
           << quoted_literal(comment) << ";\n\n";
    }
  }

  /// Also what `//` says if it is a decision about the column.
  static std::string comment_of(const Field& field) {
    if (!text::says_no_reference(field.remark)) return field.documentation;
    return field.documentation + (field.documentation.empty() ? "" : "\n") + field.remark;
  }

  const Schema& schema_;
  std::size_t file_;
  UnenforcedKeys unenforced_;
  DdlWriter out_;
};

}  // namespace

Ddl compose(const Schema& schema, std::size_t file, UnenforcedKeys unenforced) {
  Ddl ddl;
  Composer(schema, file, unenforced, ddl).run();
  return ddl;
}

}  // namespace pglint::psl
