// The names in one statement that reads or changes rows: what is in sight where, and what refers to
// it. It owns all that it has, so it outlives the tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "catalog/name.h"

#include "text/range.h"

namespace pglint::query {

/// In place of an index.
inline constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// A name and where it is written: bytes of the statement's text, as all ranges of a model.
struct NamePlace {
  std::string name;
  text::Range at;
};

enum class ItemKind : std::uint8_t {
  relation,  ///< a table or view; its columns are in the catalog
  query,     ///< a subquery, a CTE or VALUES
  listed,    ///< a function with a list of column definitions
  unknown,   ///< other functions, XMLTABLE, joins with an alias
};

/// What FROM, or the head of a statement, makes visible.
struct Item {
  ItemKind kind = ItemKind::unknown;
  std::string name = {};  ///< that qualifies its columns; empty if there is none
  bool has_alias = false;
  catalog::Name relation = {};  ///< of a relation, as written
  std::size_t level = none;     ///< of a query: the level that returns its rows
  /// The names of the first columns (`AS a (x, y)`); of `listed` those of all.
  std::vector<std::string> columns = {};
  /// Its columns are seen with a qualifier only: `old` and `new` of RETURNING.
  bool is_only_qualified = false;
  /// Of a join with an alias: the names of its items, which are not visible outside of it.
  std::vector<std::string> hidden = {};
  text::Range at = {};  ///< of its name; empty if it is not known
};

/// A join that makes one column of two, by USING or NATURAL.
struct Merge {
  std::string column;  ///< empty: all that both sides have
  std::vector<std::size_t> left;
  std::vector<std::size_t> right;
};

/// What the names in one place see, up to the outermost query.
struct Scope {
  std::vector<std::size_t> items;
  std::size_t outer = none;
  std::size_t level = none;  ///< whose clauses see it
  /// More may be in sight than is known here, with any name.
  bool is_open = false;
};

/// A column that a query returns, or all those of `*` and `qualifier.*`.
struct Output {
  std::string name = {};  ///< empty: a star
  std::string qualifier = {};
  bool is_column = false;  ///< it is a column, without an expression around it
  std::size_t scope = none;
  text::Range at = {};
};

/// A query: one arm of a set operation, VALUES, or a data change with what it returns.
struct Level {
  /// Of a set operation: its first arm, which gives the names of the columns.
  std::size_t same_as = none;
  std::vector<Output> outputs = {};
  bool are_outputs_known = true;
  /// In sight of its clauses, without those of outer queries.
  std::vector<std::size_t> items = {};
  std::vector<NamePlace> windows = {};
  std::vector<NamePlace> ctes = {};
};

enum class Clause : std::uint8_t {
  other,
  output,  ///< the list of SELECT or RETURNING
  join,    ///< ON
  from,    ///< an argument of a function in FROM
  where,
  having,
  group_by,     ///< anywhere in GROUP BY
  order_by,     ///< a bare name in ORDER BY or DISTINCT ON, which may be that of an output
  in_order_by,  ///< in an expression of ORDER BY
};

/// A column or `qualifier.*` that an expression names.
struct Reference {
  std::string schema = {};
  std::string qualifier = {};
  std::string column = {};  ///< empty: a star
  std::size_t scope = none;
  std::size_t level = none;
  Clause clause = Clause::other;
  text::Range at = {};
};

/// `column = …`, one of the conditions of WHERE or ON that are joined by AND. Its columns are the
/// model's references from `begin` to before `end`.
struct Equality {
  std::size_t level = none;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool has_left = false;   ///< the left side is a column alone, the first of them
  bool has_right = false;  ///< the right side is one, the last of them
};

/// A value as it is written.
enum class Written : std::uint8_t { other, null, by_default };

/// A column that gets a value.
struct Target {
  std::string column;
  bool is_part = false;            ///< an element or a field of it: `a[1]`, `c.x`
  Written value = Written::other;  ///< in a SET list
  text::Range at = {};
  /// The columns in its value: the model's references from `begin` to before `end`. For
  /// `SET (a, b) = …` the first target has all.
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The columns that one INSERT list, SET list or the like assigns.
struct Assignments {
  std::size_t item = none;
  bool is_insert = false;
  std::size_t update = none;  ///< of UPDATE: its level
  std::vector<Target> targets = {};
};

enum class WidthKind : std::uint8_t {
  insert,         ///< values against an INSERT list
  values,         ///< a row of VALUES against the first
  set_operation,  ///< an arm against the first
  subquery,       ///< a subquery that must return a number of columns
  assignment,     ///< `SET (a, b) = (…)`
};

/// Two lists that must be of one length, and are not.
struct WidthFault {
  WidthKind kind;
  std::size_t wanted = 0;
  std::size_t found = 0;
  text::Range at = {};
};

/// NULL or DEFAULT in place of a value that is inserted.
struct Blank {
  std::size_t position = 0;  ///< in the list of values
  Written value = Written::null;
  text::Range at = {};
};

/// ON CONFLICT.
struct Conflict {
  bool has_target = false;
  std::string constraint = {};            ///< ON CONSTRAINT
  std::vector<std::string> columns = {};  ///< without those in expressions
  bool has_expressions = false;
  bool has_condition = false;  ///< a WHERE of the target, for partial indexes
  bool updates = false;        ///< DO UPDATE
  text::Range at = {};
};

/// An INSERT, also one of MERGE.
struct Insertion {
  std::size_t item = none;
  std::size_t assignments = none;         ///< its list of columns
  std::optional<std::size_t> width = {};  ///< how many values; 0: DEFAULT VALUES
  bool has_rows = false;                  ///< it inserts at least one row
  std::vector<Blank> blanks = {};         ///< in VALUES, the first of each position
  std::optional<Conflict> conflict = {};
  text::Range at = {};
};

enum class SubqueryKind : std::uint8_t {
  list,   ///< IN, ANY, ALL
  value,  ///< in place of one value
  array,  ///< ARRAY
  exists,
};

/// A subquery in an expression.
struct Subquery {
  SubqueryKind kind = SubqueryKind::value;
  std::size_t level = none;
};

/// The view or table whose columns a query names.
struct MadeRelation {
  std::string kind;  ///< `view`, `materialized view`, `table`
  std::size_t level = none;
  std::vector<std::string> columns = {};  ///< the names of the first, if they are listed
};

struct Model {
  std::vector<Item> items = {};
  std::vector<Merge> merges = {};
  std::vector<Scope> scopes = {};
  std::vector<Level> levels = {};
  std::vector<Reference> references = {};
  std::vector<Equality> equalities = {};
  std::vector<Assignments> assignments = {};
  std::vector<WidthFault> width_faults = {};
  std::vector<Insertion> insertions = {};
  std::vector<Subquery> subqueries = {};
  std::optional<MadeRelation> made = {};
  /// False in bodies: variables and parameters are in sight, too.
  bool are_names_known = true;
};

}  // namespace pglint::query
