// JSON in the place of a child table.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/names.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::rows_in_json {
namespace {

using catalog::Column;
using Words = std::vector<std::string>;

using text::is_one_of;
/// `invoice_lines` where there is a table of invoices, and `orders` where there is one of orders.
bool names_rows(const Column& column, const design::Table& table, const design::Schema& schema) {
  constexpr std::array<std::string_view, 11> parts = {
      "items",    "lines",       "entries",  "rows",   "members", "addresses",
      "contacts", "attachments", "comments", "orders", "payments"};
  Words words = parse::name_words(column.name);
  if (words.empty() || design::number_of(words.back()) != design::Number::plural) return false;
  const std::string& home = table.relation->name.schema;
  if (schema.find_thing(words, home) != nullptr) return true;
  if (words.size() < 2 || !is_one_of(words.back(), parts)) return false;
  words.pop_back();
  return schema.find_thing(words, home) != nullptr;
}

bool has_empty_array_as_default(const Column& column) {
  if (!column.default_expression) return false;
  if (column.default_expression->find('[') == std::string::npos) return false;
  const auto value = design::default_constant(column);
  return value && *value == "[]";
}

/// `jsonb_typeof(column) = 'array'`
bool says_array(const Node* condition, std::string_view column) {
  const auto* equal = as<A_Expr>(condition);
  if (equal == nullptr || parse::builtin_name(equal->name) != "=") return false;
  const auto* call = as<FuncCall>(equal->lexpr);
  if (call == nullptr || each(call->args).size() != 1) return false;
  const std::string_view name = parse::builtin_name(call->funcname);
  if (name != "jsonb_typeof" && name != "json_typeof") return false;
  return design::constant_value(equal->rexpr) == "array" &&
         design::column_name(each(call->args)[0]) == column;
}

bool is_checked_as_array(const Column& column, const design::Table& table) {
  return std::ranges::any_of(table.checks_on({column.name}), [&](const auto* check) {
    if (check->expression.find("_typeof") == std::string::npos) return false;
    const design::ParsedExpression parsed(check->expression);
    return design::allows_only(parsed.tree(), column.name, says_array);
  });
}

/// An index of `column ->> 'x_id'`: its key looks something up by a key in the JSON.
const catalog::Index* index_of_key(const Column& column, const catalog::Relation& relation) {
  for (const catalog::Index& index : relation.indexes) {
    for (const catalog::IndexKey& key : index.keys) {
      if (key.expression.find("->>") == std::string::npos) continue;
      if (std::ranges::count(key.mentioned, column.name) == 0) continue;
      const design::ParsedExpression parsed(key.expression);
      const auto* get = as<A_Expr>(parse::without_casts(parsed.tree()));
      if (get == nullptr || parse::builtin_name(get->name) != "->>") continue;
      const auto name = design::constant_value(get->rexpr);
      if (design::column_name(get->lexpr) == column.name && name && design::key_name(*name)) {
        return &index;
      }
    }
  }
  return nullptr;
}

/// A generated column holds the value of the key already.
bool is_promoted(const catalog::ColumnUse& use, const catalog::Relation& relation) {
  const std::string literal = "'" + use.detail + "'";
  return std::ranges::any_of(relation.columns, [&](const Column& column) {
    return column.generated && column.default_expression &&
           column.default_expression->find(literal) != std::string::npos;
  });
}

struct Verdict {
  std::string what;  ///< behind "`column` of `table`"
  Confidence confidence = Confidence::medium;
  std::optional<catalog::Place> proof = {};
  std::string proof_name = {};
  std::string proof_message = {};
};

/// What queries say. They are the better witnesses: names and defaults only promise rows.
std::optional<Verdict> judge_uses(const Column& column, const design::Table& table) {
  using catalog::ColumnUseKind;
  constexpr std::size_t many_keys = 3;
  if (const auto* use = column.find_use(ColumnUseKind::json_elements)) {
    return Verdict{.what = "is an array that queries take apart into rows",
                   .proof = use->place,
                   .proof_message = "taken apart here"};
  }
  if (const auto* use = column.find_use(ColumnUseKind::json_elements_filtered)) {
    return Verdict{.what = "is an array in which queries look for an element",
                   .proof = use->place,
                   .proof_message = "searched here"};
  }
  if (const catalog::Index* index = index_of_key(column, *table.relation)) {
    return Verdict{.what = "has an index for a key of another row in it",
                   .proof = index->place,
                   .proof_name = index->name,
                   .proof_message = "indexed here"};
  }
  std::vector<std::string> keys;
  for (const catalog::ColumnUse& use : column.evidence) {
    if (use.kind != ColumnUseKind::json_key || is_promoted(use, *table.relation)) continue;
    keys.push_back(use.detail);
  }
  if (keys.size() < many_keys) return std::nullopt;
  return Verdict{.what = "has keys that queries read as columns, " + design::list_of(keys),
                 .proof = column.find_use(ColumnUseKind::json_key)->place,
                 .proof_message = "read here"};
}

std::optional<Verdict> judge(const Column& column, const design::Table& table,
                             const design::Schema& schema) {
  if (auto verdict = judge_uses(column, table)) return verdict;
  const bool array = has_empty_array_as_default(column) || is_checked_as_array(column, table);
  if (!array) return std::nullopt;
  if (names_rows(column, table, schema)) {
    return Verdict{.what = "is an array of what its name calls rows"};
  }
  return Verdict{.what = "is an array", .confidence = Confidence::low};
}

/// Tables that keep what came, or what was: `order_lines`, `webhook_event`, `audit_log`.
bool keeps_documents(const design::Table& table) {
  const Words words = parse::name_words(table.thing);
  const bool line = words.size() > 1 && (design::words::document_parts.contains(words.back()) ||
                                         words.back() == "snapshot");
  return line || table.roles.events || table.roles.history || design::takes_raw_data(table.name());
}

bool is_json(const Column& column) { return column.type.is("json") || column.type.is("jsonb"); }

void check(const design::OwnColumn& own, SchemaContext& context) {
  const auto& [table, column] = own;
  if (!is_json(column) || keeps_documents(table)) return;
  auto verdict = judge(column, table, context.design());
  if (!verdict) return;
  SchemaReport report = at(own)
                            .says(
                                "no type, constraint or foreign key holds inside of JSON: `{}` "
                                "of `{}` {}",
                                column.name, table.name(), verdict->what)
                            .with(verdict->confidence);
  if (verdict->proof) {
    report.related.push_back({.at = *verdict->proof,
                              .name = std::move(verdict->proof_name),
                              .message = std::move(verdict->proof_message)});
  }
  context.report(std::move(report));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "rows-in-json",
    .group = Group::normalization,
    .severity = Severity::info,
    .summary = "A JSON column holds what would be rows or columns of a table",
    .help = "make a table of the elements, and columns of the keys that queries read",
    .why = R"(
Inside of JSON, PostgreSQL checks nothing: a quantity may be a text, a key may be missing or misspelled, and a reference
may lead nowhere. A query that takes the array apart reads the whole value of each row and unpacks it, with a guess of
100 elements in place of statistics, so joins behind it are planned badly. To change one element the program
writes the whole value anew, and two that change different elements undo each other's work.

JSON is right for what is stored and given back as it is. As soon as queries look into it for the same things again and
again, these are attributes, and a table serves them better.
)",
    .reported = R"(
Columns of type `json` or `jsonb`: those that queries, views or functions take apart with `jsonb_array_elements` and its
relatives, or filter by an element (`@> '[{"…": …}]'`); those with an index of a key such as `data ->> 'user_id'`; those of which
queries read three or more keys; arrays (`DEFAULT '[]'`, a CHECK of `jsonb_typeof`) that are called as rows would be:
`invoice_lines` where there is a table of invoices. An array by itself is of low confidence.
)",
    .not_reported = R"(
