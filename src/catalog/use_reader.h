// Reads uses from the nodes of queries. Each function looks at one node of the walk that is made
// for the rules.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "catalog/new_use.h"

#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::catalog {

/// Collects the uses of a series of statements. Their places only have `at` and `extent`; `at` is
/// relative to the same origin as the locations in the statement's tree.
class UseReader {
 public:
  // Each adds the uses of a node with these ancestors.
  void read(const FuncCall& call, parse::Ancestors ancestors);
  void read(const A_Expr& expression, parse::Ancestors ancestors);
  void read(const A_Indirection& indirection, parse::Ancestors ancestors);
  void read(const SubLink& sublink, parse::Ancestors ancestors);
  void read(const JoinExpr& join, parse::Ancestors ancestors);
  void read(const JsonTable& table, parse::Ancestors ancestors);
  void read(const UpdateStmt& update, parse::Ancestors ancestors);
  void read(const DeleteStmt& removal, parse::Ancestors ancestors);
  void read(const InsertStmt& insert, parse::Ancestors ancestors);
  void read(const MergeStmt& merge, parse::Ancestors ancestors);
  void read(const TypeName& type, parse::Ancestors ancestors);
  void read(const CreateFunctionStmt& function, parse::Ancestors ancestors);
  void read(const DoStmt& block, parse::Ancestors ancestors);
  void read(const AlterSeqStmt& alter, parse::Ancestors ancestors);
  void read(const AlterTableStmt& alter, parse::Ancestors ancestors);

  /// Adds the ids that an INSERT that runs gives to its rows.
  void read_ids(const InsertStmt& insert);

  /// Moves out the uses since the last call. Repetitions are left out: a file with a million
  /// equal updates has one use.
  [[nodiscard]] NewUses take() { return std::exchange(uses_, {}); }
  [[nodiscard]] bool empty() const { return uses_.empty(); }

  /// To be called when the same names may mean other objects from now on.
  void forget_known() { known_.clear(); }

 private:
  /// Adds a use of the column that `value` is, or is computed from without changing its meaning.
  void note(ColumnUseKind kind, const Node* value, parse::Ancestors ancestors,
            std::string_view detail = {});
  void note_operands(const Node* left, const Node* right, parse::Ancestors ancestors);
  void note_search(const Node* searched, const Node* pattern, parse::Ancestors ancestors);
  void note_targets(const List* targets, const RangeVar* relation);
  void note_sequence(std::string_view function, const Node* argument, parse::Ancestors ancestors);
  /// `argument` of `setval` is not the name of a sequence: it may compute one.
  void note_set_sequence(const Node* argument);
  void note_column(ColumnUseKind kind, const Name& relation, std::string column, int location);
  /// Adds the words of a body in a language that pglint does not parse. `otherwise` is the language
  /// if `options` names none.
  void note_words(const List* options, std::string_view otherwise);

  template <class Used>
  void add(Used use, std::vector<Used>& uses) {
    if (known_.insert(hash_of(use)).second) uses.push_back(std::move(use));
  }

  NewUses uses_;
  std::unordered_set<std::size_t> known_;  ///< hashes of collected uses
};

}  // namespace pglint::catalog
