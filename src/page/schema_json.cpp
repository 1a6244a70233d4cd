// The catalog as a JSON document.
#include <string>
#include <string_view>
#include <utility>

#include "page/schema_listing.h"
#include "page/schema_words.h"
#include "text/json.h"

namespace pglint::page {
namespace {

using catalog::Answer;
using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Index;
using catalog::Name;
using catalog::Object;
using catalog::ObjectKind;
using catalog::Relation;

text::Json name_json(const Name& name) { return {{"schema", name.schema}, {"name", name.name}}; }

/// Distinguishes kinds of types, which are all `type` in messages.
std::string_view kind_of(const Object& object) {
  switch (object.kind) {
    case ObjectKind::enum_type:
      return "enum";
    case ObjectKind::composite_type:
      return "composite";
    case ObjectKind::range_type:
      return object.implicit ? "multirange" : "range";
    case ObjectKind::base_type:
      return "base";
    default:
      return catalog::name_of(object.kind);
  }
}

text::Json type_json(const catalog::Type& type) {
  if (type.name.empty()) return nullptr;
  return catalog::format_type(type);
}

class SchemaWriter {
 public:
  SchemaWriter(std::span<const DatabaseSchema> databases, const SchemaSource& source)
      : databases_(databases), source_(source) {}

  std::string write() {
    text::Json document = {{"version", 1},
                           {"unread_statements", source_.unread},
                           {"schemas", text::Json::array()},
                           {"relations", text::Json::array()},
                           {"types", text::Json::array()},
                           {"sequences", text::Json::array()},
                           {"routines", text::Json::array()},
                           {"other", text::Json::array()}};
    for (const DatabaseSchema& database : databases_) add(database, document);
    return text::dump(document, text::Layout::indented) + "\n";
  }

 private:
  void add(const DatabaseSchema& database, text::Json& document) const {
    const auto named = [&](text::Json fact) {
      if (databases_.size() > 1) fact["database"] = database.name;
      return fact;
    };
    for (const auto& [name, relation] : database.catalog.relations()) {
      document["relations"].push_back(named(relation_json(relation)));
    }
    for (const auto& [key, object] : database.catalog.objects()) {
      if (!object.extension.empty()) continue;
      document[list_of(object)].push_back(named(object_json(object)));
    }
  }

  static const char* list_of(const Object& object) {
    switch (object.kind) {
      case ObjectKind::schema:
        return "schemas";
      case ObjectKind::sequence:
        return "sequences";
      case ObjectKind::enum_type:
      case ObjectKind::composite_type:
      case ObjectKind::range_type:
      case ObjectKind::base_type:
      case ObjectKind::domain:
        return "types";
      case ObjectKind::function:
      case ObjectKind::procedure:
      case ObjectKind::aggregate:
        return "routines";
      default:
        return "other";
    }
  }

  [[nodiscard]] text::Json place_json(const catalog::Place& place) const {
    if (place.file >= source_.files.size()) return nullptr;
    return {{"file", source_.files[place.file]},
            {"offset", place.extent == catalog::Extent::search ? place.statement.begin : place.at}};
  }

  /// Adds what all facts have: certainty, comment, place of creation.
  template <class Fact>
  void add_common(const Fact& fact, text::Json& json) const {
    json["certain"] = fact.certain;
    if (!fact.comment.empty()) json["comment"] = fact.comment;
    json["made_at"] = place_json(fact.place);
  }

  /// Adds the uses in queries, if any.
  template <class Kind>
  void add_uses(const catalog::Uses<Kind>& uses, text::Json& json) const {
    if (uses.empty()) return;
    json["uses"] = text::Json::array();
    for (const catalog::Use<Kind>& use : uses) {
      text::Json entry = {{"kind", catalog::name_of(use.kind)}};
      if (!use.detail.empty()) entry["detail"] = use.detail;
      entry["first_at"] = place_json(use.place);
      json["uses"].push_back(std::move(entry));
    }
  }

