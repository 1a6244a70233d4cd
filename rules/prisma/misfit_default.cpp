// A default that the client makes and the column does not take.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::misfit_default {
namespace {

/// What a function of Prisma makes.
struct Maker {
  std::string_view name;
  long length = 0;         ///< of its values
  long second_length = 0;  ///< of version 2; 0: the same
  bool has_length_argument = false;
};

constexpr std::array<Maker, 4> makers = {
    {{.name = "uuid", .length = 36},
     {.name = "cuid", .length = 25, .second_length = 24},
     {.name = "ulid", .length = 26},
     {.name = "nanoid", .length = 21, .has_length_argument = true}}};

std::optional<long> first_number(const std::vector<psl::Argument>& arguments) {
  if (arguments.empty()) return std::nullopt;
  const std::string& text = arguments.front().value.text;
  long number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

long length_of(const Maker& maker, const psl::Expression& call) {
  const std::optional<long> argument = first_number(call.arguments);
  if (!argument) return maker.length;
  if (maker.has_length_argument) return *argument;
  return maker.second_length != 0 && *argument == 2 ? maker.second_length : maker.length;
}

/// The characters that the native type takes; nothing if it does not limit them.
std::optional<long> limit_of(const psl::ModelField& field) {
  if (field.native_type == "Char" && field.native->arguments.empty()) return 1;
  if (field.native_type != "VarChar" && field.native_type != "Char") return std::nullopt;
  return first_number(field.native->arguments);
}

std::string fault_of(const Maker& maker, const psl::Expression& call,
                     const psl::ModelField& field) {
  if (field.native_type == "Uuid" && maker.name != "uuid") {
    return text::format("`{}()` makes no uuid", maker.name);
  }
  const long length = length_of(maker, call);
  const std::optional<long> limit = limit_of(field);
  if (!limit || *limit >= length) return {};
  return text::format("`{}()` makes {} characters, and {} fit", maker.name, length, *limit);
}

void check_field(PrismaContext& context, const psl::Model& model, const psl::ModelField& field) {
  if (field.native == nullptr || field.default_value == nullptr || field.is_list()) return;
  const psl::Argument* value = psl::find_argument(*field.default_value, "value", true);
  if (value == nullptr || value->value.kind != psl::ExpressionKind::call) return;
  const auto* const maker = std::ranges::find(makers, value->value.text, &Maker::name);
  if (maker == makers.end()) return;
  const std::string fault = fault_of(*maker, value->value, field);
  if (fault.empty()) return;
  context.report(model.file,
                 {.at = field.default_value->range,
                  .message = text::format("invalid default of `{}`: {}, so creating a row without "
                                          "a value fails",
                                          psl::object_of(model, field), fault),
                  .object = psl::object_of(model, field)});
}

void check(PrismaContext& context) {
  for (const psl::Model& model : context.schema().models) {
    if (model.is_view) continue;
    for (const psl::ModelField& field : model.fields) check_field(context, model, field);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "misfit-default",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A default that the client makes does not fit the native type",
    .help =
        "choose a default that the type takes, such as `uuid()` for `@db.Uuid`, or another type",
    .why = R"(
`cuid()`, `ulid()`, `nanoid()` and `uuid()` are made by the client. Prisma accepts them beside any
native type of `String`, and the mistake shows when the first row is created: PostgreSQL refuses a
cuid as a `uuid`, and a text that is longer than its column.
)",
    .reported = R"(
The `@default` of a field

- with `@db.Uuid` and a function that makes no uuid
- with `@db.VarChar(n)` or `@db.Char(n)` and a function whose values are longer: 36 characters of
  `uuid()`, 25 of `cuid()`, 24 of `cuid(2)`, 26 of `ulid()`, 21 of `nanoid()` or as many as it says.
)",
    .not_reported = R"(
Literals, and defaults that the database makes.
)",
    .instead = R"(
```prisma
model Event {
  id String @id @default(uuid()) @db.Uuid
}
```
)",
    .fine = R"(
Never, unless every row is created with a value; then the default says nothing and can go.
)",
    .bad = R"(
datasource db {
  provider = "postgresql"
}

model event {
  id String @id @default(cuid()) @db.Uuid
}
)",
    .good = R"(
datasource db {
  provider = "postgresql"
}

model event {
  id String @id @default(uuid(7)) @db.Uuid
}
)",
    .links = {"https://www.prisma.io/docs/orm/reference/prisma-schema-reference#default"},
    .prisma_check = check,
    .example_file = "schema.prisma",
};

}  // namespace pglint::rules::misfit_default
