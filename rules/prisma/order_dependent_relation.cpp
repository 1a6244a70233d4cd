// A many-to-many relation of a model with itself: names of fields decide who is whom.
#include <string>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::order_dependent_relation {
namespace {

void check(PrismaContext& context) {
  const psl::Schema& schema = context.schema();
  for (const psl::Relation& relation : schema.relations) {
    const bool depends = relation.kind == psl::RelationKind::many_to_many &&
                         relation.is_of_one_model() && !relation.is_refused;
    if (!depends || schema.is_kept_elsewhere(relation)) continue;
    const psl::Model& model = schema.models[relation.holder.model];
    const psl::ModelField& first = schema.field(relation.holder);
    context.report(model.file,
                   {.at = first.written->name.range,
                    .message = text::format("columns A and B of `{}` follow the order of two "
                                            "names: renaming `{}` or `{}` can swap them",
                                            relation.constraint, first.name(),
                                            schema.field(relation.other).name()),
                    .object = psl::object_of(model, first)});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "order-dependent-relation",
    .group = Group::prisma,
    .severity = Severity::info,
    .summary = "Renaming a field can swap the sides of a many-to-many relation with itself",
    .help = "write a model for the relation, with a field for each side",
    .why = R"(
The table of an implicit many-to-many relation has the columns `A` and `B`. Of two models, the names
of the models decide which is which; of one model, the alphabetical order of its two fields does. If
one is renamed so that their order changes, the client reads the same rows the other way round:
those who follow are followed. Neither an error nor a migration says so.
)",
    .reported = R"(
Many-to-many relations of a model with itself without a model for the relation.
)",
    .not_reported = R"(
Many-to-many relations of two models.
)",
    .instead = R"(
```prisma
model User {
  id        Int      @id
  following Follow[] @relation("follower")
  followers Follow[] @relation("followed")
}

model Follow {
  followerId Int
  followedId Int
  follower   User @relation("follower", fields: [followerId], references: [id], onDelete: Cascade)
  followed   User @relation("followed", fields: [followedId], references: [id], onDelete: Cascade)

  @@id([followerId, followedId])
  @@index([followedId])
}
```
)",
    .fine = R"(
Where the relation has no direction, such as friends, and both sides are always written.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model animal {
  id       BigInt   @id
  eats     animal[] @relation("food")
  eaten_by animal[] @relation("food")
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model animal {
  id       BigInt @id
  eats     food[] @relation("eater")
  eaten_by food[] @relation("eaten")
}

model food {
  eater_id BigInt
  eaten_id BigInt
  eater    animal @relation("eater", fields: [eater_id], references: [id], onDelete: Cascade)
  eaten    animal @relation("eaten", fields: [eaten_id], references: [id], onDelete: Cascade)

  @@id([eater_id, eaten_id])
  @@index([eaten_id])
}
)",
    .links = {"https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/"
              "many-to-many-relations"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::order_dependent_relation
