// What the changes of one file make, need and take away, so that files can be put in an order in
// which they can run.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "catalog/name.h"

namespace pglint::catalog {

struct Change;

/// The name of a relation, a type, a column or a key, as `Dependencies` hashes it. Without its
/// schema: which one is meant may depend on the search path.
using DependencyName = std::size_t;
using DependencyNames = std::unordered_set<DependencyName>;

/// The changes of one file. Each is to be added once, in order.
class Dependencies {
 public:
  void add(const Change& change);

  /// The relations that a statement reads which is no DDL.
  void add_read(const std::vector<std::string>& relations);

  /// What the file leaves behind.
  [[nodiscard]] const DependencyNames& made() const { return made_; }

  /// What must be there when the file begins, because its DDL says so.
  [[nodiscard]] const DependencyNames& needed() const { return needed_; }

  /// What its queries and functions read, and it does not make itself.
  [[nodiscard]] const DependencyNames& queried() const { return queried_; }

  /// What it drops or takes something away from, and does not make itself.
  [[nodiscard]] const DependencyNames& taken() const { return taken_; }

  /// The relations and objects of `taken`, as they are written.
  [[nodiscard]] const std::vector<Name>& taken_names() const { return taken_names_; }

  /// Whether the file drops something, and does nothing else to the schema, nor makes rows.
  [[nodiscard]] bool only_takes_away() const { return !taken_names_.empty() && !does_more_; }

 private:
  class Reader;
  void read(std::string_view relation);

  DependencyNames made_;
  DependencyNames needed_;
  DependencyNames queried_;
  DependencyNames taken_;
  std::vector<Name> taken_names_;
  bool does_more_ = false;
};

}  // namespace pglint::catalog
