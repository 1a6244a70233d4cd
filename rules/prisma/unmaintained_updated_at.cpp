// A field for the time of the last change that only creating a row sets.
#include <algorithm>
#include <array>
#include <string_view>

#include "catalog/relation.h"

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::unmaintained_updated_at {
namespace {

bool is_called_so(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"updatedAt",  "modifiedAt",  "changedAt",
                                                     "updated_at", "modified_at", "changed_at"};
  return std::ranges::count(names, name) > 0;
}

/// `@default(now())`.
bool has_time_of_creation(const psl::ModelField& field) {
  if (field.default_value == nullptr) return false;
  const psl::Argument* value = psl::find_argument(*field.default_value, "value", true);
  return value != nullptr && value->value.kind == psl::ExpressionKind::call &&
         value->value.text == "now";
}

bool is_unmaintained(const psl::ModelField& field) {
  return field.type() == "DateTime" && field.updated_at == nullptr && !field.is_ignored &&
         is_called_so(field.name()) && has_time_of_creation(field);
}

bool some_are_maintained(const psl::Schema& schema) {
  return std::ranges::any_of(schema.models, [](const psl::Model& model) {
    return std::ranges::any_of(
        model.fields, [](const psl::ModelField& field) { return field.updated_at != nullptr; });
  });
}

/// Whether a trigger may set it.
bool has_trigger(const catalog::Relation* table) {
  return table != nullptr && std::ranges::any_of(table->objects, [](const catalog::Object& object) {
           return object.kind == catalog::ObjectKind::trigger;
         });
}

void check(PrismaContext& context) {
  const psl::Schema& schema = context.schema();
  const Severity severity = some_are_maintained(schema) ? Severity::warning : Severity::info;
  for (const psl::Model& model : schema.models) {
    if (model.is_kept_elsewhere() || has_trigger(context.migrated(model))) continue;
    for (const psl::ModelField& field : model.fields) {
      if (!is_unmaintained(field)) continue;
      context.report(model.file,
                     {.at = field.default_value->range,
                      .message = text::format("missing `@updatedAt` on `{}`: each update has to "
                                              "set the time itself",
                                              psl::object_of(model, field)),
                      .object = psl::object_of(model, field),
                      .severity = severity});
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unmaintained-updated-at",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A field for the time of the last change has a default and no @updatedAt",
    .help = "add `@updatedAt` to the field",
    .why = R"(
`@default(now())` sets the field when a row is created, and never again. PostgreSQL does not update
it, and neither does the client without `@updatedAt`: each update has to set it, and the one that
forgets to leaves a time that is wrong. Caches, synchronization and people trust it.
)",
    .reported = R"(
`DateTime` fields with a name such as `updatedAt`, `modified_at` or `changedAt`, with
`@default(now())` and without `@updatedAt`. A warning where another model of the schema has
`@updatedAt`, else `info`.
)",
    .not_reported = R"(
Fields without a default: code writes them, as libraries do. Tables that have a trigger in the
schema's migrations.
)",
    .instead = R"(
```prisma
model Passkey {
  id        Int      @id
  updatedAt DateTime @default(now()) @updatedAt @db.Timestamptz(3)
}
```

The default may stay: it is for rows that are created without Prisma. The database does not change.
)",
    .fine = R"(
Where code sets the field with care, for changes of some fields only.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model passkey {
  id         BigInt   @id
  updated_at DateTime @default(now()) @db.Timestamptz(3)
}

model person {
  id         BigInt   @id
  updated_at DateTime @updatedAt @db.Timestamptz(3)
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model passkey {
  id         BigInt   @id
  updated_at DateTime @default(now()) @updatedAt @db.Timestamptz(3)
}

model person {
  id         BigInt   @id
  updated_at DateTime @updatedAt @db.Timestamptz(3)
}
)",
    .links = {"https://www.prisma.io/docs/orm/reference/prisma-schema-reference#updatedat"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::unmaintained_updated_at
