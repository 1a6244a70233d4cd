// Names with upper-case letters: one finding for each object. If most tables have such names, it is
// a policy, usually that of an ORM, and reported once for the whole run.
#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "design/name/mixed_case.h"
#include "design/orm.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/type_use.h"
#include "rule/rule.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::mixed_case_identifier {
namespace {

using design::MixedCaseNames;
using design::MixedCaseObject;
using design::Orm;

/// A policy has at least so many names and so many tables, and at least half of all tables.
constexpr std::size_t policy_names = 10;
constexpr std::size_t policy_tables = 3;

/// A run has at most so many findings about single objects, and one about the rest.
constexpr std::size_t single_findings = 20;

/// A message names at most so many.
constexpr std::size_t named_at_once = 5;

/// As SQL has to write it, in backticks.
std::string quoted(const std::string& name) {
  std::string written;
  for (const char byte : name) written += byte == '"' ? std::string("\"\"") : std::string(1, byte);
  return "`\"" + written + "\"`";
}

/// False for a name that has to be quoted even in lower case.
bool needs_no_quotes(std::string_view folded_name) {
  return parse::sql_name(folded_name) == folded_name;
}

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t index = 0; index < std::min(names.size(), named_at_once); ++index) {
    list += (index == 0 ? "" : ", ") + quoted(names[index]);
  }
  if (names.size() <= named_at_once) return list;
  return text::format("{} and {} more", list, names.size() - named_at_once);
}

std::string subject_of(const MixedCaseObject& object) {
  const std::string named = text::format("{} {}", object.kind, quoted(object.name.name));
  const std::string columns = list_of(object.columns);
  const std::size_t count = object.columns.size();
  if (count == 0) {
    return object.table.name.empty() ? named : text::format("{} of `{}`", named, object.table.name);
  }
  if (object.is_named_so) {
    return count == 1 ? text::format("{} and its column {}", named, columns)
                      : text::format("{} and {} of its columns ({})", named, count, columns);
  }
  const std::string& table = object.name.name;
  return count == 1 ? text::format("column `{}.{}`", table, columns.substr(1, columns.size() - 2))
                    : text::format("{} columns of `{}` ({})", count, table, columns);
}

/// False for indexes, constraints and triggers, which queries do not name.
bool is_used_by_name(const MixedCaseObject& object) { return object.table.name.empty(); }

const std::string& first_name(const MixedCaseObject& object) {
  return object.is_named_so ? object.name.name : object.columns.front();
}

bool has_one_name(const MixedCaseObject& object) {
  return object.columns.size() + (object.is_named_so ? 1 : 0) == 1;
}

/// Why the message does not name columns that the statement has: ` (dropped later: `"a"`)`.
std::string gone_from(const MixedCaseObject& object) {
  if (object.dropped.empty() || object.columns.empty()) return {};
  return text::format(" (dropped later: {})", list_of(object.dropped));
}

std::string message_about(const MixedCaseObject& object) {
  const std::string folded = text::lowered(first_name(object));
  const std::string effect = has_one_name(object) && needs_no_quotes(folded)
                                 ? text::format("unquoted, it means `{}`", folded)
                                 : "unquoted names are folded to lower case";
  return text::format("{} must be quoted {}: {}{}", subject_of(object),
                      is_used_by_name(object) ? "in each statement" : "wherever it is named",
                      effect, gone_from(object));
}

std::string advice_about(const MixedCaseObject& object, const catalog::Catalog& catalog) {
  const std::string better = parse::snake_case(first_name(object));
  const bool taken = object.is_named_so && catalog.find_relation(catalog::Name{
                                               .schema = object.name.schema, .name = better});
  if (taken || !needs_no_quotes(better)) return {};
  return has_one_name(object) ? text::format("rename it, for example to `{}`", better)
                              : text::format("rename them in lower case, such as `{}`", better);
}

std::string object_of(const MixedCaseObject& object) {
  const bool one_column = !object.is_named_so && object.columns.size() == 1;
  return object.name.shown() + (one_column ? "." + object.columns.front() : std::string());
}

SchemaReport at(const MixedCaseObject& object) {
  return {.at = object.place, .name = object.name.name, .message = {}, .object = object_of(object)};
}

