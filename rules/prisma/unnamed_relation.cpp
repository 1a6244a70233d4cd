// Two fields of a model that lead to the same model, and nothing that says which field of that
// model belongs to which.
#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"

namespace pglint::rules::unnamed_relation {
namespace {

void check(PrismaContext& context) { context.report_refusals(psl::RefusalKind::unnamed_relation); }

}  // namespace

extern constinit const Rule rule = {
    .id = "unnamed-relation",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "Ambiguous relation: several fields lead to the same model without names",
    .help = "give each relation a name on both of its fields, such as `@relation(\"author\")`",
    .why = R"(
A relation has two fields, one in each model, and Prisma pairs them by their types. If two fields of
`Post` have the type `User`, it cannot know which field of `User` belongs to which: is `posts` what
a user wrote or what they liked? So Prisma refuses the whole schema: no client and no migration can
be made from it. `prisma validate` stops at the first such pair of models; here all are reported.
)",
    .reported = R"(
The second of the fields, once for each pair of models, with the other fields as related places:

- two lists, or two single fields, between the same models
- a list that is many-to-many beside a relation with a key
- two fields of a relation of a model with itself, which always need a name
- three and more fields with the same name.
)",
    .not_reported = R"(
Fields with different relation names. One relation between two models may go without a name, even if
others between them have one.
)",
    .instead = R"(
Give each relation a name, on both of its fields:

```prisma
model Post {
  id       Int    @id
  authorId Int
  author   User   @relation("PostAuthor", fields: [authorId], references: [id])
  likedBy  User[] @relation("PostLikes")
}

model User {
  id    Int    @id
  posts Post[] @relation("PostAuthor")
  likes Post[] @relation("PostLikes")
}
```

The name of a many-to-many relation becomes the name of its table: `_PostLikes`. The name of a
relation with a key is known to Prisma only.
)",
    .fine = R"(
Never: Prisma does not accept the schema.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model post {
  id        BigInt @id
  author_id BigInt
  author    person @relation(fields: [author_id], references: [id], onDelete: Cascade)
  liked_by  person[]

  @@index([author_id])
}

model person {
  id    BigInt @id
  posts post[]
  likes post[]
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model post {
  id        BigInt   @id
  author_id BigInt
  author    person   @relation("author", fields: [author_id], references: [id], onDelete: Cascade)
  liked_by  person[] @relation("likes")

  @@index([author_id])
}

model person {
  id    BigInt @id
  posts post[] @relation("author")
  likes post[] @relation("likes")
}
)",
    .links = {"https://www.prisma.io/docs/orm/prisma-schema/data-model/relations"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::unnamed_relation
