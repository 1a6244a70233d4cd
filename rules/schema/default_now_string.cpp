// DEFAULT 'now': a moment that is read once, when the default is set.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "design/defaults.h"
#include "design/expression.h"
#include "design/type_family.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/type_name.h"
#include "parse/tree/walk.h"
#include "rule/schema_context.h"
#include "text/ascii.h"

namespace pglint::rules::default_now_string {
namespace {

/// The word in `value` that PostgreSQL reads as a moment: `now` of ` NOW() `, `today` of
/// `today 12:00`; empty where there is none.
std::string moving_word(std::string_view value) {
  constexpr std::array<std::string_view, 4> words = {"now", "today", "tomorrow", "yesterday"};
  std::string word;
  for (std::size_t index = 0; index <= value.size(); ++index) {
    if (index < value.size() && text::is_letter(value[index])) {
      word += text::lowered(value[index]);
      continue;
    }
    if (std::ranges::count(words, word) > 0) return word;
    word.clear();
  }
  return {};
}

bool is_of_time(std::string_view type) {
  constexpr std::array<std::string_view, 5> types = {"timestamptz", "timestamp", "date", "timetz",
                                                     "time"};
  return std::ranges::count(types, type) > 0;
}

/// A string that is cast to text first is read anew for each row; so only what is cast right away,
/// or takes the column's type, counts.
std::string frozen_word(const Node& tree, bool column_is_of_time) {
  if (const auto* constant = as<A_Const>(&tree)) {
    return column_is_of_time ? moving_word(parse::string_value(*constant)) : std::string();
  }
  std::string word;
  parse::Walker walker;
  walker.walk(tree, [&](const Node& node, parse::Ancestors) {
    const auto* cast = as<TypeCast>(&node);
    const auto* constant = cast == nullptr ? nullptr : as<A_Const>(cast->arg);
    if (constant == nullptr || !word.empty() || cast->typeName->arrayBounds != nullptr) return;
    if (is_of_time(parse::builtin_type(*cast->typeName))) {
      word = moving_word(parse::string_value(*constant));
    }
  });
  return word;
}

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const std::string& sql = *defaulted.column.default_expression;
  if (!design::mentions_any(sql, {"now", "today", "tomorrow", "yesterday"})) return;
  const design::Family family = design::family_of(defaulted.column.type, context.catalog());
  const bool of_time = family == design::Family::moment || family == design::Family::time;
  const design::ParsedExpression parsed(sql);
  if (parsed.tree() == nullptr) return;
  const std::string word = frozen_word(*parsed.tree(), of_time);
  if (word.empty()) return;
  context.report(
      at(defaulted).says("{} is the moment of this DDL in every row: `'{}'` is read once, when "
                         "the default is set",
                         defaulted.shown(), word));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "default-now-string",
    .group = Group::schema,
    .severity = Severity::error,
    .summary =
        "A string such as 'now' as the default of a timestamp is read once, when the default is "
        "set",
    .help = "write the function: `DEFAULT now()`, `DEFAULT CURRENT_DATE`",
    .why = R"(
`'now'` is a constant that PostgreSQL turns into a timestamp as soon as it knows the type, and for a
default that is when CREATE TABLE or ALTER TABLE runs. From then on every row that gives no value of
its own carries the time of that migration, to the microsecond. `'today'`, `'tomorrow'`,
`'yesterday'` and `'now()'` in quotes behave the same way.

It looks right on the day of the deployment, since the values are close to the truth then, and
nobody gets an error. It is noticed when somebody asks why all orders were placed on the same day.
)",
    .reported = R"(
Strings with the words `now`, `today`, `tomorrow` or `yesterday` as the DEFAULT of a column of type
`timestamptz`, `timestamp`, `date`, `time`, `timetz` or a domain of these, and such strings with a
cast to one of these types anywhere in a DEFAULT. Columns as the linted files leave them.
)",
    .not_reported = R"(
`'now'::text`, with or without a further cast: it is read anew for each row, and old dumps write
CURRENT_DATE like that. Columns of text, functions, and constants such as `'infinity'` and
`'epoch'`.
)",
    .instead = R"(
Set the function as the default. That is a change of the catalog alone, which holds an ACCESS
EXCLUSIVE lock for a moment and leaves rows as they are:

```sql
ALTER TABLE shipments ALTER COLUMN sent_at SET DEFAULT now();
```

The rows that have the frozen moment cannot be told from rows that came then; if another column or a
log knows better, correct them in batches. `CURRENT_DATE + 1` is tomorrow.
)",
    .fine = R"(
Hardly ever: a moment that is meant to stay is clearer as a full literal with its date and time
zone.
)",
    .bad = R"(
CREATE TABLE shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  carrier text NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT 'now'
);
)",
    .good = R"(
CREATE TABLE shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  carrier text NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT now()
);
)",
    .links = {"https://www.postgresql.org/docs/current/functions-datetime.html"
              "#FUNCTIONS-DATETIME-CURRENT",
              "https://www.postgresql.org/docs/current/datatype-datetime.html"
              "#DATATYPE-DATETIME-SPECIAL-VALUES"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::default_now_string
