#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "psl/generated_name.h"
#include "psl/stages.h"
#include "text/ascii.h"

namespace pglint::psl {
namespace {

std::optional<KeyKind> kind_of_key(std::string_view attribute) {
  if (attribute == "id") return KeyKind::id;
  if (attribute == "unique") return KeyKind::unique;
  if (attribute == "index") return KeyKind::index;
  return std::nullopt;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

/// `jsonb_path_ops` of `JsonbPathOps`.
std::string snake_case(std::string name) {
  replace_all(name, "MinMax", "Minmax");
  replace_all(name, "VarBit", "Varbit");
  replace_all(name, "Tz", "tz");
  std::string result;
  for (const char byte : name) {
    if (text::is_upper(byte) && !result.empty()) result += '_';
    result += text::lowered(byte);
  }
  return result;
}

std::string operator_class_of(const Expression& value) {
  if (value.kind != ExpressionKind::call) return snake_case(value.text);
  return value.arguments.empty() ? std::string() : value.arguments.front().value.text;
}

std::string sort_of(const Expression& value) {
  if (value.text == "Desc") return "DESC";
  return value.text == "Asc" ? "ASC" : "";
}

void read_options(const std::vector<Argument>& arguments, KeyColumn& column) {
  for (const Argument& argument : arguments) {
    if (argument.name.text == "sort") column.sort = sort_of(argument.value);
    if (argument.name.text == "ops") column.operator_class = operator_class_of(argument.value);
  }
}

/// `"a" = 1`, `"a" IS NOT NULL`.
std::string condition_sql(const std::string& column, const Expression& value) {
  const bool is_negated = value.kind == ExpressionKind::object && !value.arguments.empty();
  const Expression& operand = is_negated ? value.arguments.front().value : value;
  if (operand.text == "null" && operand.kind == ExpressionKind::path) {
    return quoted_name(column) + (is_negated ? " IS NOT NULL" : " IS NULL");
  }
  const bool is_string = operand.kind == ExpressionKind::string;
  return quoted_name(column) + (is_negated ? " != " : " = ") +
         (is_string ? quoted_literal(operand.text) : operand.text);
}

std::string predicate_of(const Attribute& attribute, const Model& model) {
  const Argument* where = find_argument(attribute, "where");
  if (where == nullptr) return {};
  const Expression& value = where->value;
  if (value.kind == ExpressionKind::call) {
    return value.arguments.empty() ? "" : "(" + value.arguments.front().value.text + ")";
  }
  std::string sql;
  for (const Argument& condition : value.arguments) {
    const auto field = model.find_field(condition.name.text);
    if (!field) return {};
    if (!sql.empty()) sql += " AND ";
    sql += condition_sql(model.fields[*field].column, condition.value);
  }
  return sql.empty() ? sql : "(" + sql + ")";
}

std::string method_of(const Attribute& attribute) {
  const Argument* type = find_argument(attribute, "type");
  if (type == nullptr || type->value.text == "BTree") return {};
  return text::uppered(type->value.text);
}

std::string generated_key_name(const Key& key, const Model& model) {
  if (key.kind == KeyKind::id) return with_suffix(model.table, "_pkey");
  std::string front = model.table;
  for (const KeyColumn& column : key.columns) front += "_" + model.fields[column.field].column;
  return with_suffix(front, key.kind == KeyKind::unique ? "_key" : "_idx");
}

void name_key(Key& key, const Model& model) {
  const Argument* map = find_argument(*key.written, "map");
  if (map == nullptr && key.kind == KeyKind::index) map = find_argument(*key.written, "name");
  key.name = map == nullptr ? generated_key_name(key, model) : map->value.text;
}

Key key_of(const Attribute& attribute, KeyKind kind, const Model& model) {
  Key key = {.kind = kind,
             .written = &attribute,
             .columns = {},
             .name = {},
             .method = method_of(attribute),
             .predicate = predicate_of(attribute, model)};
  const Argument* fields = find_argument(attribute, "fields", true);
  if (fields == nullptr) {
    key.is_whole = false;
    return key;
  }
  // One field may be written without brackets.
  const bool is_list = fields->value.kind == ExpressionKind::list;
  const std::span<const Argument> items =
      is_list ? std::span<const Argument>(fields->value.arguments) : std::span(fields, 1);
  key.is_whole = !items.empty();
  for (const Argument& item : items) {
    const auto field = model.find_field(item.value.text);
    if (!field || !model.fields[*field].has_column()) {
      key.is_whole = false;
      continue;
    }
    KeyColumn column = {
        .field = *field, .range = item.value.range, .sort = {}, .operator_class = {}};
    read_options(item.value.arguments, column);
    key.columns.push_back(std::move(column));
  }
  return key;
}

Key key_of_field(const Attribute& attribute, KeyKind kind, const Model& model, std::size_t field) {
  KeyColumn column = {.field = field, .range = attribute.range, .sort = {}, .operator_class = {}};
  read_options(attribute.arguments, column);
  return {.kind = kind,
          .written = &attribute,
          .is_of_field = true,
          .columns = {std::move(column)},
          .is_whole = model.fields[field].has_column(),
          .name = {},
          .method = {},
          .predicate = predicate_of(attribute, model)};
}

void read_keys_of(Model& model) {
  const auto add = [&](Key key) {
    name_key(key, model);
    model.keys.push_back(std::move(key));
  };
  for (std::size_t field = 0; field < model.fields.size(); ++field) {
    for (const Attribute& attribute : model.fields[field].written->attributes) {
      const auto kind = kind_of_key(attribute.name.text);
      if (kind && *kind != KeyKind::index) add(key_of_field(attribute, *kind, model, field));
    }
  }
  for (const Attribute& attribute : model.written->attributes) {
    const auto kind = kind_of_key(attribute.name.text);
    if (kind) add(key_of(attribute, *kind, model));
  }
}

}  // namespace

void read_keys(Schema& schema) {
  for (Model& model : schema.models) read_keys_of(model);
}

}  // namespace pglint::psl
