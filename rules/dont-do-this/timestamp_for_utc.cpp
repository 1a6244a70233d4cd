// timestamp columns that hold UTC by agreement. The agreement shows in the column's name, its
// default or its comment, wherever in the run those are written.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "parse/meaning/literal.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/names.h"
#include "parse/meaning/type_name.h"
#include "parse/source/raw_parse.h"
#include "parse/tree/arena.h"
#include "parse/tree/walk.h"
#include "rule/schema_context.h"
#include "rule/type_report.h"
#include "text/ascii.h"

namespace pglint::rules::timestamp_for_utc {
namespace {

bool is_utc(std::string_view zone) {
  constexpr std::array<std::string_view, 7> names = {"utc", "gmt",     "uct",          "zulu",
                                                     "z",   "etc/utc", "etc/universal"};
  return text::is_one_of(text::lowered(zone), names);
}

bool says_utc(const std::vector<std::string>& words) {
  return std::ranges::any_of(
      words, [](const std::string& word) { return word == "utc" || word == "gmt"; });
}

bool says_utc(std::string_view name) { return says_utc(parse::name_words(name)); }

/// Comments are prose: `stored as UTC.`, `(GMT)`, but `local time, not UTC`.
bool comment_says_utc(std::string_view comment) {
  std::string prose;
  for (const char byte : comment) prose += text::is_letter(byte) ? byte : ' ';
  const auto words = parse::name_words(prose);
  const bool denies = std::ranges::any_of(
      words, [](const std::string& word) { return word == "not" || word == "local"; });
  return says_utc(words) && !denies;
}

/// True for `x AT TIME ZONE 'utc'` and timezone('utc', x).
bool converts_to_utc(const Node& node) {
  const auto* call = as<FuncCall>(&node);
  if (call == nullptr || parse::builtin_name(call->funcname) != "timezone") return false;
  const auto arguments = each(call->args);
  const A_Const* zone = arguments.size() == 2 ? parse::text_literal(arguments[0]) : nullptr;
  return zone != nullptr && is_utc(std::string(parse::string_value(*zone)));
}

bool default_is_utc(const std::string& expression) {
  const parse::Arena arena;
  std::vector<parse::Statement> statements;
  parse::ParseProblem ignored;
  const text::Range whole = {.begin = 0, .end = expression.size()};
  if (!parse::parse_raw(expression, whole, parse::Grammar::expression, statements, ignored)) {
    return false;
  }
  bool found = false;
  for (const parse::Statement& statement : statements) {
    parse::Walker().walk(*statement.tree, [&](const Node& node, parse::Ancestors) {
      found = found || converts_to_utc(node);
    });
  }
  return found;
}

/// Who says that the column holds UTC; nothing if nobody does.
std::optional<std::string> evidence(const catalog::Column& column) {
  if (column.default_expression && default_is_utc(*column.default_expression)) {
    return "its default is UTC";
  }
  if (comment_says_utc(column.comment)) return "its comment says so";
  if (says_utc(column.name)) return "its name says so";
  return std::nullopt;
}

void check_relation(const catalog::Relation& relation, SchemaContext& context) {
  for (const catalog::Column& column : relation.columns) {
    const bool own = column.type_place.extent == catalog::Extent::type;
    if (!own || !column.type.is("timestamp")) continue;
    const auto reason = evidence(column);
    if (!reason) continue;
    context.report({.at = column.type_place,
                    .message = "column `" + column.name + "` of `" + relation.name.name +
                               "` holds UTC (" + *reason +
                               "), which `timestamp` keeps from the database",
                    .object = relation.name.shown() + "." + column.name});
  }
}

/// What is no column of a table has nothing but its name.
void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "timestamp") return;
  const auto use = reportable_use(type, context);
  if (!use || use->place == parse::TypePlace::column) return;
  const std::string_view name = use->place == parse::TypePlace::domain ? use->owner : use->name;
  if (!says_utc(name)) return;
  report_type(type, *use,
              {.message = parse::describe(*use) +
                          " holds UTC (its name says so), which `timestamp` keeps from the "
                          "database"},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "timestamp-for-utc",
    .group = Group::dont_do_this,
    .wiki_entry = "4.2",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A timestamp that holds UTC by agreement: the database does not know of it",
    .help = "write `timestamptz`, which stores UTC and knows it",
    .why = R"(
A column of type `timestamp` whose values are in UTC works as long as everybody who reads and writes
it knows. PostgreSQL does not: it compares the values with `now()` as if they were local, and shows
them to a session in Berlin an hour or two too early. To ask for "since midnight where the customer
lives", a query has to convert three times: `date_trunc('day', now() AT TIME ZONE 'Europe/Berlin')
AT TIME ZONE 'Europe/Berlin' AT TIME ZONE 'UTC'`.

`timestamptz` stores UTC as well, in the same 8 bytes, and every session sees the moment in its own
zone, which may be UTC for all of them.
)",
    .reported = R"(
`timestamp` where UTC is meant, instead of `timestamp-without-time-zone`. Columns of tables as the
linted files leave them: their default converts to UTC (`now() AT TIME ZONE 'utc'`,
`timezone('UTC', now())`), their name has the word `utc` or `gmt`, or their comment has. Domains,
attributes of composite types, arguments, results and variables by their name; as info where nothing is
stored.
)",
    .not_reported = R"(
`timestamptz`, whatever it is called; casts; columns that a later statement drops or changes; a zone
that is not UTC.
)",
    .instead = R"(
```sql
ALTER TABLE orders ADD COLUMN shipped_at timestamptz DEFAULT now();
```

An existing column whose values are UTC changes without a rewrite on PostgreSQL 12 and newer if the
session's zone is UTC as well; only its indexes are rebuilt, under an ACCESS EXCLUSIVE lock. The default
goes first, because it would be converted as well:

```sql
BEGIN;
SET LOCAL timezone = 'UTC';
ALTER TABLE orders ALTER COLUMN created_at DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN created_at TYPE timestamptz;
ALTER TABLE orders ALTER COLUMN created_at SET DEFAULT now();
COMMIT;
```

Before PostgreSQL 12, and in every other zone, the table is rewritten under that lock. Clients that
format the digits themselves need a look: they may see their own zone from now on.
)",
    .fine = R"(
Where the same schema has to work in a database that has no time zones, and that outweighs all
else.
)",
    .bad = R"(
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  created_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc')
);
)",
    .good = R"(
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#"
              "Don.27t_use_timestamp_.28without_time_zone.29_to_store_UTC_times",
              "https://www.postgresql.org/docs/current/datatype-datetime.html"},
    .checks = {on<check>, on<check_relation>},
    .replaces = {"timestamp-without-time-zone"},
};

}  // namespace pglint::rules::timestamp_for_utc
