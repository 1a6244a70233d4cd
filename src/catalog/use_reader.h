// From the nodes of queries to what they use. Each function looks at one node of a walk that is
// made anyway, and turns away at once from what says nothing.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "catalog/new_use.h"

#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::catalog {

/// Collects the uses of one statement after the other. Of their places only `at` and `extent` are
/// set: `at` counts bytes from where the locations of the statement's tree count.
class UseReader {
 public:
  // What nodes with these ancestors use.
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

  /// What was collected since the last call. What says the same again is left out, so that a file
  /// with a million updates keeps one.
  [[nodiscard]] NewUses take() { return std::exchange(uses_, {}); }
  [[nodiscard]] bool empty() const { return uses_.empty(); }

  /// To be called when the same names may mean something else from here on.
  void forget_known() { known_.clear(); }

 private:
  /// Notes a use of the column that `value` is or is made from in a way that keeps its meaning.
  void note(ColumnUseKind kind, const Node* value, parse::Ancestors ancestors,
            std::string_view detail = {});
  void note_operands(const Node* left, const Node* right, parse::Ancestors ancestors);
  void note_search(const Node* searched, const Node* pattern, parse::Ancestors ancestors);
  void note_targets(const List* targets, const RangeVar* relation);
  void note_sequence(std::string_view function, const Node* argument, parse::Ancestors ancestors);
  /// The words of a body in a language that is not read; `otherwise` is the one that is meant where
  /// none is written.
  void note_words(const List* options, std::string_view otherwise);

  template <class Used>
  void add(Used use, std::vector<Used>& uses) {
    if (known_.insert(hash_of(use)).second) uses.push_back(std::move(use));
  }

  NewUses uses_;
  std::unordered_set<std::size_t> known_;  ///< hashes of what was collected
};

}  // namespace pglint::catalog
