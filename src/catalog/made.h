// What a statement makes that a later one can change or drop, known by where it was written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "catalog/name.h"
#include "catalog/place.h"

namespace pglint::catalog {

class Catalog;
struct Change;
struct Relation;

enum class MadeKind : std::uint8_t {
  column,          ///< its definition
  column_type,     ///< the type that it was given last
  column_default,  ///< its DEFAULT or generation expression
  object,          ///< a relation or another object, by the statement that defined it last
  table,           ///< whatever made the table that a statement alters
  parents,         ///< the inheritance of the table that a statement creates or alters
};

/// A fact that a finding is about: gone if nothing in the catalog has its place any more.
struct Made {
  MadeKind kind = MadeKind::object;
  Place place;              ///< of an object or a table, only its file and statement count
  std::string owner = {};   ///< the relation as the statement writes it; may be empty
  std::string column = {};  ///< may be empty
  bool is_made = false;     ///< its statement ran already: the finding is in the body of a function
};

/// What a fact is called now.
struct MadeName {
  Name relation;
  std::string column = {};
};

/// The relation or object that a change makes or alters; nothing for other changes.
[[nodiscard]] std::optional<Name> made_by(const Change& change);

/// Whether `made` is in the catalog right after a change of `name` by its statement. Sets the place
/// of a table.
[[nodiscard]] bool was_made(const Catalog& catalog, const Name& name, Made& made);

/// Whether a statement that ran defined an object of `catalog` that `made` is about.
[[nodiscard]] bool is_there(const Catalog& catalog, const Made& made);

/// All facts of a catalog by their places.
class MadeFacts {
 public:
  explicit MadeFacts(const Catalog& catalog);

  /// Null if the fact is gone.
  [[nodiscard]] const MadeName* find(const Made& made) const;

 private:
  using Key = std::tuple<MadeKind, std::size_t, std::size_t>;
  static Key key_of(MadeKind kind, const Place& place);
  void add(const Relation& relation);

  std::map<Key, MadeName> names_;
};

}  // namespace pglint::catalog
