// A condition that compares a foreign key with the key of another table than the one it refers to.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::wrong_join_column {
namespace {

using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Relation;

/// A column that a condition compares.
struct Side {
  const query::Item* item = nullptr;
  const Relation* table = nullptr;
  const Column* column = nullptr;
};

bool has(const Constraint& constraint, std::string_view column) {
  return std::ranges::find(constraint.columns, column) != constraint.columns.end();
}

/// Whether the column may have values of another table's key.
bool is_in_foreign_key(const Relation& table, std::string_view column) {
  return table.has_column_in(ConstraintKind::foreign_key, column);
}

/// Whether the database makes the values, so that equal ones in two tables mean nothing.
bool is_made_by_database(const Column& column) {
  if (!column.default_certain) return false;
  if (column.identity || column.serial) return true;
  const std::string_view value = column.default_expression ? *column.default_expression : "";
  return value == "gen_random_uuid()" || value == "uuid_generate_v4()" || value == "uuidv7()";
}

/// Whether the column alone is a primary key with values that no other table has.
bool is_own_key(const Side& side) {
  const Constraint* key = side.table->primary_key();
  return key != nullptr && key->certain && key->columns.size() == 1 &&
         key->columns.front() == side.column->name && is_made_by_database(*side.column) &&
         !is_in_foreign_key(*side.table, side.column->name);
}

bool is_related_by_inheritance(const Relation& table, const catalog::Catalog& catalog) {
  return !table.parents.empty() || !catalog.heirs(table.name).empty();
}

/// Looks at the columns that equalities compare.
class Search {
 public:
  Search(const query::Model& model, const catalog::Catalog& catalog, std::size_t file)
      : model_(model), catalog_(catalog), lookup_(model, catalog, file) {}

  bool describe(Finding& finding) const {
    return std::ranges::any_of(model_.equalities, [&](const query::Equality& equality) {
      if (!equality.has_left || !equality.has_right) return false;
      const query::Reference& left = model_.references[equality.begin];
      const query::Reference& right = model_.references[equality.end - 1];
      if (!describe(left, right, finding) && !describe(right, left, finding)) return false;
      finding.range = {.begin = left.at.begin, .end = right.at.end};
      return true;
    });
  }

 private:
  /// Without a column in doubt.
  [[nodiscard]] Side side_of(const query::Reference& reference) const {
    const query::Answer answer = lookup_.find(reference);
    if (answer.binding != query::Binding::bound || answer.items.size() != 1) return {};
    Side side = {.item = answer.items.front()};
    side.table = lookup_.known_relation(*side.item);
    const bool is_table = side.table != nullptr &&
                          side.table->kind == catalog::RelationKind::table &&
                          side.item->columns.empty();
    if (is_table) side.column = side.table->find_column(reference.column);
    return side;
  }

  /// The table that the only foreign key of the column refers to, if it is not `other`.
  [[nodiscard]] const Relation* referenced(const Side& side, const Side& other) const {
    const Relation* found = nullptr;
    for (const Constraint& constraint : side.table->constraints) {
      if (constraint.kind != ConstraintKind::foreign_key) continue;
      if (!has(constraint, side.column->name)) continue;
      if (found != nullptr || !constraint.certain || constraint.columns.size() != 1 ||
          constraint.referenced_columns.size() != 1) {
        return nullptr;
      }
      found = catalog_.find_relation(constraint.referenced);
      if (found == nullptr || found == other.table || found->name == other.table->name) {
        return nullptr;
      }
      // A key that is shared with a third table.
      if (is_in_foreign_key(*found, constraint.referenced_columns.front())) return nullptr;
    }
    return found;
  }

  [[nodiscard]] bool describe(const query::Reference& link, const query::Reference& key,
                              Finding& finding) const {
    const Side from = side_of(link);
    const Side to = side_of(key);
    if (from.column == nullptr || to.column == nullptr || from.item == to.item) return false;
    if (!is_own_key(to)) return false;
    const Relation* meant = referenced(from, to);
    if (meant == nullptr) return false;
    for (const Relation* table : {from.table, to.table, meant}) {
      if (is_related_by_inheritance(*table, catalog_)) return false;
    }
    finding.message =
        text::format("joins by a wrong column: `{}.{}` refers to `{}`, not to `{}`",
                     from.item->name, link.column, meant->name.name, to.table->name.name);
    finding.help = advice(from, to, *meant);
    finding.object = from.table->name.name + "." + link.column;
    return true;
  }

