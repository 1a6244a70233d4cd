// Tables with so many columns that they probably store more than one thing.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "design/column_group.h"
#include "design/name/name_model.h"
#include "design/places.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::wide_table {
namespace {

// Measured over 886 tables of well-kept schemas: half have 6 columns at most, 99 of 100 have 31.
constexpr std::size_t many = 30;
constexpr std::size_t far_too_many = 50;
constexpr std::size_t many_if_mixed = 20;  ///< if the columns describe several things

/// Columns whose names begin with the same word.
using Cluster = std::vector<std::string>;

/// True for words at the beginning of names that do not name a thing.
bool is_function_word(std::string_view word) {
  constexpr std::array<std::string_view, 28> words = {
      "is",    "has",    "can",  "was",   "should", "allow",   "enable",  "show",  "hide", "use",
      "num",   "number", "no",   "count", "total",  "sum",     "min",     "max",   "avg",  "last",
      "first", "next",   "prev", "date",  "time",   "created", "updated", "notify"};
  return std::ranges::count(words, word) > 0;
}

/// The columns without generated ones.
design::Columns stored_columns(const design::Table& table) {
  design::Columns columns;
  for (const catalog::Column& column : table.columns()) {
    if (!column.generated) columns.push_back(&column);
  }
  return columns;
}

/// True for `step` if a column references a table of steps: that table exists already.
bool has_table(const std::string& word, const design::Table& table, const design::Columns& columns,
               const design::Schema& schema) {
  const std::vector<std::string> base = {word};
  const bool refers = std::ranges::any_of(columns, [&](const catalog::Column* column) {
    const auto name = design::key_name(column->spelling());
    return name && name->base == base;
  });
  return refers && schema.find_thing(base, table.relation->name.schema) != nullptr;
}

/// The clusters of four columns or more, by word, as proposals for separate tables. Columns that
/// were added together are next to each other; those that only share a word are not.
std::vector<Cluster> clusters_of(const design::Table& table, const design::Columns& columns,
                                 const design::Schema& schema) {
  constexpr std::size_t least = 4;
  const auto own = parse::name_words(table.thing);
  std::map<std::string, Cluster> by_word;
  std::string last;
  Cluster run;
  const auto end_run = [&](const std::string& next) {
    Cluster& longest = by_word[last];
    if (next != last && run.size() > longest.size()) longest = run;
    if (next != last) run.clear();
    last = next;
  };
  for (const catalog::Column* column : columns) {
    const auto words = parse::name_words(column->spelling());
    const bool is_part = words.size() >= 2 && !is_function_word(words.front()) &&
                         !design::has_word(own, words.front());
    end_run(is_part ? words.front() : std::string());
    if (is_part) run.push_back(column->name);
  }
  end_run("-");
  by_word.erase(std::string());
  std::vector<Cluster> clusters;
  for (auto& [word, cluster] : by_word) {
    if (cluster.size() < least || has_table(word, table, columns, schema)) continue;
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

/// At least two of: several clusters, mostly nullable, many flags, several repeating groups.
bool is_of_several_things(const design::Table& table, const design::Columns& columns,
                          const std::vector<Cluster>& clusters, const catalog::Catalog& catalog) {
  constexpr std::ptrdiff_t many_flags = 8;
  constexpr std::size_t many_clusters = 3;
  const auto nullable = std::ranges::count_if(columns, [&](const catalog::Column* column) {
    return design::is_nullable(*column, catalog) == catalog::Answer::yes;
  });
  const auto flags = std::ranges::count_if(columns, [&](const catalog::Column* column) {
    return design::family_of(column->type, catalog) == design::Family::boolean;
  });
  const std::array<bool, 4> signs = {clusters.size() >= many_clusters,
                                     10 * nullable >= 7 * std::ssize(columns), flags >= many_flags,
                                     design::numbered_columns(table).size() > 1};
  return std::ranges::count(signs, true) > 1;
}

/// True for tables whose rows are only added, by their names: `TaskEvent`, `login_log_2026`,
/// `events_partitioned`.
bool is_append_only(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 8> logs = {"audit",   "event",   "history", "log",
                                                    "logging", "logbook", "journal", "telemetry"};
  const auto is_part = [](std::string_view word) {
    return word.starts_with("partition") || word == "v" ||
           std::ranges::all_of(word, [](char byte) { return text::is_digit(byte); });
  };
  const auto last = std::ranges::find_if_not(words.rbegin(), words.rend(), is_part);
  return last != words.rend() && std::ranges::count(logs, *last) > 0;
}

/// True for tables that are wide on purpose: settings in one row, aggregates of other tables, data
/// of other systems, rows that no UPDATE copies.
bool may_be_wide(const design::Table& table) {
  constexpr std::array<std::string_view, 5> others = {"dim", "fact", "feature", "profile",
                                                      "snapshot"};
  if (table.roles.settings || table.roles.read_model || table.roles.history) return true;
  if (design::takes_raw_data(table.spelling())) return true;
  const auto words = design::singulars(parse::name_words(table.spelling()));
  return is_append_only(words) || design::words::settings.has_one_of(words) ||
         std::ranges::any_of(
             words, [&](const std::string& word) { return std::ranges::count(others, word) > 0; });
}

std::string message_of(const design::Table& table, std::size_t count) {
  return text::format(
      "wide table `{}` with {} columns: each UPDATE copies the row, except unchanged values in "
      "TOAST",
      table.name(), count);
}

/// What the names of the columns begin with: `shipping_*` of `shipping_city` and `shipping_zip`.
std::string common_begin(const Cluster& cluster) {
  std::string begin = cluster.front();
  for (const std::string& name : cluster) {
    const auto [end, other] = std::ranges::mismatch(begin, name);
    begin.erase(end, begin.end());
  }
  return begin.empty() ? cluster.front() : begin + "*";
}

std::string advice_for(const design::Table& table, const std::vector<Cluster>& clusters) {
  constexpr std::string_view target = "to tables in a one-to-one relation with";
  if (clusters.empty()) {
    return text::format("consider moving columns that belong together {} `{}`", target,
                        table.name());
  }
  // Of two that are as large, the first by name.
  std::vector<const Cluster*> largest;
  largest.reserve(clusters.size());
  for (const Cluster& cluster : clusters) largest.push_back(&cluster);
  std::stable_sort(largest.begin(), largest.end(), [](const Cluster* one, const Cluster* other) {
    return one->size() > other->size();
  });
  constexpr std::size_t most_shown = 3;
  if (largest.size() > most_shown) largest.resize(most_shown);
  std::vector<std::string> groups;
  groups.reserve(largest.size());
  for (const Cluster* cluster : largest) {
    groups.push_back(text::format("`{}` ({} columns)", common_begin(*cluster), cluster->size()));
  }
  return text::format("consider moving groups of columns, such as {}, {} `{}`",
                      text::joined(groups, ", "), target, table.name());
}

/// The place of the column that was one too many, or of the table if CREATE TABLE had that column.
catalog::Place place_of(const design::Table& table, std::size_t limit) {
  const catalog::Column& at = design::decisive_column(stored_columns(table), limit + 1);
  const catalog::Place& whole = table.relation->place;
  const bool with_table = at.place.file == whole.file && at.place.statement == whole.statement;
  return with_table ? whole : design::name_in(at.place);
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.columns().size() <= many_if_mixed || may_be_wide(table)) return;
  const design::Columns columns = stored_columns(table);
  if (columns.size() <= many_if_mixed) return;
  const auto clusters = clusters_of(table, columns, context.design());
  const bool mixed = is_of_several_things(table, columns, clusters, context.catalog());
  if (columns.size() <= many && !mixed) return;
  context.report(at(table)
                     .placed(place_of(table, mixed ? many_if_mixed : many))
                     .says(message_of(table, columns.size()))
                     .advises(advice_for(table, clusters))
                     .with(columns.size() > far_too_many ? Severity::warning : Severity::info)
                     .with(Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "wide-table",
    .group = Group::normalization,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Wide table: so many columns that it probably stores more than one thing",
    .help = "consider moving columns that belong together to tables in a one-to-one relation",
    .why = R"(
Of 886 tables in well-kept schemas, half have six columns or fewer, and one in a hundred has more
than 31. A wider table has usually grown: a billing address, a mail server and display settings were
added because the key was already there. Related columns are no longer next to each other, NULL
means "does not apply" in one column and "unknown" in another, and no constraint says which columns
belong together.

Width also makes queries slower. PostgreSQL writes a new version of the whole row for every UPDATE,
changes of unrelated columns wait for each other's row locks, and SELECT * transfers all columns
over the network. The limit is 1,600 columns, including dropped ones.
)",
    .reported = R"(
Tables of more than 30 columns. Tables of more than 20 columns, if at least two of these are true:
three groups of four or more columns in a row begin with the same word (`billing_…`); seven of ten
columns are nullable; eight are boolean; two groups of columns are numbered (`phone1`, `phone2`).
More than 50 columns are a warning. The help names the groups that could be separate tables. A group
does not count if the table already references a table of that name. The finding is at the table, or
at the column that was one too many if it was added later.
)",
    .not_reported = R"(
Generated columns do not count. Partitions, temporary and unlogged tables. Tables whose names say
that they are wide on purpose: settings and configurations, facts and dimensions of a warehouse,
reports and summaries, staging tables, earlier versions, and events and logs, whose rows no UPDATE
copies (`task_event`, `audit_log`).
)",
    .instead = R"(
Move related columns to a table with the same key. The foreign key is the primary key, so there is
at most one row, and the columns can be NOT NULL again:

```sql
CREATE TABLE account_mail_servers (
  account_id bigint PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  host text NOT NULL,
  port integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
  login text NOT NULL
);
INSERT INTO account_mail_servers (account_id, host, port, login)
SELECT id, smtp_host, smtp_port, smtp_login
FROM accounts
WHERE smtp_host IS NOT NULL AND smtp_port IS NOT NULL AND smtp_login IS NOT NULL;
```

Then let the program read the new table, write both for a while if it must not stop, and drop the
columns. DROP COLUMN takes an ACCESS EXCLUSIVE lock only briefly; the space is reused as rows are
rewritten:

```sql
ALTER TABLE accounts
  DROP COLUMN smtp_host, DROP COLUMN smtp_port, DROP COLUMN smtp_login, DROP COLUMN smtp_folder;
```

Start with the group that is empty in most rows.
)",
    .fine = R"(
A table with one row of settings, a fact table, a table that mirrors an external file. Write
`COMMENT ON TABLE … IS 'pglint:accept wide-table …'`.
)",
    .bad = R"(
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  billing_name text, billing_street text, billing_town text, billing_region text,
  shipping_name text, shipping_street text, shipping_town text, shipping_region text,
  smtp_host text, smtp_port integer, smtp_login text, smtp_folder text,
  theme_font text, theme_background text, theme_accent text, theme_layout text,
  nickname text, biography text, employer text
);
)",
    .good = R"(
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE account_mail_servers (
  account_id bigint PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  host text NOT NULL,
  port integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
  login text NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/limits.html",
              "https://www.postgresql.org/docs/current/storage-hot.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::wide_table
