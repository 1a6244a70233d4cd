// Pairs fields as Prisma does: a field whose type is a model belongs to the field of that model
// that leads back with the same relation name, or with none like itself.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "psl/generated_name.h"
#include "psl/stages.h"

namespace pglint::psl {
namespace {

std::string relation_name(const ModelField& field) {
  if (field.relation == nullptr) return {};
  const Argument* name = find_argument(*field.relation, "name", true);
  return name == nullptr ? std::string() : name->value.text;
}

bool has_fields(const ModelField& field) {
  return field.relation != nullptr && find_argument(*field.relation, "fields") != nullptr;
}

/// The fields that lead from one of two models to the other, by model, in the order of the file.
struct Links {
  std::vector<std::size_t> from_first;
  std::vector<std::size_t> from_second;  ///< empty for a model with itself
};

class Pairing {
 public:
  explicit Pairing(Schema& schema) : schema_(schema) {}

  void run() {
    collect();
    for (auto& [pair, by_name] : links_) {
      std::vector<RelationSide> alone;
      for (auto& [name, links] : by_name) pair_up(pair, name, links, alone);
      std::ranges::sort(alone);
      if (!alone.empty()) refuse_alone(alone);
    }
    std::ranges::sort(schema_.relations, {}, [](const Relation& relation) {
      return std::tuple(relation.holder.model, relation.holder.field);
    });
    collect_unpaired();
  }

 private:
  using ModelPair = std::pair<std::size_t, std::size_t>;

  void collect() {
    for (std::size_t number = 0; number < schema_.models.size(); ++number) {
      const Model& model = schema_.models[number];
      for (std::size_t field = 0; field < model.fields.size(); ++field) {
        if (model.fields[field].kind != FieldKind::model) continue;
        const std::size_t target = model.fields[field].target;
        Links& links = links_[std::minmax(number, target)][relation_name(model.fields[field])];
        (number <= target ? links.from_first : links.from_second).push_back(field);
      }
    }
  }

  /// Prisma refuses them, and still their columns are meant to refer to something.
  void collect_unpaired() {
    std::set<std::pair<std::size_t, std::size_t>> paired;
    for (const Relation& relation : schema_.relations) {
      for (const RelationSide& side : {relation.holder, relation.other}) {
        paired.emplace(side.model, side.field);
      }
    }
    for (std::size_t model = 0; model < schema_.models.size(); ++model) {
      const std::vector<ModelField>& fields = schema_.models[model].fields;
      for (std::size_t field = 0; field < fields.size(); ++field) {
        const bool is_alone = fields[field].kind == FieldKind::model && has_fields(fields[field]) &&
                              !paired.contains({model, field});
        if (is_alone) add_unpaired({.model = model, .field = field});
      }
    }
  }

  void add_unpaired(RelationSide side) {
    Relation relation;
    relation.holder = side;
    relation.other = {.model = schema_.field(side).target, .field = 0};
    relation.is_refused = true;
    read_key(relation);
    if (relation.has_key()) schema_.unpaired.push_back(std::move(relation));
  }

  void pair_up(const ModelPair& pair, const std::string& name, const Links& links,
               std::vector<RelationSide>& alone) {
    const bool is_of_itself = pair.first == pair.second;
    const std::size_t first = links.from_first.size();
    const std::size_t second = links.from_second.size();
    const std::size_t most = is_of_itself && !name.empty() ? 2 : 1;
    if (first > most) return refuse_unnamed(pair.first, links.from_first, name);
    if (second > 1) return refuse_unnamed(pair.second, links.from_second, name);
    if (first + second < 2) {
      const bool is_first = first == 1;
      alone.push_back({.model = is_first ? pair.first : pair.second,
                       .field = is_first ? links.from_first.front() : links.from_second.front()});
      return;
    }
    const RelationSide one = {.model = pair.first, .field = links.from_first.front()};
    const RelationSide two = {.model = pair.second,
                              .field = is_of_itself ? links.from_first[1] : links.from_second[0]};
    schema_.relations.push_back(relation_of(name, one, two));
  }

