// The schema that results from the DDL of a run, replayed in order. Objects that the run never
// created are unknown, not absent.
// Not called catalog.h, because PostgreSQL has a catalog/catalog.h that its own headers include.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/drops.h"
#include "catalog/facts.h"
#include "catalog/file_order.h"
#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::catalog {

struct Change;
struct CutName;
class Store;
class UnseenTables;

class Catalog {
 public:
  using Relations = catalog::Relations;

  Catalog();
  ~Catalog();
  Catalog(Catalog&& other) noexcept;
  Catalog& operator=(Catalog&& other) noexcept;

  /// A new session: the search path is the default again and temporary tables are gone. To be
  /// called before the changes of each file.
  void begin_session(const SessionFile& file = {});

  /// What is known about the order of the files so far.
  [[nodiscard]] const FileOrder& files() const { return files_; }

  void apply(Change change);

  /// To be called after the last change: attaches uses to facts that were made after them.
  void end_run();

  /// The relation that `name` means along the search path, or null if it is unknown. If no schema
  /// of the path has an unqualified name, it means the only relation of that name in any schema:
  /// the search path of the database is not known.
  [[nodiscard]] const Relation* find_relation(const Name& name) const;

  /// The last statement that dropped `what`, which is missing, or null. A relation without a schema
  /// is looked for along the search path.
  [[nodiscard]] const Drop* find_drop(const Dropped& what) const;
  /// Columns of the relation that were dropped and are not there again.
  [[nodiscard]] std::vector<std::string> dropped_columns(const Relation& relation) const;

  /// Tables that statements of the run alter but none creates, with only what those statements add
  /// to them, in the order of their names. `relations` has none of them.
  [[nodiscard]] const Relations& unseen_tables() const;

  /// One of `relations`, as `find_relation`, or else of `unseen_tables`; null for other names.
  [[nodiscard]] const Relation* find_seen_or_unseen(const Name& name) const;

  /// Whether CREATE EXTENSION created it.
  [[nodiscard]] bool has_extension(std::string_view name) const;

  /// Whether a body in a language that is not parsed contains the word, which is in lower case; of
  /// `setval` also whether a call of it computes the name of the sequence.
  [[nodiscard]] bool has_word(const std::string& word) const;

  /// In the order of their names.
  [[nodiscard]] const Relations& relations() const;

  /// The enum, domain, composite, range or base type that `name` means, or null.
  [[nodiscard]] const Object* find_type(const NameView& name) const;

  /// The relation that the index `name` belongs to, or null.
  [[nodiscard]] const Relation* find_index(const Name& name) const;
  /// Whether any schema has an index of this name.
  [[nodiscard]] bool has_index_called(std::string_view name) const;

  /// The names of relations that may depend on the relation or type called exactly `name`: that
  /// reference it, inherit from it, read it or have columns of it. Some may have only in the past.
  [[nodiscard]] const NameSet& dependents(const Name& name) const;
  /// Only those that inherit from it or are its partitions.
  [[nodiscard]] const NameSet& heirs(const Name& name) const;

  /// The first statement that went beyond a limit of what a run follows, copies or keeps for a
  /// rollback: from there on, some of the schema is uncertain.
  [[nodiscard]] const std::optional<Place>& limit() const;

  // What refers to something else, without a walk over the whole schema. All are in the order of
  // their names.
  /// The tables that inherit from `parent`, or are its partitions.
  [[nodiscard]] std::vector<const Relation*> heirs_of(const Name& parent) const;
  /// The partition for the rows of no other, or null if none is known.
  [[nodiscard]] const Relation* default_partition_of(const Name& parent) const;
  /// The tables with foreign keys to `table`.
  [[nodiscard]] std::vector<const Relation*> referencing(const Name& table) const;
  /// The first relations, `most` at most, with columns that may be of the type, which is found by
  /// its name in each schema, for which `is_meant` is true.
  [[nodiscard]] std::vector<const Relation*> users_of_type(
      std::string_view type, std::size_t most,
      const std::function<bool(const Relation&)>& is_meant) const;
  /// Relations with triggers that may call a function of this name, in any schema.
  [[nodiscard]] std::vector<const Relation*> users_of_function(const std::string& function) const;
  [[nodiscard]] const NameSet& relations_in(const std::string& schema) const;
  /// Objects that do not belong to a relation, of any kind and in any schema; routines without
  /// regard to their arguments. In no certain order.
  [[nodiscard]] std::vector<const Object*> objects_called(const std::string& name) const;

  /// Truncated names in the order of the run, also those of dropped objects.
  [[nodiscard]] const std::vector<CutName>& cut_names() const;

  /// Calls `visit` for every object with a name that is not generated: first those that belong to
  /// no relation, by kind and name, then the indexes, triggers, policies and rules of each
  /// relation.
  void for_each_object(const std::function<void(const Object&)>& visit) const;

  /// Objects that do not belong to a relation, by kind and name; also those that PostgreSQL
  /// creates.
  [[nodiscard]] const Objects& objects() const;

  /// Earlier versions of tables, and of other objects, that another file of the run created again
  /// without DROP or OR REPLACE: such files are scripts for several databases.
  [[nodiscard]] const std::vector<Relation>& superseded() const;
  [[nodiscard]] const std::vector<Object>& superseded_objects() const;

 private:
  std::unique_ptr<Store> store_;
  std::unique_ptr<UnseenTables> unseen_;
  FileOrder files_;
  [[nodiscard]] std::vector<const Relation*> relations_called(const NameSet& names) const;
  /// Applies a change; false if PostgreSQL certainly rejects its statement.
  bool apply_part(Change& change);

  /// A statement failed in an explicit transaction: later ones have no effect.
  bool failed_ = false;
  bool statement_failed_ = false;
};

}  // namespace pglint::catalog
