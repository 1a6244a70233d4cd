// A relation that code has to check for null, and that is never null.
#include <algorithm>
#include <string>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::optional_relation_of_required_field {
namespace {

bool is_always_there(const psl::Schema& schema, const psl::Relation& relation) {
  const psl::Model& model = schema.models[relation.holder.model];
  return relation.refers() && !schema.is_kept_elsewhere(relation) &&
         schema.field(relation.holder).written->arity == psl::Arity::optional &&
         std::ranges::all_of(relation.fields,
                             [&](std::size_t field) { return model.fields[field].is_required(); });
}

void check(PrismaContext& context) {
  const psl::Schema& schema = context.schema();
  // Without a foreign key, the row may be missing.
  if (schema.datasource.emulates_relations != nullptr) return;
  for (const psl::Relation& relation : schema.relations) {
    if (!is_always_there(schema, relation)) continue;
    const psl::Model& model = schema.models[relation.holder.model];
    const psl::ModelField& field = schema.field(relation.holder);
    context.report(model.file,
                   {.at = field.written->whole_type,
                    .message = text::format("optional relation `{}` is always there: its foreign "
                                            "key `{}` is required",
                                            psl::object_of(model, field),
                                            model.fields[relation.fields.front()].name()),
                    .object = psl::object_of(model, field)});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "optional-relation-of-required-field",
    .group = Group::prisma,
    .severity = Severity::info,
    .summary = "An optional relation whose fields are required",
    .help = "remove the `?` of the relation, or make its foreign key optional, too",
    .why = R"(
The type of the relation says that it can be null, and the foreign key on required fields says that
it cannot. All code that reads it has to check for a case that does not happen, or ends with `!`. Or
the `?` was meant, and the field that holds the key lacks it: then rows cannot be saved without the
relation.
)",
    .reported = R"(
Relation fields with `?` if all fields of the key are required.
)",
    .not_reported = R"(
Schemas with `relationMode = "prisma"`: without foreign keys, the row can be missing.
)",
    .instead = R"(
```prisma
model Session {
  id     Int  @id
  userId Int
  user   User @relation(fields: [userId], references: [id], onDelete: Cascade)
}
```
)",
    .fine = R"(
Where a library wants the field to be optional.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model person {
  id       BigInt    @id
  sessions session[]
}

model session {
  id        BigInt  @id
  person_id BigInt
  person    person? @relation(fields: [person_id], references: [id], onDelete: Cascade)

  @@index([person_id])
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model person {
  id       BigInt    @id
  sessions session[]
}

model session {
  id        BigInt @id
  person_id BigInt
  person    person @relation(fields: [person_id], references: [id], onDelete: Cascade)

  @@index([person_id])
}
)",
    .links = {"https://www.prisma.io/docs/orm/prisma-schema/data-model/relations"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::optional_relation_of_required_field
