// What Prisma refuses about fields: types, attributes, defaults.
#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "psl/native_type.h"
#include "psl/stages.h"
#include "text/ascii.h"

namespace pglint::psl {
namespace {

class FieldCheck {
 public:
  /// `composites` are the names of composite types, which are refused where they are defined.
  FieldCheck(Schema& schema, const std::set<std::string_view>& composites, const Model& model,
             const ModelField& field)
      : schema_(schema), composites_(composites), model_(model), field_(field) {}

  void run() {
    check_type();
    check_attributes();
    if (field_.native != nullptr) check_native();
    if (field_.updated_at != nullptr) check_updated_at();
    if (field_.default_value != nullptr) check_default();
  }

 private:
  void refuse(text::Range range, std::string message, std::string help) {
    psl::refuse(schema_, model_.file, range, std::move(message), std::move(help),
                object_of(model_, field_));
  }

  void check_type() {
    const bool may_be_known = !schema_.is_known_in_full || composites_.contains(field_.type());
    if (field_.kind != FieldKind::unknown || may_be_known) return;
    refuse(field_.written->type.range,
           "`" + field_.type() + "` is not a type, a model, or an enum of this schema",
           "correct the name, or define it");
  }

  void check_attributes() {
    constexpr std::array<std::string_view, 7> known = {"id",       "unique",    "default", "map",
                                                       "relation", "updatedAt", "ignore"};
    for (const Attribute& attribute : field_.written->attributes) {
      const std::string& name = attribute.name.text;
      if (&attribute == field_.native || std::ranges::count(known, name) > 0) continue;
      const bool is_native = name.find('.') != std::string::npos;
      const std::string source = schema_.datasource.written == nullptr
                                     ? std::string("db")
                                     : schema_.datasource.written->name.text;
      // Its datasource may be in a file that is not known.
      if (is_native && schema_.datasource.written == nullptr) continue;
      refuse(attribute.range, "unknown attribute `@" + name + "`",
             is_native ? "native types begin with the name of the datasource: `@" + source + ".`"
                       : "correct or remove it");
    }
  }

  // Native types:

  void check_native() {
    const std::string name(field_.native_type);
    const NativeType* native = find_native_type(name);
    if (native == nullptr) {
      return refuse(field_.native->range, "PostgreSQL has no native type `" + name + "` in Prisma",
                    "see the list of native types for `" + field_.type() + "`");
    }
    if (field_.kind == FieldKind::unknown) return;
    if (native->scalar != field_.type()) {
      return refuse(field_.native->range,
                    "`" + name + "` is a type of `" + std::string(native->scalar) +
                        "` and not of `" + field_.type() + "`",
                    "write `" + field_.name() + " " + std::string(native->scalar) +
                        "`, or another native type");
    }
    check_native_arguments(*native);
  }

  void check_native_arguments(const NativeType& native) {
    const auto& arguments = field_.native->arguments;
    const std::string name(native.name);
    constexpr long max_precision = 6;
    if (arguments.empty()) return;
    switch (native.arguments) {
      case TypeArguments::none:
        return refuse(field_.native->range, "`" + name + "` has no arguments",
                      "remove the parentheses");
      case TypeArguments::decimal:
        if (arguments.size() == 2) return;
        return refuse(field_.native->range, "`" + name + "` needs two numbers or none",
                      "write the precision and the scale: `(" + arguments[0].value.text + ", 2)`");
      case TypeArguments::precision:
        if (number_of(arguments[0]) <= max_precision) return;
        return refuse(field_.native->range, "`" + name + "` has a precision of at most 6",
                      "write a number from 0 to 6");
      case TypeArguments::length:
        if (number_of(arguments[0]) >= 1) return;
        return refuse(field_.native->range, "`" + name + "` needs a length of at least 1",
                      "write the length, or none");
    }
  }

  static long number_of(const Argument& argument) {
    const std::string& text = argument.value.text;
    long number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() ? number : 0;
  }

  // @updatedAt and @default:

  void check_updated_at() {
    if (field_.is_list()) {
      return refuse(field_.updated_at->range, "`@updatedAt` cannot be on a list",
                    "write `" + field_.name() + " DateTime`");
    }
    if (field_.kind == FieldKind::unknown || field_.type() == "DateTime") return;
    refuse(field_.updated_at->range, "`@updatedAt` is only for `DateTime`",
           "write `" + field_.name() + " DateTime`, or remove the attribute");
  }

  void check_default() {
    const Argument* value = find_argument(*field_.default_value, "value", true);
    if (value == nullptr || field_.kind == FieldKind::unknown) return;
    if (field_.kind == FieldKind::model) {
      return refuse(field_.default_value->range, "a relation cannot have a default",
                    "give `@default` to the field that holds the key");
    }
    if (value->value.kind != ExpressionKind::list) return check_value(value->value);
    if (!field_.is_list()) {
      return refuse(field_.default_value->range, "the default is a list and the field is not",
                    "write one value");
    }
    for (const Argument& item : value->value.arguments) check_value(item.value);
  }

  void check_value(const Expression& value) {
    if (value.kind == ExpressionKind::call) return check_call(value);
    if (field_.kind == FieldKind::enumeration) return check_enum_value(value);
    if (field_.kind != FieldKind::scalar || fits(value)) return;
    refuse(field_.default_value->range,
           "the default `" + value.text + "` is not a value of `" + field_.type() + "`",
           "write a literal of `" + field_.type() + "`");
  }

