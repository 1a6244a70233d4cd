// The whole schema as its design is judged: made once a run from the catalog as the run leaves it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/schema_catalog.h"

#include "design/orm.h"
#include "design/table.h"

namespace pglint::design {

class Schema {
 public:
  /// `catalog` must outlive it. `runners` are the names of the migration tools of the run's files.
  Schema(const catalog::Catalog& catalog, const std::set<std::string_view>& runners);
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  /// The tables that somebody designed, in the order in which the run reads them: ordinary and
  /// partitioned ones. Without temporary and unlogged tables, partitions, foreign tables, and the
  /// tables that tools keep for themselves.
  [[nodiscard]] const std::vector<const Table*>& tables() const { return designed_; }

  /// Every table with rows of its own, also those that `tables()` leaves out; views are none.
  [[nodiscard]] const std::vector<Table>& all_tables() const { return tables_; }

  /// Null for views and for what is not in the catalog.
  [[nodiscard]] const Table* find(const catalog::Relation& relation) const;

  /// The designed table that `base` is the name of in whatever number and case, `order_item` for
  /// `OrderItems`: in `schema` if there is one, else the only one of that name. Where most tables
  /// of a schema share a prefix (`app_`), it may be left out. Null where there is none or no
  /// telling which.
  [[nodiscard]] const Table* find_thing(const std::vector<std::string>& base,
                                        const std::string& schema) const;

  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }

  /// The ORM that writes the schema's DDL, if one does.
  [[nodiscard]] std::optional<design::Orm> orm() const { return orm_; }

 private:
  using Things = std::unordered_map<std::string, std::vector<const Table*>>;

  void read_tables();
  void connect();
  void name_things();

  const catalog::Catalog& catalog_;
  std::optional<design::Orm> orm_;
  std::vector<Table> tables_;
  std::vector<const Table*> designed_;
  std::unordered_map<const catalog::Relation*, std::size_t> by_relation_;
  Things things_;
};

/// Whether a column can be NULL as far as the run knows; also by a NOT NULL of its domain.
[[nodiscard]] catalog::Answer is_nullable(const catalog::Column& column,
                                          const catalog::Catalog& catalog);

/// `table.column`, for messages.
[[nodiscard]] std::string shown(const Table& table, std::string_view column);

/// The names in backticks with commas between them: `` `a`, `b` and 3 more ``.
[[nodiscard]] std::string list_of(const std::vector<std::string>& names, std::size_t most = 5);

}  // namespace pglint::design
