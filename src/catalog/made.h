// Facts that a later statement can change or drop, identified by where they were written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "catalog/name.h"
#include "catalog/place.h"

namespace pglint::catalog {

class Catalog;
struct Change;
struct Object;
struct Relation;

enum class MadeKind : std::uint8_t {
  column,            ///< by its definition
  column_type,       ///< by its current type
  column_serial,     ///< by its current type, as long as `serial` gives its numbers
  column_default,    ///< by its DEFAULT or generation expression
  attribute_type,    ///< of a composite type, by its current type
  object,            ///< a relation or another object, by its last definition
  index,             ///< by its definition
  constraint,        ///< of a table or domain, by its definition
  policy_condition,  ///< of USING or WITH CHECK, by its current expression
  table,             ///< the table that a statement alters, by its origin
  parents,           ///< the inheritance of the table that a statement creates or alters
};

/// A fact that a finding is about. It was dropped or replaced if the catalog has nothing with its
/// place.
struct Made {
  MadeKind kind = MadeKind::object;
  Place place;              ///< of an object, index or table, only its file and statement count
  std::string owner = {};   ///< the relation or object as the statement writes it; may be empty
  std::string column = {};  ///< or attribute, rule, trigger, policy; may be empty; of a constraint,
                            ///< the one whose definition contains it
  std::string parent = {};  ///< the table that it inherits from or refers to, as written
  bool is_made = false;     ///< its statement ran before: the finding is in the body of a function
};

/// The current name of a fact.
struct MadeName {
  Name relation;            ///< or another object
  std::string column = {};  ///< or attribute, rule, trigger, policy
  /// A later file describes the same table with the same columns, such as a dump beside the
  /// scripts that made it.
  bool is_told_again = false;
};

/// The relation or object that a change makes or alters; nothing for other changes.
[[nodiscard]] std::optional<Name> made_by(const Change& change);

/// What a change leaves as it is, because it says IF NOT EXISTS.
struct Unmade {
  std::string column = {};  ///< of ADD COLUMN; empty: nothing that the change describes is made
};

/// What `change`, the next one, does not make, because `before` has it for certain.
[[nodiscard]] std::optional<Unmade> unmade_by(const Catalog& before, const Change& change);

/// Whether `made` is in the catalog right after its statement changed `name`. Sets the place of a
/// table.
[[nodiscard]] bool was_made(const Catalog& catalog, const Name& name, Made& made);

/// What is left to be judged of a statement that did not make `made` although the relation that it
/// names is there: whether that relation is there at the end. Nothing if it is unknown.
[[nodiscard]] std::optional<Made> relation_instead(const Catalog& catalog, const Name& name,
                                                   const Made& made);

/// Whether the object that `made` is about is in `catalog`.
[[nodiscard]] bool is_there(const Catalog& catalog, const Made& made);

/// The facts of a catalog that are at the places asked about.
class MadeFacts {
 public:
  MadeFacts(const Catalog& catalog, std::span<const Made* const> asked);

  /// One of those asked about; null if the fact was dropped or replaced.
  [[nodiscard]] const MadeName* find(const Made& made) const;

 private:
  using Key = std::tuple<MadeKind, std::size_t, std::size_t>;
  static Key key_of(MadeKind kind, const Place& place);
  void add(const Relation& relation, bool is_told_again = false);
  /// Without the statement that creates it: unseen tables have none.
  void add_parts(const Relation& relation, bool is_told_again = false);
  void add(const Object& object);
  void add_constraints(const Relation& relation, bool is_told_again);
  void add(MadeKind kind, const Place& place, MadeName name);

  std::map<Key, std::optional<MadeName>> names_;
};

}  // namespace pglint::catalog
