// Stored values that follow from other columns of the row, or from those and the current date.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "design/name/name_model.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::stored_derived_value {
namespace {

using catalog::Column;
using design::Family;
using design::Table;
using Words = std::vector<std::string>;

using text::is_one_of;
/// A column and the columns that it follows from.
struct Derived {
  const Column* column = nullptr;
  std::vector<std::string> sources = {};
  std::string expression = {};  ///< SQL that computes it from the sources; empty if not known
  bool by_clock = false;        ///< it changes with time, without a write
  bool is_rest = false;         ///< it changes with what is done, also in a document
  Confidence confidence = Confidence::medium;
};

/// A table's columns with the words of their names, which every question needs.
class Columns {
 public:
  Columns(const Table& table, const catalog::Catalog& catalog) {
    for (const Column& column : table.columns()) {
      all_.push_back({.column = &column,
                      .words = parse::name_words(column.spelling()),
                      .family = design::family_of(column.type, catalog)});
    }
  }

  struct Entry {
    const Column* column = nullptr;
    Words words = {};
    Family family = Family::other;
  };

  [[nodiscard]] const std::vector<Entry>& all() const { return all_; }

  /// The first column of one of these names, in the order of the names.
  [[nodiscard]] const Entry* named(std::span<const std::string_view> names) const {
    for (const std::string_view name : names) {
      for (const Entry& entry : all_) {
        if (design::joined(entry.words) == name) return &entry;
      }
    }
    return nullptr;
  }

  /// The first date or timestamp with a word that begins with one of `starts`.
  [[nodiscard]] const Entry* moment(std::span<const std::string_view> starts) const {
    for (const Entry& entry : all_) {
      if (entry.family != Family::moment) continue;
      const bool fits = std::ranges::any_of(entry.words, [&](const std::string& word) {
        return std::ranges::any_of(starts,
                                   [&](std::string_view start) { return word.starts_with(start); });
      });
      if (fits) return &entry;
    }
    return nullptr;
  }

