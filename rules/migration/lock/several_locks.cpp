// One transaction that takes strong locks on several tables.
#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::several_locks {
namespace {

bool is_limited(const OperationContext& context) {
  const locks::Session::Setting setting = context.session().setting("lock_timeout");
  return !setting.is_known || (setting.value && *setting.value != "0");
}

/// Whether both are of one partition tree.
bool are_related(const OperationContext& context, const catalog::Name& one,
                 const catalog::Name& two) {
  const auto is_child = [&](const catalog::Name& child, const catalog::Name& parent) {
    const catalog::Relation* relation = context.catalog().find_relation(child);
    return relation != nullptr && std::ranges::count(relation->parents, parent) > 0;
  };
  const catalog::Relation* first = context.catalog().find_relation(one);
  const catalog::Relation* second = context.catalog().find_relation(two);
  const bool have_one_parent = first != nullptr && second != nullptr && !first->parents.empty() &&
                               first->parents == second->parents;
  return have_one_parent || is_child(one, two) || is_child(two, one);
}

/// Enough of the locks to tell tables apart: more are partitions of few tables.
std::span<const locks::HeldLock> first_held(const OperationContext& context) {
  constexpr std::size_t most = 200;
  const std::span<const locks::HeldLock> held = context.session().held();
  return held.first(std::min(held.size(), most));
}

/// Whether it is a view that the file makes again: a migration for each table would not keep the
/// two apart, because a view goes before what it reads changes.
bool is_view_made_again(const OperationContext& context, const catalog::Name& name) {
  const catalog::Relation* relation = context.catalog().find_relation(name);
  const bool is_table = relation != nullptr && !catalog::is_view(relation->kind);
  return !is_table && !context.file().run->relations_made(name.name).empty();
}

/// The tables that earlier statements of the transaction hold, up to `most`.
std::vector<const locks::HeldLock*> tables_of(const OperationContext& context, std::size_t most) {
  std::vector<const locks::HeldLock*> tables;
  for (const locks::HeldLock& held : first_held(context)) {
    if (tables.size() == most) break;
    const bool is_known = std::ranges::any_of(tables, [&](const locks::HeldLock* other) {
      return other->object == held.object || are_related(context, other->object, held.object);
    });
    if (!is_known && !is_view_made_again(context, held.object)) tables.push_back(&held);
  }
  return tables;
}

void check(OperationContext& context) {
  const locks::Session& session = context.session();
  if (!session.is_transaction_known() || !session.is_in_transaction()) return;
  const auto least = static_cast<std::size_t>(context.number("tables"));
  const auto tables = tables_of(context, least);
  if (tables.empty() || tables.size() + 1 != least || is_limited(context)) return;
  for (const locks::LockedObject& lock : context.effects().locks) {
    if (!locks::is_shared(lock.age) || !locks::blocks_writes(lock.mode)) continue;
    const auto is_same = [&](const locks::HeldLock& held) {
      return are_related(context, held.object, lock.name);
    };
    const bool is_held = session.find_held(lock.name) != nullptr ||
                         std::ranges::any_of(first_held(context), is_same);
    const bool is_left_out = is_held || is_view_made_again(context, lock.name);
    if (is_left_out || !session.taken().empty()) continue;
    const locks::HeldLock& first = *tables.front();
    context.report({.message = text::format(
                        "{} `{}` stay blocked while this waits for `{}`; the opposite order "
                        "elsewhere can deadlock",
                        waiting(first.mode), first.object.name, lock.name.name),
                    .help = "use one migration for each table, or set lock_timeout",
                    .confidence = first.is_certain ? Confidence::high : Confidence::medium,
                    .related = {{.at = first.since, .message = "takes the first lock"}}});
    return;
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "several-locks",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "One transaction takes strong locks on several tables",
    .help = "use one migration for each table, or set lock_timeout",
    .why = R"(
A transaction keeps each lock to its end. While it waits for the second table, for example because
of a long report, the first one stays blocked. Code that uses the tables in the other order waits
for this transaction while it is waited for: PostgreSQL ends one of both with "deadlock detected".
)",
    .reported = R"(
A statement that takes a lock that stops writes to a table of an earlier release, while an earlier
statement of the transaction holds one on another such table; once in a transaction.
)",
    .not_reported = R"(
- One statement that needs both tables, as ADD FOREIGN KEY.
- Tables of one partition tree.
- Views that the file makes again.
- Files that set `lock_timeout`, and files whose statements run one by one.
)",
    .instead = R"(
A migration for each table. Or give up after a short time, and try again later:

```sql
SET lock_timeout = '2s';
```
)",
    .fine = R"(
Tables that no long transaction uses, or a migration that runs while the application is down.
)",
    .bad = R"(
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE customers ADD COLUMN note text;
COMMIT;
)",
    .good = R"(
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE customers ADD COLUMN note text;
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS"},
    .replaces = {"missing-lock-timeout"},
    .operation_check = check,
    .options = {RuleOption{.name = "tables",
                           .kind = OptionKind::number,
                           .default_value = "2",
                           .description = "how many tables are several"}},
    .covers = R"(
Postgres Language Server: avoidWideLockWindow
MigrationPilot: MP008
)",
};

}  // namespace pglint::rules::several_locks
