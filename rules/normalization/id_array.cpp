// Arrays of keys of another table.
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
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::id_array {
namespace {

using catalog::Column;

bool may_hold_keys(design::Family element) {
  return element == design::Family::integer || element == design::Family::uuid ||
         element == design::Family::text;
}

/// `post` of `post_ids` and of `post_id`: an array of keys may have a singular name.
std::optional<std::vector<std::string>> key_base(std::string_view name) {
  if (auto base = design::key_list_base(name)) return base;
  const auto key = design::key_name(name);
  return key ? std::optional(key->base) : std::nullopt;
}

struct Verdict {
  const design::Table* target = nullptr;  ///< null if only the name suggests keys
  Confidence confidence = Confidence::high;
};

/// For `tags text[]` if the key of a table `tags` is `text`, too.
std::optional<Verdict> judge_plain(const Column& column, const design::Table& table,
                                   const design::Schema& schema) {
  const auto words = parse::name_words(column.spelling());
  const design::Table* target = schema.find_thing(words, table.relation->name.schema);
  const Column* key = target == nullptr ? nullptr : target->key_column();
  if (key == nullptr || target == &table) return std::nullopt;
  const catalog::Type of_key = design::base_type(key->type, schema.catalog());
  catalog::Type element = design::base_type(column.type, schema.catalog());
  element.dimensions = 0;
  if (!(of_key == element)) return std::nullopt;
  // Texts may be names or addresses as well, and are if the key is a generated one.
  const bool text = design::family_of(of_key, schema.catalog()) == design::Family::text;
  if (text && (key->name == "id" || design::key_name(key->spelling()))) return std::nullopt;
  return Verdict{.target = target, .confidence = text ? Confidence::medium : Confidence::high};
}

std::optional<Verdict> judge(const Column& column, const design::Table& table,
                             const design::Schema& schema) {
  const design::Family element = design::element_family(column.type, schema.catalog());
  if (!may_hold_keys(element)) return std::nullopt;
  const auto base = key_base(column.spelling());
  if (!base) return judge_plain(column, table, schema);
  const design::Table* target = design::find_named_table(*base, table, schema);
  const Column* key = target == nullptr ? nullptr : target->key_column();
  if (key != nullptr && design::family_of(key->type, schema.catalog()) == element) {
    return Verdict{.target = target};
  }
  // Keys of other systems have no table here; in event tables they are part of the payload.
  if (design::is_of_other_system(*base) || table.roles.events) return std::nullopt;
  return Verdict{.confidence = Confidence::medium};
}

std::string advice_for(const design::Table& table, const design::Table* target) {
  if (target == nullptr) {
    return text::format("use a child table of `{}` with one row per key", table.name());
  }
  if (target == &table) {
    return text::format("use a table of pairs with two foreign keys to `{}`", table.name());
  }
  return text::format("use a table that references `{}` and `{}`, with one row per pair of keys",
                      table.name(), target->name());
}

void check(const design::OwnColumn& own, SchemaContext& context) {
  const auto& [table, column] = own;
  if (design::family_of(column.type, context.catalog()) != design::Family::array) return;
  const auto verdict = judge(column, table, context.design());
  if (!verdict) return;
  const bool keeps_records =
      table.roles.history || table.roles.events || design::takes_raw_data(table.spelling());
  const std::string keys =
      verdict->target == nullptr ? "keys" : text::format("keys of `{}`", verdict->target->name());
  context.report(at(own)
                     .says("`{}` is an array of {}: a foreign key cannot check array elements",
                           design::shown(table, column.name), keys)
                     .advises(advice_for(table, verdict->target))
                     .with(keeps_records ? Confidence::medium : verdict->confidence));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "id-array",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Array of keys of another table, which no foreign key can check",
    .help = "use a table that references both tables, with one row per pair of keys",
    .why = R"(
PostgreSQL has no foreign keys on the elements of an array. It stores keys that never existed
without an error. When a row is deleted, its key stays in every array that contains it. The next
join silently loses that element or, if keys are reused, finds the wrong row. ON DELETE CASCADE does
not remove array elements.

Adding one key rewrites the whole array, and two transactions that do so at the same time wait for
each other. The opposite question, "which pools hold this post", needs a GIN index and an operator
that the planner estimates badly. Data about the pair, such as the date, the order or the author,
has no place.
)",
    .reported = R"(
Array columns of integers, UUIDs or text with names that end in `_ids`, `_uuids` or `_id`. They are
a warning if a table of that name has a key of that kind, otherwise info. Arrays with the name of
another table whose key has the same type as the elements are a warning, too, or info if that type
is text. Tables of earlier versions, events and staging tables are info.
)",
    .not_reported = R"(
Arrays of plain values (`labels text[]`), keys that another system assigns (`stripe_ids`,
`trace_ids`), keys of unknown tables in event tables, generated columns.
)",
    .instead = R"(
Create a table of pairs and fill it from the arrays. The join drops keys without a row; look at
those first. WITH ORDINALITY keeps the order:

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

Programs that read the array can get it from a view with `array_agg(post_id ORDER BY position)`.
Then drop the column. The ACCESS EXCLUSIVE lock is short:

```sql
ALTER TABLE pools DROP COLUMN post_ids;
```
)",
    .fine = R"(
A search copy that is rebuilt from the rows, or a record of the keys at one point in time. Say so in
the column's comment, with `pglint:denormalized`.
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
