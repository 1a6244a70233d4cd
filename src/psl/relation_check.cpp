// What Prisma refuses about relations. The first reason of a relation is the only one.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "psl/stages.h"

namespace pglint::psl {
namespace {

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "`" : ", `") + name + "`";
  return text;
}

class RelationCheck {
 public:
  RelationCheck(Schema& schema, Relation& relation)
      : schema_(schema),
        relation_(relation),
        holder_(schema.models[relation.holder.model]),
        other_(schema.models[relation.other.model]),
        field_(schema.field(relation.holder)),
        opposite_(schema.field(relation.other)) {}

  void run() {
    if (relation_.kind == RelationKind::many_to_many) {
      check_many_to_many();
    } else {
      check_key();
    }
  }

 private:
  bool refuse(const Model& model, const ModelField& field, text::Range range, std::string message,
              std::string help) {
    psl::refuse(schema_, model.file, range, std::move(message), std::move(help),
                object_of(model, field));
    relation_.is_refused = true;
    return true;
  }

  bool refuse_here(std::string message, std::string help) {
    const text::Range range =
        field_.relation == nullptr ? field_.written->name.range : field_.relation->range;
    return refuse(holder_, field_, range, std::move(message), std::move(help));
  }

  static const Argument* argument(const ModelField& field, std::string_view name) {
    return field.relation == nullptr ? nullptr : find_argument(*field.relation, name);
  }

  // Many-to-many:

  void check_many_to_many() {
    for (const RelationSide& side : {relation_.holder, relation_.other}) {
      const ModelField& field = schema_.field(side);
      const Model& model = schema_.models[side.model];
      for (const std::string_view name : {"onDelete", "onUpdate", "fields", "references"}) {
        const Argument* written = argument(field, name);
        if (written == nullptr) continue;
        refuse(model, field, written->name.range,
               "a many-to-many relation has no `" + std::string(name) + "`",
               "remove it, or write a model for the table between the two");
        return;
      }
    }
    if (!check_id(relation_.holder, other_)) check_id(relation_.other, holder_);
  }

  bool check_id(const RelationSide& side, const Model& target) {
    const bool has_id = std::ranges::any_of(
        target.keys, [](const Key& key) { return key.kind == KeyKind::id && key.is_of_field; });
    if (has_id || !target.written->is_read_in_full) return false;
    const ModelField& field = schema_.field(side);
    return refuse(schema_.models[side.model], field, field.written->name.range,
                  "`" + field.name() + "` is half of a many-to-many relation, and `" +
                      target.name() + "` has no single `@id`",
                  "write a model for the table between the two");
  }

  // With a foreign key:

  void check_key() {
    // The first reason is enough.
    relation_.is_refused = check_arguments() || check_far_side() || check_fields() ||
                           check_actions() || check_target() || check_types() ||
                           check_optionality() || check_one_to_one();
  }

  bool check_arguments() {
    for (const std::string_view name : {"fields", "references"}) {
      if (argument(field_, name) != nullptr) continue;
      return refuse(holder_, field_, field_.written->name.range,
                    "relation `" + field_.name() + "` of `" + holder_.name() + "` has no `" +
                        std::string(name) + "`",
                    "write `@relation(fields: [" + field_.name() + "Id], references: [id])`");
    }
    return false;
  }

  bool check_far_side() {
    for (const std::string_view name : {"fields", "references", "onDelete", "onUpdate"}) {
      const Argument* written = argument(opposite_, name);
      if (written == nullptr) continue;
      return refuse(other_, opposite_, written->name.range,
                    "`" + std::string(name) + "` is on the side without the key: `" +
                        opposite_.name() + "` of `" + other_.name() + "`",
                    "move it to `" + field_.name() + "` of `" + holder_.name() + "`");
    }
    const bool is_required_one =
        relation_.kind == RelationKind::one_to_one && opposite_.is_required();
    if (!is_required_one) return false;
    return refuse(other_, opposite_, opposite_.written->whole_type,
                  "`" + opposite_.name() + "` of `" + other_.name() +
                      "` cannot be required: the key is in `" + holder_.name() + "`",
                  "write `" + opposite_.name() + " " + holder_.name() + "?`");
  }

  bool check_names_in(const Argument& list, const Model& model) {
    for (const Argument& item : list.value.arguments) {
      if (model.find_field(item.value.text) || !model.written->is_read_in_full) continue;
      return refuse(holder_, field_, item.value.range,
                    "`" + item.value.text + "` is not a field of `" + model.name() + "`",
                    "correct the name, or add the field");
    }
    return false;
  }

  bool check_fields() {
    const Argument& fields = *argument(field_, "fields");
    const Argument& references = *argument(field_, "references");
    if (check_names_in(fields, holder_) || check_names_in(references, other_)) return true;
    if (fields.value.arguments.size() == references.value.arguments.size()) return false;
    return refuse_here("`fields` and `references` have different numbers of fields",
                       "name as many in both, in the same order");
  }

