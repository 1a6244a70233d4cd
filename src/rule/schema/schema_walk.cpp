#include "rule/schema/schema_walk.h"

#include "catalog/schema_catalog.h"

#include "design/schema.h"

namespace pglint {

SchemaWalk::SchemaWalk(const Settings& settings) {
  for (const Rule* rule : settings.rules) {
    if (settings.pg_version >= rule->min_pg_version) add(*rule);
  }
}

void SchemaWalk::add(const Rule& rule) {
  has_checks_ = has_checks_ || looks_at_schema(rule);
  for (const Handler& handler : rule.checks) {
    if (handler.call_schema == nullptr) continue;
    has_design_checks_ = has_design_checks_ || handler.part >= SchemaPart::design;
    checks_[static_cast<std::size_t>(handler.part)].push_back(
        {.rule = &rule, .call = handler.call_schema});
  }
}

template <class Part>
void SchemaWalk::visit(const Part& part, SchemaContext& context) const {
  for (const Entry& check : checks(part_of<Part>)) {
    context.enter_rule(*check.rule);
    check.call(&part, context);
  }
}

void SchemaWalk::run(SchemaContext& context) const {
  visit_catalog(context);
  if (has_design_checks_) visit_design(context);
}

void SchemaWalk::visit_catalog(SchemaContext& context) const {
  visit(context.catalog(), context);
  for (const auto& [name, relation] : context.catalog().relations()) visit(relation, context);
  for (const auto& [key, object] : context.catalog().objects()) visit(object, context);
}

void SchemaWalk::visit_design(SchemaContext& context) const {
  visit(context.design(), context);
  for (const design::Table* table : context.design().tables()) visit_table(*table, context);
}

void SchemaWalk::visit_table(const design::Table& table, SchemaContext& context) const {
  visit(table, context);
  for (const catalog::Column& column : table.columns()) {
    visit_column({.table = table, .column = column}, context);
  }
  for (const design::Key& key : table.keys) {
    visit(design::TableKey{.table = table, .key = key}, context);
  }
  for (const design::ForeignKey& key : table.foreign_keys) visit(key, context);
  for (const catalog::Index& index : table.relation->indexes) {
    visit(design::TableIndex{.table = table, .index = index}, context);
  }
  for (const catalog::Constraint& constraint : table.relation->constraints) {
    visit(design::TableConstraint{.table = table, .constraint = constraint}, context);
  }
}

void SchemaWalk::visit_column(const design::TableColumn& column, SchemaContext& context) const {
  visit(column, context);
  if (design::is_own(*column.table.relation, column.column)) {
    visit(design::OwnColumn{column}, context);
  }
  if (design::has_own_default(column.column)) visit(design::DefaultedColumn{column}, context);
}

}  // namespace pglint
