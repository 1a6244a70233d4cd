#include "catalog/read/cut_names.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "parse/meaning/generated_name.h"
#include "parse/meaning/written_name.h"
#include "parse/tree/token.h"

namespace pglint::catalog {
namespace {

/// A character has up to four bytes and is removed as a whole.
constexpr std::size_t shortest_rest = parse::max_name_bytes - 3;

bool may_be_cut(const std::string& name) { return name.size() >= shortest_rest; }

/// Collects the names that a statement gives and that may be truncated.
class Names {
 public:
  template <class What>
  void operator()(const What& /*what*/) {}  // gives no name

  void operator()(const CreateRelation& create) {
    const Relation& relation = create.relation;
    if_not_exists_ = create.if_not_exists;
    add(NameKind::relation, {.schema = relation.name.schema, .name = {}}, relation.name.name);
    for (const Column& column : relation.columns) add_column(relation.name, column);
    for (const Constraint& constraint : relation.constraints) {
      add_constraint(relation.name, constraint);
    }
    for (const std::string& column : create.column_names) {
      add(NameKind::column, relation.name, column);
    }
  }
  void operator()(const CreateObject& create) {
    add(NameKind::object, create.object.table, create.object.name.name);
  }
  void operator()(const CreateIndex& create) {
    if_not_exists_ = create.if_not_exists;
    if (create.index.named) add(NameKind::index, create.relation, create.index.name);
  }
  void operator()(const RenameRelation& rename) {
    add(NameKind::relation, {.schema = rename.name.schema, .name = {}}, rename.to);
  }
  void operator()(const RenameColumn& rename) { add(NameKind::column, rename.relation, rename.to); }
  void operator()(const RenameConstraint& rename) {
    add(NameKind::constraint, rename.relation, rename.to);
  }
  void operator()(const RenameObject& rename) {
    const bool is_index = rename.kind == ObjectKind::index;
    add(is_index ? NameKind::index : NameKind::object, rename.table, rename.to);
  }
  void operator()(const AddColumn& column) {
    if_not_exists_ = column.if_not_exists;
    add_column(column.relation, column.column);
  }
  void operator()(const AddConstraint& constraint) {
    add_constraint(constraint.relation, constraint.constraint);
  }

  [[nodiscard]] std::vector<CutName> take() { return std::move(names_); }

 private:
  void add(NameKind kind, const Name& relation, const std::string& name) {
    if (!may_be_cut(name)) return;
    names_.push_back({.kind = kind,
                      .relation = relation,
                      .written = {},
                      .kept = name,
                      .place = {},
                      .if_not_exists = if_not_exists_});
  }
  void add_column(const Name& relation, const Column& column) {
    add(NameKind::column, relation, column.name);
  }
  void add_constraint(const Name& relation, const Constraint& constraint) {
    if (constraint.named) add(NameKind::constraint, relation, constraint.name);
  }

  bool if_not_exists_ = false;
  std::vector<CutName> names_;
};

/// The tokens of a statement, each used for one name.
class WrittenNames {
 public:
  explicit WrittenNames(const StatementSource& source)
      : source_(source),
        scanned_(parse::scan_without_comments(source.sql, source.statement.extent).tokens),
        tokens_(source.sql, scanned_) {}

  /// Completes `name` from the first unused token that PostgreSQL truncates to it; false if the
  /// name is written in full.
  bool find(CutName& name) {
    for (std::size_t index = 0; index < tokens_.size(); ++index) {
      if (tokens_.range(index).size() <= parse::max_name_bytes || used_.contains(index)) continue;
      std::string written = parse::written_name(tokens_, index);
      if (written.size() <= parse::max_name_bytes) continue;
      if (parse::clipped(written, parse::max_name_bytes) != name.kept) continue;
      used_.insert(index);
      name.written = std::move(written);
      name.place = {.file = source_.file,
                    .statement = source_.in_file(source_.statement.extent),
                    .at = source_.in_file(tokens_.range(index)).begin,
                    .extent = Extent::name};
      return true;
    }
    return false;
  }

 private:
  const StatementSource& source_;
  std::vector<parse::Token> scanned_;
  parse::TokenView tokens_;
  std::set<std::size_t> used_;
};

}  // namespace

void add_cut_names(const StatementSource& source, std::vector<Change>& changes) {
  Names names;
  for (const Change& change : changes) std::visit(names, change.what);
  std::vector<CutName> cut = names.take();
  if (cut.empty()) return;
  WrittenNames written(source);
  std::vector<Change> in_front;
  for (CutName& name : cut) {
    if (!written.find(name)) continue;
    const Place statement = {.file = name.place.file, .statement = name.place.statement};
    in_front.push_back(
        {.what = std::move(name), .conditional = source.conditional, .statement = statement});
  }
  changes.insert(changes.begin(), std::make_move_iterator(in_front.begin()),
                 std::make_move_iterator(in_front.end()));
}

}  // namespace pglint::catalog
