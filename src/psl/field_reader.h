// Reads what the lines of blocks hold: fields, values, attributes, properties.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "psl/cursor.h"
#include "psl/expression_reader.h"
#include "psl/syntax.h"

namespace pglint::psl {

/// For one line. Leaves the cursor after what it read.
class FieldReader {
 public:
  /// `cursor`, at the first byte of a line that is not blank, must outlive the reader.
  explicit FieldReader(Cursor& cursor) : cursor_(cursor), expressions_(cursor) {}

  /// All return nothing if the line is something else.
  std::optional<Field> read_field();
  std::optional<EnumValue> read_enum_value();
  std::optional<Attribute> read_block_attribute();
  std::optional<Property> read_property();

  /// What is wrong with a line that was read nevertheless.
  [[nodiscard]] std::vector<Problem> take_problems() { return std::move(problems_); }

  /// Why the line was not read, if there is more to say than that.
  [[nodiscard]] std::optional<Problem>& failure() {
    return failure_ ? failure_ : expressions_.problem();
  }

 private:
  bool read_type(Field& field);
  bool read_type_name(Field& field);
  void read_modifiers(Field& field);
  bool read_attributes(std::vector<Attribute>& attributes);
  bool read_rest_of_attribute(Attribute& attribute);
  void warn(text::Range range, std::string message, std::string help);

  Cursor& cursor_;
  ExpressionReader expressions_;
  std::vector<Problem> problems_;
  std::optional<Problem> failure_;
};

}  // namespace pglint::psl
