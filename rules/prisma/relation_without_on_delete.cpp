// Relations whose schema never says what deleting does, and children that look like parts of their
// parent.
#include <algorithm>
#include <string>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::relation_without_on_delete {
namespace {

using psl::Relation;
using psl::RelationKind;
using psl::Schema;

/// From so many relations on, saying nothing is a decision of the whole schema.
constexpr std::ptrdiff_t least_of_schema = 5;

bool refers(const Relation& relation) { return relation.refers(); }

bool is_silent(const Relation& relation) {
  return relation.refers() && relation.written_on_delete == nullptr;
}

/// Once for a schema in which nothing says what deleting does. False if something does.
bool report_schema(PrismaContext& context) {
  const Schema& schema = context.schema();
  const auto all = std::ranges::count_if(schema.relations, refers);
  if (all < least_of_schema || std::ranges::count_if(schema.relations, is_silent) != all) {
    return false;
  }
  const auto refused = std::ranges::count_if(schema.relations, [](const Relation& relation) {
    return relation.refers() && relation.on_delete == "RESTRICT";
  });
  const Relation& first = *std::ranges::find_if(schema.relations, refers);
  const psl::Model& model = schema.models[first.holder.model];
  context.report(
      model.file,
      {.at = schema.field(first.holder).relation->range,
       .message = text::format("none of the {} relations says what deleting does: Prisma refuses "
                               "it for {} and sets NULL for {}",
                               all, refused, all - refused),
       .help = "write `onDelete: Cascade` for rows that are part of the other, and `Restrict` or "
               "`SetNull` for the rest"});
  return true;
}

/// `UserSetting` is a part of `User` by its name.
bool is_part_by_name(const std::string& child, const std::string& parent) {
  return child.size() > parent.size() && child.starts_with(parent);
}

/// Whether the child belongs to nothing else: no other required relation, and no children.
bool is_leaf(const Schema& schema, const Relation& relation) {
  return std::ranges::none_of(schema.relations, [&](const Relation& other) {
    const bool is_child_of_more = other.holder.model == relation.holder.model && other.refers() &&
                                  !(other.holder == relation.holder);
    return is_child_of_more || other.other.model == relation.holder.model;
  });
}

bool is_part(const Schema& schema, const Relation& relation) {
  const std::string& child = schema.models[relation.holder.model].name();
  const std::string& parent = schema.models[relation.other.model].name();
  return is_part_by_name(child, parent) || is_leaf(schema, relation);
}

bool some_cascade_to(const Schema& schema, std::size_t model) {
  return std::ranges::any_of(schema.relations, [&](const Relation& other) {
    return other.cascades() && other.other.model == model;
  });
}

void check(PrismaContext& context) {
  const Schema& schema = context.schema();
  if (report_schema(context)) return;
  for (const Relation& relation : schema.relations) {
    const bool may_be_part = relation.restricts_unsaid() &&
                             relation.kind == RelationKind::one_to_many &&
                             !relation.is_of_one_model();
    if (!may_be_part || some_cascade_to(schema, relation.other.model)) continue;
    const psl::Model& child = schema.models[relation.holder.model];
    if (schema.is_kept_elsewhere(relation) || !is_part(schema, relation)) continue;
    const std::string& field = schema.field(relation.holder).name();
    context.report(
        child.file,
        {.at = schema.field(relation.holder).relation->range,
         .message = text::format(
             "missing `onDelete` on `{}.{}`: a `{}` with `{}` rows cannot be deleted", child.name(),
             field, schema.models[relation.other.model].name(), child.name()),
         .object = child.name() + "." + field,
         .confidence = Confidence::medium});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "relation-without-on-delete",
    .group = Group::prisma,
    .severity = Severity::info,
    .summary = "Relations that do not say what deleting does",
    .help = "write `onDelete: Cascade` if the row is part of the other, else `Restrict`",
    .why = R"(
Without `onDelete`, Prisma chooses: it refuses to delete what a required relation refers to, and
sets an optional one to NULL. That is safe, and for rows that are part of another, such as the items
of an order, it is seldom what anyone wants: code deletes the items first, in as many places as
orders are deleted. A reader of the schema cannot tell a decision from an omission.
)",
    .reported = R"(
- Once for a schema of five and more relations, none of which has `onDelete`.
- Required relations without `onDelete` of a model that looks like a part of the other: by its name,
  as `OrderItem` and `Order`, or because it belongs to nothing else.
)",
    .not_reported = R"(
Relations to a model that others cascade to: `blocked-cascade` says more. One-to-one relations,
relations of a model with itself, and any written action.
)",
    .instead = R"(
```prisma
model OrderItem {
  id      Int   @id
  orderId Int
  order   Order @relation(fields: [orderId], references: [id], onDelete: Cascade)
}
```
)",
    .fine = R"(
Where code must remove the children by hand, `onDelete: Restrict` says so.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model sale {
  id    BigInt      @id
  items sale_item[]
}

model sale_item {
  id      BigInt @id
  sale_id BigInt
  sale    sale   @relation(fields: [sale_id], references: [id])

  @@index([sale_id])
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model sale {
  id    BigInt      @id
  items sale_item[]
}

model sale_item {
  id      BigInt @id
  sale_id BigInt
  sale    sale   @relation(fields: [sale_id], references: [id], onDelete: Cascade)

  @@index([sale_id])
}
)",
    .links = {"https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/"
              "referential-actions"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::relation_without_on_delete
