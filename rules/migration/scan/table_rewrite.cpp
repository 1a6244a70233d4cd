// Statements that rewrite or copy a whole table while nobody can use it.
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::table_rewrite {
namespace {

using locks::Form;

/// The statement as messages name it; empty for other forms.
std::string_view statement_of(Form form) {
  switch (form) {
    case Form::set_expression:
      return "SET EXPRESSION";
    case Form::set_logged:
      return "SET LOGGED";
    case Form::set_unlogged:
      return "SET UNLOGGED";
    case Form::set_tablespace:
    case Form::index_tablespace:
      return "SET TABLESPACE";
    case Form::set_access_method:
      return "SET ACCESS METHOD";
    case Form::cluster:
      return "CLUSTER";
    case Form::vacuum_full:
      return "VACUUM FULL";
    default:
      return "";
  }
}

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const std::string_view statement = statement_of(form);
  if (statement.empty() || !is_felt(context)) return;
  const bool is_whole_database = context.operation().object.name.empty();
  const std::string table = is_whole_database ? std::string("one table after the other")
                                              : text::format("`{}`", context.table());
  // Extensions that rewrite a table in use refuse system catalogs.
  const bool is_bloat = (form == Form::vacuum_full || form == Form::cluster) &&
                        !context.operation().object.name.starts_with("pg_");
  context.report(
      {.message = text::format("reads and writes of {} are blocked while it is rewritten: {} {}",
                               table, statement, takes(context)),
       .help =
           is_bloat
               ? std::string("use `pg_repack` or `pg_squeeze`, which do not block reads and writes")
               : text::format("run it off-peak, with lock_timeout: {} always needs this lock",
                              statement),
       .severity = severity_here(context),
       .confidence = context.confidence()});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "table-rewrite",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Statement that blocks reads and writes while it rewrites the table",
    .help = "run it off-peak, with lock_timeout",
    .why = R"(
VACUUM FULL, CLUSTER and some forms of ALTER TABLE copy the table into new files under an ACCESS
EXCLUSIVE lock. No other session can even read it until the copy is complete, and it needs the space
of the table once more.
)",
    .reported = R"(
VACUUM FULL, CLUSTER, SET LOGGED and SET UNLOGGED, SET TABLESPACE, SET ACCESS METHOD, and SET
EXPRESSION of a STORED column, of a table that was there before the release.
)",
    .not_reported = R"(
- VACUUM without FULL, and `VACUUM (FULL false)`.
- SET EXPRESSION of a virtual column, which takes an instant.
- Tables that are new in the same release.
)",
    .instead = R"(
Against bloat, plain VACUUM and autovacuum keep the free space usable without any such lock:

```sql
VACUUM orders;
```

The extension `pg_repack` rewrites a table while it is in use. For the others, choose a time with
little traffic and set `lock_timeout`, so that a long query does not make everything wait for the
statement.
)",
    .fine = R"(
An hour in which the application is down, or a table that only few use.
)",
    .bad = R"(
VACUUM FULL orders;
)",
    .good = R"(
VACUUM orders;
)",
    .links = {"https://www.postgresql.org/docs/current/routine-vacuuming.html"
              "#VACUUM-FOR-SPACE-RECOVERY"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: prefer-repack
Postgres Language Server: banVacuumFull
eugene: E10
pgrubic: US017 US018 US023 US024 US025 US026
MigrationPilot: MP006 MP032 MP047 MP095
)",
};

}  // namespace pglint::rules::table_rewrite
