// A field that leads to a model which has no field that leads back.
#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"

namespace pglint::rules::one_sided_relation {
namespace {

void check(PrismaContext& context) {
  context.report_refusals(psl::RefusalKind::one_sided_relation);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "one-sided-relation",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A relation has a field in one of its two models only",
    .help = "add the opposite field to the other model, or give both fields the same name",
    .why = R"(
Prisma wants both ends of a relation in the schema, although the database needs only the key. A
field without an opposite field stops `prisma generate` and `prisma migrate`. Often the opposite
field exists, but only one of the two has a relation name, or they have different ones: then Prisma
sees two halves of two relations.
)",
    .reported = R"(
The field without an opposite one. Two fields that would fit but for their names are one finding.
)",
    .not_reported = R"(
Fields that lead to a model in a file that pglint did not read, or in a block with lines that it
could not read.
)",
    .instead = R"(
Add the opposite field. It needs no column, and no migration:

```prisma
model User {
  id    Int    @id
  posts Post[]
}

model Post {
  id     Int  @id
  userId Int
  user   User @relation(fields: [userId], references: [id])
}
```

`prisma format` adds missing fields, with names that you may want to change.
)",
    .fine = R"(
Never in a schema that is used: Prisma does not accept it.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model person {
  id BigInt @id
}

model post {
  id        BigInt @id
  author_id BigInt
  author    person @relation(fields: [author_id], references: [id], onDelete: Cascade)

  @@index([author_id])
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model person {
  id    BigInt @id
  posts post[]
}

model post {
  id        BigInt @id
  author_id BigInt
  author    person @relation(fields: [author_id], references: [id], onDelete: Cascade)

  @@index([author_id])
}
)",
    .links = {"https://www.prisma.io/docs/orm/prisma-schema/data-model/relations"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::one_sided_relation
