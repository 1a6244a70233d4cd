// JSON columns that hold rows or columns of a table.
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
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::rows_in_json {
namespace {

using catalog::Column;
using Words = std::vector<std::string>;

using text::is_one_of;
/// True for `invoice_lines` if there is a table of invoices, and `orders` if there is one of
/// orders.
bool names_rows(const Column& column, const design::Table& table, const design::Schema& schema) {
  constexpr std::array<std::string_view, 11> parts = {
      "items",    "lines",       "entries",  "rows",   "members", "addresses",
      "contacts", "attachments", "comments", "orders", "payments"};
  Words words = parse::name_words(column.spelling());
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

/// An index on `column ->> 'x_id'`, which looks up rows by a key in the JSON.
struct KeyIndex {
  const catalog::Index* index = nullptr;
  std::string key;  ///< `x_id`
};
std::optional<KeyIndex> index_of_key(const Column& column, const catalog::Relation& relation) {
  for (const catalog::Index& index : relation.indexes) {
    for (const catalog::IndexKey& key : index.keys) {
      if (key.expression.find("->>") == std::string::npos) continue;
      if (std::ranges::count(key.mentioned, column.name) == 0) continue;
      const design::ParsedExpression parsed(key.expression);
      const auto* get = as<A_Expr>(parse::without_casts(parsed.tree()));
      if (get == nullptr || parse::builtin_name(get->name) != "->>") continue;
      const auto name = design::constant_value(get->rexpr);
      if (design::column_name(get->lexpr) == column.name && name && design::key_name(*name)) {
        return KeyIndex{.index = &index, .key = std::string(*name)};
      }
    }
  }
  return std::nullopt;
}

/// True if a generated column already holds the value of the key.
bool is_promoted(const catalog::ColumnUse& use, const catalog::Relation& relation) {
  const std::string literal = "'" + use.detail + "'";
  return std::ranges::any_of(relation.columns, [&](const Column& column) {
    return column.generated && column.default_expression &&
           column.default_expression->find(literal) != std::string::npos;
  });
}

struct Verdict {
  std::string message;
  std::string help;
  Confidence confidence = Confidence::medium;
  std::optional<catalog::Place> proof = {};
  std::string proof_name = {};
  std::string proof_message = {};
};

/// `users` says how queries use the elements; it is empty if only the name shows them.
std::string rows_message(const std::string& column, std::string_view users) {
  return text::format(
      "rows stored as a JSON array in `{}`: {}no foreign key, UNIQUE or NOT NULL can check them",
      column, users);
}

/// What to do about keys that queries read.
std::string keys_help(const std::vector<std::string>& keys, const design::Table& table) {
  constexpr std::array<std::string_view, 5> times = {"at", "date", "datetime", "time", "timestamp"};
  const bool has_times = std::ranges::any_of(keys, [&](const std::string& key) {
    const Words words = parse::name_words(key);
    return !words.empty() && is_one_of(words.back(), times);
  });
  return text::format("store {} in columns of `{}`{}", design::list_of(keys), table.name(),
                      has_times ? "; generated columns cannot cast text to a timestamp"
                                : ", or add generated columns for them");
}

std::string rows_help(const design::Table& table) {
  return text::format("move the elements to a child table of `{}`, one row each", table.name());
}

/// What queries show. They are better evidence than names and defaults.
std::optional<Verdict> judge_uses(const Column& column, const design::Table& table) {
  using catalog::ColumnUseKind;
  constexpr std::size_t many_keys = 3;
  const std::string shown = design::shown(table, column.name);
  if (const auto* use = column.find_use(ColumnUseKind::json_elements)) {
    return Verdict{.message = rows_message(shown, "queries unpack them, but "),
                   .help = rows_help(table),
                   .proof = use->place,
                   .proof_message = "unpacked here"};
  }
  if (const auto* use = column.find_use(ColumnUseKind::json_elements_filtered)) {
    return Verdict{.message = rows_message(shown, "queries search them, but "),
                   .help = rows_help(table),
                   .proof = use->place,
                   .proof_message = "searched here"};
  }
  if (const auto found = index_of_key(column, *table.relation)) {
    return Verdict{.message = text::format(
                       "key `{}` stored in JSON in `{}`: it has an index, but cannot have a "
                       "foreign key",
                       found->key, shown),
                   .help = text::format("make `{}` a column of `{}`, with a foreign key",
                                        found->key, table.name()),
                   .proof = found->index->place,
                   .proof_name = found->index->name,
                   .proof_message = "indexed here"};
  }
  std::vector<std::string> keys;
  for (const catalog::ColumnUse& use : column.evidence) {
    if (use.kind != ColumnUseKind::json_key || is_promoted(use, *table.relation)) continue;
    keys.push_back(use.detail);
  }
  if (keys.size() < many_keys) return std::nullopt;
  const std::string list = design::list_of(keys);
  return Verdict{.message = text::format("columns stored as JSON in `{}`: queries read {}, but no "
                                         "type or constraint checks them",
                                         shown, list),
                 .help = keys_help(keys, table),
                 .proof = column.find_use(ColumnUseKind::json_key)->place,
                 .proof_message = "read here"};
}

std::optional<Verdict> judge(const Column& column, const design::Table& table,
                             const design::Schema& schema) {
  if (auto verdict = judge_uses(column, table)) return verdict;
  const bool array = has_empty_array_as_default(column) || is_checked_as_array(column, table);
  if (!array) return std::nullopt;
  const std::string shown = design::shown(table, column.name);
  if (names_rows(column, table, schema)) {
    return Verdict{.message = rows_message(shown, ""), .help = rows_help(table)};
  }
  return Verdict{.message = text::format(
                     "JSON array in `{}`: its elements have no types or constraints", shown),
                 .help = text::format("use a child table of `{}` if queries look into the array",
                                      table.name()),
                 .confidence = Confidence::low};
}

/// True for tables that keep data as it arrived or as it was: `order_lines`, `webhook_event`.
bool keeps_documents(const design::Table& table) {
  const Words words = parse::name_words(table.thing);
  const bool line = words.size() > 1 && (design::words::document_parts.contains(words.back()) ||
                                         words.back() == "snapshot");
  return line || table.roles.events || table.roles.history ||
         design::takes_raw_data(table.spelling());
}

bool is_json(const Column& column) { return column.type.is("json") || column.type.is("jsonb"); }

void check(const design::OwnColumn& own, SchemaContext& context) {
  const auto& [table, column] = own;
  if (!is_json(column) || keeps_documents(table)) return;
  auto verdict = judge(column, table, context.design());
  if (!verdict) return;
  SchemaReport report = at(own)
                            .says(std::move(verdict->message))
                            .advises(std::move(verdict->help))
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
    .summary = "Rows or columns of a table stored in a JSON column",
    .help = "use a child table for the elements, and columns for the keys that queries read",
    .why = R"(
PostgreSQL checks nothing inside of JSON. A quantity may be text, a key may be missing or
misspelled, and a reference may not exist. A query that unpacks the array reads the whole value of
each row. It has no statistics and assumes 100 elements, so the joins that follow are planned badly.
To change one element, the program rewrites the whole value, and two programs that change different
elements overwrite each other's work.

JSON is right for data that is stored and returned unchanged. If queries read the same keys again
and again, these are attributes, and a table is better for them.
)",
    .reported = R"(
Columns of type `json` or `jsonb` that queries, views or functions unpack with
`jsonb_array_elements` and related functions, or filter by an element (`@> '[{"…": …}]'`). Columns
with an index on a key such as `data ->> 'user_id'`. Columns of which queries read three or more
keys. Arrays (`DEFAULT '[]'`, a CHECK of `jsonb_typeof`) with a name for rows, such as
`invoice_lines` if there is a table of invoices. An array alone is reported with low confidence
only.
)",
    .not_reported = R"(
JSON that nothing in the linted files looks into. Keys that a generated column holds. Events, logs,
queues, earlier versions of rows, lines of documents, staging tables. Arrays of other types.
)",
    .instead = R"(
Make each element a row. Types, NOT NULL and the foreign key show at once which values were wrong:

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

Before you drop the column, let the program write both for a while. DROP COLUMN locks the table only
briefly. If some keys of an object are read often and the others never, create columns for these
keys and leave the rest in JSON. A generated column
(`GENERATED ALWAYS AS (data ->> 'status') STORED`) is an intermediate step; it rewrites the table
once.
)",
    .fine = R"(
Documents that are passed on unchanged. Attributes that differ from row to row, if no query filters
or joins by them. Accept it in the column's comment, with `pglint:accept rows-in-json`.
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
