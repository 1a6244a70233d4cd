// Long work under a strong lock without statement_timeout.
#include <string>

#include "locks/record.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "rule/run/timeout.h"
#include "text/format.h"

namespace pglint::rules::missing_statement_timeout {
namespace {

using locks::Work;

/// Whether the time of the clause grows with the rows, while its locks stop writes.
bool is_long(const OperationContext& context) {
  const Work work = context.effects().row->work;
  const bool is_none = work == Work::none || work == Work::rows || work == Work::query;
  return !is_none && !locks::what_waits(context.effects().locks).empty();
}

bool is_limited(const OperationContext& context) {
  const double longest = static_cast<double>(context.number("longest")) * 1000;
  const auto of_session = milliseconds_of(context.option("session"));
  if (of_session && *of_session <= longest) return true;
  return may_limit(context.session(), "statement_timeout", longest) ||
         (context.pg_version() >= 17 &&
          may_limit(context.session(), "transaction_timeout", longest));
}

void check(OperationContext& context) {
  const bool is_it = is_felt(context) && !context.statement().is_down && is_long(context);
  if (!is_it || is_limited(context)) return;
  context.report(
      {.message = text::format("{} `{}` {} for as long as this takes: statement_timeout is not set",
                               locks::what_waits(context.effects().locks) == "writes"
                                   ? "writes to"
                                   : "reads and writes of",
                               context.table(), wait(context)),
       .help = context.session().is_in_transaction()
                   ? "set a limit before it, such as `SET LOCAL statement_timeout = '10s'`"
                   : "set a limit before it, such as `SET statement_timeout = '10s'`",
       .confidence = context.confidence()});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "missing-statement-timeout",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .on_by_default = false,
    .summary = "Long work under a strong lock without statement_timeout",
    .help = "set a limit before it, such as `SET statement_timeout = '10s'`",
    .why = R"(
A statement that checks, builds or rewrites a whole table keeps it closed for as long as that takes,
and tests with few rows do not show how long. With `statement_timeout` it gives up, the table is
open again, and the migration fails instead of the application.
)",
    .reported = R"(
Statements that check every row, build an index or rewrite a table while they stop reads or writes
of a table that was there before the release, without a `statement_timeout` or, from PostgreSQL 17
on, `transaction_timeout` of at most `longest` seconds in effect.
)",
    .not_reported = R"(
- CONCURRENTLY and VALIDATE CONSTRAINT, which let writes through.
- Tables that are new in the same release, and down migrations.
- Values that are not known, as of a psql variable.
)",
    .instead = R"(
```sql
SET statement_timeout = '10s';
CREATE INDEX orders_note_idx ON orders (note); -- pglint: ignore blocking-index-build -- a small table
```

What the role or the connection of your tool sets counts if you say so: `--option
missing-statement-timeout.session=30s`.
)",
    .fine = R"(
A statement that is known to be short, or that no application waits for.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
)",
    .bad = R"(
CREATE INDEX orders_note_idx ON orders (note); -- pglint: ignore blocking-index-build -- a small table
)",
    .good = R"(
SET statement_timeout = '10s';
CREATE INDEX orders_note_idx ON orders (note); -- pglint: ignore blocking-index-build -- a small table
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "runtime-config-client.html#GUC-STATEMENT-TIMEOUT"},
    .operation_check = check,
    .options = {RuleOption{
                    .name = "session",
                    .kind = OptionKind::text,
                    .default_value = "",
                    .description = "the statement_timeout that the role or the connection sets"},
                RuleOption{.name = "longest",
                           .kind = OptionKind::number,
                           .default_value = "60",
                           .description = "seconds above which a timeout counts as none"}},
    .covers = R"(
squawk: require-statement-timeout
Postgres Language Server: requireStatementTimeout
MigrationPilot: MP020
)",
};

}  // namespace pglint::rules::missing_statement_timeout
