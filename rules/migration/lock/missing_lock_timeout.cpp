// The first strong lock of a transaction without lock_timeout.
#include <optional>
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "rule/run/timeout.h"
#include "text/format.h"

namespace pglint::rules::missing_lock_timeout {
namespace {

bool is_protected(const OperationContext& context) {
  const double longest = static_cast<double>(context.number("longest")) * 1000;
  const auto of_session = milliseconds_of(context.option("session"));
  const bool is_reset = context.session().setting("lock_timeout").value.has_value();
  if (of_session && *of_session <= longest && !is_reset) return true;
  return may_limit(context.session(), "lock_timeout", longest) ||
         may_limit(context.session(), "statement_timeout", longest) ||
         (context.pg_version() >= 17 &&
          may_limit(context.session(), "transaction_timeout", longest));
}

const locks::LockedObject* strongest(const OperationContext& context) {
  const locks::LockedObject* found = nullptr;
  for (const locks::LockedObject& lock : context.effects().locks) {
    if (!locks::is_shared(lock.age) || !locks::blocks_writes(lock.mode)) continue;
    if (found == nullptr || lock.mode > found->mode) found = &lock;
  }
  return found;
}

void check(OperationContext& context) {
  const bool is_first = context.session().held().empty() && context.session().taken().empty();
  if (!is_first || context.statement().is_down) return;
  const locks::LockedObject* lock = strongest(context);
  if (lock == nullptr || is_protected(context)) return;
  context.report(
      {.message = text::format(
           "{} `{}` are blocked while this statement waits for {}: lock_timeout is not set",
           waiting(lock->mode), lock->name.name, lock_of(lock->mode)),
       .help = context.session().is_in_transaction()
                   ? "run `SET LOCAL lock_timeout = '2s'` before this statement"
                   : "run `SET lock_timeout = '2s'` before this statement"});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "missing-lock-timeout",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .on_by_default = false,
    .summary = "Statement that waits for a lock without lock_timeout, and makes all others wait",
    .help = "run `SET lock_timeout = '2s'` before the statement",
    .why = R"(
A statement that needs a strong lock waits until all older transactions on the table are done. All
that come later, reads too, wait for it. So ALTER TABLE, which takes an instant, stops the table
for as long as one long report runs. With `lock_timeout`, it gives up, and you try again later.
)",
    .reported = R"(
The first lock of a transaction that stops writes to a table that was there before the release,
without a `lock_timeout`, `statement_timeout` or, from PostgreSQL 17 on, `transaction_timeout` of at
most `longest` seconds in effect.
)",
    .not_reported = R"(
- Locks that do not block writes: CONCURRENTLY, where a timeout leaves an invalid index,
  VALIDATE CONSTRAINT, COMMENT.
- Tables that are new in the same release, and down migrations.
- Values that are not known, as of a psql variable.
)",
    .instead = R"(
```sql
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
```

If it gives up, run the migration again. What the role or the connection of your tool sets counts if
you say so: `--option missing-lock-timeout.session=5s`.
)",
    .fine = R"(
A migration that runs while the application is down.
)",
    .bad = R"(
ALTER TABLE orders ADD COLUMN note text;
)",
    .good = R"(
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
)",
    .links =
        {"https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT"},
    .operation_check = check,
    .options = {RuleOption{.name = "session",
                           .kind = OptionKind::text,
                           .default_value = "",
                           .description = "the lock_timeout that the role or the connection sets"},
                RuleOption{.name = "longest",
                           .kind = OptionKind::number,
                           .default_value = "60",
                           .description = "seconds above which a timeout counts as none"}},
    .covers = R"(
squawk: require-lock-timeout require-timeout-settings
Postgres Language Server: lockTimeoutWarning
eugene: E9
MigrationPilot: MP004
)",
};

}  // namespace pglint::rules::missing_lock_timeout