SchemaReport report_of(MixedCaseObject object, const catalog::Catalog& catalog) {
  SchemaReport report = at(object);
  return std::move(report).says_if_shown([object = std::move(object), &catalog] {
    return FindingText{.message = message_about(object), .help = advice_about(object, catalog)};
  });
}

/// A report of an object with all of its names, those that each statement made, and each one.
SchemaReport summed_up(const MixedCaseObject& object, const catalog::Catalog& catalog) {
  std::vector<MixedCaseObject> parts = design::by_statement(object);
  const bool is_of_one = parts.size() == 1;
  if (is_of_one) parts = design::single_names(object);
  std::vector<SchemaReport> members;
  members.reserve(parts.size());
  for (MixedCaseObject& part : parts) {
    members.push_back(is_of_one ? report_of(std::move(part), catalog) : summed_up(part, catalog));
  }
  return report_of(object, catalog).sums_up(std::move(members));
}

using Objects = std::vector<const MixedCaseObject*>;

std::vector<SchemaReport> members_of(std::span<const MixedCaseObject* const> objects,
                                     const catalog::Catalog& catalog) {
  std::vector<SchemaReport> members;
  members.reserve(objects.size());
  for (const MixedCaseObject* object : objects) members.push_back(summed_up(*object, catalog));
  return members;
}

/// How to make an ORM use other names; empty if it has no single setting for that.
std::string_view setting_of(Orm orm) {
  switch (orm) {
    case Orm::prisma:
      return "map models with `@@map` and fields with `@map`";
    case Orm::sequelize:
      return "set `underscored: true`";
    case Orm::typeorm:
      return "set `namingStrategy` to a `SnakeNamingStrategy`";
    case Orm::entity_framework:
      return "call `UseSnakeCaseNamingConvention()`";
    case Orm::drizzle:
      return "set `casing: 'snake_case'`";
    case Orm::hibernate:
      return "use `CamelCaseToUnderscoresNamingStrategy`";
    case Orm::knex:
      return "use `knexSnakeCaseMappers()`";
    case Orm::mikro_orm:
      return "use `UnderscoreNamingStrategy`";
    case Orm::sqlalchemy:
      return "give `mapped_column` and `__tablename__` names in lower case";
    case Orm::django:
      return "set `db_table` and `db_column`";
    case Orm::rails:
      return {};
  }
  return {};
}

std::string advice_about_policy(SchemaContext& context) {
  const auto orm = context.design().orm();
  if (!orm || setting_of(*orm).empty()) {
    return "rename them in lower case; views under the old names keep old queries working";
  }
  return text::format("with {}, {}", design::title_of(*orm), setting_of(*orm));
}

/// Prisma takes the names of models and fields unless they are mapped, so that two are a habit.
bool is_habit_of_prisma(const MixedCaseNames& found, SchemaContext& context) {
  return found.mixed_tables >= 2 && 2 * found.mixed_tables >= found.tables &&
         context.design().orm() == Orm::prisma;
}

bool is_policy(const MixedCaseNames& found) {
  return found.mixed_tables + found.mixed_columns >= policy_names &&
         found.affected_tables >= policy_tables && 2 * found.affected_tables >= found.tables;
}

void report_policy(const MixedCaseNames& found, SchemaContext& context) {
  const auto first = std::ranges::find_if(found.objects, &MixedCaseObject::is_table);
  std::string names = text::format("{} of {} columns", found.mixed_columns, found.columns);
  if (found.mixed_tables > 0) {
    names = text::format("{} of {} tables and {}", found.mixed_tables, found.tables, names);
  }
  Objects all;
  all.reserve(found.objects.size());
  for (const MixedCaseObject& object : found.objects) all.push_back(&object);
  context.report(at(*first)
                     .says("mixed-case names: {} must be quoted in each statement", names)
                     .advises(advice_about_policy(context))
                     .sums_up(members_of(all, context.catalog())));
}

std::string plural(std::string_view word) {
  if (word.ends_with('y')) return text::format("{}ies", word.substr(0, word.size() - 1));
  return text::format("{}{}", word, word.ends_with('x') ? "es" : "s");
}

