// Duplicate indexes: two that find the same rows in the same order.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/key/index_match.h"
#include "design/orm.h"
#include "rule/fix/schema_plan.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::duplicate_index {
namespace {

/// From so many primary keys with a second unique index on, the cause is a generator.
constexpr std::size_t least_for_policy = 5;

using Reports = std::vector<SchemaReport>;

/// Duplicates that may have one cause.
struct Repeated {
  Reports of_primary = {};  ///< second unique indexes of primary keys
  /// By the partitioned table and the key: a duplicate in one partition is one in the others, too.
  std::map<std::string, Reports> of_partitions = {};
};

/// A foreign key that needs the index: PostgreSQL took it because the other one came later. Null if
/// there is none.
const design::ForeignKey* dependent_on(const design::DuplicateIndex& duplicate,
                                       const design::Table* table) {
  const catalog::Index* index = duplicate.index;
  const bool is_older = index->unique && index < duplicate.kept;  // both are in one vector
  if (table == nullptr || !is_older) return nullptr;
  const auto keys = design::columns_of(*index);
  const auto found = std::ranges::find_if(table->referenced_by, [&](const auto* key) {
    return std::ranges::is_permutation(key->constraint->referenced_columns, keys);
  });
  return found == table->referenced_by.end() ? nullptr : *found;
}

std::string advice_for(const design::DuplicateIndex& duplicate, const catalog::Relation& relation,
                       const design::ForeignKey* dependent) {
  const std::string drop = design::drop_command(relation, *duplicate.index);
  if (dependent == nullptr) {
    return text::format(
        "leave this index out, since {} `{}` does the same work; if it already exists, `{}`",
        design::kind_of(*duplicate.kept), duplicate.kept->name, drop);
  }
  return text::format(
      "leave it out; if it already exists, foreign keys such as `{}` of `{}` use it: drop them, "
      "`{}`, and add them again with NOT VALID",
      dependent->constraint->name, dependent->table->name(), drop);
}

SchemaReport report_of(const design::DuplicateIndex& duplicate, const catalog::Relation& relation,
                       const design::Table* table) {
  const auto& [index, kept] = duplicate;
  const design::ForeignKey* dependent = dependent_on(duplicate, table);
  const std::string_view kind = design::kind_of(*index);
  const std::string_view kept_kind = design::kind_of(*kept);
  const bool is_of_one_kind = kind == kept_kind;
  return at(relation, *index)
      .says("duplicate index: {}`{}` and {}`{}` both index `{} {}`",
            is_of_one_kind ? "" : std::string(kind) + " ", index->name,
            is_of_one_kind ? "" : std::string(kept_kind) + " ", kept->name, relation.name.name,
            design::keys_shown(*kept))
      .advises("{}", advice_for(duplicate, relation, dependent))
      .beside(at(relation, *kept), text::format("`{}` has the same key", kept->name))
      .planned(dependent == nullptr ? plan_drop_index(relation, *index) : nullptr);
}

void check_relation(const catalog::Relation& relation, SchemaContext& context, Repeated& repeated) {
  for (const design::DuplicateIndex& duplicate :
       design::duplicates_of(relation, context.catalog())) {
    SchemaReport report = report_of(duplicate, relation, context.design().find(relation));
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
         return text::format("{}; {} more primary keys have a second index, too", first.message,
                             others);
       }});
  for (auto& [cause, reports] : repeated.of_partitions) {
    context.report_once(std::move(reports),
                        {.least = 2, .message = [](const SchemaReport& first, std::size_t others) {
                           return text::format("{}, likewise in {}", first.message,
                                               text::counted(others, "more partition"));
                         }});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "duplicate-index",
    .group = Group::schema,
    .severity = Severity::warning,
    .summary = "Duplicate index: another index of the table has the same key",
    .help = "drop one of the two; keep the one that is unique or belongs to a constraint",
    .why = R"(
A UNIQUE constraint and a primary key already have an index. A second index with the same key, or
the same index created twice under two names, is filled by every INSERT, by most UPDATEs and by
every restore. It takes up memory that other pages need, and every VACUUM cleans it. The planner
uses one of the two and never gains from the other.

It usually happens by accident: `UNIQUE` in the table and `CREATE INDEX` in a later migration, two
branches that fixed the same slow query, or a unique index that was added to the plain one instead
of replacing it.
)",
    .reported = R"(
The index that can be dropped, if another one of the same table or materialized view has the same
access method, the same columns and expressions in the same order, and the same operator classes,
collations, directions, INCLUDE columns and predicate. A primary key is kept rather than a UNIQUE
constraint, a constraint rather than a unique index, and a unique index rather than a plain one.

Five or more primary keys with a second unique index come from a generator and have one finding, at
the first of them. So do the same indexes of several partitions of a table. Different ways of
writing an expression or a predicate, such as the casts that `pg_dump` adds, make no difference.
)",
    .not_reported = R"(
- Indexes that differ in one of these points, such as `varchar_pattern_ops` instead of the default,
  another collation, or `DESC NULLS LAST`.
- Two unique indexes if one of them treats NULLs as equal or belongs to a deferrable constraint.
- Indexes that the linted files drop later.
- Parts of a partitioned index, exclusion constraints, and temporary tables.
- An index that is only the beginning of another one, which `redundant-index` reports.
)",
    .instead = R"(
Drop the index that enforces less. `CONCURRENTLY` waits for running queries instead of blocking new
ones. It cannot run in a transaction block:

```sql
DROP INDEX CONCURRENTLY articles_slug;
```

If the index belongs to a constraint, `ALTER TABLE … DROP CONSTRAINT` drops both, under a short
ACCESS EXCLUSIVE lock. PostgreSQL refuses if a foreign key depends on the constraint: create that
foreign key again on the other one first.
)",
    .fine = R"(
For a while, when an index is rebuilt: the new one is created concurrently, then the old one is
dropped. Do both in the same set of migrations. A duplicate that differs only in its storage
settings is hardly ever worth its writes.
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
