// One state that is stored in several booleans.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/column_group.h"
#include "design/name/name_model.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::state_in_booleans {
namespace {

using Words = std::vector<std::string>;

using text::is_one_of;
/// A boolean column and the word for its state: `approved` of `is_approved`.
struct Flag {
  const catalog::Column* column = nullptr;
  std::string stem;
};
using Flags = std::vector<Flag>;

std::string stem_of(std::string_view name) {
  constexpr std::array<std::string_view, 5> before = {"is", "was", "has", "been", "currently"};
  Words words = parse::name_words(name);
  while (words.size() > 1 && is_one_of(words.front(), before)) words.erase(words.begin());
  return design::joined(words);
}

/// True for words that name a stage of a life cycle.
bool is_of_life(std::string_view stem) {
  constexpr std::array<std::string_view, 31> words = {
      "active",    "inactive",  "enabled",  "disabled",  "approved",    "rejected", "accepted",
      "declined",  "pending",   "draft",    "published", "unpublished", "archived", "deleted",
      "cancelled", "canceled",  "closed",   "open",      "paid",        "shipped",  "delivered",
      "completed", "failed",    "verified", "banned",    "suspended",   "locked",   "expired",
      "processed", "succeeded", "opened"};
  return is_one_of(stem, words);
}

/// Two words that exclude each other; usually one of them is true.
struct Opposites {
  std::string_view a;
  std::string_view b;
};
constexpr std::array opposites = {
    Opposites{"approved", "rejected"},     Opposites{"accepted", "rejected"},
    Opposites{"accepted", "declined"},     Opposites{"active", "inactive"},
    Opposites{"open", "closed"},           Opposites{"opened", "closed"},
    Opposites{"enabled", "disabled"},      Opposites{"draft", "published"},
    Opposites{"published", "unpublished"}, Opposites{"succeeded", "failed"}};

const Flag* find(const Flags& flags, std::string_view stem) {
  const auto found = std::ranges::find(flags, stem, &Flag::stem);
  return found == flags.end() ? nullptr : &*found;
}

std::optional<std::pair<const Flag*, const Flag*>> opposite_flags(const Flags& flags) {
  for (const Opposites& pair : opposites) {
    const Flag* a = find(flags, pair.a);
    const Flag* b = find(flags, pair.b);
    if (a != nullptr && b != nullptr) return std::pair{a, b};
  }
  return std::nullopt;
}

/// True for columns that switch something on, each independent of the others.
bool is_switch(std::string_view name) {
  constexpr std::array<std::string_view, 14> starts = {
      "can",  "may",    "allow", "allows", "enable", "show",    "hide",
      "send", "notify", "use",   "should", "auto",   "allowed", "supports"};
  constexpr std::array<std::string_view, 4> ends = {"changed", "enabled", "allowed", "visible"};
  const Words words = parse::name_words(name);
  if (words.size() < 2) return false;
  return is_one_of(words.front(), starts) || words.front() == "has" ||
         is_one_of(words.back(), ends);
}

/// True for tables of independent switches.
bool is_of_switches(const design::Table& table) {
  constexpr std::array<std::string_view, 6> others = {"capability",   "feature",    "flag",
                                                      "notification", "permission", "privilege"};
  const Words words = design::singulars(parse::name_words(table.spelling()));
  return table.roles.settings || table.roles.history || design::takes_raw_data(table.spelling()) ||
         (!words.empty() &&
          (design::words::settings.contains(words.back()) || is_one_of(words.back(), others)));
}

Flags flags_of(const design::Table& table, const catalog::Catalog& catalog) {
  Flags flags;
  for (const catalog::Column* column : design::own_columns(*table.relation)) {
    if (design::family_of(column->type, catalog) != design::Family::boolean) continue;
    std::string stem = stem_of(column->spelling());
    if (is_of_life(stem) || !is_switch(column->spelling())) {
      flags.push_back({.column = column, .stem = std::move(stem)});
    }
  }
  return flags;
}

/// True if a CHECK over two of the flags restricts their combinations.
bool are_constrained(const Flags& flags, const design::Table& table) {
  return std::ranges::any_of(table.relation->constraints, [&](const auto& constraint) {
    if (constraint.kind != catalog::ConstraintKind::check) return false;
    return std::ranges::count_if(flags, [&](const Flag& flag) {
             return std::ranges::count(constraint.mentioned, flag.column->name) > 0;
           }) > 1;
  });
}

/// The column that stores the state properly, or null.
const catalog::Column* state_column(const design::Table& table, const catalog::Catalog& catalog) {
  constexpr std::array<std::string_view, 5> address = {"city", "zip", "country", "street",
                                                       "postcode"};
  const bool has_address = std::ranges::any_of(table.columns(), [&](const auto& column) {
    const Words words = parse::name_words(column.spelling());
    return std::ranges::any_of(words,
                               [&](const std::string& word) { return is_one_of(word, address); });
  });
  for (const catalog::Column& column : table.columns()) {
    const Words words = parse::name_words(column.spelling());
    const bool named = words == Words{"status"} || (words == Words{"state"} && !has_address);
    const design::Family family = design::family_of(column.type, catalog);
    const bool fits = family == design::Family::text || family == design::Family::enumeration ||
                      family == design::Family::integer;
    if (named && fits) return &column;
  }
  return nullptr;
}

/// The problem with the flags of a table.
struct Verdict {
  Flags flags;
  std::size_t least = 1;  ///< how many of them make the problem
  Confidence confidence = Confidence::medium;
  const catalog::Column* beside = nullptr;  ///< the column of the same state
  bool contradict = false;
};

/// True for flags that are independent of the state, such as whether a row is deleted or a person
/// is verified.
bool is_apart(const Flag& flag) {
  constexpr std::array<std::string_view, 4> words = {"deleted", "verified", "locked", "enabled"};
  return is_one_of(flag.stem, words);
}

bool excludes(std::string_view a, std::string_view b) {
  return std::ranges::any_of(opposites, [&](const Opposites& pair) {
    return (pair.a == a && pair.b == b) || (pair.a == b && pair.b == a);
  });
}

/// `canceled` and `cancelled` are one word.
std::string_view one_spelling(std::string_view stem) {
  return stem == "canceled" ? "cancelled" : stem;
}

/// False if the state is an enum none of whose values says what the flag does.
bool may_repeat(const Flag& flag, const catalog::Column& state, const catalog::Catalog& catalog) {
  const catalog::Type type = design::base_type(state.type, catalog);
  const catalog::Object* object = catalog.find_type({type.schema, type.name});
  const auto* known = object == nullptr ? nullptr : object->as<catalog::EnumType>();
  if (known == nullptr) return true;
  return std::ranges::any_of(known->values, [&](const catalog::EnumValue& value) {
    const Words words = parse::name_words(value.name);
    return std::ranges::any_of(words, [&](const std::string& word) {
      return one_spelling(word) == one_spelling(flag.stem) || excludes(word, flag.stem);
    });
  });
}

std::optional<Verdict> judge(const design::Table& table, const catalog::Catalog& catalog) {
  constexpr std::size_t many_of_life = 3;
  constexpr std::size_t many = 5;
  const Flags all = flags_of(table, catalog);
  Flags of_life;
  std::ranges::copy_if(all, std::back_inserter(of_life),
                       [](const Flag& flag) { return is_of_life(flag.stem); });
  if (are_constrained(of_life, table)) return std::nullopt;
  if (opposite_flags(of_life)) {
    return Verdict{
        .flags = of_life, .least = 2, .confidence = Confidence::high, .contradict = true};
  }
  if (of_life.size() >= many_of_life) return Verdict{.flags = of_life, .least = many_of_life};
  if (const catalog::Column* state = state_column(table, catalog)) {
    Flags of_state;
    std::ranges::copy_if(of_life, std::back_inserter(of_state), [&](const Flag& flag) {
      return !is_apart(flag) && may_repeat(flag, *state, catalog);
    });
    if (!of_state.empty()) return Verdict{.flags = of_state, .beside = state};
  }
  if (all.size() < many) return std::nullopt;
  return Verdict{.flags = all, .least = many, .confidence = Confidence::low};
}

design::Columns columns_of(const Flags& flags) {
  design::Columns columns;
  for (const Flag& flag : flags) columns.push_back(flag.column);
  return columns;
}

std::string message_of(const Verdict& verdict, const design::Table& table) {
  const auto names = design::names_of(columns_of(verdict.flags));
  if (verdict.beside != nullptr) {
    const std::string flags =
        names.size() == 1 ? text::format(" `{}`", design::shown(table, names.front()))
                          : text::format("s {} of `{}`", design::list_of(names), table.name());
    return text::format("redundant flag{} beside `{}`: the columns can contradict each other",
                        flags, verdict.beside->name);
  }
  constexpr std::size_t most_shown = 20;  // 2^20 says enough
  const std::size_t bits = std::min(verdict.flags.size(), most_shown);
  const std::size_t combinations = std::size_t{1} << bits;
  return text::format("state stored in {} booleans of `{}` ({}): some of the {} combinations {}",
                      names.size(), table.name(), design::list_of(names), combinations,
                      verdict.contradict ? "are contradictions" : "may be meaningless");
}

std::string advice_for(const Verdict& verdict) {
  const auto names = design::names_of(columns_of(verdict.flags));
  if (verdict.beside != nullptr) {
    return text::format("drop {}, and read the state from `{}`", design::list_of(names),
                        verdict.beside->name);
  }
  return text::format("replace {} with one state column whose CHECK lists the possible states",
                      design::list_of(names));
}

void check(const design::Table& table, SchemaContext& context) {
  if (is_of_switches(table)) return;
  const auto verdict = judge(table, context.catalog());
  if (!verdict) return;
  const design::Columns columns = columns_of(verdict->flags);
  context.report(summed_up_at(columns, verdict->least, [&](const catalog::Column& column) {
    return at(table, column)
        .about(design::names_of(columns))
        .says(message_of(*verdict, table))
        .advises(advice_for(*verdict))
        .with(verdict->contradict ? Severity::warning : Severity::info)
        .with(verdict->confidence);
  }));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "state-in-booleans",
    .group = Group::normalization,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "One state stored in several booleans, which can contradict each other",
    .help = "use one state column with a CHECK, and timestamps for the times of changes",
    .why = R"(
With `is_draft`, `is_approved` and `is_rejected`, a document can be approved and rejected at once,
or none of the three. Three booleans have eight combinations, but the business knows three or four
states. Only the code of each program that writes the table prevents the others. Sooner or later
they occur, and a report counts the document twice or not at all.

A new state needs a new column and a review of every query that lists the flags. One state column
has exactly the values that exist, changes in a single place, and can be counted with GROUP BY.
)",
    .reported = R"(
Boolean columns that say where a row is in its life cycle (`is_approved`, `archived`, `paid`, …).
Two that exclude each other, such as `approved` and `rejected` or `open` and `closed`, are a
warning. Three of any kind, or one beside a column `status` or `state`, are info. Five booleans of
any meaning are reported with low confidence only. One finding per table.
)",
    .not_reported = R"(
