// Reads columns and constraints from the nodes that define them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/change_reader.h"
#include "catalog/relation.h"

namespace pglint::catalog {

/// A column, the constraints in its definition, and its sequence.
struct ColumnDefinition {
  Column column;
  std::vector<Constraint> constraints = {};
  std::optional<NewSequence> sequence = {};
};

/// The constant NULL, which PostgreSQL does not store as a default.
[[nodiscard]] bool is_null(const Node& expression);

/// Reads the definitions of one statement.
class DefinitionReader {
 public:
  /// `source` must outlive the reader.
  explicit DefinitionReader(const StatementSource& source) : source_(source) {}

  [[nodiscard]] ColumnDefinition column(const ColumnDef& definition) const;

  /// A constraint of a table, or of `column` if it is in a column's definition. Nothing for what is
  /// not a constraint of a table: DEFAULT, DEFERRABLE, ….
  [[nodiscard]] std::optional<catalog::Constraint> constraint(const ::Constraint& written,
                                                              const std::string& column) const;

  /// The key of an index.
  [[nodiscard]] IndexKey index_key(const IndexElem& element) const;

  /// Adds the properties and the sequence of an identity column.
  void set_identity(const ::Constraint& written, ColumnDefinition& definition) const;

  /// The SQL of an expression.
  [[nodiscard]] std::string expression(const Node& expression) const;

  /// The place of `expression`, with the extent of a clause.
  [[nodiscard]] Place place_of(const Node& expression) const;
  [[nodiscard]] Place place_of(const TypeName& type) const {
    return place(type.location, Extent::type);
  }

  /// The last part of `name`, whose path begins at `location`, as it is written. Empty unless its
  /// case separates words that the folded name does not separate.
  [[nodiscard]] std::string spelling(std::string_view name, int location, int qualifiers = 0) const;

  /// The place at `location`, bytes of the statement's text; -1 is unknown.
  [[nodiscard]] Place place(int location, Extent extent) const;

 private:
  void read_exclusion(const ::Constraint& written, catalog::Constraint& constraint) const;
  void add_to_column(const ::Constraint& written, ColumnDefinition& definition) const;
  static void set_serial(std::string_view integer, ColumnDefinition& definition);

  const StatementSource& source_;
};

}  // namespace pglint::catalog
