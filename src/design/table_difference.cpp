#include "design/table_difference.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "catalog/type.h"

namespace pglint::design {
namespace {

using catalog::Answer;
using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Index;
using catalog::ReferentialAction;
using catalog::Relation;

bool has_default(const Column& column) {
  return column.default_expression.has_value() || column.serial || column.identity;
}

/// Types of extensions may be named with and without their schema.
bool is_same(const catalog::Type& one, const catalog::Type& two) {
  const bool is_same_schema = one.schema == two.schema || one.schema.empty() || two.schema.empty();
  return is_same_schema && one.name == two.name && one.modifiers == two.modifiers &&
         (one.dimensions > 0) == (two.dimensions > 0);
}

/// With a condition or on an expression, which no ORM says.
bool is_plain(const Index& index) {
  return index.predicate.empty() && index.include.empty() && !index.exclusion &&
         std::ranges::none_of(index.keys, [](const catalog::IndexKey& key) {
           return key.column.empty() || !key.operator_class.empty() || !key.collation.empty();
         });
}

bool has_same_keys(const Index& one, const Index& two) {
  return one.unique == two.unique && one.keys.size() == two.keys.size() &&
         std::ranges::equal(one.keys, two.keys, [](const auto& a, const auto& b) {
           return a.column == b.column && a.descending == b.descending;
         });
}

bool is_same_reference(const Constraint& one, const Constraint& two) {
  return one.columns == two.columns && one.referenced.name == two.referenced.name;
}

bool is_foreign_key(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::foreign_key && constraint.enforced;
}

std::string_view sql_of(ReferentialAction action) {
  switch (action) {
    case ReferentialAction::no_action:
      return "NO ACTION";
    case ReferentialAction::restricted:
      return "RESTRICT";
    case ReferentialAction::cascade:
      return "CASCADE";
    case ReferentialAction::set_null:
      return "SET NULL";
    case ReferentialAction::set_default:
      return "SET DEFAULT";
  }
  return {};
}

std::string actions_of(const Constraint& key) {
  return "ON DELETE " + std::string(sql_of(key.on_delete)) + " ON UPDATE " +
         std::string(sql_of(key.on_update));
}

class Comparison {
 public:
  Comparison(const Relation& wanted, const Relation& found) : wanted_(wanted), found_(found) {}

  std::vector<TableDifference> run() {
    compare_columns();
    compare_primary_keys();
    compare_indexes();
    compare_foreign_keys();
    return std::move(differences_);
  }

 private:
  void add(DifferenceKind kind, std::string name, std::string wanted = {}, std::string found = {}) {
    differences_.push_back({.kind = kind,
                            .name = std::move(name),
                            .wanted = std::move(wanted),
                            .found = std::move(found)});
  }

  // Columns:

  void compare_columns() {
    for (const Column& column : wanted_.columns) {
      const Column* other = found_.find_column(column.name);
      if (other == nullptr) {
        add(DifferenceKind::missing_column, column.name);
      } else if (other->certain) {
        compare(column, *other);
      }
    }
    for (const Column& column : found_.columns) {
      const bool is_extra = column.certain && wanted_.find_column(column.name) == nullptr;
      if (is_extra) add(DifferenceKind::extra_column, column.name);
    }
  }

  void compare(const Column& wanted, const Column& found) {
    if (!is_same(wanted.type, found.type)) {
      add(DifferenceKind::type, wanted.name, catalog::format_type(wanted.type),
          catalog::format_type(found.type));
    }
    const bool is_known = wanted.not_null != Answer::unknown && found.not_null != Answer::unknown;
    if (is_known && wanted.type.dimensions == 0 && wanted.not_null != found.not_null) {
      const bool is_wanted = wanted.not_null == Answer::yes;
      add(DifferenceKind::not_null, wanted.name, is_wanted ? "NOT NULL" : "NULL",
          is_wanted ? "NULL" : "NOT NULL");
    }
    if (has_default(wanted) != has_default(found)) {
      add(DifferenceKind::default_value, wanted.name, has_default(wanted) ? "a default" : "none",
          has_default(wanted) ? "none" : "a default");
    }
  }

  // Keys and indexes:

  void compare_primary_keys() {
    const Constraint* wanted = wanted_.primary_key();
    const Constraint* found = found_.primary_key();
    const bool is_certain = found == nullptr || found->certain;
    if (!is_certain || (wanted == nullptr && found == nullptr)) return;
    if (wanted == nullptr) return add(DifferenceKind::extra_primary_key, found->name);
    if (found == nullptr || found->columns != wanted->columns) {
      return add(DifferenceKind::missing_primary_key, wanted->name);
    }
    if (found->name != wanted->name) {
      add(DifferenceKind::renamed_primary_key, wanted->name, wanted->name, found->name);
    }
  }

  void compare_indexes() {
    std::set<std::string> matched;
    for (const Index& index : wanted_.indexes) {
      if (index.primary || !index.certain) continue;
      if (found_.find_index(index.name) != nullptr) {
        matched.insert(index.name);
        continue;
      }
      const Index* other = find_same(index);
      if (other == nullptr) {
        add(DifferenceKind::missing_index, index.name);
        continue;
      }
      matched.insert(other->name);
      add(DifferenceKind::renamed_index, index.name, index.name, other->name);
    }
    for (const Index& index : found_.indexes) {
      const bool is_extra = !index.primary && index.certain && index.parent.empty() &&
                            is_plain(index) && !matched.contains(index.name);
      if (is_extra) add(DifferenceKind::extra_index, index.name);
    }
  }

  /// The index of another name with these keys; null if there is none.
  [[nodiscard]] const Index* find_same(const Index& index) const {
    for (const Index& other : found_.indexes) {
      const bool is_same = !other.primary && is_plain(other) && has_same_keys(index, other) &&
                           wanted_.find_index(other.name) == nullptr;
      if (is_same) return &other;
    }
    return nullptr;
  }

  // Foreign keys:

  void compare_foreign_keys() {
    std::set<std::string> matched;
    for (const Constraint& key : wanted_.constraints) {
      if (is_foreign_key(key)) compare(key, matched);
    }
    for (const Constraint& key : found_.constraints) {
      const bool is_extra = is_foreign_key(key) && key.certain && !matched.contains(key.name);
      if (is_extra) add(DifferenceKind::extra_foreign_key, key.name);
    }
  }

  void compare(const Constraint& key, std::set<std::string>& matched) {
    const Constraint* other = find_same(key);
    if (other == nullptr) return add(DifferenceKind::missing_foreign_key, key.name);
    matched.insert(other->name);
    if (!other->certain) return;
    if (other->name != key.name) {
      add(DifferenceKind::renamed_foreign_key, key.name, key.name, other->name);
    }
    const std::string wanted = actions_of(key);
    const std::string found = actions_of(*other);
    if (wanted != found) add(DifferenceKind::actions, key.name, wanted, found);
  }

  [[nodiscard]] const Constraint* find_same(const Constraint& key) const {
    const Constraint* best = nullptr;
    for (const Constraint& other : found_.constraints) {
      if (!is_foreign_key(other) || !is_same_reference(key, other)) continue;
      if (best == nullptr || other.name == key.name) best = &other;
    }
    return best;
  }

  const Relation& wanted_;
  const Relation& found_;
  std::vector<TableDifference> differences_;
};

}  // namespace

std::vector<TableDifference> differences_of(const Relation& wanted, const Relation& found) {
  return Comparison(wanted, found).run();
}

}  // namespace pglint::design
