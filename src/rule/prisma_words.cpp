#include "rule/prisma_words.h"

#include <algorithm>
#include <array>

namespace pglint {
namespace {

struct PrismaHelp {
  std::string_view rule;
  std::string_view help;
};

constexpr std::array<PrismaHelp, 30> prisma_helps = {{
    {"unindexed-foreign-key", "add `@@index([…])` with the fields of the relation to its model"},
    {"timestamp-without-time-zone", "add `@db.Timestamptz(3)`: without it, Prisma makes `DateTime` a `timestamp`"},
    {"time-with-time-zone", "write `@db.Timestamptz(3)`"},
    {"varchar-length", "write `@db.Text`, or remove the native type"},
    {"fixed-length-char", "write `@db.Text`, or remove the native type"},
    {"char-type", "write `@db.Text`, or remove the native type"},
    {"money-type", "write `@db.Decimal(12, 2)`"},
    {"json-type", "remove `@db.Json`: `Json` is `jsonb`"},
    {"mixed-case-identifier",
     "give models snake_case names with `@@map` and fields with `@map`; in the migration, replace "
     "the DROP and ADD that Prisma writes with RENAME"},
    {"duplicate-index", "remove the `@@index`, or the `@unique` of a field with `@id`"},
    {"redundant-index", "remove the `@@index`: the longer one has its fields first"},
    {"nullable-unique",
     "make the field required, or write a partial unique index: `where:`, or SQL in the migration"},
    {"soft-delete-unique", "write a partial unique index: `where:`, or SQL in the migration"},
    {"foreign-key-type-mismatch", "give both fields the same native type"},
    {"set-null-on-not-null", "make the field optional, or choose another `onDelete`"},
    {"set-default-without-default", "give the field a `@default`, or choose another `onDelete`"},
    {"missing-foreign-key", "declare the relation: a field with `@relation` on each side"},
    {"ambiguous-relation", "rename the fields; `@map` keeps their columns"},
    {"junction-without-key", "add `@@id([…])` with the fields of both relations"},
    {"missing-primary-key", "add `@id` to a field, or `@@id([…])`"},
    {"narrow-primary-key", "write `BigInt @id @default(autoincrement())`"},
    {"duplicate-foreign-key", "remove one of the two relations"},
    {"float-money", "write `Decimal @db.Decimal(12, 2)`"},
    {"id-array", "declare a many-to-many relation instead of the list of ids"},
    {"csv-column", "write a list, such as `String[]`, or a model with a relation"},
    {"stringly-typed", "write an `enum`, or the type that the values have"},
    {"unused-type", "remove the `enum`"},
    {"identifier-too-long", "give a shorter name with `@@map`, `@map`, or `map:`"},
    {"reserved-word-identifier", "give another name with `@@map` or `@map`"},
    {"name-pattern", "give another name with `@@map`, `@map`, or `map:`"},
}};

/// Prisma has no identity columns, always writes an action, and keeps the three digits of a second
/// that a Date of JavaScript has.
constexpr std::array<std::string_view, 3> rules_of_sql_alone = {
    "serial-column", "foreign-key-without-action", "timestamp-precision"};

}  // namespace

bool speaks_to_prisma(const Rule& rule) {
  return rule.group != Group::migration && std::ranges::count(rules_of_sql_alone, rule.id) == 0;
}

std::string_view prisma_help_of(const Rule& rule) {
  const auto* const found = std::ranges::find(prisma_helps, rule.id, &PrismaHelp::rule);
  return found == prisma_helps.end() ? std::string_view() : found->help;
}

}  // namespace pglint
