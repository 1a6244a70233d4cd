// What the publications of a run publish, for logical replication.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/name.h"

#include "locks/operation.h"

namespace pglint::locks {

/// One for each database of a run.
class Publications {
 public:
  /// The tables of the change are named as the schema knows them.
  void apply(const PublicationChange& change);

  /// A publication of the table, with all its columns; empty: none is known.
  [[nodiscard]] std::string_view of(const catalog::Name& table) const;

 private:
  struct Published {
    std::vector<catalog::Name> tables = {};
    std::vector<std::string> schemas = {};
    bool of_all = false;

    [[nodiscard]] bool has(const catalog::Name& table) const;
  };

  std::map<std::string, Published> by_name_;
};

}  // namespace pglint::locks
