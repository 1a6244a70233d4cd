// Indexes that hardly any query can use, or that will reject rows one day.
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
#include "design/key/index_match.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::suspicious_index {
namespace {

using catalog::Index;
using catalog::IndexKey;
using design::Family;

struct Suspicion {
  std::string message;
  Confidence confidence = Confidence::medium;
};

struct Judged {
  const design::Table& table;
  const Index& index;
  const catalog::Catalog& catalog;

  [[nodiscard]] const catalog::Column* column_of(const IndexKey& key) const {
    return key.column.empty() ? nullptr : table.relation->find_column(key.column);
  }
};

/// The same column twice, used in the same way.
std::optional<Suspicion> repeated_column(const Judged& judged) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const IndexKey& key : judged.index.keys) {
    if (key.column.empty()) continue;
    if (seen.emplace(key.column, key.operator_class, key.collation).second) continue;
    return Suspicion{
        .message = text::format("index `{}` has column `{}` twice, which finds nothing "
                                "more",
                                judged.index.name, key.column),
        .confidence = Confidence::high};
  }
  return std::nullopt;
}

/// A B-tree sorts arrays and documents as wholes.
std::optional<Suspicion> whole_value(const Judged& judged) {
  if (judged.index.unique || judged.index.method != "btree") return std::nullopt;
  for (const IndexKey& key : judged.index.keys) {
    const catalog::Column* column = judged.column_of(key);
    if (column == nullptr) continue;
    const catalog::Type type = design::base_type(column->type, judged.catalog);
    if (type.dimensions > 0) {
      return Suspicion{.message = text::format(
                           "index `{}` does not find rows by an element of array `{}`: a B-tree "
                           "compares whole arrays",
                           judged.index.name, column->name)};
    }
    if (!type.is("jsonb")) continue;
    return Suspicion{
        .message = text::format(
            "index `{}` does not find rows by what is in `{}`: a B-tree compares whole "
            "documents",
            judged.index.name, column->name)};
  }
  return std::nullopt;
}

/// A long text does not fit into the page of a B-tree.
std::optional<Suspicion> long_text(const Judged& judged) {
  constexpr std::array<std::string_view, 6> words = {"body",        "content", "html",
                                                     "description", "article", "transcript"};
  if (judged.index.method != "btree") return std::nullopt;
  for (const IndexKey& key : judged.index.keys) {
    const catalog::Column* column = judged.column_of(key);
    if (column == nullptr) continue;
    const catalog::Type type = design::base_type(column->type, judged.catalog);
    const bool unlimited = type.is("text") || (type.is("varchar") && type.modifiers.empty());
    const auto parts = parse::name_words(column->name);
    if (!unlimited || parts.empty() || std::ranges::count(words, parts.back()) == 0) continue;
    return Suspicion{.message = text::format(
                         "rows with a long `{}` are rejected: a key of index `{}` cannot have more "
                         "than 2704 bytes",
                         column->name, judged.index.name)};
  }
  return std::nullopt;
}

/// A predicate that holds for every row.
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
  return Suspicion{.message =
                       text::format("the WHERE of index `{}` leaves nothing out: `{}` is NOT NULL",
                                    judged.index.name, column->name)};
}

/// Two values, and half of the table each.
std::optional<Suspicion> boolean_alone(const Judged& judged) {
  const Index& index = judged.index;
  const bool plain = !index.unique && index.method == "btree" && index.predicate.empty() &&
                     index.keys.size() == 1 && index.include.empty();
  if (!plain) return std::nullopt;
  const catalog::Column* column = judged.column_of(index.keys[0]);
  if (column == nullptr || design::family_of(column->type, judged.catalog) != Family::boolean) {
    return std::nullopt;
  }
  return Suspicion{.message = text::format("index `{}` seldom helps: boolean `{}` has two values",
                                           index.name, column->name),
                   .confidence = Confidence::low};
}

/// The key in another order finds what the key finds, but for searches by its first column.
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
      .message = text::format("index `{}` has all columns of the primary key in another order: the "
                              "first ones may be enough",
                              index.name),
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
    return context.report(at(part).says(std::move(suspicion->message)).with(suspicion->confidence));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "suspicious-index",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "An index of a kind that does not fit its column, or that says something twice",
    .help = "use GIN for arrays and documents, and index only what is looked up",
    .why = R"(
A B-tree sorts values as wholes. On an array or a `jsonb` column it answers "is this whole array
equal to that one", while queries ask whether an element is in it (`= ANY`, `@>`, `?`), and for
these it is never used. On a column of long texts it fails later: a key has to fit into a third of a
page, so the first row with a text that compresses to more than 2704 bytes is rejected with an
error.

A column that is in an index twice and a predicate that every row fulfils do no harm but cost: they
were meant to be something else, and the index that was meant is missing.
)",
    .reported = R"(
- a column twice in one index, with the same operator class and collation;
- a B-tree with an array or `jsonb` column that is not unique;
- a B-tree with a text column without a length that is called `body`, `content`, `html`,
  `description`, `article`, `transcript` or ends like that;
- `WHERE c IS NOT NULL` where `c` is NOT NULL.

With low confidence, which is not shown by default, also a B-tree on a boolean alone, and the
columns of the primary key in another order.
)",
    .not_reported = R"(
Other access methods, expressions such as `md5(body)` or `left(body, 100)`, texts with a length,
partial indexes on booleans, unique indexes on arrays, link tables with both orders of their key.
)",
    .instead = R"(
Make an index that fits the question, then drop the old one; `CONCURRENTLY` lets writes go on,
outside of a transaction block:

```sql
CREATE INDEX CONCURRENTLY photos_labels_gin ON photos USING gin (labels);
DROP INDEX CONCURRENTLY photos_labels;
```

GIN makes writes more expensive than a B-tree does, because each element is an entry. For searches
in long texts use a GIN index on `to_tsvector('english', body)`; for equality of long texts one on
`md5(body)`. For a flag, index what is looked up among the rows that have it:
`ON jobs (id) WHERE NOT done`.
)",
    .fine = R"(
Arrays and documents are really compared as wholes; all texts are short, and a CHECK says so.
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