  [[nodiscard]] Relation relation_of(const std::string& name, RelationSide one,
                                     RelationSide two) const {
    Relation relation;
    relation.name = name;
    const bool one_is_list = schema_.field(one).is_list();
    const bool two_is_list = schema_.field(two).is_list();
    if (one_is_list && two_is_list) {
      relation.kind = RelationKind::many_to_many;
      if (sort_name(two) < sort_name(one)) std::swap(one, two);
    } else {
      const bool both_single = !one_is_list && !two_is_list;
      relation.kind = both_single ? RelationKind::one_to_one : RelationKind::one_to_many;
      const bool two_holds = both_single
                                 ? has_fields(schema_.field(two)) && !has_fields(schema_.field(one))
                                 : one_is_list;
      if (two_holds) std::swap(one, two);
    }
    relation.holder = one;
    relation.other = two;
    if (relation.kind == RelationKind::many_to_many) {
      name_table(relation);
    } else {
      read_key(relation);
    }
    return relation;
  }

  /// Models by name; fields of one model by theirs.
  [[nodiscard]] std::pair<std::string, std::string> sort_name(const RelationSide& side) const {
    return {schema_.models[side.model].name(), schema_.field(side).name()};
  }

  void name_table(Relation& relation) const {
    const std::string& a = schema_.models[relation.holder.model].name();
    const std::string& b = schema_.models[relation.other.model].name();
    const std::string name = relation.name.empty() ? a + "To" + b : relation.name;
    relation.constraint = cut_text("_" + name, max_database_name);
  }

  static std::string action_sql(const Argument* written, std::string_view otherwise) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> actions = {
        {{"Cascade", "CASCADE"},
         {"Restrict", "RESTRICT"},
         {"NoAction", "NO ACTION"},
         {"SetNull", "SET NULL"},
         {"SetDefault", "SET DEFAULT"}}};
    for (const auto& [word, sql] : actions) {
      if (written != nullptr && written->value.text == word) return std::string(sql);
    }
    return std::string(otherwise);
  }

  [[nodiscard]] static std::vector<std::size_t> fields_of(const Attribute& written,
                                                          std::string_view argument,
                                                          const Model& model) {
    std::vector<std::size_t> fields;
    const Argument* list = find_argument(written, argument);
    if (list == nullptr) return fields;
    for (const Argument& item : list->value.arguments) {
      const auto field = model.find_field(item.value.text);
      if (field && model.fields[*field].has_column()) fields.push_back(*field);
    }
    return fields;
  }

  /// The foreign key, or none if it is not written in full.
  void read_key(Relation& relation) const {
    const Model& holder = schema_.models[relation.holder.model];
    const Attribute* written = schema_.field(relation.holder).relation;
    if (written == nullptr) return;
    relation.fields = fields_of(*written, "fields", holder);
    relation.references = fields_of(*written, "references", schema_.models[relation.other.model]);
    if (relation.fields.size() != relation.references.size()) relation.fields.clear();
    const bool some_required = std::ranges::any_of(
        relation.fields, [&](std::size_t field) { return holder.fields[field].is_required(); });
    relation.written_on_delete = find_argument(*written, "onDelete");
    relation.written_on_update = find_argument(*written, "onUpdate");
    relation.on_delete =
        action_sql(relation.written_on_delete, some_required ? "RESTRICT" : "SET NULL");
    relation.on_update = action_sql(relation.written_on_update, "CASCADE");
    const Argument* map = find_argument(*written, "map");
    std::string front = holder.table;
    for (const std::size_t field : relation.fields) front += "_" + holder.fields[field].column;
    relation.constraint = map == nullptr ? with_suffix(front, "_fkey") : map->value.text;
  }

