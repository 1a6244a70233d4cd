// A relation without an action, which is RESTRICT, to a model whose other relations cascade: the
// delete that they prepare fails.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::blocked_cascade {
namespace {

using psl::Relation;
using psl::Schema;

/// Without a written action, and PostgreSQL refuses the delete.
bool blocks(const Schema& schema, const Relation& relation) {
  return relation.restricts_unsaid() && !relation.is_of_one_model() &&
         !schema.is_kept_elsewhere(relation);
}

/// Whether migrations drop its foreign key, which the schema still has: then nothing blocks.
bool is_dropped(const PrismaContext& context, const Relation& relation) {
  const PrismaMigrations* migrations = context.migrations();
  if (migrations == nullptr) return false;
  const catalog::Relation* table = context.migrated(context.schema().models[relation.holder.model]);
  const bool is_there = table != nullptr && table->find_constraint(relation.constraint) != nullptr;
  return !is_there && migrations->dropped_constraints.contains(relation.constraint);
}

/// Rows of such models are meant to outlive what they are about.
bool is_history(const std::string& model) {
  constexpr std::array<std::string_view, 5> words = {"log", "history", "audit", "archive", "event"};
  const std::string name = text::lowered(model);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

/// How many other relations to the same model cascade.
std::ptrdiff_t cascades_beside(const Schema& schema, const Relation& relation) {
  return std::ranges::count_if(schema.relations, [&](const Relation& other) {
    return other.cascades() && other.other.model == relation.other.model &&
           !other.is_of_one_model();
  });
}

/// A relation by which rows of the model that `relation` leads to are deleted; null without one.
const Relation* cascade_into(const Schema& schema, const Relation& relation) {
  const auto found = std::ranges::find_if(schema.relations, [&](const Relation& other) {
    return other.cascades() && other.holder.model == relation.other.model &&
           !other.is_of_one_model();
  });
  return found == schema.relations.end() ? nullptr : &*found;
}

std::string message_for(const Schema& schema, const Relation& relation, std::ptrdiff_t beside) {
  const std::string& target = schema.models[relation.other.model].name();
  const std::string field =
      schema.models[relation.holder.model].name() + "." + schema.field(relation.holder).name();
  if (beside > 0) {
    return text::format(
        "missing `onDelete` on `{}`: deleting a `{}` fails while it has a `{}`, although {} {}",
        field, target, schema.models[relation.holder.model].name(),
        beside == 1 ? std::string("another") : std::to_string(beside),
        beside == 1 ? "relation cascades" : "other relations cascade");
  }
  return text::format(
      "missing `onDelete` on `{}`: deleting a `{}` cascades to `{}` and fails if a `{}` refers to "
      "it",
      field, schema.models[cascade_into(schema, relation)->other.model].name(), target,
      schema.models[relation.holder.model].name());
}

void check(PrismaContext& context) {
  const Schema& schema = context.schema();
  if (schema.datasource.emulates_relations != nullptr) return;
  for (const Relation& relation : schema.relations) {
    if (!blocks(schema, relation) || is_dropped(context, relation)) continue;
    const std::ptrdiff_t beside = cascades_beside(schema, relation);
    if (beside == 0 && cascade_into(schema, relation) == nullptr) continue;
    const psl::Model& child = schema.models[relation.holder.model];
    const bool outlives = is_history(child.name());
    Report report = {.at = schema.field(relation.holder).relation->range,
                     .message = message_for(schema, relation, beside),
                     .object = child.name() + "." + schema.field(relation.holder).name()};
    if (outlives) {
      report.severity = Severity::info;
      report.confidence = Confidence::medium;
    }
    context.report(child.file, std::move(report));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "blocked-cascade",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A relation without onDelete blocks deletes that other relations cascade",
    .help = "write `onDelete: Cascade`, or `onDelete: Restrict` to show that this is intended",
    .why = R"(
Without `onDelete`, a required relation is `ON DELETE RESTRICT`: PostgreSQL refuses to delete what
it refers to. If the other relations of that model say `onDelete: Cascade`, deleting it is planned
for, and the one that was forgotten makes it fail. That is found in production, by the first row
that has such a child. RESTRICT even stops a delete whose cascade would remove the child by another
path, depending on the order in which the constraints were made.
)",
    .reported = R"(
Required relations without `onDelete`

- to a model that other relations refer to with `onDelete: Cascade`
- to a model that is itself deleted by a cascade.
)",
    .not_reported = R"(
Relations whose foreign key the migrations drop, which [prisma-drift](prisma-drift.md) reports.
Relations with any written action, also `Restrict` and `NoAction`; optional ones, which are set to
NULL; relations of a model with itself; ignored models. Models that keep a history, such as
`AuditLog`, are `info`. With `relationMode = "prisma"` the database knows none of this.
)",
    .instead = R"(
Say what deleting does:

```prisma
model Invite {
  id        Int  @id
  creatorId Int
  creator   User @relation(fields: [creatorId], references: [id], onDelete: Cascade)
}
```

Prisma makes a migration that replaces the constraint.
)",
    .fine = R"(
Where such a row has to be removed by hand first, write `onDelete: Restrict`.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model person {
  id       BigInt    @id
  sessions session[]
  invites  invite[]
}

model session {
  id        BigInt @id
  person_id BigInt
  person    person @relation(fields: [person_id], references: [id], onDelete: Cascade)

  @@index([person_id])
}

model invite {
  id         BigInt @id
  creator_id BigInt
  creator    person @relation(fields: [creator_id], references: [id])

  @@index([creator_id])
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model person {
  id       BigInt    @id
  sessions session[]
  invites  invite[]
}

model session {
  id        BigInt @id
  person_id BigInt
  person    person @relation(fields: [person_id], references: [id], onDelete: Cascade)

  @@index([person_id])
}

model invite {
  id         BigInt @id
  creator_id BigInt
  creator    person @relation(fields: [creator_id], references: [id], onDelete: Restrict)

  @@index([creator_id])
}
)",
    .links = {"https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/"
              "referential-actions"},
    .replaces = {"relation-without-on-delete"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::blocked_cascade