/// The number of objects in mixed case, for each kind other than tables that has a policy.
std::map<std::string_view, std::size_t> other_policies(const MixedCaseNames& found) {
  std::map<std::string_view, std::size_t> counts;
  for (const MixedCaseObject& object : found.objects) {
    if (!object.is_table) ++counts[object.kind];
  }
  std::erase_if(counts, [&](const auto& count) {
    return count.second < policy_names || 2 * count.second < found.others.at(count.first);
  });
  return counts;
}

std::string message_about_policy(const MixedCaseObject& first, std::size_t count,
                                 const MixedCaseNames& found) {
  return text::format("mixed-case names: {} of {} {} must be quoted wherever they are named", count,
                      found.others.at(first.kind), plural(first.kind));
}

/// Settings of ORMs are about tables and columns.
std::string advice_about_others(std::string_view kind, SchemaContext& context) {
  if (kind == "type" && context.design().orm() == Orm::prisma) {
    return "with Prisma, map enums with `@@map`";
  }
  return text::format("rename the {} in lower case, with underscores between words", plural(kind));
}

/// Reports each policy at the first object of its kind. Returns the objects without one.
Objects report_other_policies(const MixedCaseNames& found, SchemaContext& context) {
  Objects single;
  const auto policies = other_policies(found);
  std::map<std::string_view, Objects> by_kind;
  for (const MixedCaseObject& object : found.objects) {
    const bool has_policy = !object.is_table && policies.contains(object.kind);
    (has_policy ? by_kind[object.kind] : single).push_back(&object);
  }
  for (const auto& [kind, objects] : by_kind) {
    const MixedCaseObject& first = *objects.front();
    context.report(at(first)
                       .says(message_about_policy(first, objects.size(), found))
                       .advises(advice_about_others(kind, context))
                       .sums_up(members_of(objects, context.catalog())));
  }
  return single;
}

void report_rest(std::span<const MixedCaseObject* const> rest, SchemaContext& context) {
  std::vector<std::string> names;
  names.reserve(rest.size());
  for (const MixedCaseObject* object : rest) {
    names.push_back(object->is_named_so ? object->name.name : object->columns.front());
  }
  context.report(
      at(*rest.front())
          .says("{} more mixed-case names must be quoted: {}", rest.size(), list_of(names))
          .sums_up(members_of(rest, context.catalog())));
}

void check(const catalog::Catalog& catalog, SchemaContext& context) {
  const MixedCaseNames found = design::find_mixed_case(catalog);
  if (is_policy(found) || is_habit_of_prisma(found, context)) return report_policy(found, context);
  Objects single = report_other_policies(found, context);
  const std::span<const MixedCaseObject* const> objects = single;
  const bool all = objects.size() <= single_findings + 1;
  if (!all) {
    std::stable_partition(single.begin(), single.end(),
                          [](const MixedCaseObject* object) { return object->is_table; });
  }
  for (const MixedCaseObject* object : all ? objects : objects.first(single_findings)) {
    context.report(summed_up(*object, context.catalog()));
  }
  if (!all) report_rest(objects.subspan(single_findings), context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "mixed-case-identifier",
    .group = Group::dont_do_this,
    .concern = Concern::style,
    .wiki_entry = "3.2",
    .severity = Severity::warning,
    .summary = "A name with upper-case letters must be quoted wherever it is used",
    .help = "use lower-case names with underscores; most ORMs have a setting for that",
    .why = R"(
PostgreSQL folds names without quotes to lower case: `Users`, `USERS` and `users` are one table, and
`"Users"` is another one. Once a table is created with quotes, every query, view, function and
ad-hoc session has to quote it: `SELECT * FROM Users` fails with `relation "users" does not exist`.
If a `users` exists too, the query reads the wrong table.

Not every tool quotes names: import scripts, generated reports and people at a psql prompt do not.
Names inside strings need the quotes too (`nextval('"Users_id_seq"')`, `'"Users"'::regclass`), and
in JSON, YAML and shell commands the quotes have to be escaped as well.
)",
    .reported = R"(
Names with an upper-case ASCII letter, as the linted files leave the schema: tables with their
columns and constraints, foreign tables, views, materialized views, indexes, sequences, schemas,
types, domains, functions, procedures, aggregates, triggers, policies, rules, roles and databases.
Each object has one finding, which names its columns.

If at least half of the tables have names or columns in mixed case (at least three tables and ten
such names), that is a policy: there is one finding for the whole run, with the setting of the ORM
that created the schema, and no other. The same applies to functions, types and each other kind,
with ten such names and half of all. Otherwise a run has up to twenty findings, tables first, and
one for the rest.
)",
    .not_reported = R"(
