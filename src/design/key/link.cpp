#include "design/key/link.h"

#include "design/name/name_model.h"
#include "design/type_family.h"

namespace pglint::design {
namespace {

/// Whether a column is named after another table and has the type of its key.
bool names_other(const Table& table, const catalog::Column& column, const Schema& schema) {
  const auto key = key_name(column.spelling());
  if (!key) return false;
  const Table* other = schema.find_thing(key->base, table.relation->name.schema);
  if (other == nullptr || other == &table || other->key_column() == nullptr) return false;
  return family_of(column.type, schema.catalog()) ==
         family_of(other->key_column()->type, schema.catalog());
}

std::optional<Link> declared_link(const Table& table) {
  Link link;
  for (const catalog::Column& column : table.columns()) {
    if (table.refers_by(column.name)) {
      link.columns.push_back(column.name);
    } else if (!is_audit_column(column.spelling())) {
      link.qualified = true;
    }
  }
  // Two foreign keys on the same column do not make a pair.
  if (link.columns.size() != 2) return std::nullopt;
  return link;
}

std::optional<Link> undeclared_link(const Table& table, const Schema& schema) {
  Link link = {.columns = {}, .declared = false};
  for (const catalog::Column& column : table.columns()) {
    if (names_other(table, column, schema)) {
      link.columns.push_back(column.name);
    } else if (!is_audit_column(column.spelling())) {
      return std::nullopt;
    }
  }
  if (link.columns.size() != 2) return std::nullopt;
  return link;
}

}  // namespace

std::optional<Link> link_of(const Table& table, const Schema& schema) {
  if (table.roles.link) return declared_link(table);
  if (!table.foreign_keys.empty() || !table.relation->columns_known) return std::nullopt;
  return undeclared_link(table, schema);
}

}  // namespace pglint::design
