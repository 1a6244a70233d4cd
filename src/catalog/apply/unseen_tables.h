// Tables that statements of the run alter but none creates, such as those of an ORM or of files
// that are not part of the run.
#pragma once

#include "catalog/change.h"
#include "catalog/file_order.h"
#include "catalog/name.h"
#include "catalog/relation.h"
#include "catalog/store.h"

namespace pglint::catalog {

/// They have only what statements add to them: columns, constraints, indexes, parents, triggers,
/// policies, rules. It is renamed, replaced, dropped and rolled back as in tables that are known.
class UnseenTables {
 public:
  /// To be called before `change` is applied to `seen`, which has all that the run creates. Drops
  /// and renames there what belongs to an unseen table.
  void follow(const Change& change, Store& seen, const FileOrder& files);

  void begin_session() { store_.begin_session(); }
  void rollback() { store_.rollback(); }

  /// The table that `name` means, or null.
  [[nodiscard]] const Relation* find(const NameView& name) const { return store_.find(name); }

  /// In the order of their names.
  [[nodiscard]] const Store::Relations& relations() const { return store_.relations(); }

 private:
  Store store_;
};

}  // namespace pglint::catalog
