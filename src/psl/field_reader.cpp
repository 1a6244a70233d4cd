#include "psl/field_reader.h"

#include <string>
#include <utility>

namespace pglint::psl {

void FieldReader::warn(text::Range range, std::string message, std::string help) {
  problems_.push_back({.range = range, .message = std::move(message), .help = std::move(help)});
}

std::optional<Field> FieldReader::read_field() {
  Field field;
  field.name = cursor_.take_identifier();
  if (field.name.empty()) return std::nullopt;
  cursor_.skip_blanks();
  const std::size_t colon = cursor_.at();
  if (cursor_.take(":")) {
    warn({.begin = colon, .end = colon + 1}, "a field has no `:` between its name and its type",
         "write `" + field.name.text + " Type`");
    cursor_.skip_blanks();
  }
  if (!read_type(field) || !read_attributes(field.attributes)) return std::nullopt;
  const std::size_t end =
      field.attributes.empty() ? field.whole_type.end : field.attributes.back().range.end;
  field.range = {.begin = field.name.range.begin, .end = end};
  return field;
}

bool FieldReader::read_type(Field& field) {
  const std::size_t begin = cursor_.at();
  const bool is_bracketed = cursor_.take("[");
  if (!read_type_name(field)) {
    if (cursor_.at_line_end() && begin == cursor_.at()) {
      failure_ = {.range = field.name.range,
                  .message = "field `" + field.name.text + "` has no type",
                  .help = "write `" + field.name.text + " Type`"};
    }
    return false;
  }
  field.whole_type = {.begin = begin, .end = cursor_.at()};
  if (is_bracketed) {
    if (!cursor_.take("]")) return false;
    field.whole_type.end = cursor_.at();
    field.arity = Arity::list;
    warn(field.whole_type, "a list is not written as `[" + field.type.text + "]`",
         "write `" + field.type.text + "[]`");
    return true;
  }
  read_modifiers(field);
  return true;
}

/// A name, or `Unsupported("…")`.
bool FieldReader::read_type_name(Field& field) {
  field.type = cursor_.take_identifier();
  if (field.type.empty()) return false;
  Cursor ahead = cursor_;
  ahead.skip_blanks();
  if (!ahead.take("(")) return true;
  cursor_ = ahead;
  const auto arguments = expressions_.read_arguments();
  const bool is_sql = field.type.text == "Unsupported" && arguments && arguments->size() == 1 &&
                      arguments->front().value.kind == ExpressionKind::string;
  if (!is_sql) return false;
  field.sql_type = arguments->front().value.text;
  return true;
}

void FieldReader::read_modifiers(Field& field) {
  Cursor ahead = cursor_;
  ahead.skip_blanks();
  const std::string& type = field.type.text;
  const auto ends_here = [&] {
    cursor_ = ahead;
    field.whole_type.end = ahead.at();
  };
  if (ahead.take("[]")) {
    field.arity = Arity::list;
    ends_here();
    ahead.skip_blanks();
    if (!ahead.take("?")) return;
    ends_here();
    warn(field.whole_type, "a list cannot be optional",
         "write `" + type + "[]`, which may be empty");
  } else if (ahead.take("?")) {
    field.arity = Arity::optional;
    ends_here();
  } else if (ahead.take("!")) {
    ends_here();
    warn(field.whole_type, "a type has no `!`", "write `" + type + "`: fields are required");
  }
}

std::optional<EnumValue> FieldReader::read_enum_value() {
  EnumValue value;
  value.name = cursor_.take_identifier();
  if (value.name.empty() || !read_attributes(value.attributes)) return std::nullopt;
  const std::size_t end =
      value.attributes.empty() ? value.name.range.end : value.attributes.back().range.end;
  value.range = {.begin = value.name.range.begin, .end = end};
  return value;
}

bool FieldReader::read_attributes(std::vector<Attribute>& attributes) {
  while (true) {
    Cursor ahead = cursor_;
    ahead.skip_blanks();
    if (!ahead.sees("@") || ahead.sees("@@")) return true;
    cursor_ = ahead;
    Attribute attribute;
    attribute.range.begin = cursor_.at();
    cursor_.take("@");
    if (!read_rest_of_attribute(attribute)) return false;
    attributes.push_back(std::move(attribute));
  }
}

bool FieldReader::read_rest_of_attribute(Attribute& attribute) {
  cursor_.skip_blanks();
  attribute.name = cursor_.take_path();
  if (attribute.name.empty()) return false;
  Cursor ahead = cursor_;
  ahead.skip_blanks();
  if (ahead.take("(")) {
    cursor_ = ahead;
    auto arguments = expressions_.read_arguments();
    if (!arguments) return false;
    attribute.arguments = std::move(*arguments);
  }
  attribute.range.end = cursor_.at();
  return true;
}

std::optional<Attribute> FieldReader::read_block_attribute() {
  Attribute attribute;
  attribute.range.begin = cursor_.at();
  if (!cursor_.take("@@") || !read_rest_of_attribute(attribute)) return std::nullopt;
  return attribute;
}

std::optional<Property> FieldReader::read_property() {
  Property property;
  property.key = cursor_.take_identifier();
  if (property.key.empty()) return std::nullopt;
  cursor_.skip_blanks();
  if (!cursor_.take("=")) return std::nullopt;
  cursor_.skip_blanks();
  auto value = expressions_.read();
  if (!value) return std::nullopt;
  property.value = std::move(*value);
  property.range = {.begin = property.key.range.begin, .end = cursor_.at()};
  return property;
}

}  // namespace pglint::psl
