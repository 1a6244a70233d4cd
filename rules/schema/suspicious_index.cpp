// Indexes that hardly any query can use, or that may reject rows.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "design/expression.h"
#include "design/key/index_sql.h"
#include "design/schema.h"
#include "design/sql_name.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::suspicious_index {
namespace {

using catalog::Index;
using catalog::IndexKey;
using design::Family;

struct Suspicion {
  std::string message;
  std::string help;
  Confidence confidence = Confidence::medium;
};

struct Judged {
  const design::Table& table;
  const Index& index;
  const catalog::Catalog& catalog;

  [[nodiscard]] const catalog::Column* column_of(const IndexKey& key) const {
    return key.column.empty() ? nullptr : table.relation->find_column(key.column);
  }
  [[nodiscard]] std::string shown(const catalog::Column& column) const {
    return design::shown(table, column.name);
  }
  [[nodiscard]] std::string table_in_sql() const { return design::in_sql(table.relation->name); }
};

/// An index that contains the same column twice, with the same operator class and collation.
std::optional<Suspicion> repeated_column(const Judged& judged) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const IndexKey& key : judged.index.keys) {
    if (key.column.empty()) continue;
    if (seen.emplace(key.column, key.operator_class, key.collation).second) continue;
    return Suspicion{
        .message = text::format("index `{}` contains `{}` twice: the second one has no effect",
                                judged.index.name, key.column),
        .help =
            text::format("remove the second `{}`, or write the column that was meant", key.column),
        .confidence = Confidence::high};
  }
  return std::nullopt;
}

/// A B-tree on an array or a JSON document, which compares whole values.
std::optional<Suspicion> whole_value(const Judged& judged) {
  if (judged.index.unique || judged.index.method != "btree") return std::nullopt;
  for (const IndexKey& key : judged.index.keys) {
    const catalog::Column* column = judged.column_of(key);
    if (column == nullptr) continue;
    const catalog::Type type = design::base_type(column->type, judged.catalog);
    const bool is_array = type.dimensions > 0;
    if (!is_array && !type.is("jsonb")) continue;
    const std::string gin =
        text::format("CREATE INDEX ON {} USING gin ({}){}", judged.table_in_sql(),
                     catalog::quoted_name(column->name), design::where_clause(judged.index));
    return Suspicion{
        .message = text::format("index `{}` is a B-tree on {} `{}`: it does not find rows by {}",
                                judged.index.name, is_array ? "array" : "jsonb column",
                                judged.shown(*column), is_array ? "an element" : "keys or values"),
        .help = text::format("replace it with `{}`, which finds {}", gin,
                             is_array ? "elements" : "keys and values")};
  }
  return std::nullopt;
}

/// A constraint cannot be on an expression.
std::string instead_of_long_text(const Judged& judged, const std::string& column) {
  if (judged.index.primary) {
    return text::format(
        "use another primary key, such as an identity column, and a unique index on `md5({})`",
        column);
  }
  if (judged.index.unique) {
    return text::format("make a unique index on `md5({})` instead, and drop this one", column);
  }
  return text::format(
      "replace it with an index on `md5({})` for equality, or full-text search for words", column);
}

/// A B-tree on a text that may be too long for its page.
std::optional<Suspicion> long_text(const Judged& judged) {
  constexpr std::array<std::string_view, 6> words = {"body",        "content", "html",
                                                     "description", "article", "transcript"};
  if (judged.index.method != "btree") return std::nullopt;
  for (const IndexKey& key : judged.index.keys) {
    const catalog::Column* column = judged.column_of(key);
    if (column == nullptr) continue;
    const catalog::Type type = design::base_type(column->type, judged.catalog);
    const bool unlimited = type.is("text") || (type.is("varchar") && type.modifiers.empty());
    const auto parts = parse::name_words(column->spelling());
    if (!unlimited || parts.empty() || std::ranges::count(words, parts.back()) == 0) continue;
    return Suspicion{
        .message = text::format(
            "index `{}` on text `{}`, which may be long: INSERT may fail above `2704` bytes",
            judged.index.name, judged.shown(*column)),
        .help = instead_of_long_text(judged, catalog::quoted_name(column->name))};
  }
  return std::nullopt;
}

/// A predicate that is true for every row.
std::optional<Suspicion> idle_predicate(const Judged& judged) {
  if (judged.index.mentioned.size() != 1) return std::nullopt;
  const catalog::Column* column = judged.table.relation->find_column(judged.index.mentioned[0]);
  const bool required = column != nullptr && column->certain &&
                        design::is_nullable(*column, judged.catalog) == catalog::Answer::no;
  if (!required) return std::nullopt;
  const design::ParsedExpression parsed(judged.index.predicate);
  const auto* test = as<NullTest>(parsed.tree());
  const bool idle = test != nullptr && test->nulltesttype == IS_NOT_NULL &&
                    !design::column_name(reinterpret_cast<const Node*>(test->arg)).empty();
  if (!idle) return std::nullopt;
  return Suspicion{
      .message = text::format("index `{}` has a WHERE that is always true: `{}` is NOT NULL",
                              judged.index.name, judged.shown(*column)),
      .help = text::format("remove `WHERE {} IS NOT NULL`, or write the condition that was meant",
                           catalog::quoted_name(column->name))};
}

