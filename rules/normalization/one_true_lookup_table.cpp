// One table for all lists of codes, with a column that names the list of each code.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "design/name/name_model.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"

namespace pglint::rules::one_true_lookup_table {
namespace {

using Words = std::vector<std::string>;

using text::is_one_of;
/// `lookup_values`, `code_table`, `ref_data`, `dictionary`.
bool is_called_so(std::string_view table) {
  constexpr std::array<std::string_view, 7> last = {"code", "lookup",     "enum",     "constant",
                                                    "dict", "dictionary", "parameter"};
  constexpr std::array<std::string_view, 4> first = {"code", "lookup", "enum", "reference"};
  constexpr std::array<std::string_view, 4> second = {"table", "master", "value", "item"};
  constexpr std::array<std::string_view, 4> pairs = {"ref_data", "reference_data", "list_value",
                                                     "option_value"};
  Words words = parse::name_words(table);
  if (words.empty()) return false;
  words.back() = design::singular(words.back());
  if (is_one_of(words.back(), last)) return true;
  if (words.size() < 2) return false;
  const std::string& before = words[words.size() - 2];
  return (is_one_of(before, first) && is_one_of(words.back(), second)) ||
         is_one_of(before + "_" + words.back(), pairs);
}

/// The first column with a name that ends in one of `ends`.
std::string column_for(const design::Table& table, std::span<const std::string_view> ends,
                       const std::vector<std::string>& taken) {
  for (const std::string_view end : ends) {
    for (const catalog::Column& column : table.columns()) {
      const Words words = parse::name_words(column.spelling());
      const bool fits = !words.empty() && words.back() == end;
      if (fits && std::ranges::count(taken, column.name) == 0) return column.name;
    }
  }
  return {};
}

/// The list, the code and the label; empty without all three.
std::vector<std::string> triple_in(const design::Table& table) {
  constexpr std::array<std::string_view, 7> lists = {"type", "domain", "category", "group",
                                                     "kind", "list",   "table"};
  constexpr std::array<std::string_view, 3> codes = {"code", "key", "value"};
  constexpr std::array<std::string_view, 6> labels = {"description", "label", "name",
                                                      "meaning",     "text",  "value"};
  std::vector<std::string> columns;
  const std::array<std::span<const std::string_view>, 3> all = {lists, codes, labels};
  for (const auto& ends : all) {
    std::string column = column_for(table, ends, columns);
    if (column.empty()) return {};
    columns.push_back(std::move(column));
  }
  return columns;
}

std::size_t columns_that_refer(const design::Table& table) {
  std::set<const catalog::Column*> columns;
  for (const design::ForeignKey* key : table.referenced_by) {
    if (!key->is_self_reference()) columns.insert(key->columns.begin(), key->columns.end());
  }
  return columns.size();
}

Confidence confidence_of(const design::Table& table, const std::vector<std::string>& triple) {
  constexpr std::size_t many = 3;
  if (table.has_key({triple[0], triple[1]})) return Confidence::high;
  return columns_that_refer(table) >= many ? Confidence::medium : Confidence::low;
}

void check(const design::Table& table, SchemaContext& context) {
  if (!table.relation->certain || table.roles.history || !is_called_so(table.spelling())) return;
  const auto triple = triple_in(table);
  if (triple.empty()) return;
  context.report(
      at(table)
          .says("one lookup table for many lists: a foreign key to `{}` cannot be "
                "limited to one `{}`",
                table.name(), triple[0])
          .advises("replace `{}` with one lookup table per `{}`", table.name(), triple[0])
          .about(triple)
          .with(confidence_of(table, triple)));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "one-true-lookup-table",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "One lookup table for the codes of many unrelated lists",
    .help = "use one lookup table per list",
    .why = R"(
Currencies, colors and return reasons all have a code and a label, so they end up in one table, with
a column for the list that each row belongs to. What can a column then reference? A foreign key to
the table's id accepts a color instead of a currency. A foreign key to list and code needs a second
column in every referencing table, with the same word in all rows. Most schemas have no foreign key
at all.

All lists must have the same columns. Codes have the longest type that any list needs, and columns
that only one list needs (the digits of a currency) have no place. The planner sees one column of
codes, with the statistics of all lists together.
)",
    .reported = R"(
Tables with a name such as `lookup_values`, `code_table`, `ref_data`, `dictionary` or `…_codes` that
have a column for the list (`…type`, `domain`, `category`), one for the code and one for a label,
and a key of exactly list and code. Without such a key they are `info`, if at least three columns of
other tables reference them.
)",
    .not_reported = R"(
Tables of one list, under any name. Taxonomies of a content management system. Histories.
)",
    .instead = R"(
Create one table per list, with exactly the columns that the list needs. The codes are a good key,
and rows that show them need no join:

```sql
CREATE TABLE currencies (
  code text PRIMARY KEY CHECK (code ~ '^[A-Z]{3}$'),
  label text NOT NULL,
  digits smallint NOT NULL DEFAULT 2
);
INSERT INTO currencies (code, label)
  SELECT code, label FROM lookup_values WHERE lookup_type = 'currency';
CREATE TABLE return_reasons (code text PRIMARY KEY, label text NOT NULL);
INSERT INTO return_reasons (code, label)
  SELECT code, label FROM lookup_values WHERE lookup_type = 'return_reason';
```

Then add a foreign key to each referencing column, first NOT VALID and validated afterwards, so that
neither table is locked while PostgreSQL reads. A short list that changes only with the code can be
an enum or a CHECK. For programs that edit all lists in one place, create a view that unites the
tables.
)",
    .fine = R"(
Labels for display, if no column references the table. Terms that users of a content management
system define.
)",
    .bad = R"(
CREATE TABLE lookup_values (
  lookup_type text NOT NULL,
  code text NOT NULL,
  label text NOT NULL,
  PRIMARY KEY (lookup_type, code)
);
)",
    .good = R"(
CREATE TABLE currencies (code text PRIMARY KEY, label text NOT NULL);
CREATE TABLE return_reasons (code text PRIMARY KEY, label text NOT NULL);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/datatype-enum.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::one_true_lookup_table
