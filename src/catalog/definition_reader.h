// Columns and constraints, from the nodes that define them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/change_reader.h"
#include "catalog/relation.h"

namespace pglint::catalog {

/// A column, the constraints that are written with it, and the sequence that it makes.
struct ColumnDefinition {
  Column column;
  std::vector<Constraint> constraints = {};
  std::optional<NewSequence> sequence = {};
};

/// True for the constant NULL, which PostgreSQL does not keep as a default.
[[nodiscard]] bool is_null(const Node& expression);

/// Reads the definitions of one statement.
class DefinitionReader {
 public:
  /// `source` must outlive the reader.
  explicit DefinitionReader(const StatementSource& source) : source_(source) {}

  [[nodiscard]] ColumnDefinition column(const ColumnDef& definition) const;

  /// A constraint of a table, or of `column` where it is written with one. Nothing for what is no
  /// constraint of a table: DEFAULT, DEFERRABLE, ….
  [[nodiscard]] std::optional<catalog::Constraint> constraint(const ::Constraint& written,
                                                              const std::string& column) const;

  /// The key of an index.
  [[nodiscard]] IndexKey index_key(const IndexElem& element) const;

  /// What an identity column is, and its sequence.
  void set_identity(const ::Constraint& written, ColumnDefinition& definition) const;

  /// The SQL of an expression.
  [[nodiscard]] std::string expression(const Node& expression) const;

  /// The place where `expression` begins, with the extent of a clause.
  [[nodiscard]] Place place_of(const Node& expression) const;

  /// The last part of `name`, whose path begins at `location`, as it is written; empty unless its
  /// case separates words that the folded name does not.
  [[nodiscard]] std::string spelling(std::string_view name, int location, int qualifiers = 0) const;

  /// The place of what is written at `location`, bytes of the statement's own text; -1 is unknown.
  [[nodiscard]] Place place(int location, Extent extent) const;

 private:
  void read_exclusion(const ::Constraint& written, catalog::Constraint& constraint) const;
  void add_to_column(const ::Constraint& written, ColumnDefinition& definition) const;
  static void set_serial(std::string_view integer, ColumnDefinition& definition);

  const StatementSource& source_;
};

}  // namespace pglint::catalog