  void check_call(const Expression& call) {
    struct Function {
      std::string_view name;
      std::array<std::string_view, 2> types;
    };
    constexpr std::array<Function, 6> functions = {{{"cuid", {"String", ""}},
                                                    {"uuid", {"String", ""}},
                                                    {"ulid", {"String", ""}},
                                                    {"nanoid", {"String", ""}},
                                                    {"now", {"DateTime", ""}},
                                                    {"autoincrement", {"Int", "BigInt"}}}};
    const auto found = std::ranges::find(functions, call.text, &Function::name);
    const bool is_known = found != functions.end();
    if (call.text == "dbgenerated") return;
    const bool fits_type = is_known && std::ranges::count(found->types, field_.type()) > 0;
    if (fits_type) return;
    refuse(field_.default_value->range,
           is_known ? "`" + call.text + "()` does not make values of `" + field_.type() + "`"
                    : "unknown default `" + call.text + "()`",
           is_known ? "use it on a field of type `" + std::string(found->types[0]) + "`"
                    : "use `dbgenerated(\"…\")` for a function of the database");
  }

  void check_enum_value(const Expression& value) {
    const Enumeration& type = schema_.enums[field_.target];
    const bool is_known = std::ranges::any_of(type.members, [&](const EnumMember& member) {
      return member.written->name.text == value.text;
    });
    if (is_known || !type.written->is_read_in_full) return;
    refuse(field_.default_value->range,
           "the default `" + value.text + "` is not a value of enum `" + type.name() + "`",
           "use one of its values");
  }

  [[nodiscard]] bool fits(const Expression& value) const {
    const std::string& type = field_.type();
    const bool is_number = value.kind == ExpressionKind::number;
    const bool is_whole = is_number && value.text.find('.') == std::string::npos;
    if (type == "Int" || type == "BigInt") return is_whole;
    if (type == "Float") return is_number;
    if (type == "Decimal") return is_number || value.kind == ExpressionKind::string;
    if (type == "Boolean") return value.text == "true" || value.text == "false";
    if (value.kind != ExpressionKind::string) return false;
    if (type == "DateTime") return is_moment(value.text);
    if (type == "Json") return may_be_json(value.text);
    return true;
  }

  /// As in RFC 3339: a date, `T`, a time, a zone.
  static bool is_moment(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00";
    if (text.size() <= form.size()) return false;
    for (std::size_t at = 0; at < form.size(); ++at) {
      const bool is_digit = form[at] == '0';
      if (is_digit ? !text::is_digit(text[at])
                   : text::lowered(text[at]) != text::lowered(form[at])) {
        return false;
      }
    }
    const char last = text.back();
    return last == 'Z' || last == 'z' || text[text.size() - 3] == ':';
  }

  /// False for what cannot be JSON by its first and last character.
  static bool may_be_json(std::string_view text) {
    while (!text.empty() && text::is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && text::is_blank(text.back())) text.remove_suffix(1);
    if (text.empty()) return false;
    if (text.front() == '{') return text.back() == '}';
    if (text.front() == '[') return text.back() == ']';
    if (text.front() == '"') return text.size() > 1 && text.back() == '"';
    return text == "true" || text == "false" || text == "null" || text.front() == '-' ||
           text::is_digit(text.front());
  }

  Schema& schema_;
  const std::set<std::string_view>& composites_;
  const Model& model_;
  const ModelField& field_;
};

void check_block_attributes(Schema& schema, std::size_t file, const Block& block) {
  constexpr std::array<std::string_view, 6> of_models = {"id",  "unique", "index",
                                                         "map", "schema", "ignore"};
  constexpr std::array<std::string_view, 2> of_enums = {"map", "schema"};
  for (const Attribute& attribute : block.attributes) {
    const bool is_known = block.kind == BlockKind::enumeration
                              ? std::ranges::count(of_enums, attribute.name.text) > 0
                              : std::ranges::count(of_models, attribute.name.text) > 0;
    if (is_known) continue;
    refuse(schema, file, attribute.range, "unknown attribute `@@" + attribute.name.text + "`",
           "correct or remove it");
  }
}

void check_blocks(Schema& schema) {
  for (std::size_t file = 0; file < schema.files.size(); ++file) {
    for (const Block& block : schema.files[file].blocks) {
      check_block_attributes(schema, file, block);
      if (block.kind == BlockKind::type) {
        refuse(schema, file, block.header, "PostgreSQL has no composite types in Prisma",
               "use `Json`, or a model with a relation");
      }
      const bool is_new_view =
          block.kind == BlockKind::view && !has_preview_feature(schema, "views");
      if (is_new_view && schema.is_known_in_full) {
        refuse(schema, file, block.header, "views are a preview feature that is not turned on",
               "add `previewFeatures = [\"views\"]` to the generator");
      }
    }
  }
}

std::set<std::string_view> composite_types(const Schema& schema) {
  std::set<std::string_view> names;
  for (const SchemaFile& file : schema.files) {
    for (const Block& block : file.blocks) {
      if (block.kind == BlockKind::type) names.insert(block.name.text);
    }
  }
  return names;
}

}  // namespace

void check_fields(Schema& schema) {
  check_blocks(schema);
  const std::set<std::string_view> composites = composite_types(schema);
  for (const Model& model : schema.models) {
    for (const ModelField& field : model.fields) FieldCheck(schema, composites, model, field).run();
  }
}

}  // namespace pglint::psl
