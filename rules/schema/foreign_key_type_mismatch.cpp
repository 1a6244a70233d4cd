// Foreign key columns of another type than the column that they refer to.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "design/key/key_types.h"
#include "design/name/retired.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::foreign_key_type_mismatch {
namespace {

using design::KeyFit;

struct Pair {
  const design::ForeignKey& key;
  const catalog::Column& column;
  const catalog::Column& target;
};

/// What is wrong with a pair of columns.
struct Judgment {
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::high;
  std::string effect = {};  ///< ends the message; may be empty
};

std::string_view largest(std::string_view integer) {
  return integer == "int2" ? "32767" : "2147483647";
}

/// Whether the foreign key was made before `column` got its type.
bool is_retyped(const catalog::Column& column, const Pair& pair) {
  return column.type_place.extent == catalog::Extent::type &&
         catalog::is_before(pair.key.constraint->place, column.type_place);
}

/// Nothing if the types fit.
std::optional<Judgment> judge(const Pair& pair, const catalog::Catalog& catalog) {
  switch (design::fit_of(pair.column.type, pair.target.type, catalog)) {
    case KeyFit::narrower: {
      const auto name = design::base_type(pair.column.type, catalog).name;
      return Judgment{.effect = text::format("inserts fail once ids pass `{}`", largest(name))};
    }
    case KeyFit::wider:
      return Judgment{.severity = Severity::info,
                      .effect = "the wider type allows values that the key cannot have"};
    case KeyFit::modifier:
      return Judgment{.severity = Severity::info,
                      .confidence = Confidence::low,
                      .effect = "values that fit only one of the types never match"};
    case KeyFit::related:
      return Judgment{.severity = Severity::info, .confidence = Confidence::low};
    case KeyFit::padded:
      return Judgment{.severity = Severity::info,
                      .confidence = Confidence::medium,
                      .effect = "trailing spaces count on one side only"};
    case KeyFit::zoned:
      return Judgment{.effect = "which rows match can depend on the session's time zone"};
    case KeyFit::converted:
      return Judgment{.effect = "every check and join has to convert it"};
    case KeyFit::rejected:
      if (is_retyped(pair.column, pair) || is_retyped(pair.target, pair)) {
        return Judgment{.severity = Severity::error,
                        .effect = "PostgreSQL rejects the change of the type"};
      }
      return Judgment{.severity = Severity::error, .effect = "PostgreSQL rejects the foreign key"};
    case KeyFit::same:
    case KeyFit::unknown:
      return std::nullopt;
  }
  return std::nullopt;
}

/// The type if it was written for this column, else the foreign key.
catalog::Place place_of(const Pair& pair) {
  const bool is_written = pair.column.type_place.extent == catalog::Extent::type;
  return is_written ? pair.column.type_place : pair.key.constraint->place;
}

SchemaReport at_column(const Pair& pair) {
  return at(pair.key).placed(place_of(pair)).named(pair.column.name).about({pair.column.name});
}

/// `reply.media_id`
std::string shown(const Pair& pair) { return design::shown(*pair.key.table, pair.column.name); }

/// `media.id`
std::string target_shown(const Pair& pair) {
  return pair.key.target->name.name + "." + pair.target.name;
}

/// Which type to change; of `char(n)` and another type, always `char(n)`.
std::string advice_for(const Pair& pair, const catalog::Catalog& catalog) {
  const KeyFit fit = design::fit_of(pair.column.type, pair.target.type, catalog);
  const std::string type = catalog::format_type(pair.column.type);
  const std::string target_type = catalog::format_type(pair.target.type);
  const bool is_padded_key =
      fit == KeyFit::padded && !design::base_type(pair.column.type, catalog).is("bpchar");
  if (is_padded_key) {
    return text::format("change `{}` to `{}`, the type of `{}`", target_shown(pair), type,
                        shown(pair));
  }
  return text::format("change `{}` to `{}`, the type of `{}`{}", shown(pair), target_type,
                      target_shown(pair),
                      fit == KeyFit::wider ? text::format(", or both to `{}`", type) : "");
}

SchemaReport report_of(const Pair& pair, const Judgment& judgment,
                       const catalog::Catalog& catalog) {
  const std::string effect = judgment.effect.empty() ? "" : "; " + judgment.effect;
  SchemaReport report = at_column(pair)
                            .says("type mismatch: `{}` is `{}`, but `{}` is `{}`{}", shown(pair),
                                  catalog::format_type(pair.column.type), target_shown(pair),
                                  catalog::format_type(pair.target.type), effect)
                            .advises(advice_for(pair, catalog))
                            .with(judgment.severity)
                            .with(judgment.confidence);
  const bool is_by_target = judgment.severity == Severity::error && is_retyped(pair.target, pair);
  if (is_by_target) report = std::move(report).placed(pair.target.type_place);
  report.related = {{.at = is_by_target ? pair.key.constraint->place : pair.target.type_place,
                     .message = is_by_target
                                    ? std::string("the foreign key")
                                    : text::format("the type of `{}`", target_shown(pair))}};
  return report;
}

/// A foreign key column must not get numbers from a sequence.
bool numbers_itself(const Pair& pair) { return pair.column.serial || pair.column.identity; }

std::string_view serial_name(const catalog::Type& type) {
  if (type.is("int8")) return "bigserial";
  return type.is("int2") ? "smallserial" : "serial";
}

SchemaReport report_of_numbers(const Pair& pair) {
  const std::string type = catalog::format_type(pair.column.type);
  return at_column(pair)
      .says(
          "foreign key column `{}` has a sequence: an INSERT that does not set it refers to an "
          "arbitrary row of `{}`",
          shown(pair), pair.key.target->name.name)
      .advises(pair.column.serial
                   ? text::format("declare `{}` as `{}` instead of `{}`", shown(pair), type,
                                  serial_name(pair.column.type))
                   : text::format("declare `{}` as `{}` without GENERATED", shown(pair), type))
      .with(Severity::warning);
}

void check(const design::ForeignKey& key, SchemaContext& context) {
  const bool is_known = key.constraint->certain || key.constraint->rejected;
  if (!is_known || key.target_columns.empty()) return;
  std::optional<SchemaReport> worst;
  for (std::size_t index = 0; index < key.columns.size(); ++index) {
    const Pair pair = {
        .key = key, .column = *key.columns[index], .target = *key.target_columns[index]};
    if (!pair.column.certain || !pair.target.certain) continue;
    if (design::is_retired(pair.column, *key.table->relation)) continue;
    if (numbers_itself(pair) && !worst) worst = report_of_numbers(pair);
    const auto judgment = judge(pair, context.catalog());
    if (!judgment) continue;
    const bool is_worse = !worst || judgment->severity > *worst->severity;
    if (!is_worse) continue;
    worst = report_of(pair, *judgment, context.catalog());
  }
  if (worst) context.report(std::move(*worst));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "foreign-key-type-mismatch",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::error, Severity::info},
    .summary = "A foreign key column has a different type from the column that it references",
    .help = "give the column the type of the key that it refers to",
    .why = R"(
PostgreSQL compares different types if it has an operator for them. So it accepts a foreign key
between them, and the key works for years. An `integer` that refers to a `bigint` fails once the
numbers pass 2147483647: the parent can be inserted, the child cannot. Whether times with and
without a time zone are equal depends on a setting of the session. A `numeric` key converts each
integer that is looked up. Without such an operator, the migration itself fails.

A column declared as `serial` or as identity is another kind of mistake: it was copied from the key.
An INSERT that omits it refers to the row that happens to have the next number.
)",
    .reported = R"(
