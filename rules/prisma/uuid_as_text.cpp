// Values of uuid() in a column of type text.
#include <string>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::uuid_as_text {
namespace {

bool makes_uuid(const psl::ModelField& field) {
  if (field.default_value == nullptr) return false;
  const psl::Argument* value = psl::find_argument(*field.default_value, "value", true);
  return value != nullptr && value->value.kind == psl::ExpressionKind::call &&
         value->value.text == "uuid";
}

bool is_text(const psl::ModelField& field) {
  return field.native == nullptr || field.native_type == "Text" || field.native_type == "VarChar" ||
         field.native_type == "Char";
}

void check(PrismaContext& context) {
  for (const psl::Model& model : context.schema().models) {
    if (model.is_kept_elsewhere()) continue;
    for (const psl::ModelField& field : model.fields) {
      if (field.type() != "String" || !makes_uuid(field) || !is_text(field)) continue;
      const std::string object = psl::object_of(model, field);
      context.report(model.file,
                     {.at = field.default_value->range,
                      .message = text::format("uuid stored as text: `{}` takes 37 bytes instead of "
                                              "16, and compares by locale",
                                              object),
                      .object = object});
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "uuid-as-text",
    .group = Group::prisma,
    .severity = Severity::info,
    .summary = "Values of uuid() are stored as text",
    .help = "add `@db.Uuid` here and to the fields that refer to it",
    .many = "fields store `uuid()` as text: 37 bytes instead of 16, compared by locale",
    .why = R"(
`String @default(uuid())` is a `text` column. A uuid takes 37 bytes there and 16 as `uuid`, in the
table, in its key, and again in each column and index that refers to it. Text compares by the rules
of a locale, which is slower, and takes `A1…` and `a1…` for two values. And it takes anything: a
typo is stored like a uuid.
)",
    .reported = R"(
`String` fields with `@default(uuid())` of any version and a text type, once for a schema.
)",
    .not_reported = R"(
`cuid()`, `ulid()` and `nanoid()`, for which PostgreSQL has no type.
)",
    .instead = R"(
Give the key and all fields that refer to it the same type:

```prisma
model Invite {
  id String @id @default(uuid(7)) @db.Uuid
}
```

The migration that Prisma makes drops the column and adds it again, which loses the values. Write it
by hand: `ALTER COLUMN id TYPE uuid USING id::uuid`, for all of these columns in one migration.
)",
    .fine = R"(
Where some values are not uuids.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model invite {
  id String @id @default(uuid())
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model invite {
  id String @id @default(uuid()) @db.Uuid
}
)",
    .links = {"https://www.postgresql.org/docs/current/datatype-uuid.html"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::uuid_as_text
