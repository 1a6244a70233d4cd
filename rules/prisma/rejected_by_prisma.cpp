// What Prisma refuses and no other rule says better.
#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"

namespace pglint::rules::rejected_by_prisma {
namespace {

void check(PrismaContext& context) { context.report_refusals(psl::RefusalKind::other); }

}  // namespace

extern constinit const Rule rule = {
    .id = "rejected-by-prisma",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "Prisma does not accept this schema",
    .help = "correct it; `prisma validate` must pass before anything can be generated",
    .why = R"(
A schema that Prisma refuses makes neither a client nor a migration. `prisma validate` needs Prisma,
and stops after some kinds of mistakes; pglint reports all of them at once, with the fix.
)",
    .reported = R"(
- Models without an id or a unique key of required fields, with two ids, or with an optional id.
- Types, fields, enum values, attributes and native types that do not exist.
- Names that are used twice, also those of indexes and constraints, which are global.
- One-to-one relations whose key can repeat; relations without `fields` or `references`, with types
  that differ, with a required field over an optional key, or with actions on the wrong side.
- Indexes on relation fields: `@@index([user])` instead of `@@index([userId])`.
- Defaults that do not fit the type; `@updatedAt` on another type than `DateTime`.
- `@@schema` that is missing or unknown; a `provider` that is not a string.
)",
    .not_reported = R"(
What depends on a file of the schema that pglint did not read. What Prisma accepts and PostgreSQL
refuses has other rules, such as `foreign-key-type-mismatch`.
)",
    .instead = R"(
Each finding says what Prisma wants. A one-to-one relation, for example, needs a unique key:

```prisma
model Profile {
  id     Int  @id
  userId Int  @unique
  user   User @relation(fields: [userId], references: [id])
}
```
)",
    .fine = R"(
While you are typing.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model person {
  id    BigInt @id
  email String @db.Txt
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model person {
  id    BigInt @id
  email String @db.Text
}
)",
    .links = {"https://www.prisma.io/docs/orm/reference/prisma-schema-reference"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::rejected_by_prisma