  /// Once for each pair of models.
  void refuse_unnamed(std::size_t model, const std::vector<std::size_t>& fields,
                      const std::string& name) {
    const Model& owner = schema_.models[model];
    const ModelField& second = owner.fields[fields[1]];
    const ModelField& first = owner.fields[fields[0]];
    const std::string& target = schema_.models[second.target].name();
    if (!refused_.insert(std::minmax(model, second.target)).second) return;
    Refusal refusal = {
        .kind = RefusalKind::unnamed_relation,
        .file = owner.file,
        .range = second.written->name.range,
        .message =
            "ambiguous relation: `" + first.name() + "` and `" + second.name() + "` of `" +
            owner.name() + "` both lead to `" + target + "` " +
            (name.empty() ? "without a relation name" : "with the relation name `" + name + "`"),
        .help = help_to_name(second, model == second.target && fields.size() == 2),
        .object = object_of(owner, second)};
    for (const std::size_t field : fields) {
      if (field == fields[1]) continue;
      refusal.related.push_back({.range = owner.fields[field].written->name.range,
                                 .message = "`" + owner.fields[field].name() + "`"});
    }
    schema_.refusals.push_back(std::move(refusal));
  }

  static std::string help_to_name(const ModelField& field, bool is_pair) {
    const std::string name = "`@relation(\"" + field.name() + "\")`";
    if (is_pair) return "add the same name to both fields, such as " + name;
    return "give each relation a name on both of its fields, such as " + name;
  }

  /// Fields of two models that each lack the opposite field.
  void refuse_alone(const std::vector<RelationSide>& alone) {
    if (!schema_.is_known_in_full) return;
    const bool is_mismatch =
        alone.size() == 2 && schema_.field(alone[0]).target == alone[1].model &&
        schema_.field(alone[1]).target == alone[0].model && !(alone[0] == alone[1]);
    if (is_mismatch) return refuse_names_that_differ(alone[0], alone[1]);
    for (const RelationSide& side : alone) refuse_one_sided(side);
  }

  void refuse_one_sided(const RelationSide& side) {
    const Model& model = schema_.models[side.model];
    const ModelField& field = schema_.field(side);
    const Model& target = schema_.models[field.target];
    if (!target.written->is_read_in_full) return;
    const std::string name = relation_name(field);
    const std::string with_name = name.empty() ? "" : " with the relation name `" + name + "`";
    schema_.refusals.push_back(
        {.kind = RefusalKind::one_sided_relation,
         .file = model.file,
         .range = field.written->name.range,
         .message = "`" + field.name() + "` of `" + model.name() + "` leads to `" + target.name() +
                    "`, which has no field back to it" + with_name,
         .help = "add a field of type `" + model.name() + (field.is_list() ? "" : "[]") + "` to `" +
                 target.name() + "`",
         .object = object_of(model, field)});
  }

  void refuse_names_that_differ(const RelationSide& one, const RelationSide& two) {
    const Model& model = schema_.models[one.model];
    const Model& other = schema_.models[two.model];
    const ModelField& field = schema_.field(one);
    const ModelField& opposite = schema_.field(two);
    Refusal refusal = {.kind = RefusalKind::one_sided_relation,
                       .file = model.file,
                       .range = field.written->name.range,
                       .message = "`" + field.name() + "` of `" + model.name() + "` and `" +
                                  opposite.name() + "` of `" + other.name() +
                                  "` have different relation names, so neither has an opposite "
                                  "field",
                       .help = "give both the same name, or none",
                       .object = object_of(model, field)};
    if (model.file == other.file) {
      refusal.related.push_back(
          {.range = opposite.written->name.range, .message = "`" + opposite.name() + "`"});
    }
    schema_.refusals.push_back(std::move(refusal));
  }

  Schema& schema_;
  std::map<ModelPair, std::map<std::string, Links>> links_;
  std::set<ModelPair> refused_;
};

}  // namespace

void read_relations(Schema& schema) { Pairing(schema).run(); }

}  // namespace pglint::psl
