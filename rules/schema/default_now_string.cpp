// DEFAULT 'now': a time that is evaluated once, when the default is set.
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
#include "rule/schema/schema_context.h"
#include "text/ascii.h"

namespace pglint::rules::default_now_string {
namespace {

/// The word in `value` that PostgreSQL reads as the current time: `now` of ` NOW() `, `today` of
/// `today 12:00`; empty if there is none.
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

/// A string in a DEFAULT that is evaluated once.
struct Frozen {
  std::string word;    ///< `now`; empty if there is no such string
  std::string type;    ///< that the string gets: `timestamptz`
  bool alone = false;  ///< the string holds nothing else
  bool whole = false;  ///< the string is the whole DEFAULT, casts aside
};

/// True if `value` is `word` but for case, blanks and brackets: ` NOW() `.
bool is_alone(std::string_view value, std::string_view word) {
  std::string letters;
  for (const char letter : value) {
    if (letter != ' ' && letter != '(' && letter != ')') letters += text::lowered(letter);
  }
  return letters == word;
}

Frozen frozen_in(const A_Const& constant, std::string_view type) {
  const std::string_view value = parse::string_value(constant);
  std::string word = moving_word(value);
  const bool alone = is_alone(value, word);
  return {.word = std::move(word), .type = std::string(type), .alone = alone};
}

/// A string that is cast to text first is evaluated for each row. So only strings count that are
/// cast to a type of time at once, or that get the column's type.
Frozen find_frozen(const Node& tree, const std::string& column_type) {
  if (const auto* constant = as<A_Const>(&tree)) {
    if (!is_of_time(column_type)) return {};
    Frozen found = frozen_in(*constant, column_type);
    found.whole = true;
    return found;
  }
  Frozen found;
  parse::Walker walker;
  walker.walk(tree, [&](const Node& node, parse::Ancestors) {
    const auto* cast = as<TypeCast>(&node);
    const auto* constant = cast == nullptr ? nullptr : as<A_Const>(cast->arg);
    if (constant == nullptr || !found.word.empty()) return;
    if (cast->typeName->arrayBounds != nullptr) return;
    const std::string_view type = parse::builtin_type(*cast->typeName);
    if (!is_of_time(type)) return;
    found = frozen_in(*constant, type);
    found.whole = &node == &tree;
  });
  return found;
}

/// What is evaluated for each row and gives what the word promises: `CURRENT_DATE + 1`.
std::string_view function_for(const Frozen& frozen) {
  if (frozen.word == "today") return "CURRENT_DATE";
  if (frozen.word == "tomorrow") return "CURRENT_DATE + 1";
  if (frozen.word == "yesterday") return "CURRENT_DATE - 1";
  if (frozen.type == "date") return "CURRENT_DATE";
  if (frozen.type == "time") return "LOCALTIME";
  return frozen.type == "timetz" ? "CURRENT_TIME" : "now()";
}

std::string advice_for(const Frozen& frozen) {
  const std::string_view function = function_for(frozen);
  if (!frozen.alone) return text::format("compute the value from `{}`, without quotes", function);
  if (frozen.whole) return text::format("write `DEFAULT {}`", function);
  const bool has_operator = function.find(' ') != std::string_view::npos;
  return text::format("write `{}{}{}` instead of the string", has_operator ? "(" : "", function,
                      has_operator ? ")" : "");
}

/// Writes the function in place of the string, in a table that the statement makes. `now` in a
/// DEFAULT of `timetz` would be CURRENT_TIME, which has its own problems.
MakeFixes fix_for(const Frozen& frozen) {
  if (!frozen.alone || !frozen.whole || frozen.type == "timetz") return {};
  return [function = std::string(function_for(frozen))](const parse::TokenView& tokens,
                                                        text::Range at) -> std::vector<Fix> {
    const std::size_t value = tokens.at(at.begin) + 1;
    const bool is_plain = tokens.is_word(0, "create") && tokens.has(value) &&
                          tokens.is_word(value - 1, "default") &&
                          tokens.kind(value) == parse::TokenKind::string;
    if (!is_plain || tokens.range(value).end != at.end) return {};
    return {{.description = "write `DEFAULT " + function + "`",
             .safety = FixSafety::safe,
             .edits = {{.range = tokens.range(value), .replacement = function}}}};
  };
}

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const std::string& sql = *defaulted.column.default_expression;
  if (!design::mentions_any(sql, {"now", "today", "tomorrow", "yesterday"})) return;
  const catalog::Type type = design::base_type(defaulted.column.type, context.catalog());
  const bool of_time = type.dimensions == 0 && type.schema.empty();
  const design::ParsedExpression parsed(sql);
  if (parsed.tree() == nullptr) return;
  const Frozen frozen = find_frozen(*parsed.tree(), of_time ? type.name : std::string());
  if (frozen.word.empty()) return;
  context.report(at(defaulted)
                     .says("`'{}'` in the default of `{}` is evaluated only once: all rows get "
                           "the time at which this statement runs",
                           frozen.word, design::shown(defaulted.table, defaulted.column.name))
                     .advises(advice_for(frozen))
                     .fixed_by(fix_for(frozen)));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "default-now-string",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A default of 'now' in quotes is evaluated once, not for each row",
    .help = "write a function: `DEFAULT now()` or `DEFAULT CURRENT_DATE`",
    .why = R"(
`'now'` is a constant. PostgreSQL turns it into a timestamp as soon as it knows the type, and for a
default that is when CREATE TABLE or ALTER TABLE runs. From then on, every row without an explicit
value gets the time of that migration, to the microsecond. `'today'`, `'tomorrow'`, `'yesterday'`
and `'now()'` in quotes behave the same way.

It looks right on the day of the deployment, because the values are close to the truth, and nothing
raises an error. The mistake surfaces when all orders seem to have been placed on the same day.
)",
    .reported = R"(
Strings with the words `now`, `today`, `tomorrow` or `yesterday` as the DEFAULT of a column of type
`timestamptz`, `timestamp`, `date`, `time`, `timetz` or a domain over one of them. Also such strings
with a cast to one of these types anywhere in a DEFAULT. Columns are judged as the linted files
leave them.
)",
    .not_reported = R"(
`'now'::text`, with or without a further cast: it is evaluated for each row, and old dumps write
CURRENT_DATE like this. Columns of type `text`, functions, and constants such as `'infinity'` and
`'epoch'`.
)",
    .instead = R"(
Set the function as the default. This changes only the catalog, under an ACCESS EXCLUSIVE lock that
lasts a moment, and leaves existing rows as they are:

```sql
ALTER TABLE shipments ALTER COLUMN sent_at SET DEFAULT now();
```

Rows with the frozen time look like rows that were really inserted then. If another column or a log
has the right time, correct them in batches. `CURRENT_DATE + 1` is tomorrow.
)",
    .fine = R"(
Hardly ever. If every row is meant to get one fixed time, a full literal with date and time zone is
clearer.
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