JSON that nothing in the linted files looks into, keys that a generated column holds; events, logs, queues, earlier versions of rows, lines of documents,
staging tables; arrays of other types.
)",
    .instead = R"(
Make a row of each element. Types, NOT NULL and the foreign key show at once which values were wrong:

```sql
CREATE TABLE invoice_lines (
  invoice_id bigint NOT NULL REFERENCES invoices ON DELETE CASCADE,
  position integer NOT NULL,
  article text NOT NULL,
  amount numeric(12, 2) NOT NULL,
  PRIMARY KEY (invoice_id, position)
);
INSERT INTO invoice_lines (invoice_id, position, article, amount)
SELECT
  invoices.id,
  elements.position,
  elements.line ->> 'article',
  (elements.line ->> 'amount')::numeric
FROM invoices
CROSS JOIN LATERAL jsonb_array_elements(invoices.invoice_lines) WITH ORDINALITY
  AS elements (line, position);
ALTER TABLE invoices DROP COLUMN invoice_lines;
```

Before the column goes, let the program write both for a while. DROP COLUMN locks the table for a moment only. Where some keys of
an object are read often and the rest never, make columns of these keys and leave the rest in JSON; a generated column
(`GENERATED ALWAYS AS (data ->> 'status') STORED`) is a step on the way, which rewrites the table once.
)",
    .fine = R"(
Documents that are passed on as they are, attributes that differ from row to row and that nothing filters or joins by.
Accept it in the column's comment, with `pglint:accept rows-in-json`.
)",
    .bad = R"(
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer text NOT NULL,
  invoice_lines jsonb NOT NULL DEFAULT '[]'
);
)",
    .good = R"(
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer text NOT NULL
);
CREATE TABLE invoice_lines (
  invoice_id bigint NOT NULL REFERENCES invoices ON DELETE CASCADE,
  position integer NOT NULL,
  article text NOT NULL,
  amount numeric(12, 2) NOT NULL,
  PRIMARY KEY (invoice_id, position)
);
)",
    .links = {"https://www.postgresql.org/docs/current/datatype-json.html#JSON-DOC-DESIGN",
              "https://www.postgresql.org/docs/current/functions-json.html"},
    .checks = {on<check>},
    .wants_evidence = true,
};

}  // namespace pglint::rules::rows_in_json
