// CREATE INDEX CONCURRENTLY under Flyway, which holds a transaction meanwhile.
#include "migration/runner.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"

namespace pglint::rules::concurrently_waits_for_runner {
namespace {

void check(OperationContext& context) {
  const migration::Runner* runner = context.session().runner();
  const bool is_it = context.operation().form == locks::Form::create_index_concurrently &&
                     runner != nullptr && runner->name == "flyway";
  if (!is_it || !is_felt(context)) return;
  context.report(
      {.message = "endless wait for Flyway's own transaction, which holds its lock, unless "
                  "`flyway.postgresql.transactional.lock` is `false`",
       .help = "set `flyway.postgresql.transactional.lock=false` in Flyway's configuration",
       .confidence = Confidence::medium});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "concurrently-waits-for-runner",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "CREATE INDEX CONCURRENTLY waits for the transaction of Flyway's own lock",
    .help = "let Flyway lock without a transaction",
    .why = R"(
CREATE INDEX CONCURRENTLY waits until all transactions that are older have ended. By default, Flyway
holds a lock against other Flyways in a transaction that ends after the migrations, so both wait for
each other.
)",
    .reported = R"(
CREATE INDEX CONCURRENTLY in a migration of Flyway. Its configuration is not read.
)",
    .not_reported = R"(
- Other migration tools, and tables that are new in the same release.
)",
    .instead = R"(
In `flyway.conf`, or as an environment variable:

```ini
flyway.postgresql.transactional.lock=false
```
)",
    .fine = R"(
A configuration that has this setting: turn the rule off.
)",
    .bad = R"(
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
)",
    .good = R"(
CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
)",
    .links = {"https://documentation.red-gate.com/fd/"
              "flyway-postgresql-transactional-lock-setting-277579114.html"},
    .operation_check = check,
    .example_tool = "flyway",
};

}  // namespace pglint::rules::concurrently_waits_for_runner
