// Values that follow from other columns of the row, or from those and the clock.
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
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::stored_derived_value {
namespace {

using catalog::Column;
using design::Family;
using design::Table;
using Words = std::vector<std::string>;

using text::is_one_of;
/// A column and what it follows from.
struct Derived {
  const Column* column = nullptr;
  std::vector<std::string> sources = {};
  bool by_clock = false;  ///< it changes with time, though nobody writes
  Confidence confidence = Confidence::medium;
};

/// A table's columns with the words of their names, which every question needs.
class Columns {
 public:
  Columns(const Table& table, const catalog::Catalog& catalog) {
    for (const Column& column : table.columns()) {
      all_.push_back({.column = &column,
                      .words = parse::name_words(column.name),
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

bool is_number(Family family) { return family == Family::integer || family == Family::number; }

bool may_be_age(const Words& words) {
  constexpr std::array<std::string_view, 14> others = {
      "average", "avg",    "min",   "max",   "mean",     "median",  "minimum",
      "maximum", "target", "cache", "legal", "required", "allowed", "gestational"};
  return words.back() == "age" && !is_one_of(words.front(), others);
}

/// Right on the day it was written.
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
  return Derived{.column = entry.column, .sources = {given->column->name, family->column->name}};
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
  return Derived{.column = entry.column, .sources = {count->column->name, price->column->name}};
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

/// `started_at` and `finished_at`: what is left of both names is the same.
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
  constexpr std::array<Question, 4> questions = {by_clock, joined_names, product, span_of_time};
  if (entry.words.empty()) return std::nullopt;
  for (const Question question : questions) {
    if (auto derived = question(entry, columns)) return derived;
  }
  return std::nullopt;
}

/// A trigger before each write may calculate anything.
bool may_be_kept_by_trigger(const Table& table, const Column& column) {
  const Words wanted = parse::name_words(column.name);
  return std::ranges::any_of(table.relation->objects, [&](const catalog::Object& object) {
    const auto* trigger = object.as<catalog::Trigger>();
    if (trigger == nullptr || trigger->timing != "before") return false;
    Words words = parse::name_words(object.name.name);
    std::ranges::copy(parse::name_words(trigger->function.name), std::back_inserter(words));
    return std::ranges::all_of(
        wanted, [&](const std::string& word) { return design::has_word(words, word); });
  });
}

/// Facts about one moment: the age of a patient at a visit.
bool keeps_moments(const Table& table) {
  constexpr std::array<std::string_view, 10> words = {
      "survey",    "response",  "visit",  "encounter",   "admission",
      "diagnosis", "treatment", "result", "observation", "measurement"};
  const Words name = parse::name_words(table.name());
  return std::ranges::any_of(
      name, [&](const std::string& word) { return is_one_of(design::singular(word), words); });
}

void report(const Table& table, const Derived& derived, SchemaContext& context) {
  const std::string column = design::shown(table, derived.column->name);
  std::string message;
  if (derived.by_clock && derived.sources.empty()) {
    message =
        text::format("`{}` is out of date soon after it is stored: it changes with time", column);
  } else if (derived.by_clock) {
    message =
        text::format("`{}` is out of date soon after it is stored: `{}` and today's date tell it",
                     column, derived.sources.front());
  } else {
    message = text::format("`{}` can contradict its own row: it follows from {}", column,
                           design::list_of(derived.sources));
  }
  SchemaReport report =
      at(table, *derived.column).says(std::move(message)).with(derived.confidence);
  if (!derived.by_clock) report.severity = Severity::info;
  context.report(std::move(report));
}

void check(const Table& table, SchemaContext& context) {
  const design::Roles& roles = table.roles;
  if (roles.document || roles.history || roles.read_model || keeps_moments(table)) return;
  const Columns columns(table, context.catalog());
  for (const Entry& entry : columns.all()) {
    const Column& column = *entry.column;
    if (!column.local || !column.certain || column.generated) continue;
    const auto derived = derived_from(entry, columns);
    // What happened does not change, however long ago.
    if (!derived || (roles.events && !derived->by_clock)) continue;
    if (!may_be_kept_by_trigger(table, column)) report(table, *derived, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "stored-derived-value",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A column stores what follows from other columns or from the date",
    .help = "calculate it in a view, or let `GENERATED ALWAYS AS (…) STORED` keep it",
    .why = R"(
An age is right on one day of the year at best. Somebody has to update every row each night, and until then, or when the job fails, the
database says what is not so. The date of birth is there already, and subtracting it from today costs nothing.

A total beside quantity and price does not age, but nothing keeps it alike: whoever corrects the quantity and forgets the total leaves a row that contradicts itself,
and afterwards nobody can tell which of the two was meant.
)",
    .reported = R"(
What changes with the clock: `age`, `days_since_…`, `days_until_…`, `is_expired`, `is_overdue`, `years_of_experience` with the date that they follow from in
the same table (`birth_date`, `expires_at`, `due_on`); `age` and days alone as `info`. Also as `info` what follows from its row: `full_name` beside first and
last name, a total beside quantity and price, a duration beside the start and the end that belong together.
)",
    .not_reported = R"(
Generated columns; columns that a trigger with their name keeps; documents (orders, invoices), whose numbers are agreed, not calculated; records of one
moment (visits, surveys, results); histories and read models; counters of rows in other tables; `min_age` and its like.
)",
    .instead = R"(
What depends on the date belongs in a view. No generated column can do it, since its expression must always give the same:

```sql
CREATE VIEW people_with_age AS
  SELECT id, birth_date, date_part('year', age(birth_date)) AS age
  FROM people;
ALTER TABLE people DROP COLUMN age;
```

What depends on the row alone can be generated. Then it can be indexed, and no one can write it:

```sql
CREATE TABLE parts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quantity integer NOT NULL,
  unit_price numeric(12, 2) NOT NULL,
  line_total numeric(14, 2) NOT NULL GENERATED ALWAYS AS (quantity * unit_price) STORED
);
```

Adding a stored generated column to a table that has rows rewrites it under an ACCESS EXCLUSIVE lock; from PostgreSQL 18 on a `VIRTUAL` one costs nothing.
Dropping the old column takes such a lock only for a moment.
)",
    .fine = R"(
The value of one moment: age at admission, price at the time of the order. Give it a name that says so. Sums over many rows that were measured to be too slow.
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
