// A required key that only the client can make: SQL has to bring a value.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::client_side_default {
namespace {

/// The name of the function of the client that makes the value; empty if none does.
std::string_view maker_of(const psl::ModelField& field) {
  constexpr std::array<std::string_view, 4> makers = {"uuid", "cuid", "ulid", "nanoid"};
  if (field.default_value == nullptr) return {};
  const psl::Argument* value = psl::find_argument(*field.default_value, "value", true);
  const bool is_call = value != nullptr && value->value.kind == psl::ExpressionKind::call;
  if (!is_call || std::ranges::count(makers, value->value.text) == 0) return {};
  return value->value.text;
}

bool is_id(const psl::Model& model, const psl::ModelField& field) {
  return std::ranges::any_of(model.keys, [&](const psl::Key& key) {
    return key.kind == psl::KeyKind::id &&
           std::ranges::any_of(key.columns, [&](const psl::KeyColumn& column) {
             return &model.fields[column.field] == &field;
           });
  });
}

void check(PrismaContext& context) {
  for (const psl::Model& model : context.schema().models) {
    if (model.is_kept_elsewhere()) continue;
    for (const psl::ModelField& field : model.fields) {
      const std::string_view maker = maker_of(field);
      if (maker.empty() || !is_id(model, field)) continue;
      context.report(model.file,
                     {.at = field.default_value->range,
                      .message = text::format("no default in the database: SQL that inserts into "
                                              "`{}` has to make `{}`, because `{}()` runs in the "
                                              "client",
                                              model.name(), field.name(), maker),
                      .object = psl::object_of(model, field)});
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "client-side-default",
    .group = Group::prisma,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A key whose default only the client makes",
    .help = "write `@default(dbgenerated(\"gen_random_uuid()\")) @db.Uuid`",
    .why = R"(
`uuid()`, `cuid()`, `ulid()` and `nanoid()` are not defaults in the database: the column is NOT NULL
and has none. An INSERT in a migration, a script or another service fails without a value, or makes
one in another way.
)",
    .reported = R"(
Ids with `@default(uuid())`, `cuid()`, `ulid()` or `nanoid()`.
)",
    .not_reported = R"(
`autoincrement()` and `dbgenerated(…)`, which the database makes.
)",
    .instead = R"prisma(
```prisma
model Event {
  id String @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
}
```
)prisma",
    .fine = R"(
Where only Prisma writes, which is why this rule is off by default.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model event {
  id String @id @default(uuid()) @db.Uuid
}
)",
    .good = R"prisma(
datasource db {
  provider = "postgresql"
}

model event {
  id String @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
}
)prisma",
    .links = {"https://www.prisma.io/docs/orm/reference/prisma-schema-reference#default"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::client_side_default
