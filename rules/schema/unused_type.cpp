// Types that were made and that nothing has: mostly left over when a column's type changed.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "design/accepted.h"
#include "design/type_uses.h"
#include "rule/schema_context.h"

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

/// True where the run sees only a part of the schema: the rest may need the type.
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
    context.report(
        at(*type)
            .says("{} `{}` serves nothing: no column, routine, view or other type has it",
                  word_for(type->kind), type->name.name)
            .with(Confidence::medium));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unused-type",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "A type that nothing in the schema uses is left over",
    .help = "drop the type, or use it where its values are stored",
    .why = R"(
A type without a column is mostly what a migration left behind: the column became `text`, the table went,
a new enum took the place of the old one. It looks alive. Somebody adds a value to it and wonders why the
application does not see it; code generators make classes of it; and the next enum cannot have its good
name.

Otherwise it is the sign of something forgotten: the list of states was written down as an enum, and the
column that should have had it is `text` and takes anything.
)",
    .reported = R"(
Enums, domains, composite types and ranges that exist in the end and that no column, argument or result of a
routine, and no other type has, that no default, CHECK or index mentions, and that no query, view, policy or body
in the linted files casts to or declares a variable of. Reported where the type was made.
)",
    .not_reported = R"(
Types of extensions; anything in a run that has no table, or that has tables which refer to or are
copies of ones that it never saw made, because what uses the type may be in other files; types whose name is a word in one of the texts, whatever it
means there; sequences without an owner.
)",
    .instead = R"(
Drop it. PostgreSQL refuses where something needs the type after all, so leave CASCADE out. It takes no lock
on tables:

```sql
DROP TYPE shirt_size;
```

Or use it. A column of type `text` becomes an enum with a rewrite of the table under an ACCESS EXCLUSIVE
lock: `ALTER TABLE shirts ALTER COLUMN size TYPE shirt_size USING size::shirt_size`, after every value
that is no member was put right. Its default has to be dropped before and set again afterwards.
)",
    .fine = R"(
Types for the code of clients alone, or for a table that comes with a later release.
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
