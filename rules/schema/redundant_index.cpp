// An index whose columns another index of the table begins with.
#include <algorithm>
#include <string>
#include <vector>

#include "design/key/index_match.h"
#include "design/orm.h"
#include "design/schema.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::redundant_index {
namespace {

using catalog::Index;
using design::IndexShape;

/// The index that makes `shape` superfluous, a unique one if there is one; null where none does.
const Index* covering_index(const IndexShape& shape, const std::vector<IndexShape>& shapes) {
  const Index* covering = nullptr;
  for (const IndexShape& other : shapes) {
    const bool is_better = covering == nullptr || (other.index->unique && !covering->unique);
    if (is_better && design::is_prefix(shape, other)) covering = other.index;
  }
  return covering;
}

void report_prefix(const catalog::Relation& relation, const Index& index, const Index& covering,
                   SchemaContext& context) {
  const bool same_key = index.keys.size() == covering.keys.size();
  const std::string how = same_key
                              ? "has the same key and more columns"
                              : text::format("begins with its key `{}`", design::keys_shown(index));
  context.report(
      at(relation, index)
          .says("every write to `{}` keeps index `{}` up to date, but {} `{}` {}, so that it finds "
                "the same rows",
                relation.name.name, index.name, design::kind_of(covering), covering.name, how)
          .with(covering.unique ? Severity::warning : Severity::info)
          .beside(at(relation, covering), text::format("`{}` has the key `{}`", covering.name,
                                                       design::keys_shown(covering))));
}

/// What is unique in itself is unique together with anything: a foreign key may still need it.
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

void check_key(const design::TableKey& part, SchemaContext& context) {
  const auto& [table, wide] = part;
  const bool judged = !wide.primary && wide.index->certain && wide.index->parent.empty() &&
                      !is_referenced(table, wide);
  if (!judged) return;
  for (const design::Key& narrow : table.keys) {
    if (!is_wider_key(wide, narrow)) continue;
    return context.report(
        at(part)
            .says("`{}` can never reject a row: `{}` of `{}` is unique by `{}` with fewer columns",
                  wide.name(), design::keys_shown(*narrow.index), table.name(), narrow.name())
            .placed(design::place_of(*wide.index))
            .with(Confidence::low));
  }
}

void check_relation(const catalog::Relation& relation, SchemaContext& context) {
  const bool skipped = relation.temporary || relation.unlogged || relation.partition ||
                       design::is_bookkeeping_table(relation.name.name);
  if (skipped || !design::share_first_key(relation.indexes)) return;
  const auto shapes = design::shapes_of(relation, context.catalog());
  for (const IndexShape& shape : shapes) {
    if (shape.index->unique || shape.index->method != "btree") continue;
    const Index* covering = covering_index(shape, shapes);
    if (covering != nullptr) report_prefix(relation, *shape.index, *covering, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "redundant-index",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary =
        "An index on the first columns of another index finds nothing that the other does not",
    .help = "drop the shorter index, if no query needs it to be small",
    .why = R"(
A B-tree on `(customer_id, placed_at)` is sorted by `customer_id` first. A search by `customer_id`
alone walks it just as well as an index on that column, so the short index saves only the reading of
somewhat larger pages. Its price is paid by every INSERT, by UPDATEs that would otherwise touch no
index, by VACUUM, by backups and by memory.

Beside a primary key or a UNIQUE constraint the case is clearest, since that index can never go:
link tables with the key `(post_id, tag_id)` often get an index on `post_id` that has no purpose,
while the one that is really missing is on `tag_id`.
)",
    .reported = R"(
A plain B-tree index whose columns and expressions are the first ones of another B-tree of the
table, with the same operator classes, collations, directions and predicate, and whose INCLUDE
columns the other one holds too. As a warning where the other is unique or a primary key, otherwise
as info.

With low confidence, which is not shown by default, also a unique index that holds all columns of
another unique key and so cannot reject anything.
)",
    .not_reported = R"(
Unique indexes, which enforce more the fewer columns they have. Other access methods than B-tree.
Indexes with different predicates: a small partial index is there to be small. Two indexes with all
the same columns, which are `duplicate-index`. Unlogged and temporary tables, partitions.
)",
    .instead = R"(
Look whether the short index earns its keep: `pg_stat_user_indexes.idx_scan` on the real server and
every replica. After it is gone the queries use the longer one:

```sql
DROP INDEX CONCURRENTLY post_tags_post_id;
```

Should a plan get worse, the index comes back with `CREATE INDEX CONCURRENTLY`; both run outside of
a transaction block and let writes go on.
)",
    .fine = R"(
The short index is kept on purpose where its size decides: the long one has wide columns, the short
one serves the busiest query and stays in memory; or the column that comes second changes all the
time, so that only the short one stays compact. ORMs make such pairs by default: Django for
many-to-many fields, TypeORM for join tables.
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
    .checks = {on<check_relation>, on<check_key>},
};

}  // namespace pglint::rules::redundant_index
