// Junction tables that allow the same pair twice.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "design/copied.h"
#include "design/key/link.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "rule/schema/schema_context.h"

namespace pglint::rules::junction_without_key {
namespace {

/// True if a key or an exclusion constraint limits how often a pair can exist. It is over the pair,
/// maybe with a role, or over one of the two columns.
bool is_limited(const design::Table& table, const design::Link& link) {
  const auto is_of_link = [&](const std::string& column) {
    return std::ranges::count(link.columns, column) > 0;
  };
  const auto by_key = [&](const design::Key& key) {
    if (key.has_expressions) return true;  // expressions are not understood
    const bool of_one = std::ranges::all_of(key.columns, is_of_link);
    const bool of_both = std::ranges::all_of(
        link.columns, [&](const std::string& column) { return key.has(column); });
    // `(user_id, role)`: the table is about something else than pairs.
    const bool of_other = key.columns.size() > 1 && std::ranges::any_of(key.columns, is_of_link);
    return of_one || of_both || of_other;
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

/// True if rows have both an id and a time: what happened once can happen again.
bool has_number_and_time(const design::Table& table, const catalog::Catalog& catalog) {
  return table.primary_key() != nullptr &&
         design::has_column_of(design::Family::moment, *table.relation, catalog);
}

/// True if a row can lack one of the two on purpose, because the other is NOT NULL: `displays` of a
/// survey, some of them to a known contact.
bool can_lack_one(const design::Table& table, const design::Link& link,
                  const catalog::Catalog& catalog) {
  const auto is_optional = [&](const std::string& name) {
    const catalog::Column* column = table.relation->find_column(name);
    return column != nullptr && design::is_nullable(*column, catalog) == catalog::Answer::yes;
  };
  return is_optional(link.columns.front()) != is_optional(link.columns.back());
}

void check(const design::Table& table, SchemaContext& context) {
  if (!design::is_written_out(*table.relation) || table.roles.events || table.roles.history) return;
  const auto link = design::link_of(table, context.design());
  if (!link || is_limited(table, *link)) return;
  const bool can_repeat = has_number_and_time(table, context.catalog());
  if (can_repeat && can_lack_one(table, *link, context.catalog())) return;
  const bool is_sure = !link->qualified && !can_repeat;
  context.report(at(table)
                     .about(link->columns)
                     .says("missing key on junction table: `{}` allows the same pair of {} twice",
                           table.name(), design::list_of(link->columns))
                     .advises("add `{} ({}, {})`{}",
                              table.primary_key() == nullptr ? "PRIMARY KEY" : "UNIQUE",
                              catalog::quoted_name(link->columns.front()),
                              catalog::quoted_name(link->columns.back()),
                              is_sure ? "" : ", unless a pair may repeat")
                     .with(is_sure ? Confidence::high : Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "junction-without-key",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A junction table without a key allows duplicate pairs",
    .help = "make the two columns the primary key, and index the second one as well",
    .why = R"(
A post has a tag or it does not. Without a key over both columns, the pair can exist twice. Every
join through the table then counts it double, removing it once leaves the other one, and
`ON CONFLICT DO NOTHING` does not detect a conflict. Checking in the application does not help if
two requests arrive at the same time. An `id` column does not help either: it only gives the
duplicates different numbers. Rails' `create_join_table` creates such tables, with neither key nor
index.
)",
    .reported = R"(
Tables with two foreign keys and otherwise only an order, a role, an id, or the time and author of
the row, but without a primary key, unique index or exclusion constraint over the pair. The foreign
keys need not be declared if two columns are named after tables and have the type of their keys. It
is `info` if the table also has a role or an order, or both an id and a time: such pairs may repeat
on purpose.
)",
    .not_reported = R"(
Records of repeated events, recognized by the table's name: views, visits, clicks, plays, events,
logs. Tables with an id and a time in which one of the two columns can be NULL and the other cannot.
Tables with a key over one of the two columns, over the pair and a third column, or over
expressions, because that was a decision.
)",
    .instead = R"(
Find duplicates and remove them. Then build the key without blocking writes. The second step needs
only a short lock if the columns are NOT NULL. Put the column that you look up by first, and index
the other direction as well:

```sql
CREATE UNIQUE INDEX CONCURRENTLY post_tags_pkey ON post_tags (post_id, tag_id);
ALTER TABLE post_tags ADD CONSTRAINT post_tags_pkey PRIMARY KEY USING INDEX post_tags_pkey;
```

The key then also serves look-ups by its first column, so an index on that column alone can be
dropped:

```sql
DROP INDEX CONCURRENTLY post_tags_post_id;
```
)",
    .fine = R"(
If a pair may repeat, such as loans of a book to a reader. Then the table is more than a link: give
it a proper name, a time and a primary key.
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