  /// The column of `table` that refers to `other`, or null.
  static const Constraint* link_between(const Relation& table, const Relation& other) {
    for (const Constraint& constraint : table.constraints) {
      if (constraint.kind == ConstraintKind::foreign_key && constraint.columns.size() == 1 &&
          constraint.referenced.name == other.name.name) {
        return &constraint;
      }
    }
    return nullptr;
  }

  static std::string advice(const Side& from, const Side& to, const Relation& meant) {
    if (const Constraint* link = link_between(*from.table, *to.table)) {
      return text::format("compare `{}.{}`, which refers to `{}`", from.item->name,
                          link->columns.front(), to.table->name.name);
    }
    if (const Constraint* link = link_between(meant, *to.table)) {
      return text::format("join `{}` too: its `{}` refers to `{}`", meant.name.name,
                          link->columns.front(), to.table->name.name);
    }
    return text::format("compare `{}.{}` with the key of `{}`", from.item->name, from.column->name,
                        meant.name.name);
  }

  const query::Model& model_;
  const catalog::Catalog& catalog_;
  query::Lookup lookup_;
};

bool has_two_columns(const query::Equality& equality) {
  return equality.has_left && equality.has_right;
}

void check(Context& context) {
  const query::Model& model = *context.query();
  if (!model.are_names_known || !context.follows_schema()) return;
  if (std::ranges::none_of(model.equalities, has_two_columns)) return;
  context.report_if({.at = context.statement().extent, .message = "joins by a wrong column"},
                    [query = context.query(), file = context.origin().file](
                        const catalog::Catalog& before, Finding& finding) {
                      return !before.limit() && Search(*query, before, file).describe(finding);
                    });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "wrong-join-column",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "A foreign key is compared with the key of another table than it refers to",
    .help = "compare the foreign key with the key of the table that it refers to",
    .why = R"(
Ids that the database makes are numbers of one table. If `payments.order_id` refers to `orders`,
then `payments.order_id = customers.id` finds the customer who happens to have the number of the
order. The types fit, PostgreSQL reports no error, and the result looks plausible.
)",
    .reported = R"(
`a = b` in WHERE or ON, where one side is a column with a foreign key, and the other one is the
primary key of another table than it refers to, made by the database: an identity column, `serial`
or a random UUID. By the schema that the files before it made.
)",
    .not_reported = R"(
Columns with foreign keys to both tables, or in foreign keys of several columns; keys that are
foreign keys too, as of tables that share a key with another one; keys that applications choose;
partitions and tables that inherit; views and subqueries; tables that the linted files do not show
in full; bodies of functions and DO blocks.
)",
    .instead = R"(
Compare the column with the table that it refers to, and join that one if it is missing:

```sql
SELECT p.id, c.name
FROM payments AS p
JOIN orders AS o ON o.id = p.order_id
JOIN customers AS c ON c.id = o.customer_id;
```
)",
    .fine = R"(
If rows of two tables got equal ids on purpose. A foreign key between these tables says so.
)",
    .bad = R"(
CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
CREATE TABLE payments (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders);
CREATE INDEX payments_order_id ON payments (order_id);
SELECT p.id, c.name FROM payments AS p JOIN customers AS c ON c.id = p.order_id;
)",
    .good = R"(
CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
CREATE TABLE payments (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders);
CREATE INDEX payments_order_id ON payments (order_id);
SELECT p.id, c.name FROM payments AS p JOIN orders AS o ON o.id = p.order_id JOIN customers AS c ON c.id = o.customer_id;
)",
    .links = {"https://www.postgresql.org/docs/current/tutorial-join.html"},
    .query_check = check,
};

}  // namespace pglint::rules::wrong_join_column
