// Text columns whose name says that the value is a date, a number, a UUID or a boolean.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "design/accepted.h"
#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/places.h"
#include "design/roles.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "design/vocabulary/quantities.h"
#include "design/vocabulary/times.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::stringly_typed {
namespace {

using catalog::Column;
using design::Table;
using Words = std::vector<std::string>;

using text::is_one_of;
bool has_one_of(const Words& words, std::span<const std::string_view> known) {
  return std::ranges::any_of(words,
                             [&](const std::string& word) { return is_one_of(word, known); });
}

/// What the values really are.
struct Meant {
  std::string_view values;  ///< `dates`
  std::string_view type;    ///< to write instead
  std::string_view effect;  ///< of text in its place, with what joins it to the sentence
  Severity severity = Severity::info;
  Confidence confidence = Confidence::medium;
};

/// The length of varchar(n) and char(n), or 0.
long length_of(const catalog::Type& type) {
  const bool sized = type.is("varchar") || type.is("bpchar");
  return sized && type.modifiers.size() == 1 ? type.modifiers.front() : 0;
}

/// True for identifiers that other systems issue, in any form.
bool is_from_elsewhere(const Words& words) {
  constexpr std::array<std::string_view, 10> known = {"client", "object", "session",     "token",
                                                      "tran",   "trans",  "transaction", "txn",
                                                      "upload", "vendor"};
  return design::words::other_systems.has_one_of(words) ||
         design::words::traces.has_one_of(words) || has_one_of(words, known);
}

std::optional<Meant> as_uuid(const Words& words, const catalog::Type& type) {
  Meant uuid = {.values = "UUIDs",
                .type = "uuid",
                .effect = ": this takes twice the space and accepts any string",
                .severity = Severity::warning,
                .confidence = Confidence::high};
  if (is_from_elsewhere(words)) return std::nullopt;
  if (design::words::uuids.contains(words.back())) return uuid;
  if (words.back() != "id") return std::nullopt;
  const long length = length_of(type);
  if (length == 36 || length == 38) return uuid;
  // Without hyphens, or something else in hexadecimal. In varchar(32), 32 is only a limit.
  if (length != 32 || !type.is("bpchar")) return std::nullopt;
  uuid.severity = Severity::info;
  uuid.confidence = Confidence::medium;
  return uuid;
}

bool names_moment(const Words& words) {
  constexpr std::array<std::string_view, 13> places = {
      "located", "works",   "lives", "employed",  "studied", "based", "held",
      "looked",  "pointed", "aimed", "available", "hosted",  "good"};
  constexpr std::array<std::string_view, 18> acts = {
      "published", "ordered",   "paid",     "shipped", "born",     "started",
      "ended",     "expires",   "expired",  "due",     "closed",   "opened",
      "completed", "delivered", "received", "signed",  "approved", "sent"};
  constexpr std::array<std::string_view, 5> whole = {"dob", "birthday", "timestamp", "birthdate",
                                                     "datetime"};
  if (words.size() == 1) return is_one_of(words[0], whole);
  const std::string& before = words[words.size() - 2];
  if (words.back() == "at") return !is_one_of(before, places);
  if (words.back() == "date") return before != "to";  // up_to_date
  if (words.back() == "on") {
    return design::words::row_changes.contains(before) || is_one_of(before, acts);
  }
  return words.size() > 2 && words[0] == "date" && words[1] == "of";
}

std::optional<Meant> as_moment(const Words& words) {
  if (!names_moment(words)) return std::nullopt;
  const bool day =
      words.back() != "at" && words.back() != "timestamp" && words.back() != "datetime";
  return Meant{.values = day ? "dates" : "timestamps",
               .type = day ? "date" : "timestamptz",
               .effect = ": this accepts February 31 and sorts as text",
               .severity = Severity::warning,
               .confidence = Confidence::high};
}

std::optional<Meant> as_boolean(const Words& words, const catalog::Type& type) {
  const bool named =
      words.size() > 1 && (words[0] == "is" || words[0] == "has" || words.back() == "flag");
  const long length = length_of(type);
  if (!named || length < 1 || length > 5) return std::nullopt;
  return Meant{
      .values = "booleans", .type = "boolean", .effect = ": this accepts other values, too"};
}

std::optional<Meant> as_number(const Words& words) {
  constexpr std::array<std::string_view, 7> whole = {"amount", "price", "qty",  "quantity",
                                                     "count",  "age",   "total"};
  if (words.size() == 1 && design::words::coordinates.contains(words[0])) {
    return Meant{.values = "coordinates",
                 .type = "double precision",
                 .effect = ": range conditions compare characters"};
  }
  const bool counted = words.size() > 1 && words.back() == "count";
  if (!counted && !(words.size() == 1 && is_one_of(words[0], whole))) return std::nullopt;
  return Meant{.values = "numbers",
               .type = "numeric",
               .effect = ": 10 sorts before 9, and sums need a cast"};
}

std::optional<Meant> as_address(const Words& words) {
  const bool named = words.back() == "ip" || (words.size() > 1 && words[words.size() - 2] == "ip" &&
                                              words.back() == "address");
  if (!named) return std::nullopt;
  return Meant{.values = "IP addresses",
               .type = "inet",
               .effect = "; `inet` validates them and supports subnets"};
}

std::optional<Meant> as_json(const Words& words) {
  if (words.back() != "json" && design::joined(words) != "payload") return std::nullopt;
  return Meant{.values = "JSON",
               .type = "jsonb",
               .effect = ": this accepts invalid documents",
               .confidence = Confidence::low};
}

std::optional<Meant> meant_by(const Words& words, const catalog::Type& type) {
  if (words.empty()) return std::nullopt;
  if (auto uuid = as_uuid(words, type)) return uuid;
  if (auto moment = as_moment(words)) return moment;
  if (auto boolean = as_boolean(words, type)) return boolean;
  if (auto number = as_number(words)) return number;
  if (auto address = as_address(words)) return address;
  return as_json(words);
}

/// True if a CHECK restricts the form of the text, as for partial dates and codes. A list of
/// values, `IN ('Y', 'N')`, does not count.
bool has_form(const Table& table, const std::string& column) {
  constexpr std::array<std::string_view, 4> forms = {"~", "SIMILAR", "LIKE", "length"};
  return std::ranges::any_of(table.relation->constraints, [&](const catalog::Constraint& check) {
    return check.kind == catalog::ConstraintKind::check &&
           std::ranges::count(check.mentioned, column) > 0 &&
           std::ranges::any_of(forms, [&](std::string_view form) {
             return check.expression.find(form) != std::string::npos;
           });
  });
}

/// True for the sessions of a library for authentication, which chooses what it writes: better-auth
/// and others write an empty string where the address is not known.
bool is_session_of_library(const Table& table) {
  const auto has_column = [&](std::span<const std::string_view> names) {
    return std::ranges::any_of(table.columns(), [&](const Column& column) {
      return is_one_of(design::joined(parse::name_words(column.spelling())), names);
    });
  };
  constexpr std::array<std::string_view, 2> tokens = {"token", "session_token"};
  constexpr std::array<std::string_view, 1> expiries = {"expires_at"};
  constexpr std::array<std::string_view, 1> agents = {"user_agent"};
  return design::joined(design::singulars(parse::name_words(table.spelling()))) == "session" &&
         has_column(tokens) && has_column(expiries) && has_column(agents);
}

/// A column and what its text really is.
struct Found {
  const Table* table = nullptr;
  const Column* column = nullptr;
  Meant meant = {};
};

bool is_accepted(std::string_view comment) {
  return design::is_accepted(comment, {.id = "stringly-typed"});
}

std::optional<Found> found_in(const Table& table, const Column& column,
                              const catalog::Catalog& catalog) {
  const bool own_text = column.local && column.certain && !column.generated &&
                        design::family_of(column.type, catalog) == design::Family::text;
  // The name of a domain says more. The referenced column decides about the type of a foreign key.
  if (!own_text || design::base_type(column.type, catalog) != column.type ||
      table.refers_by(column.name)) {
    return std::nullopt;
  }
  const auto meant = meant_by(parse::name_words(column.spelling()), column.type);
  if (meant && meant->type == "inet" && is_session_of_library(table)) return std::nullopt;
  // An accepted column must not be the one that is reported for others.
  if (!meant || has_form(table, column.name) || is_accepted(column.comment) ||
      is_accepted(table.relation->comment)) {
    return std::nullopt;
  }
  return Found{.table = &table, .column = &column, .meant = *meant};
}

bool is_moment(const Found& found) {
  return found.meant.type == "date" || found.meant.type == "timestamptz";
}

/// An empty string is no value of any other type.
std::string advice_for(const catalog::Column& column, std::string_view type) {
  const std::string name = catalog::quoted_name(column.name);
  if (column.default_expression && design::default_constant(column) == "") {
    return text::format(
        "drop the DEFAULT and NOT NULL of `{}`, and declare it as `{}`; convert stored text with "
        "`USING nullif({}, '')::{}`",
        column.name, type, name, type);
  }
  return text::format("declare `{}` as `{}`; convert stored text with `USING {}::{}`", column.name,
                      type, name, type);
}

SchemaReport report_of(const Found& found) {
  const auto& [table, column, meant] = found;
  // At the type, this rule replaces others whose warnings are worth more than an info.
  const bool points_at_type =
      column->type_place.extent == catalog::Extent::type && meant.severity == Severity::warning;
  SchemaReport report = points_at_type ? at_type(*table, *column) : at(*table, *column);
  return std::move(report)
      .says("`{}` stores {} as `{}`{}", design::shown(*table, column->name), meant.values,
            catalog::format_type(column->type), meant.effect)
      .advises("{}", advice_for(*column, meant.type))
      .with(meant.severity)
      .with(meant.confidence);
}

/// Reports the first of the dates and times on behalf of all.
void report_policy(const std::vector<Found>& all, SchemaContext& context) {
  const auto& [table, column, meant] = all.front();
  std::vector<std::string> others;
  std::vector<SchemaReport> members;
  members.reserve(all.size());
  for (const Found& found : all) members.push_back(report_of(found));
  for (const Found& other : std::span(all).subspan(1)) {
    others.push_back(design::shown(*other.table, other.column->name));
  }
  const bool points_at_type = column->type_place.extent == catalog::Extent::type;
  SchemaReport report = points_at_type ? at_type(*table, *column) : at(*table, *column);
  context.report(
      std::move(report)
          .says("`{}` and {} more columns store dates and times as text{} ({})",
                design::shown(*table, column->name), others.size(), meant.effect,
                design::list_of(others))
          .advises("declare dates as `date` and times as `timestamptz`; convert stored text with "
                   "a cast in USING")
          .with(meant.severity)
          .with(meant.confidence)
          .sums_up(std::move(members)));
}

void check(const design::Schema& schema, SchemaContext& context) {
  // A schema from a database without dates has one finding.
  constexpr std::size_t policy = 10;
  const catalog::Catalog& catalog = schema.catalog();
  std::vector<Found> all;
  std::size_t typed = 0;
  for (const Table* table : schema.tables()) {
    if (design::takes_raw_data(table->spelling())) continue;
    for (const Column& column : table->columns()) {
      if (design::family_of(column.type, catalog) == design::Family::moment) ++typed;
      if (auto found = found_in(*table, column, catalog)) all.push_back(*found);
    }
  }
  std::vector<Found> moments;
  std::vector<Found> others;
  for (const Found& found : all) (is_moment(found) ? moments : others).push_back(found);
  if (moments.size() >= policy && moments.size() > typed) {
    report_policy(moments, context);
    moments.clear();
  }
  for (const Found& found : moments) context.report(report_of(found));
  for (const Found& found : others) context.report(report_of(found));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "stringly-typed",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Text column for dates, numbers, UUIDs, booleans or IP addresses",
    .help =
        "use the type of the values: `date`, `timestamptz`, `uuid`, `boolean`, `numeric`, `inet`",
    .why = R"(
A type is the cheapest constraint. A column of type `date` never contains `31.02.2024`, `tomorrow`
or an empty string, even if the application has a bug. A text column contains one sooner or later,
and the report that casts it fails on that row.

Text also compares as text: `'10' < '9'`, and `02.01.2023` sorts after `01.12.2023`. Ranges, sums,
intervals and time zones need a cast in each query, and an index on the column does not serve a
condition on the cast. A UUID takes 16 bytes; as text it takes 37, in the table and in each index.
)",
    .reported = R"(
Columns of type `text`, `varchar`, `char(n)` or `citext`, by their name. As warnings: UUIDs
(`…_uuid`, `…_guid`, and `…id` with 36 or 38 characters; `char(32)` as `info`), dates and times
(`…_at`, `…_date`, `date_of_…`, `created_on`, `birthday`). As `info`: booleans (`is_…`, `has_…`,
`…_flag` with at most five characters), numbers (`price`, `amount`, `quantity`, `…_count`), IP
addresses (`ip`, `…_ip_address`), coordinates. A schema that stores ten or more dates as text, and
more than it stores as dates, has one finding for them. Only with `--min-confidence low`: `…_json`,
`payload`.
)",
    .not_reported = R"(
