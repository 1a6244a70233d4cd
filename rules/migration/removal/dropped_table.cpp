// DROP TABLE, VIEW and MATERIALIZED VIEW of something that running code may still name.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "locks/related.h"
#include "parse/meaning/name_words.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::dropped_table {
namespace {

using locks::Form;

/// A name that says that nobody uses the table any more, as `leftover-table` knows it.
bool is_leftover(std::string_view name) {
  const auto words = parse::name_words(name);
  return std::ranges::any_of(words, [](std::string_view word) {
    constexpr std::array<std::string_view, 8> leftover = {
        "old", "backup", "bak", "deprecated", "temp", "tmp", "deprecation", "legacy"};
    return std::ranges::count(leftover, word) > 0;
  });
}

bool is_accepted(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  return relation != nullptr &&
         relation->comment.find("pglint:accept dropped-table") != std::string::npos;
}

/// Whether the release made it, and only with rows that a query generates, or the same file, which
/// needed it for its own work: nobody misses the rows.
bool is_made_for_now(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  return relation != nullptr && context.effects().age == locks::Age::filled &&
         (relation->place.file == context.session().file() ||
          !context.session().has_copies(*relation));
}

std::string kind_of(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  if (relation != nullptr) return std::string(catalog::name_of(relation->kind));
  return context.operation().form == Form::drop_view ? "view" : "table";
}

/// What CASCADE drops, too: `view `v`` and `foreign key `f` of `u``.
std::vector<std::string> taken_along(const OperationContext& context) {
  std::vector<std::string> taken;
  const catalog::Relation* relation = context.effects().relation;
  if (relation == nullptr || !context.operation().cascade) return taken;
  for (const catalog::Relation* view : locks::views_of(context.catalog(), *relation)) {
    taken.push_back(text::format("{} `{}`", catalog::name_of(view->kind), view->name.name));
  }
  for (const locks::Reference& reference : locks::references_to(context.catalog(), *relation)) {
    taken.push_back(
        text::format("foreign key `{}` of `{}`", reference.key->name, reference.from->name.name));
  }
  return taken;
}

/// `, and with it …`; of many the first ones.
std::string shown(std::vector<std::string> taken) {
  constexpr std::size_t most = 3;
  if (taken.empty()) return {};
  if (taken.size() > most) {
    const std::size_t others = taken.size() - most;
    taken.resize(most);
    taken.push_back(text::format("{} more", others));
  }
  const std::string last = taken.back();
  taken.pop_back();
  const std::string first = text::joined(taken, ", ");
  return ", and with it " + (first.empty() ? last : first + " and " + last);
}

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const bool is_table = form == Form::drop_table || form == Form::drop_table_with_foreign_keys ||
                        form == Form::drop_referenced_table;
  const bool is_view = form == Form::drop_view;
  if ((!is_table && !is_view) || context.statement().is_down) return;
  const bool is_unknown = context.effects().relation == nullptr;
  // DROP … IF EXISTS of what the run never made usually drops nothing.
  if (is_unknown && context.operation().if_exists) return;
  if (!locks::is_shared(context.effects().age) || is_made_for_now(context)) return;
  if (is_accepted(context)) return;
  const std::string name = context.table();
  if (is_leftover(name) || is_made_later(context, context.operation().object)) return;
  const std::string kind = kind_of(context);
  std::string message =
      text::format("{} `{}` is dropped{}{}: code that still uses it breaks as soon as this commits",
                   kind, name, is_view ? "" : " with its rows", shown(taken_along(context)));
  if (form != Form::drop_table && is_table) {
    const locks::LockedObject* referenced = context.effects().find(locks::Target::referenced);
    const locks::HeldLock* held =
        referenced == nullptr ? nullptr : context.session().find_held(referenced->name);
    const bool is_closed = held != nullptr && held->mode == locks::Mode::access_exclusive;
    if (referenced != nullptr && referenced->name.name != name && !is_closed) {
      message += text::format("; dropping its foreign key also locks `{}`", referenced->name.name);
    }
  }
  context.report(
      {.message = std::move(message),
       .help = text::format("first deploy code that does not use the {}; then drop it, with the "
                            "comment `-- pglint: ignore dropped-table -- reason`",
                            kind),
       .severity = is_view ? std::optional(Severity::info) : std::nullopt});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "dropped-table",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Dropped table: its data is gone, and code that still uses it fails",
    .help = "first deploy code that does not use the table, then drop it",
    .why = R"(
While a migration runs, and until the last server has the new version, the old version of the code
is running, and its queries fail as soon as the migration commits. The rows can only come back from
a backup. DROP TABLE also takes an ACCESS EXCLUSIVE lock on each table that its foreign keys
reference.
)",
    .reported = R"(
DROP TABLE of a table that was there before the release; as an info, DROP VIEW and DROP MATERIALIZED
VIEW. With CASCADE it names the views and foreign keys that go along; without CASCADE,
[blocked-by-dependent](blocked-by-dependent.md) says that PostgreSQL refuses it.
)",
    .not_reported = R"(
- What is new in the same release, or temporary; also if a query without tables has filled it.
- Names that say that the table is a leftover, such as `orders_old` and `backup_orders`.
- Tables that the file makes again.
- IF EXISTS of a table that the run does not make.
- Partitions, whose rows usually have expired.
- Down migrations.
- Tables whose COMMENT, set by an earlier migration, says `pglint:accept dropped-table`.
- Statements that the file rolls back.
)",
    .instead = R"(
Remove the table from the code and deploy that. In the next release, when no code names it, drop the
table and say so:

```sql
-- pglint: ignore dropped-table -- unused since 4.2
DROP TABLE carts;
```
)",
    .fine = R"(
In the release after the one whose code stopped using the table.
)",
    .bad = R"(
DROP TABLE coupons;
)",
    .good = R"(
COMMENT ON TABLE coupons IS 'unused since 4.2';
)",
    .links = {"https://www.postgresql.org/docs/current/sql-droptable.html"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: ban-drop-table
Postgres Language Server: banDropTable
strong_migrations: create_table
Atlas: DS102
pgrubic: US021
MigrationPilot: MP026 MP022
)",
};

}  // namespace pglint::rules::dropped_table
