// Tables in which only a made-up number is unique, though a column looks like what people know the
// rows by.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/column_group.h"
#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"

namespace pglint::rules::missing_business_key {
namespace {

using catalog::Column;
using design::Table;

/// How sure it is that no two rows may have the same, by the name of the column.
std::optional<Confidence> confidence_in(std::string_view column) {
  constexpr std::array<std::string_view, 4> sure = {"slug", "sku", "isbn", "iban"};
  constexpr std::array<std::string_view, 3> unsure = {"code", "number", "no"};
  const auto words = parse::name_words(column);
  if (words.empty()) return std::nullopt;
  const bool is_sure =
      design::words::logins.contains(words.front()) || std::ranges::count(sure, words.front()) > 0;
  if (words.size() == 1 && is_sure) return Confidence::medium;
  return std::ranges::count(unsure, words.back()) > 0 ? std::optional(Confidence::low)
                                                      : std::nullopt;
}

/// True where the only key is one that the database makes.
bool has_only_a_number(const Table& table) {
  const Column* column = table.key_column();
  return table.keys.size() == 1 && column != nullptr && design::is_made_by_database(*column);
}

/// True for tables that see a value again and again.
bool may_repeat(const Table& table) {
  return table.roles.history || table.roles.events || table.roles.link || table.roles.document ||
         table.roles.read_model;
}

struct Candidates {
  design::Columns columns = {};
  Confidence confidence = Confidence::low;
};

Candidates candidates_of(const Table& table, const catalog::Catalog& catalog) {
  Candidates candidates;
  for (const Column& column : table.columns()) {
    if (!column.certain || column.generated || table.refers_by(column.name)) continue;
    if (design::is_nullable(column, catalog) != catalog::Answer::no) continue;
    const design::Family family = design::family_of(column.type, catalog);
    if (family != design::Family::text && family != design::Family::integer) continue;
    const auto confidence = confidence_in(column.name);
    if (!confidence || table.is_in_key(column.name)) continue;
    candidates.columns.push_back(&column);
    candidates.confidence = std::max(candidates.confidence, *confidence);
  }
  return candidates;
}

void check(const Table& table, SchemaContext& context) {
  if (!table.relation->columns_known || !has_only_a_number(table) || may_repeat(table)) return;
  const Candidates candidates = candidates_of(table, context.catalog());
  if (candidates.columns.empty()) return;
  context.report(at(table, candidates.columns)
                     .placed(candidates.columns.front()->place)
                     .says("`{}` takes the same {} twice: only `{}` is unique, which is made up",
                           table.name(), design::list_of(design::names_of(candidates.columns)),
                           table.key_column()->name)
                     .with(candidates.confidence));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-business-key",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Only a generated number is unique, so the same thing can be stored twice",
    .help = "add a UNIQUE constraint on what identifies a row outside of the database",
    .why = R"(
A generated key makes every row different from every other, also two rows about one thing. A form that is sent
twice, an import that runs again, two requests in the same moment: each gives a second account with the same
address, and from then on orders go to the one and logins to the other. A check in the application looks before
it inserts, and two of them look at the same time.

Only a unique key decides. It also is the index that a login by this column needs anyway.
)",
    .reported = R"(
Tables whose only key is one column that the database fills, with a NOT NULL column called `email`, `username`,
`login`, `slug`, `sku`, `isbn` or `iban`. With low confidence, left out by default: `…code`, `…number` and
`…no`. One finding a table, at the first of such columns.
)",
    .not_reported = R"(
Tables with any other key; nullable columns and foreign keys; documents, histories, events, link tables and
summaries, in which such values are copies.
)",
    .instead = R"(
Look for rows that are double already and decide which one stays. Then build the index without blocking anybody
and make it the constraint; the last step needs its ACCESS EXCLUSIVE lock for a moment only:

```sql
CREATE UNIQUE INDEX CONCURRENTLY members_email_key ON members (email);
ALTER TABLE members ADD CONSTRAINT members_email_key UNIQUE USING INDEX members_email_key;
```

Where `Ada@example.org` and `ada@example.org` are one, use a unique index on `lower(email)`. A constraint cannot
be made of it; the index alone does.
)",
    .fine = R"(
Where repeating is the meaning: addresses of recipients, codes that are unique per tenant and have a key with it.
`'pglint:accept missing-business-key'` in the comment of the column records it.
)",
    .bad = R"(
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL
);
)",
    .good = R"(
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::missing_business_key
