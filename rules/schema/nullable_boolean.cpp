// Booleans that can be NULL: three values instead of two.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "design/expression.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::nullable_boolean {
namespace {

using design::Family;

/// True for an answer that may be missing, and for a setting that may be inherited.
bool is_of_three(std::string_view column) {
  constexpr std::array<std::string_view, 8> words = {
      "override", "inherit", "inherits", "inherited", "consent", "answer", "overrides", "vote"};
  const auto parts = parse::name_words(column);
  const bool opts = parts.size() > 1 && parts.front() == "opt" && parts[1] == "in";
  return opts || std::ranges::any_of(parts, [&](const std::string& part) {
           return std::ranges::count(words, part) > 0;
         });
}

std::string advice_for(const catalog::Column& column) {
  if (!column.default_expression) {
    return text::format("declare `{}` NOT NULL, with a default if most rows have the same value",
                        column.name);
  }
  const auto value = design::default_constant(column);
  if (!value) return text::format("declare `{}` NOT NULL", column.name);
  return text::format("declare `{}` NOT NULL, and set stored NULLs to its default `{}`",
                      column.name, *value);
}

void check(const design::TableColumn& part, SchemaContext& context) {
  const auto& [table, column] = part;
  const bool judged = column.local && column.certain && !column.generated &&
                      column.type_place.extent == catalog::Extent::type &&
                      design::family_of(column.type, context.catalog()) == Family::boolean;
  if (!judged || table.roles.history || is_of_three(column.spelling())) return;
  if (design::is_nullable(column, context.catalog()) != catalog::Answer::yes) return;
  const bool has_default = column.default_expression.has_value();
  const std::string name = catalog::quoted_name(column.name);
  context.report(
      at(part)
          .says("nullable boolean `{}`{}: rows with NULL match neither `{}` nor `NOT {}`",
                design::shown(table, column.name), has_default ? " despite its default" : "", name,
                name)
          .advises(advice_for(column))
          .with(has_default ? Confidence::high : Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "nullable-boolean",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Nullable boolean: NULL matches neither the condition nor its negation",
    .help = "declare it NOT NULL, with a default if most rows have the same value",
    .why = R"(
`WHERE active` and `WHERE NOT active` together do not return all rows: rows with NULL are in
neither. Programs read NULL as false, so that what they show differs from what SQL counts. A default
does not help, because it does not apply when NULL is written explicitly. A column with a default
that allows NULL was nearly always meant to be NOT NULL.
)",
    .reported = R"(
Columns of type boolean that can be NULL after the last linted file.
)",
    .not_reported = R"(
Names that say that an answer may be missing: `…_override`, `inherit…`, `consent`, `answer`, `vote`,
`opt_in…`. Tables that keep history, generated columns, views, temporary and unlogged tables.
)",
    .instead = R"(
Give the rows with NULL a value, in batches if there are many, then declare NOT NULL. The CHECK is
validated while writes continue, and SET NOT NULL relies on it instead of reading the table under
its ACCESS EXCLUSIVE lock:

```sql
UPDATE feeds SET active = true WHERE active IS NULL;
ALTER TABLE feeds ADD CONSTRAINT feeds_active_given CHECK (active IS NOT NULL) NOT VALID;
ALTER TABLE feeds VALIDATE CONSTRAINT feeds_active_given;
ALTER TABLE feeds ALTER COLUMN active SET NOT NULL;
ALTER TABLE feeds DROP CONSTRAINT feeds_active_given;
```
)",
    .fine = R"(
There really are three answers: yes, no, not asked yet. An enum or a text column with a CHECK says
so more clearly.
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