Names in which the word means something else (`depends_on`, `located_at`); columns whose CHECK
restricts the form of the text, such as partial dates; domains; columns with a foreign key;
identifiers that other systems issue (`external_id`, `request_id`); staging tables and raw imports;
arrays; `ip_address` in a table `session` with `token`, `expires_at` and `user_agent`, as libraries
for authentication such as better-auth make it: they write an empty string, too.
)",
    .instead = R"(
First look for values that do not convert; from PostgreSQL 16 on,
`WHERE NOT pg_input_is_valid(visit_date, 'date')` finds them. Then change the type:

```sql
ALTER TABLE visits ALTER COLUMN visit_date TYPE date USING visit_date::date;
```

This rewrites the table and its indexes under an ACCESS EXCLUSIVE lock. For a large table, add a new
column, fill it by a trigger and in batches, and swap the names when both agree. Drop a default
before (`DROP DEFAULT`) and set it again in the new type.
)",
    .fine = R"(
Dates of which only the year is known, ids of systems that may change their form, text that is shown
as it was received. A CHECK of the pattern says so.
)",
    .bad = R"(
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  visit_date text NOT NULL
);
)",
    .good = R"(
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  visit_date date NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/datatype.html",
              "https://www.postgresql.org/docs/current/sql-altertable.html"},
    .checks = {on<check>},
    // They are about the kind of text.
    .replaces = {"char-type", "varchar-length", "fixed-length-char"},
};

}  // namespace pglint::rules::stringly_typed
