// Two indexes of one table that find the same rows in the same order.
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "design/key/index_match.h"
#include "design/orm.h"
#include "rule/schema_context.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::duplicate_index {
namespace {

/// So many primary keys with a unique index beside them are what a generator does.
constexpr std::size_t least_for_policy = 5;

using Reports = std::vector<SchemaReport>;

/// Duplicates that are there more than once.
struct Repeated {
  Reports of_primary = {};  ///< unique indexes beside primary keys
  /// By the partitioned table and the key: what is twice in one partition is so in the next ones.
  std::map<std::string, Reports> of_partitions = {};
};

SchemaReport report_of(const design::DuplicateIndex& duplicate, const catalog::Relation& relation) {
  const auto& [index, kept] = duplicate;
  return at(relation, *index)
      .says(
          "every write to `{}` keeps {} `{}` up to date for nothing: {} `{}` has the same key "
          "`{}`",
          relation.name.name, design::kind_of(*index), index->name, design::kind_of(*kept),
          kept->name, design::keys_shown(*kept))
      .beside(at(relation, *kept), text::format("`{}` does the same work", kept->name));
}

void check_relation(const catalog::Relation& relation, SchemaContext& context, Repeated& repeated) {
  for (const design::DuplicateIndex& duplicate :
       design::duplicates_of(relation, context.catalog())) {
    SchemaReport report = report_of(duplicate, relation);
    if (duplicate.kept->primary && duplicate.index->unique) {
      repeated.of_primary.push_back(std::move(report));
    } else if (relation.partition && !relation.parents.empty()) {
      const std::string cause =
          relation.parents.front().shown() + " " + design::keys_shown(*duplicate.kept);
      repeated.of_partitions[cause].push_back(std::move(report));
    } else {
      context.report(std::move(report));
    }
  }
}

void check(const catalog::Catalog& catalog, SchemaContext& context) {
  Repeated repeated;
  for (const auto& [name, relation] : catalog.relations()) {
    if (relation.temporary || design::is_bookkeeping_table(name.name)) continue;
    check_relation(relation, context, repeated);
  }
  context.report_once(
      std::move(repeated.of_primary),
      {.least = least_for_policy, .message = [](const SchemaReport& first, std::size_t others) {
         return text::format("{}, and so it is with {} more primary keys", first.message, others);
       }});
  for (auto& [cause, reports] : repeated.of_partitions) {
    context.report_once(std::move(reports),
                        {.least = 2, .message = [](const SchemaReport& first, std::size_t others) {
                           return text::format("{}, and so it is in {}", first.message,
                                               text::counted(others, "more partition"));
                         }});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "duplicate-index",
    .group = Group::schema,
    .severity = Severity::warning,
    .summary = "Two indexes with the same key cost twice and are used once",
    .help = "drop one of the two; keep the one that is unique or belongs to a constraint",
    .why = R"(
A UNIQUE constraint and a primary key are indexes already. An index of one's own beside them, or the
same index made twice under two names, is filled by every INSERT, by most UPDATEs and by every
restore, takes memory from pages that are needed, and is cleaned by every VACUUM. The planner takes
one of the two and never gains from the other.

It usually happens by accident: `UNIQUE` in the table and `CREATE INDEX` in a later migration, two
branches that mended the same slow query, or a unique index that was put beside the plain one
instead of in its place.
)",
    .reported = R"(
The index that can go, where another one of the same table or materialized view has the same access
method, columns and expressions in the same order, with the same operator classes, collations,
directions, INCLUDE columns and predicate. Of the two, a primary key stays before a UNIQUE
constraint, that one before a unique index, and a plain index goes first. Five or more unique indexes
beside primary keys are the work of a generator, and have one finding, at the first of them, as the same indexes of several
partitions of a table have. Different ways of writing
an expression or a predicate, such as the casts that `pg_dump` adds, make no difference.
)",
    .not_reported = R"(
Indexes that differ in one of these points, such as `varchar_pattern_ops` beside the default,
another collation, or `DESC NULLS LAST`. Two unique indexes of which one treats NULLs as equal or
belongs to a deferrable constraint. Indexes that the linted files drop later on. Parts of a
partitioned index, exclusion constraints, temporary tables. An index whose columns another one
merely begins with is the business of `redundant-index`.
)",
    .instead = R"(
Drop the index that enforces less. `CONCURRENTLY` waits for running queries instead of making new
ones wait; it cannot run in a transaction block:

```sql
DROP INDEX CONCURRENTLY articles_slug;
```

If the one to go is a constraint, `ALTER TABLE … DROP CONSTRAINT` takes its index along, under a
short ACCESS EXCLUSIVE lock. PostgreSQL refuses where a foreign key was declared on it; that foreign
key has to be declared anew first.
)",
    .fine = R"(
For a while, when an index is rebuilt: the new one is made concurrently, then the old one is
dropped. Do both in the same set of migrations. A twin that differs in its storage settings alone is
hardly ever worth its writes.
)",
    .bad = R"(
CREATE TABLE articles (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  headline text NOT NULL
);
CREATE INDEX articles_slug ON articles (slug);
)",
    .good = R"(
CREATE TABLE articles (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  headline text NOT NULL
);
CREATE INDEX articles_slug_pattern ON articles (slug text_pattern_ops);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html"
              "#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS",
              "https://www.postgresql.org/docs/current/indexes-unique.html"},
    .checks = {on<check>},
    .replaces = {"redundant-index"},
};

}  // namespace pglint::rules::duplicate_index
