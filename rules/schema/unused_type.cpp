// Types that nothing uses: mostly left over from a column whose type changed.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "design/accepted.h"
#include "design/sql_name.h"
#include "design/type_uses.h"
#include "rule/schema/schema_context.h"

namespace pglint::rules::unused_type {
namespace {

using catalog::Object;
using catalog::ObjectKind;
using catalog::Relation;

bool is_type(ObjectKind kind) {
  return kind == ObjectKind::enum_type || kind == ObjectKind::domain ||
         kind == ObjectKind::composite_type || kind == ObjectKind::range_type;
}

std::string_view word_for(ObjectKind kind) {
  return kind == ObjectKind::domain ? "domain" : "type";
}

bool is_table(const Relation& relation) { return relation.kind == catalog::RelationKind::table; }

bool refers_to_unseen(const Relation& relation, const catalog::Catalog& catalog) {
  return std::ranges::any_of(relation.constraints, [&](const catalog::Constraint& constraint) {
    return constraint.kind == catalog::ConstraintKind::foreign_key &&
           catalog.find_relation(constraint.referenced) == nullptr;
  });
}

/// True if the linted files show only a part of the schema. The rest may use the type.
bool is_part_of_schema(const catalog::Catalog& catalog) {
  bool has_table = false;
  for (const auto& [name, relation] : catalog.relations()) {
    if (!is_table(relation)) continue;
    has_table = true;
    if (!relation.columns_known || refers_to_unseen(relation, catalog)) return true;
  }
  return !has_table;
}

std::vector<const Object*> types_of(const catalog::Catalog& catalog) {
  std::vector<const Object*> types;
  for (const auto& [key, object] : catalog.objects()) {
    if (is_type(object.kind) && !object.implicit && object.extension.empty()) {
      types.push_back(&object);
    }
  }
  std::ranges::stable_sort(
      types, [](const Object* a, const Object* b) { return is_before(a->place, b->place); });
  return types;
}

void check(const catalog::Catalog& catalog, SchemaContext& context) {
  const std::vector<const Object*> types = types_of(catalog);
  if (types.empty() || is_part_of_schema(catalog)) return;
  const design::TypeUses uses(catalog);
  for (const Object* type : types) {
    if (uses.contains(type->name.name)) continue;
    if (type->find_use(catalog::ObjectUseKind::mentioned) != nullptr) continue;
    if (design::is_accepted(type->comment, {.id = "unused-type"})) continue;
    context.report(at(*type)
                       .says("unused {} `{}`: no column, routine, view or other type uses it",
                             word_for(type->kind), type->name.name)
                       .advises("`DROP {} {}`, or use it for the column whose values it describes",
                                type->kind == ObjectKind::domain ? "DOMAIN" : "TYPE",
                                design::in_sql(type->name))
                       .with(Confidence::medium));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unused-type",
    .group = Group::schema,
    .concern = Concern::style,
    .severity = Severity::info,
    .summary = "Unused type: no column, routine, view or other type uses it",
    .help = "drop the type, or use it for the column whose values it describes",
    .why = R"(
A type without a column is usually left over from a migration: the column became `text`, the table
was dropped, a new enum replaced the old one. It looks as if it were in use. Developers add a value
to it and wonder why the application does not see it, code generators create classes for it, and the
next enum cannot have its name.

Otherwise something was forgotten: the list of states was declared as an enum, but the column that
should use it is `text` and accepts anything.
)",
    .reported = R"(
Enums, domains, composite types and ranges that exist after the last linted file, if no column,
argument or result of a routine and no other type uses them, no default, CHECK or index mentions
them, and no query, view, policy or function body in the linted files casts to them or declares a
variable with them. Reported at CREATE TYPE or CREATE DOMAIN.
)",
    .not_reported = R"(
Types of extensions; types in linted files that create no table, or that create tables which refer
to or copy unknown ones, because what uses the type may be in other files; types whose name is a
word in one of the texts, in any meaning; sequences without an owner.
)",
    .instead = R"(
Drop it. PostgreSQL refuses if something depends on the type, so leave CASCADE out. No table is
locked:

```sql
DROP TYPE shirt_size;
```

Or use it. Turning a `text` column into an enum rewrites the table under an ACCESS EXCLUSIVE lock:
`ALTER TABLE shirts ALTER COLUMN size TYPE shirt_size USING size::shirt_size`. First correct every
value that the enum does not have. Drop the column's default before, and set it again afterwards.
)",
    .fine = R"(
Types that only client code uses, or for a table that a later release adds.
`COMMENT ON TYPE … IS 'pglint:accept unused-type'` tells the next reader.
)",
    .bad = R"(
CREATE TYPE shirt_size AS ENUM ('S', 'M', 'L');
CREATE TABLE shirts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  colour text NOT NULL
);
)",
    .good = R"(
CREATE TYPE shirt_size AS ENUM ('S', 'M', 'L');
CREATE TABLE shirts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  colour text NOT NULL,
  size shirt_size NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-droptype.html",
              "https://www.postgresql.org/docs/current/datatype-enum.html"},
    .checks = {on<check>},
    .wants_evidence = true,
};

}  // namespace pglint::rules::unused_type