Flags that a CHECK of the table relates to each other. Independent switches (`can_…`, `show_…`,
`notify_…`, `…_enabled`), and tables of settings, permissions or features. `deleted`, `verified` and
`locked` beside a `status`, and any flag beside an enum without a value for it. Generated columns,
earlier versions of rows, staging tables.
)",
    .instead = R"(
Use one column for the state. Fill it from the flags, the most final state first, then make it
required:

```sql
ALTER TABLE documents ADD COLUMN status text;
UPDATE documents SET status =
  CASE
    WHEN is_rejected THEN 'rejected'
    WHEN is_approved THEN 'approved'
    ELSE 'draft'
  END
WHERE status IS NULL;
ALTER TABLE documents ADD CONSTRAINT documents_status
  CHECK (status IS NOT NULL AND status IN ('draft', 'approved', 'rejected')) NOT VALID;
ALTER TABLE documents VALIDATE CONSTRAINT documents_status;
ALTER TABLE documents ALTER COLUMN status SET NOT NULL;
ALTER TABLE documents
  DROP COLUMN is_draft, DROP COLUMN is_approved, DROP COLUMN is_rejected;
```

Run the UPDATE of a large table in batches. VALIDATE lets others write while it reads, and SET NOT
NULL then relies on the CHECK and does not scan the table. Programs that still need a flag can get
it from a view or a generated column. If the time of a change matters, add a column such as
`approved_at timestamptz`. If the flags have to stay for now, a CHECK prevents the worst:
`CHECK (NOT (is_approved AND is_rejected))`.
)",
    .fine = R"(
The flags are independent, so that every combination means something. Say so in a comment, with
`pglint:accept state-in-booleans`.
)",
    .bad = R"(
CREATE TABLE documents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  is_draft boolean NOT NULL,
  is_approved boolean NOT NULL,
  is_rejected boolean NOT NULL
);
)",
    .good = R"(
CREATE TABLE documents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'approved', 'rejected'))
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html",
              "https://www.postgresql.org/docs/current/datatype-enum.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::state_in_booleans
