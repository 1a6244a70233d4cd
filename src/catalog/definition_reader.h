// Columns and constraints, from the nodes that define them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/change_reader.h"
#include "catalog/relation.h"

namespace pglint::catalog {

/// A column and the constraints that are written with it, except NOT NULL and DEFAULT, which are
/// the column's own.
struct ColumnDefinition {
  Column column;
  std::vector<Constraint> constraints;
};

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

  /// The SQL of an expression.
  [[nodiscard]] std::string expression(const Node& expression) const;

  /// The place of what is written at `location`, bytes of the statement's own text; -1 is unknown.
  [[nodiscard]] Place place(int location, Extent extent) const;

 private:
  const StatementSource& source_;
};

}  // namespace pglint::catalog