  [[nodiscard]] text::Json relation_json(const Relation& relation) const {
    text::Json json = name_json(relation.name);
    json["kind"] = name_of(relation.kind);
    json["persistence"] = persistence(relation);
    json["partitioned"] = relation.partitioned;
    json["partition"] = relation.partition;
    json["parents"] = text::Json::array();
    for (const Name& parent : relation.parents) json["parents"].push_back(name_json(parent));
    json["of_type"] = relation.of_type.name.empty() ? text::Json() : name_json(relation.of_type);
    json["columns_known"] = relation.columns_known;
    json["row_security"] = relation.row_security;
    json["force_row_security"] = relation.force_row_security;
    add_common(relation, json);
    json["changed_at"] = place_json(relation.changed);
    add_uses(relation.evidence, json);
    json["columns"] = text::Json::array();
    for (const Column& column : relation.columns) json["columns"].push_back(column_json(column));
    json["constraints"] = text::Json::array();
    for (const Constraint& constraint : relation.constraints) {
      json["constraints"].push_back(constraint_json(constraint));
    }
    json["indexes"] = text::Json::array();
    for (const Index& index : relation.indexes) json["indexes"].push_back(index_json(index));
    json["triggers"] = text::Json::array();
    json["policies"] = text::Json::array();
    json["rules"] = text::Json::array();
    for (const Object& object : relation.objects) {
      const bool trigger = object.kind == ObjectKind::trigger;
      const char* list =
          trigger ? "triggers" : (object.kind == ObjectKind::policy ? "policies" : "rules");
      json[list].push_back(object_json(object));
    }
    json["owned_sequences"] = text::Json::array();
    for (const catalog::OwnedSequence& owned : relation.sequences) {
      text::Json sequence = name_json(owned.sequence);
      sequence["column"] = owned.column;
      sequence["identity"] = owned.identity;
      json["owned_sequences"].push_back(std::move(sequence));
    }
    return json;
  }

  [[nodiscard]] text::Json column_json(const Column& column) const {
    text::Json json = {{"name", column.name},
                       {"type", type_json(column.type)},
                       {"type_known", catalog::is_known(column.type)}};
    json["not_null"] = nullptr;
    if (column.not_null != Answer::unknown) json["not_null"] = column.not_null == Answer::yes;
    if (column.default_expression) json["default"] = *column.default_expression;
    json["identity"] = word(column.identity_kind);
    json["generated"] = word(column.generation);
    json["local"] = column.local;
    add_common(column, json);
    json["changed_at"] = place_json(column.changed);
    json["type_at"] = place_json(column.type_place);
    add_uses(column.evidence, json);
    return json;
  }

  [[nodiscard]] text::Json constraint_json(const Constraint& constraint) const {
    text::Json json = {{"name", constraint.name},
                       {"kind", word(constraint.kind)},
                       {"columns", constraint.columns}};
    if (constraint.kind == ConstraintKind::check) json["expression"] = constraint.expression;
    if (constraint.kind == ConstraintKind::foreign_key) {
      json["references"] = name_json(constraint.referenced);
      json["references"]["columns"] = constraint.referenced_columns;
      json["on_update"] = word(constraint.on_update);
      json["on_delete"] = word(constraint.on_delete);
      json["set_columns"] = constraint.set_columns;
      json["match"] = word(constraint.match);
    }
    json["deferrable"] = constraint.deferrable;
    json["initially_deferred"] = constraint.initially_deferred;
    json["validated"] = constraint.validated;
    json["enforced"] = constraint.enforced;
    json["no_inherit"] = constraint.no_inherit;
    json["local"] = constraint.local;
    if (!constraint.index.empty()) json["index"] = constraint.index;
    add_common(constraint, json);
    return json;
  }

  static text::Json key_json(const catalog::IndexKey& key) {
    text::Json json = key.column.empty() ? text::Json{{"expression", key.expression}}
                                         : text::Json{{"column", key.column}};
    if (!key.operator_class.empty()) json["operator_class"] = key.operator_class;
    if (!key.collation.empty()) json["collation"] = key.collation;
    json["descending"] = key.descending;
    json["nulls_first"] = key.nulls_first;
    return json;
  }

