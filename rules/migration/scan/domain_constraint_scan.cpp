// ALTER DOMAIN that checks every row of the tables that use the domain.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::domain_constraint_scan {
namespace {

using locks::Form;

/// `` `a` and `b` ``: tables with columns of the domain that others use.
std::string users_of(const OperationContext& context) {
  std::vector<std::string> names;
  for (const locks::LockedObject& lock : context.effects().locks) {
    const bool is_user = lock.target == locks::Target::type_users && locks::is_shared(lock.age);
    if (is_user) names.push_back(lock.name.name);
  }
  constexpr std::size_t shown = 3;
  if (names.size() > shown) return text::format("{} tables", names.size());
  return "`" + text::joined(names, "` and `") + "`";
}

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const bool validates = form == Form::domain_validate;
  const bool is_it =
      form == Form::domain_add_constraint || form == Form::domain_set_not_null || validates;
  if (!is_it || !is_felt(context)) return;
  context.report(
      {.message = text::format("writes to {} are blocked while every row is checked: ALTER DOMAIN "
                               "`{}` {} on each table that uses it",
                               users_of(context), context.operation().object.name, takes(context)),
       .help =
           validates
               ? "run VALIDATE CONSTRAINT off-peak; or put the CHECK on the tables, where "
                 "validating it does not block writes"
               : "add the constraint NOT VALID, then VALIDATE CONSTRAINT off-peak (same lock); or "
                 "add a CHECK to the tables; VALIDATE blocks nothing there",
       .severity = validates ? std::optional(Severity::info) : std::nullopt});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "domain-constraint-scan",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "ALTER DOMAIN blocks writes to all tables that use the domain while it checks them",
    .help = "add the constraint NOT VALID, then VALIDATE CONSTRAINT off-peak",
    .why = R"(
A new constraint of a domain has to hold for every row of every table with a column of the domain.
PostgreSQL reads them all under a SHARE lock on each, so writes to all of them wait.
)",
    .reported = R"(
ALTER DOMAIN ADD CONSTRAINT and SET NOT NULL of a domain that columns of older tables have; as an
info, VALIDATE CONSTRAINT, which also blocks writes.
)",
    .not_reported = R"(
- NOT VALID, which checks nothing.
- Domains without columns, or with columns only of tables that are new in the same release.
)",
    .instead = R"(
New values are checked at once, old ones off-peak:

```sql
ALTER DOMAIN price ADD CONSTRAINT price_positive CHECK (VALUE > 0) NOT VALID;
```

If there is always traffic, write the CHECK for the tables, NOT VALID and then VALIDATE CONSTRAINT,
which does not block writes.
)",
    .fine = R"(
Tables that are all small, or an application that is down meanwhile.
)",
    .given = R"(
CREATE DOMAIN price AS numeric;
CREATE TABLE products (id bigint PRIMARY KEY, sold_for price);
)",
    .bad = R"(
ALTER DOMAIN price ADD CONSTRAINT price_positive CHECK (VALUE > 0);
)",
    .good = R"(
ALTER DOMAIN price ADD CONSTRAINT price_positive CHECK (VALUE > 0) NOT VALID;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-alterdomain.html"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: ban-alter-domain-with-add-constraint
MigrationPilot: MP043
)",
};

}  // namespace pglint::rules::domain_constraint_scan
