// Expressions that are kept as SQL, parsed again.
#pragma once

#include <string>
#include <vector>

#include "parse/tree/arena.h"
#include "parse/tree/nodes.h"
#include "parse/tree/statement.h"

namespace pglint::parse {

/// An expression and its tree. The tree lives as long as this object, in the thread's arena. A
/// thread must not have two at the same time.
class ParsedExpression {
 public:
  explicit ParsedExpression(const std::string& sql);

  /// Null if it does not parse.
  [[nodiscard]] const Node* tree() const { return tree_; }

 private:
  Arena arena_;
  std::vector<Statement> statements_;
  const Node* tree_ = nullptr;
};

}  // namespace pglint::parse
