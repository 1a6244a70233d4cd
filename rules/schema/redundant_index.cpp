// Indexes whose columns are the first columns of another index of the table.
#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "design/key/index_match.h"
#include "design/orm.h"
#include "design/schema.h"
#include "design/sql_name.h"
#include "rule/fix/schema_plan.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::redundant_index {
namespace {

using catalog::Index;
using design::IndexShape;

using Keys = std::vector<std::string>;

/// Shapes by each list of keys that they begin with. Of equal ones, which cover the same, only the
/// first and the first unique one.
class ShapesByPrefix {
 public:
  explicit ShapesByPrefix(const std::vector<IndexShape>& shapes) {
    std::set<std::tuple<std::string_view, Keys, Keys, bool>> known;
    for (const IndexShape& shape : shapes) {
      if (!known.emplace(shape.kind, shape.keys, shape.include, shape.index->unique).second) {
        continue;
      }
      for (std::size_t size = 1; size <= shape.keys.size(); ++size) {
        const auto end = shape.keys.begin() + static_cast<std::ptrdiff_t>(size);
        by_prefix_[{shape.kind, Keys(shape.keys.begin(), end)}].push_back(&shape);
      }
    }
  }

  /// The index that makes `shape` redundant, a unique one if possible; null if there is none.
  [[nodiscard]] const Index* covering(const IndexShape& shape) const {
    const Index* covering = nullptr;
    for (const IndexShape* other : by_prefix_.at({shape.kind, shape.keys})) {
      const bool is_better = covering == nullptr || (other->index->unique && !covering->unique);
      if (is_better && design::is_prefix(shape, *other)) covering = other->index;
    }
    return covering;
  }

