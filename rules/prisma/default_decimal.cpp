// A Decimal without a native type, which keeps thirty digits after the point.
#include <string>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::default_decimal {
namespace {

void check(PrismaContext& context) {
  for (const psl::Model& model : context.schema().models) {
    if (model.is_kept_elsewhere()) continue;
    for (const psl::ModelField& field : model.fields) {
      const bool is_default = field.kind == psl::FieldKind::scalar && field.type() == "Decimal" &&
                              field.native == nullptr && !field.is_ignored;
      if (!is_default) continue;
      const std::string object = psl::object_of(model, field);
      context.report(model.file,
                     {.at = field.written->whole_type,
                      .message = text::format("no scale for `{}`: `numeric(65,30)` shows 30 "
                                              "digits after the point",
                                              object),
                      .object = object});
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "default-decimal",
    .group = Group::prisma,
    .severity = Severity::info,
    .summary = "Decimal without precision and scale is numeric(65,30)",
    .help = "say the digits: `@db.Decimal(12, 2)`",
    .many =
        "fields are `Decimal` without a scale: `numeric(65,30)` shows 30 digits after the point",
    .why = R"(
Prisma gives `Decimal` the type `numeric(65,30)`. Psql, exports and other clients show `19.99` as
`19.990000000000000000000000000000`, and nothing says how exact the values are meant to be: an
amount of money can keep fractions of a cent that no invoice has.
)",
    .reported = R"(
`Decimal` fields without a native type, once for a schema.
)",
    .not_reported = R"(
`@db.Decimal(p, s)`, `@db.Decimal`, which keeps the digits of each value, and `@db.Money`.
)",
    .instead = R"(
```prisma
model Product {
  id    Int     @id
  price Decimal @db.Decimal(12, 2)
}
```

The migration rounds values that have more digits.
)",
    .fine = R"(
Where values need all these digits.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model product {
  id    BigInt  @id
  price Decimal
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model product {
  id    BigInt  @id
  price Decimal @db.Decimal(12, 2)
}
)",
    .links = {"https://www.prisma.io/docs/orm/reference/prisma-schema-reference#decimal"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::default_decimal