/// A boolean alone, whose two values each select a large part of the table.
std::optional<Suspicion> boolean_alone(const Judged& judged) {
  const Index& index = judged.index;
  const bool plain = !index.unique && index.method == "btree" && index.predicate.empty() &&
                     index.keys.size() == 1 && index.include.empty();
  if (!plain) return std::nullopt;
  const catalog::Column* column = judged.column_of(index.keys[0]);
  if (column == nullptr || design::family_of(column->type, judged.catalog) != Family::boolean) {
    return std::nullopt;
  }
  return Suspicion{
      .message =
          text::format("index `{}` on boolean `{}` rarely helps: each value selects many rows",
                       index.name, judged.shown(*column)),
      .help = text::format(
          "drop it, or index the columns that queries filter by `WHERE {}` or `WHERE NOT {}`",
          catalog::quoted_name(column->name), catalog::quoted_name(column->name)),
      .confidence = Confidence::low};
}

/// The columns of the primary key in another order. It helps only searches by its first columns.
std::optional<Suspicion> shuffled_key(const Judged& judged) {
  const design::Key* key = judged.table.primary_key();
  const Index& index = judged.index;
  const bool comparable = key != nullptr && key->index != &index && !judged.table.roles.link &&
                          index.predicate.empty() && key->columns.size() > 1;
  if (!comparable) return std::nullopt;
  std::vector<std::string> columns;
  columns.reserve(index.keys.size());
  for (const IndexKey& part : index.keys) columns.push_back(part.column);
  if (columns == key->columns || !key->has_exactly(columns)) return std::nullopt;
  return Suspicion{
      .message =
          text::format("index `{}` repeats all columns of the primary key of `{}` in another order",
                       index.name, judged.table.name()),
      .help = text::format("keep only the columns that queries search by, such as `({})`",
                           catalog::quoted_name(columns.front())),
      .confidence = Confidence::low};
}

void check(const design::TableIndex& part, SchemaContext& context) {
  using Check = std::optional<Suspicion> (*)(const Judged&);
  constexpr std::array<Check, 6> checks = {repeated_column, whole_value,   long_text,
                                           idle_predicate,  boolean_alone, shuffled_key};
  const Index& index = part.index;
  if (!index.certain || !index.parent.empty() || index.exclusion) return;
  const Judged judged = {.table = part.table, .index = index, .catalog = context.catalog()};
  for (const Check check : checks) {
    auto suspicion = check(judged);
    if (!suspicion) continue;
    return context.report(at(part)
                              .says(std::move(suspicion->message))
                              .advises(std::move(suspicion->help))
                              .with(suspicion->confidence));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "suspicious-index",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "Index that does not fit its column, has a useless predicate or repeats a column",
    .help = "use GIN for arrays and documents, and index only the columns that queries look up",
    .why = R"(
A B-tree sorts whole values. On an array or a `jsonb` column it answers "is this whole array equal
to that one", while queries ask whether an element is in it (`= ANY`, `@>`, `?`). It is never used
for those. On a column of long texts it fails later: a key has to fit into a third of a page, so the
first row whose text still has more than 2704 bytes after compression is rejected with an error.

A column that is in an index twice, and a predicate that is true for every row, only waste space.
They were meant to be something else, and the intended index is missing.
)",
    .reported = R"(
- a column twice in one index, with the same operator class and collation;
- a B-tree with an array or `jsonb` column that is not unique;
- a B-tree with a text column without a length limit whose name is or ends with `body`, `content`,
  `html`, `description`, `article` or `transcript`;
- `WHERE c IS NOT NULL` if `c` is NOT NULL.

With low confidence, hidden by default, also a B-tree on a boolean alone, and the columns of the
primary key in another order.
)",
    .not_reported = R"(
Other access methods, expressions such as `md5(body)` or `left(body, 100)`, texts with a length
limit, partial indexes on booleans, unique indexes on arrays, link tables with both orders of their
key.
)",
    .instead = R"(
Create an index that fits the queries, then drop the old one. `CONCURRENTLY` does not block writes
and has to run outside of a transaction block:

```sql
CREATE INDEX CONCURRENTLY photos_labels_gin ON photos USING gin (labels);
DROP INDEX CONCURRENTLY photos_labels;
```

GIN makes writes slower than a B-tree does, because each element is an entry. To search for words in
long texts, use a GIN index on `to_tsvector('english', body)`; for equality of long texts, one on
`md5(body)`. For a flag, index the columns that are searched among the rows that have it:
`ON jobs (id) WHERE NOT done`.
)",
    .fine = R"(
Arrays and documents are really compared as a whole; or all texts are short, and a CHECK ensures it.
)",
    .bad = R"(
CREATE TABLE photos (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  taken_at timestamptz NOT NULL,
  labels text[] NOT NULL
);
CREATE INDEX photos_labels ON photos (labels);
)",
    .good = R"(
CREATE TABLE photos (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  taken_at timestamptz NOT NULL,
  labels text[] NOT NULL
);
CREATE INDEX photos_labels ON photos USING gin (labels);
)",
    .links = {"https://www.postgresql.org/docs/current/indexes-types.html",
              "https://www.postgresql.org/docs/current/btree.html",
              "https://www.postgresql.org/docs/current/indexes-partial.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::suspicious_index
