// CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY under a timeout.
#include <array>
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "rule/run/timeout.h"
#include "text/format.h"

namespace pglint::rules::interrupted_index_build {
namespace {

using locks::Form;

/// The timeout of the session that will end the build, as `lock_timeout = 2s`; empty: none that is
/// known.
std::string timeout_of(const OperationContext& context) {
  constexpr std::array<std::string_view, 2> names = {"lock_timeout", "statement_timeout"};
  const double longest = static_cast<double>(context.number("longest")) * 1000;
  for (const std::string_view name : names) {
    const locks::Session::Setting setting = context.session().setting(name);
    if (!setting.is_known || !may_limit(context.session(), name, longest)) continue;
    return text::format("{} = {}", name, *setting.value);
  }
  return {};
}

void check(OperationContext& context) {
  const Form form = context.operation().form;
  const bool is_it = form == Form::create_index_concurrently || form == Form::reindex_concurrently;
  if (!is_it || !is_felt(context)) return;
  const std::string timeout = timeout_of(context);
  if (timeout.empty()) return;
  const std::string name = timeout.substr(0, timeout.find(' '));
  context.report(
      {.message = text::format("invalid index if the build runs into `{}`: CONCURRENTLY also waits "
                               "for all older transactions",
                               timeout),
       .help =
           text::format("run `SET {} = 0` before it, and set the timeout again after it", name)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "interrupted-index-build",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "CREATE INDEX CONCURRENTLY under a short timeout leaves an invalid index",
    .help = "turn lock_timeout and statement_timeout off for statements with CONCURRENTLY",
    .why = R"(
CREATE INDEX CONCURRENTLY reads the table twice and waits in between for every transaction that is
older, which can take long but stops no writes. `lock_timeout` counts these waits, and
`statement_timeout` the whole build. When one of them ends it, an invalid index stays: no query uses
it, but each write maintains it.
)",
    .reported = R"(
CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY after a `SET` of `lock_timeout` or
`statement_timeout`, in the same file, to at most `longest` seconds.
)",
    .not_reported = R"(
- Timeouts that the role, the connection or the server sets.
- Values that are not known, as of a psql variable.
- Tables that are new in the same release.
)",
    .instead = R"(
```sql
SET lock_timeout = 0;
SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
```

Drop an invalid index that is there already with `DROP INDEX CONCURRENTLY` first.
)",
    .fine = R"(
A script that finds the invalid index and tries again.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
)",
    .bad = R"(
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
)",
    .good = R"(
SET lock_timeout = 0;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"},
    .operation_check = check,
    .options = {RuleOption{.name = "longest",
                           .kind = OptionKind::number,
                           .default_value = "600",
                           .description = "seconds above which a timeout counts as none"}},
};

}  // namespace pglint::rules::interrupted_index_build
