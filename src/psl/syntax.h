// A schema of Prisma as it is written: blocks, their lines, and what those say. All ranges are
// bytes of the file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/range.h"

namespace pglint::psl {

/// A word with its place.
struct Name {
  std::string text;
  text::Range range;

  [[nodiscard]] bool empty() const { return text.empty(); }
};

enum class ExpressionKind : std::uint8_t {
  number,  ///< `-1.50`, as it is written
  string,  ///< its value, without quotes and escapes
  path,    ///< `Cascade`, `true`
  call,    ///< `now()`, `title(sort: Desc)`
  list,    ///< `[a, b]`
  object,  ///< `{ a: 1 }`
};

struct Argument;

/// A value. Nests at most `max_expression_depth` deep.
struct Expression {
  ExpressionKind kind = ExpressionKind::path;
  text::Range range;
  std::string text;                 ///< of a number, string or path; the name of a call
  std::vector<Argument> arguments;  ///< of a call; items of a list; entries of an object
};

inline constexpr std::size_t max_expression_depth = 32;

/// An argument, an item of a list, or an entry of an object.
struct Argument {
  Name name;  ///< empty if it has none
  Expression value;
};

/// `@id`, `@db.VarChar(20)`, `@@index([a])`.
struct Attribute {
  Name name;          ///< without `@`: `id`, `db.VarChar`
  text::Range range;  ///< from the first `@` to the closing parenthesis
  std::vector<Argument> arguments;
};

enum class Arity : std::uint8_t { required, optional, list };

/// A line of a model, view or composite type.
struct Field {
  Name name;
  Name type;               ///< `Int`, `Post`, `Unsupported`
  std::string sql_type;    ///< the argument of `Unsupported("…")`
  text::Range whole_type;  ///< with `?` and `[]`
  Arity arity = Arity::required;
  std::vector<Attribute> attributes;
  text::Range range;          ///< from the name to the last attribute
  std::string documentation;  ///< of `///` above it and after it; may have several lines
  /// Of `//` after it and above it, or above the fields right before it.
  std::string remark;
};

/// A line of an enum.
struct EnumValue {
  Name name;
  std::vector<Attribute> attributes;
  text::Range range;
};

/// A line of a datasource or generator.
struct Property {
  Name key;
  Expression value;
  text::Range range;
};

enum class BlockKind : std::uint8_t { datasource, generator, model, view, type, enumeration };

struct Block {
  BlockKind kind = BlockKind::model;
  Name name;
  text::Range header;  ///< the keyword and the name
  text::Range range;   ///< from the keyword to the closing brace
  std::vector<Field> fields;
  std::vector<EnumValue> values;
  std::vector<Property> properties;
  std::vector<Attribute> attributes;
  std::string documentation;
  bool is_read_in_full = true;  ///< no line of it was left out
};

/// What the grammar does not allow.
struct Problem {
  text::Range range;
  std::string message;
  std::string help;
};

struct Comment {
  text::Range range;  ///< with its marks
  text::Range body;   ///< without
};

struct SchemaFile {
  std::vector<Block> blocks;
  std::vector<Comment> comments;
  std::vector<Problem> problems;
  bool is_read_in_full = true;  ///< no line outside of blocks was left out
  /// It is written for Prisma 8, which has another language.
  bool is_of_next_version = false;
};

}  // namespace pglint::psl
