#include "design/type_uses.h"

#include <algorithm>
#include <cstddef>

#include "text/ascii.h"

namespace pglint::design {
namespace {

bool is_of_word(char byte) {
  return text::is_alphanumeric(byte) || byte == '_' || static_cast<unsigned char>(byte) >= 0x80;
}

using text::lowered;
}  // namespace

TypeUses::TypeUses(const catalog::Catalog& catalog) {
  for (const auto& [name, relation] : catalog.relations()) add(relation);
  for (const auto& [key, object] : catalog.objects()) add(object);
}

/// A name of several words is looked up word by word, which may count other names as uses.
bool TypeUses::contains(std::string_view type) const {
  if (names_.contains(std::string(type))) return true;
  const std::string lower = lowered(type);
  bool all = true;
  for (std::size_t begin = 0; begin < lower.size() && all;) {
    const auto first = lower.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = std::find_if_not(first, lower.end(), is_of_word);
    if (last != first) all = words_.contains(std::string(first, last));
    begin = static_cast<std::size_t>(last - lower.begin()) + 1;
  }
  return all;
}

void TypeUses::add(const catalog::Relation& relation) {
  for (const catalog::Column& column : relation.columns) {
    add(column.type);
    if (column.default_expression) add_words(*column.default_expression);
  }
  for (const catalog::Constraint& constraint : relation.constraints) {
    add_words(constraint.expression);
    add_words(constraint.predicate);
    for (const catalog::IndexKey& key : constraint.keys) add_words(key.expression);
  }
  for (const catalog::Index& index : relation.indexes) {
    add_words(index.predicate);
    for (const catalog::IndexKey& key : index.keys) add_words(key.expression);
  }
  names_.insert(relation.of_type.name);
}

void TypeUses::add(const catalog::Object& object) {
  if (const auto* routine = object.as<catalog::Routine>()) {
    for (const catalog::Argument& argument : routine->arguments) add(argument.type);
    add(routine->returns);
  } else if (const auto* composite = object.as<catalog::CompositeType>()) {
    for (const catalog::Attribute& attribute : composite->attributes) add(attribute.type);
  } else if (const auto* range = object.as<catalog::RangeType>()) {
    add(range->subtype);
  } else if (const auto* domain = object.as<catalog::Domain>()) {
    add(domain->base);
    if (domain->default_expression) add_words(*domain->default_expression);
    for (const auto& constraint : domain->constraints) add_words(constraint.expression);
  }
}

void TypeUses::add(const catalog::Type& type) {
  names_.insert(type.name);
  // An array type also has a name: `_mood`.
  if (type.name.starts_with('_')) names_.insert(type.name.substr(1));
}

void TypeUses::add_words(std::string_view sql) {
  for (std::size_t begin = 0; begin < sql.size();) {
    std::size_t end = begin;
    while (end < sql.size() && is_of_word(sql[end])) ++end;
    if (end > begin) words_.insert(lowered(sql.substr(begin, end - begin)));
    begin = end + 1;
  }
}

}  // namespace pglint::design
