// Tables that connect two others and let the same connection in twice.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "design/copied.h"
#include "design/key/link.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "rule/schema_context.h"

namespace pglint::rules::junction_without_key {
namespace {

/// A key, or an exclusion of times that overlap, limits how often a pair can be there: it is of the
/// pair, maybe with a role, or of one of the two alone.
bool is_limited(const design::Table& table, const design::Link& link) {
  const auto is_of_link = [&](const std::string& column) {
    return std::ranges::count(link.columns, column) > 0;
  };
  const auto by_key = [&](const design::Key& key) {
    if (key.has_expressions) return true;  // which says more than we read
    const bool of_one = std::ranges::all_of(key.columns, is_of_link);
    const bool of_both = std::ranges::all_of(
        link.columns, [&](const std::string& column) { return key.has(column); });
    return of_one || of_both;
  };
  const auto by_exclusion = [&](const catalog::Constraint& constraint) {
    return constraint.kind == catalog::ConstraintKind::exclusion &&
           std::ranges::any_of(constraint.keys, [&](const catalog::IndexKey& key) {
             return is_of_link(key.column);
           });
  };
  return std::ranges::any_of(table.keys, by_key) ||
         std::ranges::any_of(table.relation->constraints, by_exclusion);
}

/// What happened at some time can happen again.
bool has_number_and_time(const design::Table& table, const catalog::Catalog& catalog) {
  return table.primary_key() != nullptr &&
         design::has_column_of(design::Family::moment, *table.relation, catalog);
}

void check(const design::Table& table, SchemaContext& context) {
  if (!design::is_written_out(*table.relation) || table.roles.events || table.roles.history) return;
  const auto link = design::link_of(table, context.design());
  if (!link || is_limited(table, *link)) return;
  const bool is_sure = !link->qualified && !has_number_and_time(table, context.catalog());
  context.report(at(table)
                     .about(link->columns)
                     .says("`{}` takes the same pair of {} twice: no key forbids it", table.name(),
                           design::list_of(link->columns))
                     .with(is_sure ? Confidence::high : Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "junction-without-key",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A table that connects two others lets the same pair in twice",
    .help = "make the two columns the primary key, and index the second one as well",
    .why = R"(
A tag is on a post or it is not. Without a key over both columns it can be there twice: every join through the table
then counts it double, removing it once leaves it there, and `ON CONFLICT DO NOTHING` has no conflict to
notice. Checking in the application does not help when two requests come at the same time. A number of its own
does not help either; it gives the duplicates different names. Rails' `create_join_table` makes such tables, with
neither key nor index.
)",
    .reported = R"(
Tables with two foreign keys and otherwise nothing but an order, a role, a number of their own or the time and author of
the row, without a primary key, unique index or exclusion constraint over the pair. The foreign keys need not be
declared where two columns are named after tables and have the type of their keys. `info` where the table has a role or
order in addition, or a number and a time: such pairs may come again on purpose.
)",
    .not_reported = R"(
Records of what happens again and again, told by the name: views, visits, clicks, plays, events, logs. A key over one of the
two columns, over the pair and a third one, or over expressions: there a decision was made.
)",
    .instead = R"(
Look for duplicates and remove them. Then build the key without blocking writes; the second step needs only a short lock
if the columns are NOT NULL. Order the columns by what you look up, and index the other direction as well:

```sql
CREATE UNIQUE INDEX CONCURRENTLY post_tags_pkey ON post_tags (post_id, tag_id);
ALTER TABLE post_tags ADD CONSTRAINT post_tags_pkey PRIMARY KEY USING INDEX post_tags_pkey;
```

Look-ups by the first column are served by the key from then on; an index on it alone can go:

```sql
DROP INDEX CONCURRENTLY post_tags_post_id;
```
)",
    .fine = R"(
Where a pair may come again, such as loans of a book to a reader. Then the table is a thing of its own; it deserves a name,
a time and a primary key.
)",
    .bad = R"(
CREATE TABLE posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE tags (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);
CREATE TABLE post_tags (
  post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
  tag_id bigint NOT NULL REFERENCES tags ON DELETE CASCADE
);
CREATE INDEX post_tags_post_id ON post_tags (post_id);
CREATE INDEX post_tags_tag_id ON post_tags (tag_id);
)",
    .good = R"(
CREATE TABLE posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE tags (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);
CREATE TABLE post_tags (
  post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
  tag_id bigint NOT NULL REFERENCES tags ON DELETE CASCADE,
  PRIMARY KEY (post_id, tag_id)
);
CREATE INDEX post_tags_tag_id ON post_tags (tag_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
    .replaces = {"missing-primary-key"},
};

}  // namespace pglint::rules::junction_without_key
