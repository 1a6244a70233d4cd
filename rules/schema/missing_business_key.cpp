// Tables whose only key is generated, although a column looks like what people know the rows by.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/column_group.h"
#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/sql_name.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::missing_business_key {
namespace {

using catalog::Column;
using design::Table;

/// How sure it is that values of a column with this name must be unique.
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

/// True if the only key is one column that the database fills.
bool has_only_generated_key(const Table& table) {
  const Column* column = table.key_column();
  return table.keys.size() == 1 && column != nullptr && design::is_made_by_database(*column);
}

/// True for tables in which a value may occur many times.
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
    const auto confidence = confidence_in(column.spelling());
    if (!confidence || table.is_in_key(column.name)) continue;
    candidates.columns.push_back(&column);
    candidates.confidence = std::max(candidates.confidence, *confidence);
  }
  return candidates;
}

std::string advice_for(const std::vector<std::string>& columns) {
  if (columns.size() > 1) {
    return text::format("add a UNIQUE constraint to each of {} that identifies a row",
                        design::list_of(columns));
  }
  return text::format("add `UNIQUE ({})` if `{}` identifies a row", design::in_sql(columns),
                      columns.front());
}

void check(const Table& table, SchemaContext& context) {
  if (!table.relation->columns_known || !has_only_generated_key(table) || may_repeat(table)) return;
  const Candidates candidates = candidates_of(table, context.catalog());
  if (candidates.columns.empty()) return;
  context.report(summed_up(candidates.columns, [&](const design::Columns& columns) {
    const std::vector<std::string> names = design::names_of(columns);
    return at(table, columns)
        .placed(columns.front()->place)
        .says("missing unique key: two rows of `{}` can have the same {}", table.name(),
              design::alternatives(names))
        .advises(advice_for(names))
        .with(candidates.confidence);
  }));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-business-key",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Missing unique key: only a generated key is unique, so duplicates can be stored",
    .help = "add a UNIQUE constraint on the columns that identify a row outside the database",
    .why = R"(
A generated key makes every row different from every other, even two rows about one thing. A form
that is submitted twice, an import that runs again, two requests at the same moment: each creates a
second account with the same address. From then on, orders go to one of them and logins to the
other. A check in the application looks before it inserts, and two clients can look at the same
time.

Only a unique key prevents this. Its index also serves the login by this column.
)",
    .reported = R"(
Tables whose only key is one column that the database fills, with a NOT NULL column called `email`,
`username`, `login`, `slug`, `sku`, `isbn` or `iban`. With low confidence, hidden by default:
`…code`, `…number` and `…no`. One finding per table, at the first of these columns.
)",
    .not_reported = R"(
Tables with any other key; nullable columns and foreign keys; documents, histories, events, link
tables and summaries, in which such values are copies.
)",
    .instead = R"(
Find existing duplicates and decide which row to keep. Then build the index without blocking writes,
and turn it into the constraint. The last step needs its ACCESS EXCLUSIVE lock only for a moment:

```sql
CREATE UNIQUE INDEX CONCURRENTLY members_email_key ON members (email);
ALTER TABLE members ADD CONSTRAINT members_email_key UNIQUE USING INDEX members_email_key;
```

If `Ada@example.org` and `ada@example.org` are the same address, use a unique index on
`lower(email)`. It cannot become a constraint, but it enforces the same.
)",
    .fine = R"(
Values that may repeat: addresses of recipients, codes that are unique per tenant and have a key
with it. `'pglint:accept missing-business-key'` in the comment of the column records it.
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