 private:
  std::vector<Entry> all_;
};

using Entry = Columns::Entry;

std::string quoted(const Entry& entry) { return catalog::quoted_name(entry.column->name); }

bool is_number(Family family) { return family == Family::integer || family == Family::number; }

bool may_be_age(const Words& words) {
  constexpr std::array<std::string_view, 14> others = {
      "average", "avg",    "min",   "max",   "mean",     "median",  "minimum",
      "maximum", "target", "cache", "legal", "required", "allowed", "gestational"};
  return words.back() == "age" && !is_one_of(words.front(), others);
}

/// A value that is right only on the day on which it was written.
std::optional<Derived> by_clock(const Entry& entry, const Columns& columns) {
  constexpr std::array<std::string_view, 3> birth = {"birth", "dob", "born"};
  constexpr std::array<std::string_view, 3> expiry = {"expir", "valid", "until"};
  constexpr std::array<std::string_view, 2> due = {"due", "deadline"};
  constexpr std::array<std::string_view, 3> start = {"hire", "start", "join"};
  const Words& words = entry.words;
  const std::string name = design::joined(words);
  const Entry* source = nullptr;
  bool alone = false;  // the name is enough
  if (is_number(entry.family) && may_be_age(words)) {
    source = columns.moment(birth);
    alone = words.size() == 1;
  } else if (is_number(entry.family) && words.size() > 2 && words[0] == "days" &&
             (words[1] == "since" || words[1] == "until")) {
    const std::array<std::string_view, 1> what = {words[2]};
    source = columns.moment(what);
    alone = true;
  } else if (entry.family == Family::boolean && (name == "is_expired" || name == "expired")) {
    source = columns.moment(expiry);
  } else if (entry.family == Family::boolean && (name == "is_overdue" || name == "overdue")) {
    source = columns.moment(due);
  } else if (is_number(entry.family) && name == "years_of_experience") {
    source = columns.moment(start);
  }
  if (source == nullptr && !alone) return std::nullopt;
  Derived derived = {.column = entry.column, .by_clock = true};
  if (source != nullptr) {
    derived.sources = {source->column->name};
    derived.confidence = Confidence::high;
  }
  return derived;
}

std::optional<Derived> joined_names(const Entry& entry, const Columns& columns) {
  constexpr std::array<std::string_view, 3> whole = {"full_name", "fullname", "complete_name"};
  constexpr std::array<std::string_view, 4> first = {"first_name", "firstname", "given_name",
                                                     "forename"};
  constexpr std::array<std::string_view, 4> last = {"last_name", "lastname", "surname",
                                                    "family_name"};
  if (entry.family != Family::text || !is_one_of(design::joined(entry.words), whole)) {
    return std::nullopt;
  }
  const Entry* given = columns.named(first);
  const Entry* family = columns.named(last);
  if (given == nullptr || family == nullptr) return std::nullopt;
  return Derived{.column = entry.column,
                 .sources = {given->column->name, family->column->name},
                 .expression = text::format("{} || ' ' || {}", quoted(*given), quoted(*family))};
}

std::optional<Derived> product(const Entry& entry, const Columns& columns) {
  constexpr std::array<std::string_view, 14> totals = {
      "total",        "subtotal",    "line_total", "amount",       "extended_price",
      "net",          "gross",       "net_amount", "gross_amount", "total_price",
      "total_amount", "line_amount", "total_cost", "sub_total"};
  constexpr std::array<std::string_view, 2> counts = {"quantity", "qty"};
  constexpr std::array<std::string_view, 4> prices = {"unit_price", "price", "price_per_unit",
                                                      "unit_cost"};
  if (!is_number(entry.family) || !is_one_of(design::joined(entry.words), totals)) {
    return std::nullopt;
  }
  const Entry* count = columns.named(counts);
  const Entry* price = columns.named(prices);
  if (count == nullptr || price == nullptr || !is_number(count->family) ||
      !is_number(price->family)) {
    return std::nullopt;
  }
  Derived derived = {.column = entry.column, .sources = {count->column->name, price->column->name}};
  // Products and casts of money exist for few types only.
  const bool with_money =
      std::ranges::any_of(std::array{&entry, count, price},
                          [](const Entry* part) { return part->column->type.is("money"); });
  if (!with_money) derived.expression = text::format("{} * {}", quoted(*count), quoted(*price));
  return derived;
}

/// What a name says besides that it is a quantity: `stocked` of `StockedQty` and `qty_stocked`;
/// empty if it does not say that.
std::string quantity_of(const Entry& entry) {
  constexpr std::array<std::string_view, 2> counts = {"quantity", "qty"};
  Words rest;
  std::ranges::copy_if(entry.words, std::back_inserter(rest),
                       [&](const std::string& word) { return !is_one_of(word, counts); });
  const bool counted = is_number(entry.family) && rest.size() + 1 == entry.words.size();
  return counted ? design::joined(rest) : std::string();
}

/// What is left of a quantity without a part of it, if the table has just the three.
std::optional<Derived> remainder(const Entry& entry, const Columns& columns) {
  constexpr std::array<std::string_view, 8> rests = {
      "stocked", "remaining", "left", "open", "outstanding", "net", "accepted", "available"};
  constexpr std::array<std::string_view, 10> wholes = {
      "order",    "ordered", "total",   "requested", "initial",
      "original", "planned", "on_hand", "produced",  "received"};
  constexpr std::array<std::string_view, 14> parts = {
      "scrapped", "rejected", "shipped",   "delivered", "used",    "consumed", "reserved",
      "sold",     "returned", "allocated", "invoiced",  "damaged", "picked",   "fulfilled"};
  if (!is_one_of(quantity_of(entry), rests)) return std::nullopt;
  const Entry* whole = nullptr;
  const Entry* part = nullptr;
  for (const Entry& other : columns.all()) {
    const std::string name = quantity_of(other);
    if (&other == &entry || name.empty()) continue;
    const Entry*& found = is_one_of(name, wholes) ? whole : part;
    if (found != nullptr || (&found == &part && !is_one_of(name, parts))) return std::nullopt;
    found = &other;
  }
  if (whole == nullptr || part == nullptr) return std::nullopt;
  return Derived{.column = entry.column,
                 .sources = {whole->column->name, part->column->name},
                 .expression = text::format("{} - {}", quoted(*whole), quoted(*part)),
                 .is_rest = true};
}

bool is_duration(const Words& words) {
  constexpr std::array<std::string_view, 4> names = {"duration", "elapsed", "minutes", "hours"};
  constexpr std::array<std::string_view, 16> around = {
      "duration", "elapsed", "minutes", "hours",        "total", "time", "seconds", "secs",
      "sec",      "ms",      "millis",  "milliseconds", "days",  "mins", "min",     "in"};
  const bool has_name =
      std::ranges::any_of(words, [&](const std::string& word) { return is_one_of(word, names); });
  return has_name && std::ranges::all_of(
                         words, [&](const std::string& word) { return is_one_of(word, around); });
}

/// A duration between `started_at` and `finished_at`: the other words of both names are the same.
std::optional<Derived> span_of_time(const Entry& entry, const Columns& columns) {
  constexpr std::array<std::string_view, 5> starts = {"start", "started", "starts", "begin",
                                                      "began"};
  constexpr std::array<std::string_view, 7> ends = {"end",      "ended",     "ends",   "finish",
                                                    "finished", "completed", "stopped"};
  const bool fits = is_number(entry.family) || entry.column->type.is("interval");
  if (!fits || !is_duration(entry.words)) return std::nullopt;
  const auto rest = [](const Words& words, std::span<const std::string_view> marks) {
    Words left;
    std::ranges::copy_if(words, std::back_inserter(left),
                         [&](const std::string& word) { return !is_one_of(word, marks); });
    return left;
  };
  for (const Entry& start : columns.all()) {
    if (start.family != Family::moment) continue;
    const Words around = rest(start.words, starts);
    if (around.size() == start.words.size()) continue;
    for (const Entry& end : columns.all()) {
      const Words other = rest(end.words, ends);
      if (end.family != Family::moment || other.size() == end.words.size() || other != around) {
        continue;
      }
      return Derived{.column = entry.column, .sources = {start.column->name, end.column->name}};
    }
  }
  return std::nullopt;
}

std::optional<Derived> derived_from(const Entry& entry, const Columns& columns) {
  using Question = std::optional<Derived> (*)(const Entry&, const Columns&);
  constexpr std::array<Question, 5> questions = {by_clock, joined_names, product, remainder,
                                                 span_of_time};
  if (entry.words.empty()) return std::nullopt;
  for (const Question question : questions) {
    if (auto derived = question(entry, columns)) return derived;
  }
  return std::nullopt;
}

/// True if a trigger seems to compute the column before each write.
bool may_be_kept_by_trigger(const Table& table, const Column& column) {
  const Words wanted = parse::name_words(column.spelling());
  return std::ranges::any_of(table.relation->objects, [&](const catalog::Object& object) {
    const auto* trigger = object.as<catalog::Trigger>();
    if (trigger == nullptr || trigger->timing != "before") return false;
    Words words = parse::name_words(object.name.name);
    std::ranges::copy(parse::name_words(trigger->function.name), std::back_inserter(words));
    return std::ranges::all_of(
        wanted, [&](const std::string& word) { return design::has_word(words, word); });
  });
}

/// True for tables of facts at one time, such as the age of a patient at a visit.
bool keeps_moments(const Table& table) {
  constexpr std::array<std::string_view, 10> words = {
      "survey",    "response",  "visit",  "encounter",   "admission",
      "diagnosis", "treatment", "result", "observation", "measurement"};
  const Words name = parse::name_words(table.spelling());
  return std::ranges::any_of(
      name, [&](const std::string& word) { return is_one_of(design::singular(word), words); });
}

std::string message_of(const Derived& derived, const std::string& column) {
  if (derived.by_clock && derived.sources.empty()) {
    return text::format("stored derived value: `{}` changes with time and soon becomes outdated",
                        column);
  }
  if (derived.by_clock) {
    return text::format(
        "stored derived value: `{}` follows from `{}` and the current date, and soon "
        "becomes outdated",
        column, derived.sources.front());
  }
  return text::format("stored derived value: `{}` follows from {} and can contradict them", column,
                      design::list_of(derived.sources));
}

/// True if a stored generated column may read all sources: it cannot read generated columns.
bool can_be_generated(const Table& table, const Derived& derived, int pg_version) {
  constexpr int first_with_generated_columns = 12;
  return pg_version >= first_with_generated_columns &&
         std::ranges::none_of(derived.sources, [&](const std::string& source) {
           return table.relation->find_column(source)->generated;
         });
}

std::string advice_for(const Table& table, const Derived& derived, int pg_version) {
  if (derived.by_clock && derived.sources.empty()) {
    return "store the date from which it is counted, and compute the value in a view";
  }
  const std::string sources = design::list_of(derived.sources);
  if (derived.by_clock) {
    return text::format("drop the column, and compute the value from {} in a view", sources);
  }
  if (!can_be_generated(table, derived, pg_version)) {
    return text::format("compute the value from {} in a view", sources);
  }
  if (derived.expression.empty()) {
    return text::format("compute it from {} in a view or in a generated column", sources);
  }
  return text::format("compute it in a view, or as `GENERATED ALWAYS AS ({}) STORED`",
                      derived.expression);
}

void report(const Table& table, const Derived& derived, SchemaContext& context) {
  SchemaReport report = at(table, *derived.column)
                            .says(message_of(derived, design::shown(table, derived.column->name)))
                            .advises(advice_for(table, derived, context.pg_version()))
                            .with(derived.confidence);
  if (!derived.by_clock) report.severity = Severity::info;
  context.report(std::move(report));
}

void check(const Table& table, SchemaContext& context) {
  const design::Roles& roles = table.roles;
  if (roles.history || roles.read_model || keeps_moments(table)) return;
  const Columns columns(table, context.catalog());
  for (const Entry& entry : columns.all()) {
    const Column& column = *entry.column;
    if (!column.local || !column.certain || column.generated) continue;
    const auto derived = derived_from(entry, columns);
    if (!derived || (roles.document && !derived->is_rest)) continue;
    // Events do not change, so values from their own row stay right.
    if (roles.events && !derived->by_clock) continue;
    if (!may_be_kept_by_trigger(table, column)) report(table, *derived, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "stored-derived-value",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Stored derived value: a column follows from other columns or the current date",
    .help = "compute it in a view, or in a `GENERATED ALWAYS AS (…) STORED` column",
    .why = R"(
An age is right for one year at most. Then a job has to update the row, and until it runs, or if it
fails, the database returns a wrong value. The date of birth is already stored, and computing the
age from it is cheap.

A total beside quantity and price does not become outdated, but nothing keeps them consistent. An
update that corrects the quantity and forgets the total leaves a row that contradicts itself. Later
it is impossible to find out which of the two is right.
)",
    .reported = R"(
Values that change with time: `age`, `days_since_…`, `days_until_…`, `is_expired`, `is_overdue`,
`years_of_experience`, together with the date that they follow from in the same table (`birth_date`,
`expires_at`, `due_on`). Without that date, `age` and the days are `info`. Values that follow from
their row are `info`, too: `full_name` beside first and last name, a total beside quantity and
price, a duration beside its start and end, a rest beside a quantity and a part of it (`stocked_qty`
beside `ordered_qty` and `scrapped_qty`).
)",
    .not_reported = R"(
Generated columns. Columns that a trigger appears to compute, by its name. Documents (orders,
invoices), whose numbers are agreed and not calculated, except for what is left of a quantity.
Records of one time (visits, surveys, results). Histories and read models, counters of rows in other
tables, and names such as `min_age`.
)",
    .instead = R"(
A value that depends on the date belongs in a view. A generated column is not possible, since its
expression must always give the same result:

```sql
CREATE VIEW people_with_age AS
  SELECT id, birth_date, date_part('year', age(birth_date)) AS age
  FROM people;
ALTER TABLE people DROP COLUMN age;
```

A value that depends on the row alone can be generated. Then it can have an index, and no program
can write it:

```sql
CREATE TABLE parts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quantity integer NOT NULL,
  unit_price numeric(12, 2) NOT NULL,
  line_total numeric(14, 2) NOT NULL GENERATED ALWAYS AS (quantity * unit_price) STORED
);
```

Adding a stored generated column to a table with rows rewrites the table under an ACCESS EXCLUSIVE
lock. From PostgreSQL 18 on, a `VIRTUAL` one does not. Dropping the old column takes such a lock
only briefly.
)",
    .fine = R"(
A value at one point in time, such as the age at admission or the price when the order was placed.
Give it a name that says so. Sums over many rows that measurements showed to be too slow.
)",
    .bad = R"(
CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  birth_date date NOT NULL,
  age integer NOT NULL
);
)",
    .good = R"(
CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  birth_date date NOT NULL
);
CREATE VIEW people_with_age AS
  SELECT id, birth_date, date_part('year', age(birth_date)) AS age
  FROM people;
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-generated-columns.html",
              "https://www.postgresql.org/docs/current/functions-datetime.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::stored_derived_value
