// Columns for the time of creation that may be empty.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/accepted.h"
#include "design/name/name_model.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/fix/schema_plan.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::nullable_timestamp {
namespace {

using catalog::Answer;
using catalog::Column;
using design::Table;

bool is_creation(const Column& column, const catalog::Catalog& catalog) {
  constexpr std::array<std::string_view, 5> names = {"created_at", "inserted_at", "created_on",
                                                     "date_created", "creation_time"};
  return std::ranges::count(names, design::joined(parse::name_words(column.spelling()))) > 0 &&
         design::family_of(column.type, catalog) == design::Family::moment;
}

/// What is missing, so that clients have to fill the column.
enum class Gap : std::uint8_t { no_default, nullable, both };

struct Finding {
  const Table* table = nullptr;
  const Column* column = nullptr;
  Gap gap = Gap::both;
};

/// Nothing for columns that the database always fills, and for those about which it is unknown.
std::optional<Gap> gap_of(const Column& column, const catalog::Catalog& catalog) {
  const Answer nullable = design::is_nullable(column, catalog);
  const bool has_default = column.default_expression.has_value();
  if (nullable == Answer::unknown || (nullable == Answer::no && has_default)) return std::nullopt;
  if (nullable == Answer::no) return Gap::no_default;
  return has_default ? Gap::nullable : Gap::both;
}

bool is_accepted(const Finding& finding) {
  const design::AcceptedRule rule = {.id = "nullable-timestamp"};
  return design::is_accepted(finding.table->relation->comment, rule) ||
         design::is_accepted(finding.column->comment, rule);
}

std::vector<Finding> find_gaps(const design::Schema& schema) {
  std::vector<Finding> found;
  for (const Table* table : schema.tables()) {
    if (table->roles.events || table->roles.history) continue;  // the time comes from elsewhere
    for (const Column& column : table->columns()) {
      if (!column.local || !column.certain || column.generated) continue;
      if (!is_creation(column, schema.catalog())) continue;
      // In a primary key it is copied from the row that is referred to, as of a partitioned table.
      const design::Key* key = table->primary_key();
      if (key != nullptr && key->has(column.name)) continue;
      const auto gap = gap_of(column, schema.catalog());
      const Finding finding = {.table = table, .column = &column, .gap = gap.value_or(Gap::both)};
      if (gap && !is_accepted(finding)) found.push_back(finding);
    }
  }
  return found;
}

std::string_view now_for(const Column& column, const catalog::Catalog& catalog) {
  return design::base_type(column.type, catalog).is("date") ? "CURRENT_DATE" : "now()";
}

std::string advice_for(const Finding& finding, const catalog::Catalog& catalog) {
  const std::string_view now = now_for(*finding.column, catalog);
  const std::string name = catalog::quoted_name(finding.column->name);
  switch (finding.gap) {
    case Gap::no_default:
      return text::format("let the database fill it: `ALTER COLUMN {} SET DEFAULT {}`", name, now);
    case Gap::nullable:
      return text::format("fill the gaps, then `ALTER COLUMN {} SET NOT NULL`", name);
    case Gap::both:
      break;
  }
  return text::format("declare `{}` as `NOT NULL DEFAULT {}`", finding.column->name, now);
}

/// A report of the first of `findings`, also on behalf of the others, which lack the same.
SchemaReport report_of(std::span<const Finding> findings, const catalog::Catalog& catalog) {
  constexpr std::size_t most_named = 5;
  const Finding& finding = findings.front();
  std::string_view cause = "is nullable and has no default";
  if (finding.gap == Gap::nullable) cause = "is nullable";
  if (finding.gap == Gap::no_default) cause = "has no default";
  const std::string_view effect = finding.gap == Gap::no_default
                                      ? "each client has to supply the time"
                                      : "rows can lack their creation time";
  const Table& table = *finding.table;
  SchemaReport report = at_definition(table, *finding.column)
                            .advises(advice_for(finding, catalog))
                            .with(Confidence::medium);
  if (findings.size() == 1 && finding.gap == Gap::no_default) {
    report = std::move(report).planned(
        plan_set_default(*table.relation, *finding.column, now_for(*finding.column, catalog)));
  }
  std::vector<std::string> others;
  for (const Finding& other : findings.subspan(1)) {
    others.push_back(other.table->name());
    if (others.size() <= most_named) continue;
    report = std::move(report).beside(at_definition(*other.table, *other.column), "the same here");
  }
  if (others.empty()) {
    return std::move(report).says("`{}` {}: {}", design::shown(table, finding.column->name), cause,
                                  effect);
  }
  others.insert(others.begin(), table.name());
  return std::move(report).says("`{}` of {} {}: {}", finding.column->name,
                                design::list_of(others, most_named + 1), cause, effect);
}

void check(const design::Schema& schema, SchemaContext& context) {
  constexpr std::size_t one_cause = 5;
  // If an ORM leaves it out everywhere, that is one decision.
  std::map<std::pair<std::string_view, Gap>, std::vector<Finding>> alike;
  for (const Finding& finding : find_gaps(schema)) {
    alike[{finding.column->name, finding.gap}].push_back(finding);
  }
  for (const auto& [cause, findings] : alike) {
    std::vector<SchemaReport> reports;
    reports.reserve(findings.size());
    for (const Finding& finding : findings) {
      reports.push_back(report_of(std::span(&finding, 1), context.catalog()));
    }
    if (findings.size() >= one_cause) {
      context.report(report_of(findings, context.catalog()).sums_up(std::move(reports)));
      continue;
    }
    for (SchemaReport& report : reports) context.report(std::move(report));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "nullable-timestamp",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Nullable creation time, or one without a default that clients have to fill",
    .help = "declare it `NOT NULL DEFAULT now()`",
    .why = R"(
Audits, support and every incident ask when a row was created, and always about rows that already
exist. A column that some clients fill, but not an import, a console session or a second service,
has its gaps exactly there.

With `DEFAULT now()` and NOT NULL, the database fills it by one clock, whichever client writes.
Queries that sort by the creation time do not have to handle NULL either.
)",
    .reported = R"(
Columns `created_at`, `inserted_at`, `created_on`, `date_created` and `creation_time`, in any
spelling, with a type of date and time, that are nullable or have no default. If five tables or more
lack the same for a column of the same name, one finding says so, at the first. It names up to five
of the others; the rest are related places.
)",
    .not_reported = R"(
Tables of events and histories, whose times come from elsewhere; `updated_at` and other times;
generated columns; columns of a primary key, which are copied from the row that is referred to.
)",
    .instead = R"(
Set the default first, so that new rows are complete. It changes only the system catalog:

```sql
ALTER TABLE tickets ALTER COLUMN created_at SET DEFAULT now();
```

Then fill the gaps, in batches if there are many, and make the column NOT NULL through a CHECK. The
CHECK is validated without blocking reads or writes, and SET NOT NULL relies on it:

```sql
UPDATE tickets SET created_at = '2000-01-01 00:00+00' WHERE created_at IS NULL;
ALTER TABLE tickets ADD CONSTRAINT tickets_created CHECK (created_at IS NOT NULL) NOT VALID;
ALTER TABLE tickets VALIDATE CONSTRAINT tickets_created;
ALTER TABLE tickets ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE tickets DROP CONSTRAINT tickets_created;
```

Rails and Prisma fill such columns in the client. Both can leave it to the database: Rails by a
default in the migration that is a lambda with the text `now()`, Prisma by `@default(now())`.
)",
    .fine = R"(
Tables that only one client ever writes.
)",
    .bad = R"(
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  created_at timestamptz
);
)",
    .good = R"(
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-default.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::nullable_timestamp
