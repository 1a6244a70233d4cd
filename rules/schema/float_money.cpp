// Money in binary floating point.
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
#include "rule/fix/schema_fix.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

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

/// Measurements and ratios, also with words for money.
constexpr std::array<std::string_view, 38> measures = {
    "time",        "second",      "sec",      "ms",      "minute", "hour",     "day",
    "byte",        "distance",    "weight",   "score",   "ratio",  "percent",  "percentage",
    "pct",         "probability", "count",    "energy",  "memory", "cpu",      "loss",
    "factor",      "share",       "duration", "latency", "volume", "quantity", "qty",
    "hp",          "size",        "length",   "width",   "height", "limit",    "mass",
    "temperature", "km",          "kg"};

/// What is measured or given in an amount, and in a balance.
constexpr std::array<std::string_view, 29> substances = {
    "blood",    "calorie",    "carb",          "carbohydrate", "dosage", "dose",
    "drug",     "fat",        "fiber",         "fluid",        "fuel",   "glucose",
    "infusion", "ingredient", "insulin",       "intake",       "liquid", "medication",
    "nutrient", "oxygen",     "precipitation", "protein",      "rain",   "rainfall",
    "salt",     "snow",       "vaso",          "vasopressor",  "water"};

/// True if the name of a column of the table, as its words, fits.
template <class Fits>
bool has_sibling(const design::Table& table, const Fits& fits) {
  return std::ranges::any_of(table.columns(), [&](const catalog::Column& column) {
    const Words words = parse::name_words(column.spelling());
    return !words.empty() && fits(words);
  });
}

bool has_currency(const design::Table& table) {
  return has_sibling(table, [](const Words& words) { return design::has_word(words, "currency"); });
}

/// `unit`, `amount_unit`, `unit_id`, `unit_of_measure`, `amountuom`, but not `unit_price`.
bool names_unit(const Words& words) {
  constexpr std::array<std::string_view, 5> keys = {"id", "code", "name", "type", "key"};
  const auto is_unit = [](std::string_view word) {
    return design::singular(word) == "unit" || word.ends_with("uom");
  };
  if (is_unit(words.back()) || design::joined(words).ends_with("unit_of_measure")) return true;
  return words.size() > 1 && std::ranges::count(keys, words.back()) > 0 &&
         is_unit(words[words.size() - 2]);
}

/// A cost in a table with these columns is an estimate of a planner or a model.
bool counts_steps(const Words& words) {
  constexpr std::array<std::string_view, 4> steps = {"row", "loop", "epoch", "iteration"};
  return std::ranges::count(steps, design::singular(words.back())) > 0;
}

/// True if the table has a column that surely holds money.
bool has_price(const design::Table& table) {
  return has_sibling(table, [](const Words& words) {
    return design::words::money.has_one_of(design::singulars(words)) &&
           !design::has_word(words, "amount");
  });
}

/// How surely an amount or a balance is one of money; nothing if it is one of something else.
std::optional<Confidence> money_in_amount(const Words& things, const design::Table& table) {
  if (has_currency(table)) return Confidence::high;
  if (has_one_of(things, substances)) return std::nullopt;
  if (has_sibling(table, names_unit)) {
    const bool plain = things.size() == 1 && !has_price(table);
    return plain ? std::nullopt : std::optional(Confidence::medium);
  }
  return has_one_of(parse::name_words(table.spelling()), substances) ? Confidence::medium
                                                                     : Confidence::high;
}

bool is_rate(const catalog::Column& column) {
  return design::has_word(parse::name_words(column.spelling()), "rate");
}

/// A rate of tax or of exchange beside a currency takes part in sums of money.
std::optional<Confidence> money_in_rate(const Words& words, const design::Table& table) {
  constexpr std::array<std::string_view, 4> kinds = {"exchange", "conversion", "tax", "vat"};
  const bool fits = words.size() == 1 || has_one_of(words, kinds);
  return fits && has_currency(table) ? std::optional(Confidence::medium) : std::nullopt;
}

/// How surely a column of this name holds money; nothing if it does not.
std::optional<Confidence> money_in(const catalog::Column& column, const design::Table& table) {
  const Words words = parse::name_words(column.spelling());
  const Words things = design::singulars(words);
  if (design::words::coordinates.has_one_of(things) || has_one_of(words, measures)) {
    return std::nullopt;
  }
  if (is_rate(column)) return money_in_rate(words, table);
  if (design::words::money.has_one_of(things)) {
    const bool is_amount =
        design::has_word(things, "amount") || design::has_word(things, "balance");
    if (is_amount) return money_in_amount(things, table);
    const bool estimate = design::has_word(things, "cost") && has_sibling(table, counts_steps);
    return estimate ? Confidence::low : Confidence::high;
  }
  if (has_one_of(words, likely_words)) return Confidence::medium;
  return std::nullopt;
}

bool is_binary_float(const catalog::Type& type, const catalog::Catalog& catalog) {
  const catalog::Type base = design::base_type(type, catalog);
  return base.is("float4") || base.is("float8");
}

