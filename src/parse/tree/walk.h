// Visits every node of a tree with its ancestors, without recursion: `SELECT 1+1+…` nests as deep
// as it is long.
#pragma once

#include <span>
#include <vector>

#include "parse/tree/children.h"
#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The ancestors of a node, from the statement down to the parent, without lists.
using Ancestors = std::span<const Node* const>;

/// Can be reused, which saves allocations.
class Walker {
 public:
  Walker() = default;

  /// Skips nodes whose tag is true in `skipped_tags`, and their descendants. It must have an entry
  /// for every tag and outlive the walker.
  explicit Walker(const bool* skipped_tags) : skipped_tags_(skipped_tags) {}

  Walker(const Walker&) = delete;
  Walker& operator=(const Walker&) = delete;
  ~Walker() { pglint_free_pending(&pending_); }

  /// Calls `visit(const Node&, Ancestors)` for `root` and its descendants: parents before children,
  /// siblings in the order of PostgreSQL's fields.
  template <class Visit>
  void walk(const Node& root, Visit&& visit) {
    walk_pruned(root, [&](const Node& node, Ancestors ancestors) {
      visit(node, ancestors);
      return true;
    });
  }

  /// As `walk`, but skips the children of a node if `visit` returns false.
  template <class Visit>
  void walk_pruned(const Node& root, Visit&& visit) {
    path_.clear();
    pending_.size = 0;
    enter(root, 0, visit);
    while (pending_.size > 0) {
      const PendingNode next = pending_.items[--pending_.size];
      enter(*next.node, next.depth, visit);
    }
  }

 private:
  template <class Visit>
  void enter(const Node& node, std::size_t depth, Visit& visit) {
    path_.resize(depth);
    if (!visit(node, Ancestors(path_))) return;
    const std::size_t first_child = pending_.size;
    pglint_append_children(&node, depth + 1, skipped_tags_, &pending_);
    if (pending_.size == first_child) return;
    std::reverse(pending_.items + first_child, pending_.items + pending_.size);
    path_.push_back(&node);
  }

  const bool* skipped_tags_ = nullptr;
  std::vector<const Node*> path_;
  PendingNodes pending_ = {};
};

/// The nearest `T` among the last `levels` ancestors, or null. The limit keeps the cost of a check
/// independent of the depth.
template <class T>
[[nodiscard]] const T* nearest(Ancestors ancestors, std::size_t levels) {
  for (; levels > 0 && !ancestors.empty(); --levels) {
    if (const T* found = as<T>(ancestors.back())) return found;
    ancestors = ancestors.first(ancestors.size() - 1);
  }
  return nullptr;
}

}  // namespace pglint::parse
