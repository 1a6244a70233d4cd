// A required field that the client leaves out, so it can create no row.
#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::required_ignored_field {
namespace {

void check(PrismaContext& context) {
  for (const psl::Model& model : context.schema().models) {
    if (model.is_kept_elsewhere()) continue;
    for (const psl::ModelField& field : model.fields) {
      const bool is_missed = field.is_ignored && field.is_required() && field.has_column() &&
                             field.default_value == nullptr && field.updated_at == nullptr;
      if (!is_missed) continue;
      context.report(model.file,
                     {.at = field.written->range,
                      .message = text::format("no `create` for `{}`: the client leaves out `{}`, "
                                              "which is required",
                                              model.name(), field.name()),
                      .object = psl::object_of(model, field)});
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "required-ignored-field",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "A required field with @ignore and no default: the client cannot create rows",
    .help = "make the field optional, or give it a default",
    .why = R"(
`@ignore` leaves the field out of the client. If it is required and has no default, the client has
no value to write, so Prisma leaves out `create`, `createMany` and `upsert` of the model as well.
Code that needs them does not compile, and the message does not say why.
)",
    .reported = R"(
Required fields with `@ignore` and without `@default`, in a model that is not ignored.
)",
    .not_reported = R"(
Lists, optional fields, and ignored models.
)",
    .instead = R"(
```prisma
model Event {
  id     Int     @id
  legacy String? @ignore
}
```
)",
    .fine = R"(
Where only SQL writes the table.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model event {
  id     BigInt @id
  legacy String @ignore
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model event {
  id     BigInt  @id
  legacy String? @ignore
}
)",
    .links = {"https://www.prisma.io/docs/orm/reference/prisma-schema-reference#ignore"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::required_ignored_field
