// What Prisma refuses about keys and indexes.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "psl/stages.h"

namespace pglint::psl {
namespace {

std::string attribute_text(const Key& key) {
  return (key.is_of_field ? "@" : "@@") + key.written->name.text;
}

class KeyCheck {
 public:
  KeyCheck(Schema& schema, const Model& model) : schema_(schema), model_(model) {}

  void run() {
    for (const Key& key : model_.keys) {
      check_columns(key);
      check_options(key);
      if (key.kind == KeyKind::id) check_id(key);
    }
    check_identity();
  }

 private:
  void refuse(text::Range range, std::string message, std::string help) {
    psl::refuse(schema_, model_.file, range, std::move(message), std::move(help), model_.name());
  }

  void check_columns(const Key& key) {
    const Argument* fields = find_argument(*key.written, "fields", true);
    if (key.is_of_field || fields == nullptr) return;
    std::set<std::string_view> names;
    for (const Argument& item : fields->value.arguments) {
      const std::string& name = item.value.text;
      if (!names.insert(name).second) {
        refuse(item.value.range, "`" + attribute_text(key) + "` names `" + name + "` twice",
               "remove one of the two");
      }
      const auto field = model_.find_field(name);
      if (!field) {
        check_missing(key, item.value.range, name);
      } else if (model_.fields[*field].kind == FieldKind::model) {
        refuse_relation(key, item.value.range, model_.fields[*field]);
      }
    }
  }

  void check_missing(const Key& key, text::Range range, const std::string& name) {
    if (!model_.written->is_read_in_full) return;
    refuse(range,
           "`" + attribute_text(key) + "` names `" + name + "`, which is not a field of `" +
               model_.name() + "`",
           "correct the name");
  }

  void refuse_relation(const Key& key, text::Range range, const ModelField& field) {
    std::string columns;
    const Argument* fields =
        field.relation == nullptr ? nullptr : find_argument(*field.relation, "fields");
    if (fields != nullptr) {
      for (const Argument& item : fields->value.arguments) {
        columns += (columns.empty() ? "" : ", ") + item.value.text;
      }
    }
    refuse(range,
           "`" + attribute_text(key) + "` names the relation `" + field.name() +
               "`, which has no column",
           columns.empty() ? "name the fields that hold its key"
                           : "write `" + attribute_text(key) + "([" + columns + "])`");
  }

  void check_options(const Key& key) {
    const Argument* where = find_argument(*key.written, "where");
    if (where != nullptr && !has_preview_feature(schema_, "partialIndexes")) {
      refuse(where->value.range, "partial indexes are a preview feature that is not turned on",
             "add `previewFeatures = [\"partialIndexes\"]` to the generator");
    } else if (where != nullptr) {
      check_where(where->value);
    }
    const Argument* fields = find_argument(*key.written, "fields", true);
    if (find_argument(*key.written, "length") != nullptr) refuse_length(key.written->range);
    if (fields == nullptr) return;
    for (const Argument& item : fields->value.arguments) {
      for (const Argument& option : item.value.arguments) {
        if (option.name.text == "length") refuse_length(item.value.range);
      }
    }
    check_xml(key);
  }

  void check_where(const Expression& where) {
    for (const Argument& condition : where.arguments) {
      const Expression& value = condition.value;
      const bool is_word = value.kind == ExpressionKind::path && value.text != "null" &&
                           value.text != "true" && value.text != "false";
      if (!is_word || where.kind != ExpressionKind::object) continue;
      refuse(value.range, "`" + value.text + "` cannot be compared with in `where`",
             "use a string, a number, `true`, `false`, `null`, or `raw(\"…\")`");
    }
  }

  void refuse_length(text::Range range) {
    refuse(range, "PostgreSQL has no indexes on the first bytes of a column",
           "remove `length`, or write an index on `left(…)` in a migration");
  }

  void check_xml(const Key& key) {
    for (const KeyColumn& column : key.columns) {
      const ModelField& field = model_.fields[column.field];
      if (field.native_type != "Xml" || !key.method.empty()) continue;
      refuse(column.range, "`" + field.name() + "` is `Xml`, which PostgreSQL cannot index",
             "remove it from the key");
    }
  }

  void check_id(const Key& key) {
    for (const KeyColumn& column : key.columns) {
      if (!column.sort.empty()) {
        refuse(key.written->range, "a primary key has no sort order in PostgreSQL",
               "remove `sort`");
      }
      const ModelField& field = model_.fields[column.field];
      if (field.written->arity != Arity::optional) continue;
      refuse(key.written->range,
             "the id of `" + model_.name() + "` is optional: `" + field.name() + "`",
             "write `" + field.name() + " " + field.type() + "`");
    }
  }

  void check_identity() {
    const Key* id = nullptr;
    for (const Key& key : model_.keys) {
      if (key.kind != KeyKind::id) continue;
      if (id != nullptr) {
        return refuse(key.written->range, "`" + model_.name() + "` has two ids",
                      "keep one `@id` or `@@id`");
      }
      id = &key;
    }
    if (model_.is_view || model_.is_ignored || !model_.written->is_read_in_full) return;
    // An id that is optional is refused for that.
    const bool is_identified = std::ranges::any_of(model_.keys, [&](const Key& key) {
      return key.kind == KeyKind::unique && (!key.is_whole || is_required(key));
    });
    if (id != nullptr || is_identified) return;
    refuse(model_.written->name.range,
           "`" + model_.name() + "` has neither an id nor a unique key of required fields",
           "add `@id` to a field, or `@@id([…])`");
  }

  [[nodiscard]] bool is_required(const Key& key) const {
    return std::ranges::none_of(key.columns, [&](const KeyColumn& column) {
      return model_.fields[column.field].written->arity == Arity::optional;
    });
  }

  Schema& schema_;
  const Model& model_;
};

}  // namespace

void check_keys(Schema& schema) {
  for (const Model& model : schema.models) KeyCheck(schema, model).run();
}

}  // namespace pglint::psl