/// `cost_per_token`, `precise_amount`: the decimals behind the cents are what counts.
bool has_all_decimals(const catalog::Column& column) {
  constexpr std::array<std::string_view, 2> words = {"per", "precise"};
  return has_one_of(parse::name_words(column.spelling()), words);
}

bool is_in_minor_units(const catalog::Column& column) {
  return design::words::minor_units.has_one_of(
      design::singulars(parse::name_words(column.spelling())));
}

/// What to write instead. Parts of cents, and prices of small things, need more decimals.
std::string advice_for(const catalog::Column& column) {
  const std::string name = catalog::quoted_name(column.name);
  const Words words = design::singulars(parse::name_words(column.spelling()));
  if (is_in_minor_units(column)) {
    const std::string_view unit = design::has_word(words, "cent") ? "cents" : "units";
    return text::format("write `{} numeric`, which keeps parts of {}, or `bigint` for whole {}",
                        name, unit, unit);
  }
  if (has_all_decimals(column)) {
    return text::format("write `{} numeric`, which keeps all decimals", name);
  }
  return text::format("write `{} numeric(12, 2)`, or with the scale that the currency needs", name);
}

/// None for a column of a domain.
MakeFixes as_numeric(const catalog::Column& column) {
  const bool is_written = column.type.is("float4") || column.type.is("float8");
  return is_written ? with_new_type("numeric(12, 2)") : MakeFixes();
}

void check(const design::TableColumn& part, SchemaContext& context) {
  const auto& [table, column] = part;
  if (!column.local || !column.certain || !is_binary_float(column.type, context.catalog())) return;
  const auto confidence = money_in(column, table);
  if (!confidence) return;
  if (is_rate(column)) {
    context.report(
        at_type(table, column)
            .says(
                "`{}` stores a rate as `{}`, which is not exact: amounts computed with it may be a "
                "cent off",
                design::shown(table, column.name), catalog::format_type(column.type))
            .advises("use `{} numeric(9, 6)`, or the scale that the rate needs",
                     catalog::quoted_name(column.name))
            .with(*confidence));
    return;
  }
  const bool has_parts_of_cents = is_in_minor_units(column) || has_all_decimals(column);
  context.report(at_type(table, column)
                     .says("`{}` {} money as `{}`: sums are {}", design::shown(table, column.name),
                           confidence == Confidence::high ? "stores" : "seems to store",
                           catalog::format_type(column.type),
                           has_parts_of_cents ? "not exact" : "off by fractions of a cent")
                     .advises(advice_for(column))
                     .fixed_by(has_parts_of_cents ? MakeFixes() : as_numeric(column))
                     .with(*confidence));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "float-money",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Money in binary floating point, which cannot represent cents exactly",
    .help = "use `numeric(12, 2)`, or `bigint` for the amount in cents",
    .why = R"(
Binary floating point cannot represent 0.1, just as decimal numbers cannot represent a third. It
stores the nearest fraction whose denominator is a power of two: `0.1::float8 + 0.2` is
0.30000000000000004, and comparing it with 0.3 gives false. The sum of a column depends on the order
in which its rows are read, so two runs of one report may differ. `real` keeps about six decimal
digits: from 131,072 on, it cannot distinguish one cent from the next.

The error is too small to see in a single row, and it grows with the number of rows. It shows up as
an invoice that does not add up to its lines, or as an account that never quite reaches zero.
)",
    .reported = R"(
Table columns of type `real` or `double precision`, or of a domain over them, whose name indicates
money: `price`, `amount`, `cost`, `balance`, `salary`, `fee`, `tax`, `payment`. As `info` for words
that may mean something else: `total`, `discount`, `budget`, `credit`, `charge`; for `rate`,
`exchange_rate`, `tax_rate` and `vat_rate` in a table with a currency; and for an amount in a table
with a unit, if the table has a price or the name has more words (`total_amount`).
)",
    .not_reported = R"(
- Measurements and ratios: names with a unit (`total_time`, `cost_per_km`), `score`, `weight`,
  `percent`, `discount_rate`.
- Amounts and balances of something else than money: a plain `amount` in a table with a unit
  (`unit`, `amount_uom`, `unit_id`) and neither a currency nor a price, and names such as
  `drug_amount` and `fluid_balance`.
- Arrays, arguments, variables and casts.
- The type `money`, which `money-type` reports.
)",
    .instead = R"(
`numeric` stores decimal digits as they are and calculates with them exactly. Choose the scale that
the currency and the business need:

```sql
ALTER TABLE products ALTER COLUMN price TYPE numeric(12, 2) USING round(price::numeric, 2);
```

This rewrites the table and the indexes on the column under an ACCESS EXCLUSIVE lock. For a large
table, add a new column, keep it filled with a trigger, copy in batches, and swap the names at the
end. `numeric` takes a few bytes more than `double precision` and is slower to sum, but both hardly
ever matter compared with reading the row. The alternative is a `bigint` with the smallest unit
(`price_cents`).
)",
    .fine = R"(
Estimates, prices in a simulation, and features of a model, where no account has to balance.
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
