// A schema whose relations have no foreign keys: the client does what the database could.
#include <algorithm>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::emulated_relations {
namespace {

void check(PrismaContext& context) {
  const psl::Schema& schema = context.schema();
  const psl::Property* mode = schema.datasource.emulates_relations;
  if (mode == nullptr) return;
  const auto all = std::ranges::count_if(
      schema.relations, [](const psl::Relation& relation) { return relation.refers(); });
  if (all == 0) return;
  context.report(schema.datasource.file,
                 {.at = mode->range,
                  .message = text::format(
                      "no foreign keys for {}: rows can refer to rows that are "
                      "missing",
                      all == 1 ? std::string("1 relation") : std::to_string(all) + " relations")});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "emulated-relations",
    .group = Group::prisma,
    .severity = Severity::info,
    .summary = "Relations without foreign keys: relationMode = \"prisma\"",
    .help = "remove `relationMode`, after a search for rows that refer to nothing",
    .why = R"(
With `relationMode = "prisma"`, the client checks relations when it writes, with separate queries.
Other clients, scripts and two transactions at the same time get past that, and nothing in the
database stops a row that refers to another one that was deleted. The mode was made for databases
that have no foreign keys; PostgreSQL has them.
)",
    .reported = R"(
The line `relationMode = "prisma"`, or `referentialIntegrity = "prisma"`, of a schema with
relations.
)",
    .not_reported = R"(
Schemas without relations.
)",
    .instead = R"(
Look for rows that refer to nothing, then remove the line. The next `prisma migrate dev` adds the
foreign keys.

```prisma
datasource db {
  provider = "postgresql"
}
```
)",
    .fine = R"(
For a database that a proxy shards, or that another tool gives its foreign keys.
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
    .links = {"https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/relation-mode"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::emulated_relations
