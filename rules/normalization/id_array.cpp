// Keys of another table in an array.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "catalog/type.h"

#include "design/key/key_list.h"
#include "design/name/name_model.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::id_array {
namespace {

using catalog::Column;

bool may_hold_keys(design::Family element) {
  return element == design::Family::integer || element == design::Family::uuid ||
         element == design::Family::text;
}

/// `post` of `post_ids` and `post_id`: an array of keys may be called by one.
std::optional<std::vector<std::string>> key_base(std::string_view name) {
  if (auto base = design::key_list_base(name)) return base;
  const auto key = design::key_name(name);
  return key ? std::optional(key->base) : std::nullopt;
}

struct Verdict {
  const design::Table* target = nullptr;  ///< null where the name alone speaks
  Confidence confidence = Confidence::high;
};

/// `tags text[]` beside a table `tags` whose key is a text of the same type.
std::optional<Verdict> judge_plain(const Column& column, const design::Table& table,
                                   const design::Schema& schema) {
  const auto words = parse::name_words(column.name);
  const design::Table* target = schema.find_thing(words, table.relation->name.schema);
  const Column* key = target == nullptr ? nullptr : target->key_column();
  if (key == nullptr) return std::nullopt;
  const catalog::Type of_key = design::base_type(key->type, schema.catalog());
  catalog::Type element = design::base_type(column.type, schema.catalog());
  element.dimensions = 0;
  if (!(of_key == element)) return std::nullopt;
  return Verdict{.target = target};
}

std::optional<Verdict> judge(const Column& column, const design::Table& table,
                             const design::Schema& schema) {
  const design::Family element = design::element_family(column.type, schema.catalog());
  if (!may_hold_keys(element)) return std::nullopt;
  const auto base = key_base(column.name);
  if (!base) return judge_plain(column, table, schema);
  const design::Table* target = design::find_named_table(*base, table, schema);
  const Column* key = target == nullptr ? nullptr : target->key_column();
  if (key != nullptr && design::family_of(key->type, schema.catalog()) == element) {
    return Verdict{.target = target};
  }
  // Nothing of this schema; what is gathered about events is their payload.
  if (design::is_of_other_system(*base) || table.roles.events) return std::nullopt;
  return Verdict{.confidence = Confidence::medium};
}

void check(const design::OwnColumn& own, SchemaContext& context) {
  const auto& [table, column] = own;
  if (design::family_of(column.type, context.catalog()) != design::Family::array) return;
  const auto verdict = judge(column, table, context.design());
  if (!verdict) return;
  const bool keeps_records =
      table.roles.history || table.roles.events || design::takes_raw_data(table.name());
  const std::string keys =
      verdict->target == nullptr ? "keys" : text::format("keys of `{}`", verdict->target->name());
  context.report(
      at(own)
          .says("keys of deleted rows stay behind: no foreign key can guard the elements "
                "of `{}` of `{}`, an array of {}",
                column.name, table.name(), keys)
          .with(keeps_records ? Confidence::medium : verdict->confidence));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "id-array",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "An array holds keys of another table, where no foreign key can guard them",
    .help = "keep a row for each pair of keys in a table that refers to both",
    .why = R"(
No version of PostgreSQL has foreign keys on the elements of an array. Keys that never existed are stored without a word, and
when a row is deleted, its key stays in every array that has it; the next join loses it silently or, worse, finds
another row if keys are used again. ON DELETE CASCADE does not reach into arrays.

To add one key, the whole array is written anew, and two transactions that do it at once wait for each other. To go from
the other side, "which pools hold this post", needs a GIN index and an operator that the planner estimates
badly. There is no place for what belongs to the pair: since when, in which order, added by whom.
)",
    .reported = R"(
Columns that are arrays of integers, UUIDs or texts and whose names end in `_ids`, `_uuids` or `_id`. As a warning
where a table of that name has a key of that kind, and for arrays that are called as a table is whose key has the very
type of the elements; without such a table as info. Also as info: earlier versions of rows, events and staging
tables.
)",
    .not_reported = R"(
Arrays of plain values (`labels text[]`), keys that another system gives out (`stripe_ids`, `trace_ids`), keys of unknown
tables in event tables, generated columns.
)",
    .instead = R"(
A table of pairs, filled from the arrays. The join leaves out keys without a row; look at those first. WITH ORDINALITY keeps
the order:

```sql
CREATE TABLE pool_posts (
  pool_id bigint NOT NULL REFERENCES pools ON DELETE CASCADE,
  post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
  position integer NOT NULL,
  PRIMARY KEY (pool_id, post_id)
);
CREATE INDEX pool_posts_post_id ON pool_posts (post_id);
INSERT INTO pool_posts (pool_id, post_id, position)
SELECT pools.id, posts.id, min(listed.position)
FROM pools
CROSS JOIN LATERAL unnest(pools.post_ids) WITH ORDINALITY AS listed (post_id, position)
JOIN posts ON posts.id = listed.post_id
GROUP BY pools.id, posts.id;
```

Programs that read the array can have it from a view with `array_agg(post_id ORDER BY position)`. Then drop
the column, which locks the table for a moment only:

```sql
ALTER TABLE pools DROP COLUMN post_ids;
```
)",
    .fine = R"(
A copy that is made for searching and made anew from the rows, or a record of what was there at a moment. A comment on the
column with `pglint:denormalized` says so.
)",
    .bad = R"(
CREATE TABLE posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE pools (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  post_ids bigint[] NOT NULL DEFAULT '{}'
);
)",
    .good = R"(
CREATE TABLE posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE pools (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE pool_posts (
  pool_id bigint NOT NULL REFERENCES pools ON DELETE CASCADE,
  post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
  PRIMARY KEY (pool_id, post_id)
);
CREATE INDEX pool_posts_post_id ON pool_posts (post_id);
)",
    .links = {"https://www.postgresql.org/docs/current/arrays.html",
              "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::id_array
