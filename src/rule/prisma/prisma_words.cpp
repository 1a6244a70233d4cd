#include "rule/prisma/prisma_words.h"

#include <algorithm>
#include <array>

namespace pglint {
namespace {

struct PrismaHelp {
  std::string_view rule;
  std::string_view help;
  /// Only where the help for SQL contains it; such entries are before those for all others.
  std::string_view instead_of = {};
};

constexpr std::array<PrismaHelp, 76> prisma_helps = {{
    {"unindexed-foreign-key", "add `@@index([…])` with the fields of the relation to its model"},
    {"timestamp-without-time-zone",
     "add `@db.Timestamptz(3)`; for a field that exists, add USING … AT TIME ZONE 'UTC' to the "
     "migration by hand"},
    {"time-with-time-zone",
     "write `@db.Timestamptz(3)` for a point in time, `@db.Time` for a time of day"},
    {"current-time-function", "write `@default(now())`"},
    {"varchar-length", "write `@db.Text`, or remove the native type: `String` is `text`"},
    {"fixed-length-char", "write `@db.Text` in place of `@db.Char`"},
    {"char-type", "write `@db.Text`, or remove the native type"},
    {"money-type", "write `@db.Decimal(12, 2)`"},
    {"json-type", "remove `@db.Json`: `Json` is `jsonb`"},
    {"mixed-case-identifier",
     "give models snake_case names with `@@map` and fields with `@map`; in the migration, replace "
     "the DROP and ADD that Prisma writes with RENAME"},
    {"duplicate-index", "remove the `@@index`: another index has the same columns"},
    {"redundant-index", "remove the `@@index`: the longer one begins with the same fields"},
    {"too-many-indexes", "remove each `@@index` that no query of the client filters or sorts by"},
    {"suspicious-index",
     "write `type: Gin` for lists and `Json`, and index only the fields that queries look up"},
    {"nullable-unique",
     "make the field required, or write a partial unique index: `where:`, or SQL in the migration"},
    {"soft-delete-unique",
     "write `@@unique` with `where: { deletedAt: null }`, or a partial unique index in the "
     "migration"},
    {"foreign-key-type-mismatch", "give both fields of the relation the same native type"},
    {"set-null-on-not-null", "make the field optional, or choose another `onDelete`"},
    {"set-default-without-default", "give the field a `@default`, or choose another `onDelete`"},
    {"missing-foreign-key",
     "declare the relation: a field with `@relation(fields: …, references: …)` here, and a list of "
     "this model in the other one"},
    {"nullable-composite-foreign-key",
     "make all fields of the relation required, or all of them optional together"},
    {"foreign-key-cycle", "make one of the relations optional, or move it to another model",
     "allow NULL in"},
    {"foreign-key-cycle",
     "move one of the relations to another model, or accept it: `/// pglint:accept "
     "foreign-key-cycle`"},
    {"duplicate-foreign-key", "remove one of the two relations"},
    {"ambiguous-relation", "rename the fields after their roles; `@map` keeps the columns"},
    {"isolated-table",
     "declare its relations, or accept it above the model: `/// pglint:accept isolated-table`"},
    {"junction-without-key", "add `@@id([…])` with the fields of both relations"},
    {"missing-primary-key", "add `@id` to a field, or `@@id([…])`"},
    {"narrow-primary-key", "write `BigInt @id @default(autoincrement())`"},
    {"oversized-primary-key", "write `@@id` with the fewest fields that identify a row"},
    {"unsuitable-primary-key",
     "add an id for the other models to refer to, and `@unique` to this field"},
    {"missing-business-key",
     "add `@unique` or `@@unique` for what identifies a row outside of the database"},
    {"single-column-table", "add the fields that the model was made for"},
    {"all-columns-nullable", "remove the `?` of the fields that every row needs"},
    {"nullable-boolean", "remove the `?`, and add `@default(false)` if most rows have it"},
    {"nullable-timestamp", "remove the `?`, and add `@default(now())`"},
    {"default-null-string", "remove the `@default`: a field with `?` is NULL without one"},
    {"default-now-string", "write `@default(now())` in place of the text"},
    {"empty-string-default",
     "remove the `@default`: a required field then needs a value, and `?` allows none"},
    {"sentinel-default",
     "remove the `@default`, and make the field optional: NULL says that there is no value"},
    {"float-money", "write `Decimal @db.Decimal`, which is exact, or `BigInt` for whole units",
     " numeric`, which keeps"},
    {"float-money", "use `Decimal @db.Decimal(9, 6)`, or the scale that the rate needs",
     " numeric(9, 6)`"},
    {"float-money",
     "write `Decimal @db.Decimal(12, 2)`, or with the scale that the currency needs"},
    {"stringly-typed", "write `String @db.Inet`, or `/// pglint:accept stringly-typed` above it",
     "as `inet`"},
    {"stringly-typed", "write `String @db.Uuid`", "as `uuid`"},
    {"stringly-typed", "write `Boolean`", "as `boolean`"},
    {"stringly-typed", "write `DateTime @db.Date`", "as `date`"},
    {"stringly-typed", "write `DateTime @db.Timestamptz(3)`", "as `timestamptz`"},
    {"stringly-typed", "write `Int`, `Float` or `Decimal`, as the values are", "as `numeric`"},
    {"stringly-typed", "write `Float`", "as `double precision`"},
    {"stringly-typed", "write `Json`", "as `jsonb`"},
    {"stringly-typed", "write an `enum`, or the type that the values have"},
    {"csv-column", "write a list, such as `String[]`, or a model with a relation"},
    {"id-array", "declare a many-to-many relation instead of the list of ids"},
    {"rows-in-json", "write a model for the elements, with a relation"},
    {"repeating-columns", "write a model with a row for each value, with a relation"},
    {"column-per-value",
     "write a model with a row for each value, and a field for what the names say now"},
    {"repeated-column-group",
     "move the shared fields to a model of their own, with a relation from each"},
    {"repeated-address", "write a model for addresses, with a relation"},
    {"entity-attribute-value",
     "in the model of the entity, write a field for each known attribute, and one of type `Json` "
     "for the rest"},
    {"polymorphic-association",
     "write an optional relation for each model that the field can refer to"},
    {"state-in-booleans",
     "write one field with an `enum`, and a `DateTime` for the time of a change"},
    {"stored-derived-value", "remove the field, and compute it in the query or in a view"},
    {"partial-dependency",
     "remove the field and read it through the relation, or write `/// pglint:denormalized` above "
     "it"},
    {"transitive-dependency",
     "remove the field and read it through its relation, or accept it: `/// pglint:denormalized`"},
    {"unsafe-self-reference", "make the field that leads to the parent optional"},
    {"wide-table", "move fields that belong together to a model of their own, one to one"},
    {"inconsistent-column-type",
     "give the field the type that it has in other models, or another name"},
    {"unused-type", "remove the `enum`"},
    {"missing-comment",
     "write `///` above the model: what a row is, who writes it and how long it stays"},
    {"leftover-table",
     "remove the model after a backup, or give it a name that says what it is for"},
    {"identifier-too-long", "give a shorter name with `@@map`, `@map` or `map:`"},
    {"reserved-word-identifier", "give the table or column another name with `@@map` or `@map`"},
    {"inconsistent-plural", "rename the model, or give its table the usual form with `@@map`"},
    {"meaningless-name", "rename the field after what it means; `@map` keeps the column"},
    {"name-pattern", "give another name with `@@map`, `@map` or `map:`"},
}};

/// Prisma has no identity columns, always writes an action, and keeps the three digits of a second
/// that a Date of JavaScript has.
constexpr std::array<std::string_view, 3> rules_of_sql_alone = {
    "serial-column", "foreign-key-without-action", "timestamp-precision"};

}  // namespace

bool speaks_to_prisma(const Rule& rule) {
  return rule.group != Group::migration && std::ranges::count(rules_of_sql_alone, rule.id) == 0;
}

std::string_view prisma_help_of(const Rule& rule, std::string_view help) {
  const auto* const found = std::ranges::find_if(prisma_helps, [&](const PrismaHelp& each) {
    return each.rule == rule.id && help.find(each.instead_of) != std::string_view::npos;
  });
  return found == prisma_helps.end() ? std::string_view() : found->help;
}

}  // namespace pglint
