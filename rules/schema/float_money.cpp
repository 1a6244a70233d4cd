// Amounts of money in binary floating point.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "design/name/name_model.h"
#include "design/places.h"
#include "design/type_family.h"
#include "design/vocabulary/quantities.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"

namespace pglint::rules::float_money {
namespace {

using Words = std::vector<std::string>;

template <std::size_t Count>
bool has_one_of(const Words& words, const std::array<std::string_view, Count>& known) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    return std::ranges::count(known, design::singular(word)) > 0;
  });
}

constexpr std::array<std::string_view, 15> likely_words = {
    "total",  "pay",   "discount", "budget",     "deposit", "refund",   "credit", "debit",
    "charge", "money", "cash",     "commission", "premium", "interest", "spend"};

/// What is measured or divided, whatever the other words are.
constexpr std::array<std::string_view, 38> measures = {
    "time",        "second",      "sec",      "ms",      "minute", "hour",     "day",
    "byte",        "distance",    "weight",   "score",   "ratio",  "percent",  "percentage",
    "pct",         "probability", "count",    "energy",  "memory", "cpu",      "loss",
    "factor",      "share",       "duration", "latency", "volume", "quantity", "qty",
    "hp",          "size",        "length",   "width",   "height", "limit",    "mass",
    "temperature", "km",          "kg"};

/// A cost beside these is what a planner or a model reckons with.
constexpr std::array<std::string_view, 5> estimate_words = {"row", "loop", "plan", "epoch",
                                                            "iteration"};

bool has_sibling(const design::Table& table, std::string_view word) {
  return std::ranges::any_of(table.columns(), [&](const catalog::Column& column) {
    return design::has_word(parse::name_words(column.name), word);
  });
}

/// How surely a column of this name holds money; nothing where it does not.
std::optional<Confidence> money_in(const std::string& name, const design::Table& table) {
  const Words words = parse::name_words(name);
  const Words things = design::singulars(words);
  if (design::words::coordinates.has_one_of(things) || has_one_of(words, measures)) {
    return std::nullopt;
  }
  if (design::has_word(words, "rate")) {
    const bool of_currency = words.size() == 1 || design::has_word(words, "exchange");
    if (of_currency && has_sibling(table, "currency")) return Confidence::medium;
    return std::nullopt;
  }
  if (design::words::money.has_one_of(things)) {
    const bool estimate = std::ranges::any_of(estimate_words, [&](std::string_view word) {
      return has_sibling(table, word) || has_sibling(table, std::string(word) + "s");
    });
    return estimate ? Confidence::low : Confidence::high;
  }
  if (has_one_of(words, likely_words)) return Confidence::medium;
  return std::nullopt;
}

bool is_binary_float(const catalog::Type& type, const catalog::Catalog& catalog) {
  const catalog::Type base = design::base_type(type, catalog);
  return base.is("float4") || base.is("float8");
}

void check(const design::TableColumn& part, SchemaContext& context) {
  const auto& [table, column] = part;
  if (!column.local || !column.certain || !is_binary_float(column.type, context.catalog())) return;
  const auto confidence = money_in(column.name, table);
  if (!confidence) return;
  context.report(
      at_type(table, column)
          .says("sums of `{}` are off by fractions of a cent: `{}` cannot hold decimal amounts "
                "exactly",
                design::shown(table, column.name), catalog::format_type(column.type))
          .with(*confidence));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "float-money",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "An amount of money is stored in binary floating point",
    .help = "use `numeric(12, 2)`, or `bigint` for the amount in cents",
    .why = R"(
Binary floating point has no 0.1, as decimal numbers have no third. What is stored is the nearest fraction with a power of two below it:
`0.1::float8 + 0.2` is 0.30000000000000004, a comparison with 0.3 is false, and the sum of a column depends on the order in which its rows are read,
so that two runs of one report may differ. `real` keeps about six decimal digits: from 131,072 on it cannot tell a cent from the next one.

The error is too small to be seen in a single row and grows with the number of rows. It shows as an invoice that does not add up to its
lines, or as an account that is never quite empty.
)",
    .reported = R"(
Columns of tables of type `real` or `double precision`, or of a domain over them, with a name that says money: `price`, `amount`, `cost`,
`balance`, `salary`, `fee`, `tax`, `payment`. As `info` for words that may mean something else: `total`, `discount`, `budget`, `credit`, `charge`,
and `rate` beside a currency.
)",
    .not_reported = R"(
What is measured or a ratio: names with a unit (`total_time`, `cost_per_km`), `score`, `weight`, `percent`, `discount_rate`. Arrays, arguments, variables and casts; the type
`money`, which `money-type` reports.
)",
    .instead = R"(
`numeric` holds decimal digits as they are and calculates with them exactly. Choose the scale that the currency and the business need:

```sql
ALTER TABLE products ALTER COLUMN price TYPE numeric(12, 2) USING round(price::numeric, 2);
```

This rewrites the table and the indexes on the column under an ACCESS EXCLUSIVE lock. For a large table, add a new column, keep it
filled by a trigger, copy in portions, and swap the names at the end. `numeric` takes some bytes more than `double precision`, and sums cost more;
both hardly ever matter beside reading the row. The alternative is a `bigint` of the smallest unit (`price_cents`).
)",
    .fine = R"(
Estimates, prices of a simulation, and features of a model, where nobody settles an account.
)",
    .bad = R"(
CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label text NOT NULL,
  price double precision NOT NULL
);
)",
    .good = R"(
CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label text NOT NULL,
  price numeric(12, 2) NOT NULL
);
)",
    .links =
        {"https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-FLOAT",
         "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-NUMERIC-DECIMAL"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::float_money
