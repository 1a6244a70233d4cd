// Ids by cuid(), whose author gave them up because they tell too much.
#include <algorithm>
#include <string>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::cuid_key {
namespace {

/// `cuid()` and `cuid(1)`.
bool is_first_cuid(const psl::ModelField& field) {
  if (field.default_value == nullptr) return false;
  const psl::Argument* value = psl::find_argument(*field.default_value, "value", true);
  if (value == nullptr || value->value.kind != psl::ExpressionKind::call) return false;
  const psl::Expression& call = value->value;
  return call.text == "cuid" &&
         (call.arguments.empty() || call.arguments.front().value.text == "1");
}

bool is_id(const psl::Model& model, const psl::ModelField& field) {
  return std::ranges::any_of(model.keys, [&](const psl::Key& key) {
    return key.kind == psl::KeyKind::id && key.columns.size() == 1 &&
           &model.fields[key.columns.front().field] == &field;
  });
}

void check(PrismaContext& context) {
  for (const psl::Model& model : context.schema().models) {
    if (model.is_kept_elsewhere()) continue;
    for (const psl::ModelField& field : model.fields) {
      if (!is_first_cuid(field) || !is_id(model, field)) continue;
      const std::string object = psl::object_of(model, field);
      context.report(model.file, {.at = field.default_value->range,
                                  .message = text::format("ids of `{}` tell when and on which "
                                                          "host they were made: `cuid()`",
                                                          model.name()),
                                  .object = object});
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "cuid-key",
    .group = Group::prisma,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Ids made by cuid() tell when and where they were made",
    .help = "write `cuid(2)`, or `uuid(7)` with `@db.Uuid`",
    .many = "ids tell when and on which host they were made: `cuid()`",
    .why = R"(
A cuid of the first version has the time, a counter and a fingerprint of the host in it. Users who
see one can guess others, and know when the row was made. Its author gave it up for that reason and
made a second version.
)",
    .reported = R"(
Ids with `@default(cuid())`, once for a schema.
)",
    .not_reported = R"(
`cuid(2)`, and fields that are not ids.
)",
    .instead = R"(
```prisma
model Event {
  id String @id @default(cuid(2))
}
```

Ids that are there stay: both are text.
)",
    .fine = R"(
Where ids are not shown and access does not depend on knowing one.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model event {
  id String @id @default(cuid())
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model event {
  id String @id @default(cuid(2))
}
)",
    .links = {"https://github.com/paralleldrive/cuid2"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::cuid_key
