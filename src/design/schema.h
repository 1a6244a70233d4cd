// The whole schema as rules about design see it; made once per run from the final catalog.
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

  /// Ordinary and partitioned tables, in the order of the run. Without temporary and unlogged
  /// tables, partitions, foreign tables, and internal tables of tools.
  [[nodiscard]] const std::vector<const Table*>& tables() const { return designed_; }

  /// All tables, also those that `tables()` leaves out; no views.
  [[nodiscard]] const std::vector<Table>& all_tables() const { return tables_; }

  /// Null for views and for relations that are not in the catalog.
  [[nodiscard]] const Table* find(const catalog::Relation& relation) const;

  /// The table of `tables()` with the name `base` in singular or plural and any style, `order_item`
  /// for `OrderItems`: the one in `schema`, otherwise the only one with that name. A prefix that
  /// most tables of a schema share (`app_`) may be missing. Null if there is none, or several.
  [[nodiscard]] const Table* find_thing(const std::vector<std::string>& base,
                                        const std::string& schema) const;

  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }

  /// The ORM that generates the schema's DDL, if any.
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

/// Whether a column can be NULL. A NOT NULL of its domain counts.
[[nodiscard]] catalog::Answer is_nullable(const catalog::Column& column,
                                          const catalog::Catalog& catalog);

/// Whether a trigger before each INSERT gives the column a value, or rejects a row without one.
[[nodiscard]] bool is_filled_by_trigger(const catalog::Relation& relation, std::string_view column,
                                        const catalog::Catalog& catalog);

/// `table.column`, for messages.
[[nodiscard]] std::string shown(const Table& table, std::string_view column);

/// The names in backticks with commas between them: `` `a`, `b` and 3 more ``.
[[nodiscard]] std::string list_of(const std::vector<std::string>& names, std::size_t most = 5);

/// All names in backticks, as a choice: `` `a`, `b` or `c` ``.
[[nodiscard]] std::string alternatives(const std::vector<std::string>& names);

}  // namespace pglint::design
