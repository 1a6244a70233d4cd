// A table as rules about design see it: its roles, its keys, and the foreign keys from and to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"

#include "design/key/keys.h"

namespace pglint::design {

/// What a table is for, judging by its shape and name. A table may have several roles.
struct Roles {
  /// A link table: two single-column foreign keys, and otherwise only audit columns, an order or a
  /// role.
  bool link = false;
  /// Keeps earlier versions of rows, or raw copies of them: `orders_history`, `stg_orders`.
  bool history = false;
  /// By its name, it holds events or jobs: `audit_log`, `page_views`, `job_queue`.
  bool events = false;
  /// A document that must keep its contents: `invoice`, `order_items`.
  bool document = false;
  /// A short list that others refer to: `currency`, `order_status`.
  bool lookup = false;
  /// Keyed by the name of a setting.
  bool settings = false;
  /// Computed from other tables: `sales_summary`.
  bool read_model = false;
};

struct Table {
  const catalog::Relation* relation = nullptr;  ///< never null; the catalog's
  std::string thing = {};                       ///< `order_item` for `OrderItems`; see `thing_of`
  std::vector<Key> keys = {};                   ///< the primary key first
  std::vector<ForeignKey> foreign_keys = {};    ///< enforced ones, in the order of the run
  std::vector<const ForeignKey*> referenced_by = {};  ///< foreign keys of other tables and its own
  Roles roles = {};
  // In order:
  std::vector<std::string_view> referring_columns = {};  ///< of foreign keys
  std::vector<std::string_view> key_columns = {};        ///< of keys
  std::vector<const Key*> special_keys = {};             ///< with a predicate or an expression

  [[nodiscard]] const std::string& name() const { return relation->name.name; }
  /// The name with the case that separates its words.
  [[nodiscard]] std::string_view spelling() const { return relation->spelling(); }
  [[nodiscard]] const catalog::Parts<catalog::Column>& columns() const { return relation->columns; }

  /// Null if it has none.
  [[nodiscard]] const Key* primary_key() const {
    return keys.empty() || !keys.front().primary ? nullptr : &keys.front();
  }
  /// The only column of the primary key, or null.
  [[nodiscard]] const catalog::Column* key_column() const;

  /// The foreign key of this column alone, or null.
  [[nodiscard]] const ForeignKey* foreign_key_of(std::string_view column) const;
  /// Whether the column is part of a foreign key.
  [[nodiscard]] bool refers_by(std::string_view column) const;
  /// Whether the column is part of a key.
  [[nodiscard]] bool is_in_key(std::string_view column) const;
  /// Whether a key has exactly these columns.
  [[nodiscard]] bool has_key(const std::vector<std::string>& columns) const;
  /// Whether a foreign key refers to exactly the columns of `key`.
  [[nodiscard]] bool is_referenced_by(const Key& key) const;
  /// The CHECKs that mention all of `columns`.
  [[nodiscard]] std::vector<const catalog::Constraint*> checks_on(
      const std::vector<std::string>& columns) const;
};

}  // namespace pglint::design
