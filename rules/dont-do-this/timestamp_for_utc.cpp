// timestamp columns that store UTC by convention, which shows in the column's name, default or
// comment. These may be written anywhere in the run.
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
#include "rule/schema/schema_context.h"
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

/// What shows that a value is in UTC.
struct Evidence {
  std::string_view where;  ///< completes "stores UTC according to its"
  std::string_view help;   ///< empty: the rule's
};

constexpr Evidence in_name = {.where = "name", .help = {}};

/// Nothing if nothing shows that the column stores UTC.
std::optional<Evidence> evidence(const catalog::Column& column) {
  if (column.default_expression && default_is_utc(*column.default_expression)) {
    return Evidence{.where = "default",
                    .help =
                        "use `timestamptz`, and a default without the conversion to UTC, such "
                        "as `now()`"};
  }
  if (comment_says_utc(column.comment)) return Evidence{.where = "comment", .help = {}};
  if (says_utc(column.name)) return in_name;
  return std::nullopt;
}

/// `subject` is what `parse::describe` makes of a type's place.
std::string message_for(const std::string& subject, const Evidence& found) {
  return subject + " is `timestamp` but stores UTC according to its " + std::string(found.where) +
         ": PostgreSQL treats it as local time";
}

void check_relation(const catalog::Relation& relation, SchemaContext& context) {
  for (const catalog::Column& column : relation.columns) {
    const bool own = column.type_place.extent == catalog::Extent::type;
    if (!own || !column.type.is("timestamp")) continue;
    const auto found = evidence(column);
    if (!found) continue;
    const std::string subject = "`" + relation.name.name + "." + column.name + "`";
    context.report({.at = column.type_place,
                    .message = message_for(subject, *found),
                    .help = std::string(found->help),
                    .object = relation.name.shown() + "." + column.name});
  }
}

/// What is not a column of a table has only a name to go by.
void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "timestamp") return;
  const auto use = reportable_use(type, context);
  if (!use || use->place == parse::TypePlace::column) return;
  const std::string_view name = use->place == parse::TypePlace::domain ? use->owner : use->name;
  if (!says_utc(name)) return;
  report_type(type, *use, {.message = message_for(parse::describe(*use), in_name)}, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "timestamp-for-utc",
    .group = Group::dont_do_this,
    .wiki_entry = "4.2",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary =
        "A timestamp without time zone stores UTC by convention, which PostgreSQL does not know",
    .help = "use `timestamptz`, which stores UTC and converts it for each session",
    .why = R"(
A `timestamp` column with values in UTC works as long as everyone who reads and writes it knows the
convention. PostgreSQL does not know it: it compares the values with `now()` as if they were local
times, and shows them to a session in Berlin one or two hours early. A query for "since midnight
where the customer lives" has to convert three times: `date_trunc('day', now() AT TIME ZONE
'Europe/Berlin') AT TIME ZONE 'Europe/Berlin' AT TIME ZONE 'UTC'`.

`timestamptz` stores UTC as well, in the same 8 bytes, and each session sees the value in its time
zone, which may be UTC for all sessions.
)",
    .reported = R"(
`timestamp` used for UTC, in place of `timestamp-without-time-zone`: columns of tables, as the
linted files leave them, if their default converts to UTC (`now() AT TIME ZONE 'utc'`,
`timezone('UTC', now())`), or if their name or comment contains the word `utc` or `gmt`. Domains,
attributes of composite types, arguments, results and variables by their name; as info where nothing
is stored.
)",
    .not_reported = R"(
`timestamptz`, with any name; casts; columns that a later statement drops or changes; time zones
other than UTC.
)",
    .instead = R"(
```sql
ALTER TABLE orders ADD COLUMN shipped_at timestamptz DEFAULT now();
```

On PostgreSQL 12 and newer, an existing column with values in UTC changes without a table rewrite if
the session's time zone is UTC too. Only its indexes are rebuilt, under an ACCESS EXCLUSIVE lock.
Drop the default first, because it would be converted as well:

```sql
BEGIN;
SET LOCAL timezone = 'UTC';
ALTER TABLE orders ALTER COLUMN created_at DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN created_at TYPE timestamptz;
ALTER TABLE orders ALTER COLUMN created_at SET DEFAULT now();
COMMIT;
```

Before PostgreSQL 12, and with any other time zone, the table is rewritten under that lock. Check
clients that format the digits themselves: from then on they may see their local time.
)",
    .fine = R"(
If the same schema has to work in a database without time zones and that matters most.
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