Column headings of a report, given as aliases (`SELECT total AS "Total"`), and columns of views;
names that are folded because they are not quoted; indexes, constraints, sequences and other objects
named after a table in mixed case, if that table is reported; temporary tables; the bookkeeping
tables of tools (`"SequelizeMeta"`, `"__EFMigrationsHistory"`); what Prisma names itself in the
table of a many-to-many relation, such as its columns `"A"` and `"B"`; a view with the old name of a
renamed table (`"TeamMembers"` for `team_members`); policies whose name is a sentence; anything that
a later statement renames or drops.
)",
    .instead = R"(
Give new objects names of `a-z`, `0-9` and `_`. With an ORM, keep its classes and properties as they
are, and configure their names in the database:

| ORM | setting |
| --- | --- |
| Django | `db_table` in `Meta`, `db_column` (its defaults are in lower case) |
| Drizzle | `casing: 'snake_case'`, in `drizzle()` and in the configuration of drizzle-kit |
| Entity Framework | `UseSnakeCaseNamingConvention()` of EFCore.NamingConventions |
| Hibernate | `CamelCaseToUnderscoresNamingStrategy` as `hibernate.physical_naming_strategy` |
| Knex, Objection | `knexSnakeCaseMappers()` or `snakeCaseMappers()` |
| MikroORM | `namingStrategy: UnderscoreNamingStrategy` |
| Prisma | `@@map("users")` in a model, `@map("created_at")` after a field, `@@map` in an enum |
| Sequelize | `underscored: true` in `define` |
| SQLAlchemy | `__tablename__`, and the name as first argument of `mapped_column` or `Column` |
| TypeORM | `namingStrategy: new SnakeNamingStrategy()` of typeorm-naming-strategies |

After such a change in an existing project, read the migration that the tool generates: Prisma,
TypeORM and others drop the old column and add an empty one. Replace that with renames.

A rename only changes the system catalogs, so it is as fast for a large table. It needs a short
ACCESS EXCLUSIVE lock. A timeout prevents other queries from queueing while it waits for a long
query:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Users" RENAME COLUMN "createdAt" TO created_at;
COMMIT;
```

Views, foreign keys and indexes follow automatically. Function bodies are text and do not: search
them for the old name. Indexes and constraints keep their names, which are rarely written. Rename
them with `ALTER INDEX … RENAME TO` and `ALTER TABLE … RENAME CONSTRAINT`.

If the application cannot change at the same time, keep a view with the old name for one release. A
view of plain columns of one table can be read and written like the table:

```sql
-- With the first release:
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Users" RENAME TO users;
CREATE VIEW "Users" AS SELECT id, created_at AS "createdAt" FROM users;
COMMIT;

-- With the second release, when the old name is not used any more:
DROP VIEW "Users";
```

Grants belong to the table: repeat them for the view. If the table has row-level security, create
the view `WITH (security_invoker)` (PostgreSQL 15), or it reads with the privileges of its owner.
`COPY` needs the table.
)",
    .fine = R"(
If only an ORM accesses the schema, and has for years: every generated statement has its quotes.
Ignore the rule there.
)",
    .bad = R"(CREATE TABLE "Users" (id bigint PRIMARY KEY, "createdAt" timestamptz NOT NULL);)",
    .good = R"(
CREATE TABLE users (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
CREATE VIEW recent_users AS SELECT id, created_at AS "Member since" FROM users;
)",
    .links = {"https://wiki.postgresql.org/wiki/"
              "Don%27t_Do_This#Don.27t_use_upper_case_table_or_column_names",
              "https://www.postgresql.org/docs/current/"
              "sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::mixed_case_identifier
