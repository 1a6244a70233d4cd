#include "locks/enum_uses.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "catalog/definition_reader.h"

#include "parse/tree/walk.h"

namespace pglint::locks {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

/// A relation and what a statement calls it.
struct NamedRelation {
  std::string called;
  catalog::Name name;
};

/// Collects the uses of one statement.
class EnumUses {
 public:
  EnumUses(const catalog::StatementSource& source, const std::set<std::string, std::less<>>* values)
      : definitions_(source), root_(*source.statement.tree), values_(values) {}

  [[nodiscard]] std::vector<EnumUse> read() {
    parse::Walker walker;
    walker.walk(root_, [&](const Node& node, parse::Ancestors) { note_relation(node); });
    walker.walk(root_, [&](const Node& node, parse::Ancestors ancestors) {
      const auto* constant = as<A_Const>(&node);
      const bool is_text =
          constant != nullptr && !constant->isnull && constant->val.node.type == T_String;
      if (is_text) note(*constant, ancestors);
    });
    note_inserted();
    return std::move(uses_);
  }

 private:
  void note_relation(const Node& node) {
    const auto* relation = as<RangeVar>(&node);
    if (relation == nullptr) return;
    catalog::Name name = catalog::name_of(*relation);
    std::string called =
        relation->alias == nullptr ? name.name : std::string(view(relation->alias->aliasname));
    relations_.push_back({.called = std::move(called), .name = std::move(name)});
  }

  [[nodiscard]] bool is_added(const A_Const& constant) const {
    return values_ == nullptr || values_->contains(view(constant.val.sval.sval));
  }

  EnumUse use_of(const A_Const& constant) const {
    return {.value = std::string(view(constant.val.sval.sval)),
            .place = definitions_.place(constant.location, catalog::Extent::clause)};
  }

  void note(const A_Const& constant, parse::Ancestors ancestors) {
    if (ancestors.empty() || !is_added(constant)) return;
    const Node& parent = *ancestors.back();
    if (const auto* cast = as<TypeCast>(&parent)) {
      return add_of_type(constant, *cast->typeName);
    }
    if (const auto* comparison = as<A_Expr>(&parent)) return add_compared(constant, *comparison);
    if (const auto* target = as<ResTarget>(&parent)) return add_set(constant, *target, ancestors);
    if (const auto* written = as<Constraint>(&parent)) {
      return add_default(constant, *written, ancestors);
    }
    if (const auto* command = as<AlterTableCmd>(&parent)) {
      const bool sets_default = command->subtype == AT_ColumnDefault;
      if (sets_default) add_of_column(constant, view(command->name));
      return;
    }
    if (as<PartitionBoundSpec>(&parent) == nullptr) return;
    EnumUse use = use_of(constant);
    use.of_partition_key = true;
    for (const NamedRelation& relation : relations_) use.relations.push_back(relation.name);
    uses_.push_back(std::move(use));
  }

  void add_of_type(const A_Const& constant, const TypeName& type) {
    EnumUse use = use_of(constant);
    use.type = catalog::name_of(type.names);
    uses_.push_back(std::move(use));
  }

  /// `column = 'x'`, `column IN ('x')`
  void add_compared(const A_Const& constant, const A_Expr& comparison) {
    const bool is_left = comparison.lexpr == reinterpret_cast<const Node*>(&constant);
    const auto* column = as<ColumnRef>(is_left ? comparison.rexpr : comparison.lexpr);
    if (column == nullptr) return;
    const auto path = parse::strings(column->fields);
    if (path.empty() || path.size() != each(column->fields).size()) return;
    const std::string& name = path.back();
    if (add_of_definition(constant, name)) return;
    EnumUse use = use_of(constant);
    use.column = name;
    for (const NamedRelation& relation : relations_) {
      const bool is_meant = path.size() == 1 || path[path.size() - 2] == relation.called;
      if (is_meant) use.relations.push_back(relation.name);
    }
    uses_.push_back(std::move(use));
  }

  /// A column that the statement itself defines.
  bool add_of_definition(const A_Const& constant, std::string_view column) {
    const auto* create = as<CreateStmt>(&root_);
    if (create == nullptr) return false;
    for (const auto* definition : each<ColumnDef>(create->tableElts)) {
      const bool is_it = definition != nullptr && view(definition->colname) == column &&
                         definition->typeName != nullptr;
      if (!is_it) continue;
      add_of_type(constant, *definition->typeName);
      return true;
    }
    return false;
  }

  void add_of_column(const A_Const& constant, std::string_view column) {
    if (relations_.empty()) return;
    EnumUse use = use_of(constant);
    use.column = column;
    use.relations = {relations_.front().name};
    uses_.push_back(std::move(use));
  }

  /// SET of UPDATE, also in ON CONFLICT.
  void add_set(const A_Const& constant, const ResTarget& target, parse::Ancestors ancestors) {
    const bool is_set =
        ancestors.size() >= 2 && (as<UpdateStmt>(ancestors[ancestors.size() - 2]) != nullptr ||
                                  as<OnConflictClause>(ancestors[ancestors.size() - 2]) != nullptr);
    if (is_set && !view(target.name).empty()) add_of_column(constant, view(target.name));
  }

  void add_default(const A_Const& constant, const Constraint& written, parse::Ancestors ancestors) {
    const auto* definition = parse::nearest<ColumnDef>(ancestors, 2);
    const bool is_default = written.contype == CONSTR_DEFAULT && definition != nullptr &&
                            definition->typeName != nullptr;
    if (is_default) add_of_type(constant, *definition->typeName);
  }

  /// VALUES and the targets of INSERT … SELECT, by the position of their columns.
  void note_inserted() {
    const auto* insert = as<InsertStmt>(&root_);
    const auto* select = insert == nullptr ? nullptr : as<SelectStmt>(insert->selectStmt);
    if (select == nullptr || insert->cols == nullptr || insert->relation == nullptr) return;
    std::vector<std::string> columns;
    for (const auto* column : each<ResTarget>(insert->cols)) {
      columns.emplace_back(column == nullptr ? std::string_view() : view(column->name));
    }
    for (const Node* row : each(select->valuesLists)) {
      std::size_t position = 0;
      for (const Node* value : each(as<List>(row))) add_inserted(columns, position++, value);
    }
    std::size_t position = 0;
    for (const auto* target : each<ResTarget>(select->targetList)) {
      add_inserted(columns, position++, target == nullptr ? nullptr : target->val);
    }
  }

  void add_inserted(const std::vector<std::string>& columns, std::size_t position,
                    const Node* value) {
    const auto* constant = as<A_Const>(value);
    const bool is_text =
        constant != nullptr && !constant->isnull && constant->val.node.type == T_String;
    if (!is_text || position >= columns.size() || !is_added(*constant)) return;
    EnumUse use = use_of(*constant);
    use.column = columns[position];
    use.relations = {catalog::name_of(*as<InsertStmt>(&root_)->relation)};
    uses_.push_back(std::move(use));
  }

  catalog::DefinitionReader definitions_;
  const Node& root_;
  const std::set<std::string, std::less<>>* values_;  ///< null: any
  std::vector<NamedRelation> relations_;
  std::vector<EnumUse> uses_;
};

}  // namespace

std::vector<EnumUse> read_enum_uses(const catalog::StatementSource& source,
                                    const std::set<std::string, std::less<>>* values) {
  return EnumUses(source, values).read();
}

}  // namespace pglint::locks
