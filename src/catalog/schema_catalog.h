// What the schema looks like: DDL replayed in order. It answers with what it saw; what this run
// never saw is unknown, not absent.
// Not called catalog.h, because PostgreSQL has a catalog/catalog.h that its own headers include.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/facts.h"
#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::catalog {

struct Change;
struct CutName;
class Store;

class Catalog {
 public:
  using Relations = catalog::Relations;

  Catalog();
  ~Catalog();
  Catalog(Catalog&& other) noexcept;
  Catalog& operator=(Catalog&& other) noexcept;

  /// A new session: the search path is the default again and temporary tables are gone. To be
  /// called before the changes of each file.
  void begin_session();

  void apply(Change change);

  /// To be called after the last change: uses of what was made behind them find it.
  void end_run();

  /// The relation that `name` means along the search path, or null where this run saw none. An
  /// unqualified name that is not on the default path means the only relation of that name: which
  /// path a database sets for its users is not known here.
  [[nodiscard]] const Relation* find_relation(const Name& name) const;

  /// True where CREATE EXTENSION made it.
  [[nodiscard]] bool has_extension(std::string_view name) const;

  /// In the order of their names.
  [[nodiscard]] const Relations& relations() const;

  /// The enum, domain, composite, range or base type that `name` means, or null.
  [[nodiscard]] const Object* find_type(const NameView& name) const;

  /// The relation that the index `name` belongs to, or null.
  [[nodiscard]] const Relation* find_index(const Name& name) const;

  /// The first statement that went beyond a limit of what a run follows, copies or keeps for a
  /// rollback: from there on, some of the schema is uncertain.
  [[nodiscard]] const std::optional<Place>& limit() const;

  /// Names that were cut off, as the run reads them; also those that are gone again.
  [[nodiscard]] const std::vector<CutName>& cut_names() const;

  /// Calls `visit` for every object that somebody named: first those that belong to no relation, by
  /// kind and name, then the indexes, triggers, policies and rules of each relation.
  void for_each_object(const std::function<void(const Object&)>& visit) const;

  /// What is no relation and belongs to none, by kind and name; also what PostgreSQL made itself.
  [[nodiscard]] const Objects& objects() const;

  /// Tables, and other objects, that another file of the run created anew without a DROP or OR
  /// REPLACE, as they were: such files are scripts for several databases.
  [[nodiscard]] const std::vector<Relation>& superseded() const;
  [[nodiscard]] const std::vector<Object>& superseded_objects() const;

 private:
  std::unique_ptr<Store> store_;
  /// Applies a change; false where PostgreSQL is sure to reject its statement.
  bool apply_part(Change& change);

  /// An explicit transaction in which a statement failed does nothing more.
  bool failed_ = false;
  bool statement_failed_ = false;
};

}  // namespace pglint::catalog