  [[nodiscard]] text::Json index_json(const Index& index) const {
    text::Json json = {
        {"name", index.name}, {"method", index.method}, {"keys", text::Json::array()}};
    for (const catalog::IndexKey& key : index.keys) json["keys"].push_back(key_json(key));
    json["include"] = index.include;
    json["unique"] = index.unique;
    json["primary"] = index.primary;
    json["nulls_not_distinct"] = index.nulls_not_distinct;
    json["predicate"] = index.predicate.empty() ? text::Json() : text::Json(index.predicate);
    json["valid"] = index.valid;
    if (!index.constraint.empty()) json["constraint"] = index.constraint;
    if (!index.parent.empty()) json["parent"] = index.parent;
    add_common(index, json);
    return json;
  }

  [[nodiscard]] text::Json object_json(const Object& object) const {
    text::Json json = name_json(object.name);
    json["kind"] = kind_of(object);
    if (!object.table.name.empty()) json["table"] = name_json(object.table);
    json["implicit"] = object.implicit;
    add_detail(object, json);
    add_common(object, json);
    json["changed_at"] = place_json(object.changed);
    add_uses(object.evidence, json);
    return json;
  }

  static void add_detail(const Object& object, text::Json& json) {
    if (const auto* type = object.as<catalog::EnumType>()) {
      json["values"] = text::Json::array();
      for (const auto& [value] : type->values) json["values"].push_back(value);
    } else if (const auto* composite = object.as<catalog::CompositeType>()) {
      json["attributes"] = text::Json::array();
      for (const catalog::Attribute& attribute : composite->attributes) {
        json["attributes"].push_back(
            {{"name", attribute.name}, {"type", type_json(attribute.type)}});
      }
    } else if (const auto* domain = object.as<catalog::Domain>()) {
      add_domain(*domain, json);
    } else if (const auto* range = object.as<catalog::RangeType>()) {
      json["subtype"] = type_json(range->subtype);
      if (!range->multirange.empty()) json["multirange"] = range->multirange;
    } else if (const auto* routine = object.as<catalog::Routine>()) {
      add_routine(*routine, json);
    } else if (const auto* sequence = object.as<catalog::Sequence>()) {
      json["type"] = type_json(sequence->type);
    } else if (const auto* trigger = object.as<catalog::Trigger>()) {
      json["function"] = trigger->function.shown();
      json["timing"] = trigger->timing;
      json["events"] = trigger->events;
      json["for_each_row"] = trigger->for_each_row;
      json["columns"] = trigger->columns;
      json["constraint"] = trigger->constraint;
    } else if (const auto* policy = object.as<catalog::Policy>()) {
      json["command"] = policy->command;
      json["permissive"] = policy->permissive;
    }
  }

  static void add_domain(const catalog::Domain& domain, text::Json& json) {
    json["base"] = type_json(domain.base);
    json["not_null"] = domain.not_null;
    if (domain.default_expression) json["default"] = *domain.default_expression;
    json["constraints"] = text::Json::array();
    for (const catalog::DomainConstraint& constraint : domain.constraints) {
      json["constraints"].push_back({{"name", constraint.name},
                                     {"kind", constraint.not_null ? "not null" : "check"},
                                     {"expression", constraint.expression},
                                     {"validated", constraint.validated}});
    }
  }

  static void add_routine(const catalog::Routine& routine, text::Json& json) {
    json["signature"] = catalog::signature_of(routine);
    json["arguments"] = text::Json::array();
    for (const catalog::Argument& argument : routine.arguments) {
      json["arguments"].push_back({{"name", argument.name},
                                   {"type", type_json(argument.type)},
                                   {"mode", word(argument.mode)},
                                   {"default", argument.has_default}});
    }
    json["returns"] = type_json(routine.returns);
    json["returns_set"] = routine.returns_set;
    json["language"] = routine.language;
    json["volatility"] = word(routine.volatility);
    json["security_definer"] = routine.security_definer;
    json["strict"] = routine.strict;
  }

  std::span<const DatabaseSchema> databases_;
  const SchemaSource& source_;
};

}  // namespace

std::string schema_as_json(std::span<const DatabaseSchema> databases, const SchemaSource& source) {
  return SchemaWriter(databases, source).write();
}

}  // namespace pglint::page
