// Foreign keys whose column has another type than the key that it refers to.
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "design/key/key_types.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::foreign_key_type_mismatch {
namespace {

using design::KeyFit;

struct Pair {
  const design::ForeignKey& key;
  const catalog::Column& column;
  const catalog::Column& target;
};

/// What a pair of columns deserves; nothing where it is fine.
struct Judgement {
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::high;
  std::string effect = {};  ///< the message up to the types
};

std::string_view largest(std::string_view integer) {
  return integer == "int2" ? "32767" : "2147483647";
}

std::optional<Judgement> judge(const Pair& pair, const catalog::Catalog& catalog) {
  const std::string& parent = pair.key.target->name.name;
  switch (design::fit_of(pair.column.type, pair.target.type, catalog)) {
    case KeyFit::narrower: {
      const auto name = design::base_type(pair.column.type, catalog).name;
      return Judgement{
          .effect = text::format("inserts fail once ids of `{}` pass {}", parent, largest(name))};
    }
    case KeyFit::wider:
      return Judgement{
          .severity = Severity::info,
          .effect = text::format("the column takes values that `{}` cannot have", parent)};
    case KeyFit::modifier:
    case KeyFit::related:
      return Judgement{
          .severity = Severity::info,
          .confidence = Confidence::low,
          .effect = text::format("the column is declared unlike the key of `{}`", parent)};
    case KeyFit::padded:
      return Judgement{.severity = Severity::info,
                       .confidence = Confidence::medium,
                       .effect = text::format("blanks at the end count on one side only of every "
                                              "comparison with `{}`",
                                              parent)};
    case KeyFit::zoned:
      return Judgement{.effect = text::format("which row of `{}` is meant can depend on the time "
                                              "zone of the session",
                                              parent)};
    case KeyFit::converted:
      return Judgement{.effect =
                           text::format("every check and join converts the column to find the "
                                        "row of `{}`",
                                        parent)};
    case KeyFit::rejected:
      return Judgement{.severity = Severity::error,
                       .effect = text::format("the foreign key to `{}` cannot be made", parent)};
    case KeyFit::same:
    case KeyFit::unknown:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Where the type stands, if it was written for this column.
catalog::Place place_of(const Pair& pair) {
  const bool is_written = pair.column.type_place.extent == catalog::Extent::type;
  return is_written ? pair.column.type_place : pair.key.constraint->place;
}

SchemaReport report_of(const Pair& pair, const Judgement& judgement, std::string facts) {
  return at(pair.key)
      .placed(place_of(pair))
      .named(pair.column.name)
      .about({pair.column.name})
      .says(judgement.effect + ": " + std::move(facts))
      .with(judgement.severity)
      .with(judgement.confidence);
}

/// A column that numbers itself cannot say which row it means.
bool numbers_itself(const Pair& pair) { return pair.column.serial || pair.column.identity; }

void check(const design::ForeignKey& key, SchemaContext& context) {
  if (!key.constraint->certain || key.target_columns.empty()) return;
  std::optional<SchemaReport> worst;
  for (std::size_t index = 0; index < key.columns.size(); ++index) {
    const Pair pair = {
        .key = key, .column = *key.columns[index], .target = *key.target_columns[index]};
    if (!pair.column.certain || !pair.target.certain) continue;
    const std::string column = text::format("`{}.{}`", key.table->name(), pair.column.name);
    if (numbers_itself(pair) && !worst) {
      worst = report_of(
          pair,
          {.effect = text::format("a row inserted without it refers to a row of `{}` by chance",
                                  key.target->name.name)},
          column + " draws its default from a sequence of its own");
    }
    const auto judgement = judge(pair, context.catalog());
    if (!judgement) continue;
    const bool is_worse = !worst || judgement->severity > *worst->severity;
    if (!is_worse) continue;
    worst = report_of(pair, *judgement,
                      text::format("{} is `{}`, `{}.{}` is `{}`", column,
                                   catalog::format_type(pair.column.type), key.target->name.name,
                                   pair.target.name, catalog::format_type(pair.target.type)));
    worst->related = {{.at = pair.target.type_place, .message = "the type of the key"}};
  }
  if (worst) context.report(std::move(*worst));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "foreign-key-type-mismatch",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::error, Severity::info},
    .summary = "A foreign key column has another type than the key that it refers to",
    .help = "give the column the type of the key that it refers to",
    .why = R"(
PostgreSQL compares different types where it has an operator for them, so a foreign key between them is accepted and works
for years. An `integer` that refers to a `bigint` stops when the numbers pass 2147483647: the parent is
inserted, the child is not. Times with and without a zone are equal or not depending on a setting of the session. A
`numeric` key converts each integer that is looked up. And where there is no operator, the migration itself fails.

A column declared `serial` or as identity is a mistake of another kind: it was copied from the key, and an INSERT that
leaves it out refers to whatever row has the next number.
)",
    .reported = R"(
Foreign keys with a column whose type, domains resolved, is not that of the column it refers to. A warning for a narrower
integer, for times with and without a zone, for an integer that refers to a number of another kind, and for a
column that draws numbers itself; an error for pairs that PostgreSQL rejects; `info` for a wider integer and for `char(n)`
against `text`. The worst column of a foreign key speaks for it.
)",
    .not_reported = R"(
`text` against `varchar`, and lengths that differ: these compare as they should, and only the lowest confidence shows them.
Types that the linted files do not define, and types of extensions.
)",
    .instead = R"(
On a new table write the type of the key. On one with rows, changing the type rewrites the table and its indexes
under an ACCESS EXCLUSIVE lock and checks the foreign key again:

```sql
ALTER TABLE comments ALTER COLUMN article_id TYPE bigint;
```

Where that takes too long, add a second column of the right type, keep it up to date with a trigger, fill it in batches, build
its index with CONCURRENTLY, add the foreign key NOT VALID and validate it, and swap the names in one short transaction.
)",
    .fine = R"(
A wider column may stay while the key is about to grow.
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
