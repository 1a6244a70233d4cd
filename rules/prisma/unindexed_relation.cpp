// With relationMode = "prisma", the client looks for the other side itself, and has no index.
#include <algorithm>
#include <set>
#include <string>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::unindexed_relation {
namespace {

using psl::Relation;
using psl::Schema;

/// Whether the key begins with `fields`, in any order.
bool begins_with(const psl::Key& key, const std::set<std::size_t>& fields) {
  if (key.columns.size() < fields.size() || !key.predicate.empty()) return false;
  return std::ranges::all_of(
      key.columns.begin(), key.columns.begin() + static_cast<std::ptrdiff_t>(fields.size()),
      [&](const psl::KeyColumn& column) { return fields.contains(column.field); });
}

std::string names_of(const psl::Model& model, const std::vector<std::size_t>& fields) {
  std::string names;
  for (const std::size_t field : fields) {
    names += (names.empty() ? "" : ", ") + model.fields[field].name();
  }
  return names;
}

void check(PrismaContext& context) {
  const Schema& schema = context.schema();
  if (schema.datasource.emulates_relations == nullptr) return;
  for (const Relation& relation : schema.relations) {
    if (!relation.refers() || schema.is_kept_elsewhere(relation)) continue;
    const psl::Model& model = schema.models[relation.holder.model];
    const std::set<std::size_t> fields(relation.fields.begin(), relation.fields.end());
    const bool is_indexed = std::ranges::any_of(
        model.keys, [&](const psl::Key& key) { return begins_with(key, fields); });
    if (is_indexed) continue;
    const std::string names = names_of(model, relation.fields);
    context.report(
        model.file,
        {.at = schema.field(relation.holder).relation->range,
         .message = text::format("no index begins with `{}`: each delete and each `include` of "
                                 "`{}` reads all of `{}`",
                                 names, schema.models[relation.other.model].name(), model.name()),
         .help = text::format("add `@@index([{}])` to `{}`: without foreign keys, the client reads "
                              "by it on each delete",
                              names, model.name()),
         .object = model.name() + "." + schema.field(relation.holder).name()});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unindexed-relation",
    .group = Group::prisma,
    .severity = Severity::warning,
    .summary = "No index on a relation that Prisma emulates",
    .help = "add `@@index` with the fields of the relation",
    .why = R"(
With `relationMode = "prisma"`, the client does what foreign keys do: before it deletes a row, it
looks for rows that refer to it, and so does every `include`. Without an index, each of these reads
the whole table.
)",
    .reported = R"(
Relations of a schema with `relationMode = "prisma"`, if no id, unique key or index of the model
begins with the fields of the relation, in any order.
)",
    .not_reported = R"(
Relations with foreign keys, which `unindexed-foreign-key` is for; ignored models.
)",
    .instead = R"(
```prisma
model Post {
  id     Int  @id
  userId Int
  user   User @relation(fields: [userId], references: [id])

  @@index([userId])
}
```
)",
    .fine = R"(
In tables that stay small.
)",
    .bad = R"(
datasource db {
  provider     = "postgresql"
  relationMode = "prisma"
}

model person {
  id    BigInt @id
  posts post[]
}

model post {
  id        BigInt @id
  author_id BigInt
  author    person @relation(fields: [author_id], references: [id], onDelete: Cascade)
}
)",
    .good = R"(
datasource db {
  provider     = "postgresql"
  relationMode = "prisma"
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
    .links = {"https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/relation-mode"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::unindexed_relation
