// A list without a default: its column takes NULL, which no filter of lists finds.
#include <string>

#include "catalog/relation.h"

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::nullable_list {
namespace {

/// Whether the migrations say what the schema cannot.
bool is_not_null(const catalog::Relation* table, const psl::ModelField& field) {
  const catalog::Column* column = table == nullptr ? nullptr : table->find_column(field.column);
  return column != nullptr && column->not_null == catalog::Answer::yes;
}

void check(PrismaContext& context) {
  for (const psl::Model& model : context.schema().models) {
    if (model.is_kept_elsewhere()) continue;
    const catalog::Relation* table = context.migrated(model);
    for (const psl::ModelField& field : model.fields) {
      const bool is_open = field.is_list() && field.has_column() && !field.is_ignored &&
                           field.default_value == nullptr && !is_not_null(table, field);
      if (!is_open) continue;
      const std::string object = psl::object_of(model, field);
      context.report(model.file, {.at = field.written->name.range,
                                  .message = text::format(
                                      "list `{}` may be NULL: neither `isEmpty: true` nor `NOT` "
                                      "with `has` finds such rows",
                                      object),
                                  .object = object});
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "nullable-list",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "A list without a default can be NULL",
    .help = "add `@default([])`; to rule NULL out, add `SET NOT NULL` to the migration by hand",
    .many = "lists may be NULL: neither `isEmpty: true` nor `NOT` with `has` finds such rows",
    .why = R"(
Prisma makes a list a column without NOT NULL, and shows NULL as an empty list. In the database they
differ: `isEmpty: true` does not find a row with NULL, and neither does `NOT` of `has`. Rows get
NULL when they are created without the list, by Prisma, by SQL, or when a migration adds the column.
)",
    .reported = R"(
Lists of scalars and enums without `@default`, once for a schema.
)",
    .not_reported = R"(
Lists of relations, which have no column. Columns that a migration of the schema makes NOT NULL.
)",
    .instead = R"(
```prisma
model Post {
  id   Int      @id
  tags String[] @default([])
}
```

Prisma cannot say NOT NULL of a list. Write it into the migration by hand: an `UPDATE` of the rows
with NULL, then `ALTER TABLE "Post" ALTER COLUMN "tags" SET NOT NULL`.
)",
    .fine = R"(
Where no query filters by the list.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model post {
  id    BigInt   @id
  words String[]
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model post {
  id    BigInt   @id
  words String[] @default([])
}
)",
    .links = {"https://www.prisma.io/docs/orm/prisma-client/special-fields-and-types/"
              "working-with-scalar-lists-arrays"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::nullable_list
