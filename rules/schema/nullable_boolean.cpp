// Booleans that can also be NULL: three values where two were meant.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"

namespace pglint::rules::nullable_boolean {
namespace {

using design::Family;

/// An answer that may be missing, a setting that may be left to somebody else.
bool is_of_three(std::string_view column) {
  constexpr std::array<std::string_view, 8> words = {
      "override", "inherit", "inherits", "inherited", "consent", "answer", "overrides", "vote"};
  const auto parts = parse::name_words(column);
  const bool opts = parts.size() > 1 && parts.front() == "opt" && parts[1] == "in";
  return opts || std::ranges::any_of(parts, [&](const std::string& part) {
           return std::ranges::count(words, part) > 0;
         });
}

void check(const design::TableColumn& part, SchemaContext& context) {
  const auto& [table, column] = part;
  const bool judged = column.local && column.certain && !column.generated &&
                      column.type_place.extent == catalog::Extent::type &&
                      design::family_of(column.type, context.catalog()) == Family::boolean;
  if (!judged || table.roles.history || is_of_three(column.name)) return;
  if (design::is_nullable(column, context.catalog()) != catalog::Answer::yes) return;
  const bool has_default = column.default_expression.has_value();
  context.report(at(part)
                     .says("queries for NOT `{}` leave rows of `{}` out: it can be NULL{}",
                           column.name, table.name(), has_default ? " in spite of its default" : "")
                     .with(has_default ? Confidence::high : Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "nullable-boolean",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A boolean that can be NULL has three values, and conditions know two",
    .help = "declare it NOT NULL, with a default if most rows are alike",
    .why = R"(
`WHERE active` and `WHERE NOT active` together do not return all rows: those with NULL are in
neither. Programs read NULL as false, so that what they show and what SQL counts differ. A default
does not help, since it is not used where somebody writes NULL, and a column with a default that
allows NULL was nearly always meant to be NOT NULL.
)",
    .reported = R"(
Columns of type boolean that can be NULL as the linted files leave them.
)",
    .not_reported = R"(
Names that say that an answer may be missing: `…_override`, `inherit…`, `consent`, `answer`, `vote`,
`opt_in…`. Tables that keep history, generated columns, views, temporary and unlogged tables.
)",
    .instead = R"(
Give the rows with NULL a value, in batches if there are many, then declare NOT NULL. The CHECK is
validated while writes go on, and SET NOT NULL relies on it instead of reading the table under its
ACCESS EXCLUSIVE lock:

```sql
UPDATE feeds SET active = true WHERE active IS NULL;
ALTER TABLE feeds ADD CONSTRAINT feeds_active_given CHECK (active IS NOT NULL) NOT VALID;
ALTER TABLE feeds VALIDATE CONSTRAINT feeds_active_given;
ALTER TABLE feeds ALTER COLUMN active SET NOT NULL;
ALTER TABLE feeds DROP CONSTRAINT feeds_active_given;
```
)",
    .fine = R"(
There really are three answers: yes, no, not asked yet. An enum or a text with a CHECK says so more
clearly.
)",
    .bad = R"(
CREATE TABLE feeds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url text NOT NULL,
  active boolean DEFAULT true
);
)",
    .good = R"(
CREATE TABLE feeds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url text NOT NULL,
  active boolean NOT NULL DEFAULT true
);
)",
    .links = {"https://www.postgresql.org/docs/current/datatype-boolean.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::nullable_boolean