  bool check_actions() {
    constexpr std::array<std::string_view, 5> known = {"Cascade", "Restrict", "NoAction", "SetNull",
                                                       "SetDefault"};
    for (const Argument* action : {relation_.written_on_delete, relation_.written_on_update}) {
      if (action == nullptr) continue;
      const std::string& word = action->value.text;
      if (std::ranges::count(known, word) == 0) {
        return refuse(holder_, field_, action->value.range, "unknown action `" + word + "`",
                      "use `Cascade`, `Restrict`, `NoAction`, `SetNull`, or `SetDefault`");
      }
      if (schema_.datasource.emulates_relations != nullptr && check_emulated(*action)) return true;
    }
    return false;
  }

  bool check_emulated(const Argument& action) {
    const std::string& word = action.value.text;
    if (word == "NoAction" || word == "SetDefault") {
      return refuse(holder_, field_, action.value.range,
                    "`" + word + "` does not work with `relationMode = \"prisma\"`",
                    "use `Restrict`, `Cascade`, or `SetNull`");
    }
    const bool sets_null = word == "SetNull" && has_required_field();
    if (!sets_null) return false;
    return refuse(holder_, field_, action.value.range,
                  "`SetNull` on `" + field_.name() + "`, whose fields are required",
                  "make them optional, or use another action");
  }

  [[nodiscard]] bool has_required_field() const {
    return std::ranges::any_of(
        relation_.fields, [&](std::size_t field) { return holder_.fields[field].is_required(); });
  }

  static bool is_unique(const Model& model, const std::vector<std::size_t>& fields) {
    const std::set<std::size_t> wanted(fields.begin(), fields.end());
    return std::ranges::any_of(model.keys, [&](const Key& key) {
      std::set<std::size_t> columns;
      for (const KeyColumn& column : key.columns) columns.insert(column.field);
      return key.kind != KeyKind::index && key.predicate.empty() && columns == wanted;
    });
  }

  static std::vector<std::string> names_of(const Model& model,
                                           const std::vector<std::size_t>& fields) {
    std::vector<std::string> names;
    names.reserve(fields.size());
    for (const std::size_t field : fields) names.push_back(model.fields[field].name());
    return names;
  }

  bool check_target() {
    const bool is_known = relation_.has_key() && other_.written->is_read_in_full;
    if (!is_known || other_.is_view || is_unique(other_, relation_.references)) return false;
    const std::string names = quoted_list(names_of(other_, relation_.references));
    return refuse_here("`references` is not a unique key of `" + other_.name() + "`: " + names,
                       relation_.references.size() == 1
                           ? "add `@unique` to " + names + " of `" + other_.name() + "`"
                           : "add `@@unique([…])` to `" + other_.name() + "`");
  }

  bool check_types() {
    for (std::size_t index = 0; index < relation_.fields.size(); ++index) {
      const ModelField& from = holder_.fields[relation_.fields[index]];
      const ModelField& to = other_.fields[relation_.references[index]];
      if (from.type() == to.type()) continue;
      return refuse_here("`" + from.name() + "` is `" + from.type() + "` and references `" +
                             other_.name() + "." + to.name() + "`, which is `" + to.type() + "`",
                         "write `" + from.name() + " " + to.type() + "`");
    }
    return false;
  }

  bool check_optionality() {
    if (!field_.is_required()) return false;
    for (const std::size_t number : relation_.fields) {
      const ModelField& scalar = holder_.fields[number];
      if (scalar.is_required()) continue;
      return refuse(
          holder_, field_, field_.written->whole_type,
          "`" + field_.name() + "` is required and its field `" + scalar.name() + "` is optional",
          "write `" + field_.name() + " " + field_.type() + "?`, or make `" + scalar.name() +
              "` required");
    }
    return false;
  }

  bool check_one_to_one() {
    const bool is_one = relation_.kind == RelationKind::one_to_one && relation_.has_key();
    if (!is_one || is_unique(holder_, relation_.fields)) return false;
    const std::vector<std::string> names = names_of(holder_, relation_.fields);
    const std::string list = quoted_list(names);
    return refuse_here(
        "a one-to-one relation needs unique fields, and " + list + " of `" + holder_.name() +
            "` can repeat",
        (names.size() == 1 ? "add `@unique` to " + list : std::string("add `@@unique([…])`")) +
            ", or make `" + opposite_.name() + "` a list");
  }

  Schema& schema_;
  Relation& relation_;
  const Model& holder_;
  const Model& other_;
  const ModelField& field_;
  const ModelField& opposite_;
};

/// A field that leads to an ignored model has to be ignored.
void check_ignored(Schema& schema) {
  for (const Model& model : schema.models) {
    for (const ModelField& field : model.fields) {
      const bool leads_out = field.kind == FieldKind::model &&
                             schema.models[field.target].is_ignored && !model.is_ignored;
      if (!leads_out || field.is_ignored) continue;
      refuse(schema, model.file, field.written->name.range,
             "`" + field.name() + "` leads to `" + field.type() + "`, which is ignored",
             "add `@ignore` to it", object_of(model, field));
    }
  }
}

}  // namespace

void check_relations(Schema& schema) {
  for (Relation& relation : schema.relations) RelationCheck(schema, relation).run();
  check_ignored(schema);
}

}  // namespace pglint::psl