Foreign keys with a column whose type, domains resolved, differs from that of the column it refers
to.

- An error for pairs that PostgreSQL rejects.
- A warning for a narrower integer, for times with and without a time zone, for an integer that
  refers to another kind of number, and for a column with its own sequence.
- `info` for a wider integer, and for `char(n)` with `text`.

A foreign key has one finding, about its worst column.
)",
    .not_reported = R"(
`text` with `varchar`, and lengths that differ: these compare correctly and are shown only with the
lowest confidence. Types that the linted files do not define, and types of extensions. Columns that
a successor has replaced, such as `build_id_old` beside `build_id`.
)",
    .instead = R"(
On a new table, use the type of the key. On a table with rows, changing the type rewrites the table
and its indexes under an ACCESS EXCLUSIVE lock and checks the foreign key again:

```sql
ALTER TABLE comments ALTER COLUMN article_id TYPE bigint;
```

If that takes too long, add a second column of the right type, keep it up to date with a trigger,
and fill it in batches. Build its index with CONCURRENTLY, add the foreign key NOT VALID and
validate it. Then swap the names in one short transaction.
)",
    .fine = R"(
A wider column can stay if the key is about to get the wider type.
)",
    .bad = R"(
CREATE TABLE articles (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE comments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  article_id integer NOT NULL REFERENCES articles,
  body text NOT NULL
);
CREATE INDEX comments_article_id ON comments (article_id);
)",
    .good = R"(
CREATE TABLE articles (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE comments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  article_id bigint NOT NULL REFERENCES articles,
  body text NOT NULL
);
CREATE INDEX comments_article_id ON comments (article_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/datatype-numeric.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::foreign_key_type_mismatch
