#include "lint/prisma/prisma_supplement.h"

#include <algorithm>
#include <utility>

#include "catalog/relation.h"

namespace pglint {
namespace {

using catalog::Relation;

/// Whether the language of Prisma has no words for an index.
bool is_only_for_sql(const catalog::Index& index) {
  return !index.predicate.empty() || !index.include.empty() ||
         std::ranges::any_of(index.keys, [](const catalog::IndexKey& key) {
           return key.column.empty() || !key.operator_class.empty() || !key.collation.empty();
         });
}

/// For one table that both have.
class Supplement {
 public:
  Supplement(const Relation& declared, const Relation& made, std::vector<catalog::Change>& changes)
      : declared_(declared), made_(made), changes_(changes) {}

  void add() {
    for (const catalog::Constraint& constraint : made_.constraints) add(constraint);
    for (const catalog::Index& index : made_.indexes) add(index);
    for (const catalog::Column& column : made_.columns) add(column);
    for (const catalog::Object& object : made_.objects) {
      if (object.certain) change(catalog::CreateObject{.object = object});
    }
    change(catalog::AlterTraits{.relation = declared_.name,
                                .unlogged = made_.unlogged,
                                .row_security = made_.row_security,
                                .force_row_security = made_.force_row_security,
                                .partitioned = made_.partitioned});
  }

 private:
  template <class What>
  void change(What what) {
    changes_.push_back({.what = std::move(what)});
  }

  void add(const catalog::Constraint& constraint) {
    const bool is_new = constraint.kind == catalog::ConstraintKind::check ||
                        constraint.kind == catalog::ConstraintKind::exclusion;
    if (!is_new || !constraint.certain) return;
    if (declared_.find_constraint(constraint.name) != nullptr) return;
    change(catalog::AddConstraint{.relation = declared_.name, .constraint = constraint});
  }

  void add(const catalog::Index& index) {
    if (!index.certain || !index.constraint.empty()) return;
    const catalog::Index* own = declared_.find_index(index.name);
    if (own == nullptr) {
      if (is_only_for_sql(index)) add_index(index);
      return;
    }
    const bool says_more = (!index.predicate.empty() && own->predicate.empty()) ||
                           (!index.include.empty() && own->include.empty());
    if (!says_more || !own->constraint.empty()) return;
    catalog::Index both = index;
    both.place = own->place;
    change(catalog::DropObject{.kind = catalog::ObjectKind::index,
                               .name = {.schema = declared_.name.schema, .name = index.name}});
    add_index(both);
  }

  void add_index(const catalog::Index& index) {
    change(catalog::CreateIndex{.relation = declared_.name, .index = index});
  }

  void add(const catalog::Column& column) {
    const catalog::Column* own = declared_.find_column(column.name);
    if (own != nullptr && column.unlinked) {
      change(catalog::AlterColumn{
          .relation = declared_.name, .column = column.name, .place = {}, .is_unlinked = true});
    }
    const bool is_list = own != nullptr && own->type.dimensions > 0;
    if (!is_list || column.not_null != catalog::Answer::yes) return;
    change(catalog::AlterColumn{
        .relation = declared_.name, .column = column.name, .not_null = catalog::Answer::yes});
  }

  const Relation& declared_;
  const Relation& made_;
  std::vector<catalog::Change>& changes_;
};

}  // namespace

std::vector<catalog::Change> supplement_of(const catalog::Catalog& declared,
                                           const catalog::Catalog& made) {
  std::vector<catalog::Change> changes;
  for (const auto& [name, relation] : declared.relations()) {
    const Relation* sql = made.find_relation(name);
    if (sql != nullptr && sql->certain) Supplement(relation, *sql, changes).add();
  }
  return changes;
}

}  // namespace pglint