 private:
  std::map<std::pair<std::string_view, Keys>, std::vector<const IndexShape*>> by_prefix_;
};

/// `name (a, b) INCLUDE (c)`
std::string shown(const Index& index) {
  std::string text = index.name + " " + design::keys_shown(index);
  if (!index.include.empty()) text += " INCLUDE (" + design::in_sql(index.include) + ")";
  return text;
}

std::string advice_for(const catalog::Relation& relation, const Index& index,
                       const Index& covering) {
  const std::string drop = design::drop_command(relation, index);
  if (!covering.unique)
    return text::format("`{}`, unless queries depend on its smaller size", drop);
  return text::format("`{}`; queries can use the {} instead", drop, design::kind_of(covering));
}

void report_prefix(const catalog::Relation& relation, const Index& index, const Index& covering,
                   SchemaContext& context) {
  context.report(
      at(relation, index)
          .says("redundant index: `{}` is covered by {}`{}`", shown(index),
                covering.unique ? std::string(design::kind_of(covering)) + " " : std::string(),
                shown(covering))
          .advises(advice_for(relation, index, covering))
          .with(covering.unique ? Severity::warning : Severity::info)
          .beside(at(relation, covering), text::format("`{}` covers it", covering.name))
          .planned(plan_drop_index(relation, index)));
}

/// True if `narrow` already makes `wide` unique. A foreign key may still need `wide`.
bool is_wider_key(const design::Key& wide, const design::Key& narrow) {
  return wide.is_plain() && narrow.is_plain() && narrow.not_null && !narrow.columns.empty() &&
         wide.columns.size() > narrow.columns.size() &&
         std::ranges::all_of(narrow.columns,
                             [&](const std::string& column) { return wide.has(column); });
}

bool is_referenced(const design::Table& table, const design::Key& key) {
  return std::ranges::any_of(table.referenced_by, [&](const design::ForeignKey* foreign) {
    return key.has_exactly(foreign->constraint->referenced_columns);
  });
}

/// The keys of a table that can make others redundant, the narrowest first.
std::vector<const design::Key*> by_width(const design::Table& table) {
  std::vector<const design::Key*> keys;
  for (const design::Key& key : table.keys) {
    if (key.is_plain() && key.not_null && !key.columns.empty()) keys.push_back(&key);
  }
  std::ranges::stable_sort(keys, {}, [](const design::Key* key) { return key->columns.size(); });
  return keys;
}

/// The first key of the table that makes `wide` unique; null if none does.
const design::Key* narrower(const design::Key& wide, const std::vector<const design::Key*>& keys) {
  const design::Key* first = nullptr;
  for (const design::Key* narrow : keys) {
    if (narrow->columns.size() >= wide.columns.size()) break;
    const bool is_before = first == nullptr || narrow < first;  // both are in one vector
    if (is_before && is_wider_key(wide, *narrow)) first = narrow;
  }
  return first;
}

void check_key(const design::TableKey& part, const std::vector<const design::Key*>& keys,
               SchemaContext& context) {
  const auto& [table, wide] = part;
  const bool judged = !wide.primary && wide.index->certain && wide.index->parent.empty() &&
                      !is_referenced(table, wide);
  const design::Key* narrow = judged ? narrower(wide, keys) : nullptr;
  if (narrow == nullptr) return;
  context.report(
      at(part)
          .says("redundant unique key: `{}` never rejects a row, as {} `{}` is already unique",
                shown(*wide.index), design::kind_of(*narrow->index), shown(*narrow->index))
          .advises("`{}`; create a plain index if queries use this one",
                   design::drop_command(*table.relation, *wide.index))
          .placed(design::place_of(*wide.index))
          .with(Confidence::low));
}

void check_keys(const design::Table& table, SchemaContext& context) {
  const std::vector<const design::Key*> keys = by_width(table);
  if (keys.empty()) return;
  for (const design::Key& key : table.keys) check_key({table, key}, keys, context);
}

void check_relation(const catalog::Relation& relation, SchemaContext& context) {
  const bool skipped = relation.temporary || relation.unlogged || relation.partition ||
                       design::is_bookkeeping_table(relation.name.name);
  if (skipped || !design::share_first_key(relation.indexes)) return;
  const auto shapes = design::shapes_of(relation, context.catalog());
  const ShapesByPrefix by_prefix(shapes);
  for (const IndexShape& shape : shapes) {
    if (shape.index->unique || shape.index->method != "btree") continue;
    const Index* covering = by_prefix.covering(shape);
    if (covering != nullptr) report_prefix(relation, *shape.index, *covering, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "redundant-index",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Redundant index: its columns are the first columns of another index",
    .help = "drop the shorter index, unless queries need it to be small",
    .why = R"(
A B-tree on `(customer_id, placed_at)` is sorted by `customer_id` first. A search by `customer_id`
alone uses it just as well as an index on that column, so the short index saves only the reading of
somewhat larger pages. It makes every INSERT slower, every UPDATE that otherwise touches no index,
VACUUM and backups, and it takes memory.

With a primary key or a UNIQUE constraint the case is clearest, because that index has to stay: link
tables with the key `(post_id, tag_id)` often have a useless index on `post_id`, while the index on
`tag_id` is missing.
)",
    .reported = R"(
A plain B-tree index whose columns and expressions are the first ones of another B-tree of the
table, with the same operator classes, collations, directions and predicate, and whose INCLUDE
columns the other one contains too. A warning if the other one is unique or a primary key, otherwise
`info`.

With low confidence, hidden by default, also a unique index that contains all columns of another
unique key, and so can never reject a row.
)",
    .not_reported = R"(
Unique indexes, which enforce more the fewer columns they have. Access methods other than B-tree.
Indexes with different predicates: a partial index is meant to be small. Two indexes with exactly
the same columns, which are `duplicate-index`. Unlogged and temporary tables, partitions.
)",
    .instead = R"(
Check whether the short index is used: `pg_stat_user_indexes.idx_scan` on the production server and
every replica. After it is dropped, queries use the longer one:

```sql
DROP INDEX CONCURRENTLY post_tags_post_id;
```

If a plan gets worse, recreate the index with `CREATE INDEX CONCURRENTLY`. Both run outside of a
transaction block and do not block writes.
)",
    .fine = R"(
The short index is kept on purpose because its size matters: the long one has wide columns, and the
short one serves the busiest query and stays in memory; or the second column changes often, so that
only the short one stays compact. ORMs create such pairs by default: Django for many-to-many fields,
TypeORM for join tables.
)",
    .bad = R"(
CREATE TABLE posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL
);
CREATE TABLE tags (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);
CREATE TABLE post_tags (
  post_id bigint NOT NULL REFERENCES posts,
  tag_id bigint NOT NULL REFERENCES tags,
  PRIMARY KEY (post_id, tag_id)
);
CREATE INDEX post_tags_tag_id ON post_tags (tag_id);
CREATE INDEX post_tags_post_id ON post_tags (post_id);
)",
    .good = R"(
CREATE TABLE posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL
);
CREATE TABLE tags (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);
CREATE TABLE post_tags (
  post_id bigint NOT NULL REFERENCES posts,
  tag_id bigint NOT NULL REFERENCES tags,
  PRIMARY KEY (post_id, tag_id)
);
CREATE INDEX post_tags_tag_id ON post_tags (tag_id);
)",
    .links = {"https://www.postgresql.org/docs/current/indexes-multicolumn.html",
              "https://www.postgresql.org/docs/current/btree.html#BTREE-DEDUPLICATION"},
    .checks = {on<check_relation>, on<check_keys>},
};

}  // namespace pglint::rules::redundant_index
