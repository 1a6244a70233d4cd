// Columns without a foreign key whose name and type match the key of another table.
#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/copied.h"
#include "design/key/index_match.h"
#include "design/key/undeclared.h"
#include "design/name/name_model.h"
#include "design/name/retired.h"
#include "design/schema.h"
#include "design/sql_name.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/fix/schema_plan.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"
#include "text/stated_absence.h"

namespace pglint::rules::missing_foreign_key {
namespace {

/// If so many tables have no foreign key, it was a decision.
constexpr std::size_t policy_tables = 10;

/// Tables that keep or forward old data: their rows may outlive what they refer to.
bool may_outlive(const design::Table& table) {
  if (table.roles.history || table.roles.events || table.roles.read_model) return true;
  return std::ranges::any_of(
      design::singulars(parse::name_words(table.spelling())), [](const std::string& word) {
        return design::words::archives.contains(word) || design::words::staging.contains(word) ||
               word == "outbox" || word == "cdc";
      });
}

/// Tables that belong together, of which none may have a foreign key: those of one file, and those
/// whose names begin with the version of a schema (`v1_tasks`).
std::vector<std::string> families_of(const design::Table& table) {
  std::vector<std::string> families = {text::format("file {}", table.relation->place.file)};
  const std::string_view name = table.relation->name.name;
  const std::size_t end = name.find('_');
  const bool has_version = end != std::string_view::npos && end > 1 && name.front() == 'v' &&
                           std::ranges::all_of(name.substr(1, end - 1), text::is_digit);
  if (has_version) families.emplace_back(name.substr(0, end));
  return families;
}

/// Families of tables by their names, with the number of tables, or none if one has a foreign key.
class Families {
 public:
  explicit Families(const design::Schema& schema) {
    for (const design::Table* table : schema.tables()) {
      for (std::string& family : families_of(*table)) {
        ++tables_[family];
        if (!table->foreign_keys.empty()) with_keys_.insert(std::move(family));
      }
    }
  }

  /// Whether so many tables made with this one have no foreign key that it was a decision.
  [[nodiscard]] bool do_without_keys(const design::Table& table) const {
    return std::ranges::any_of(families_of(table), [&](const std::string& family) {
      const auto found = tables_.find(family);
      return found != tables_.end() && found->second >= policy_tables &&
             !with_keys_.contains(family);
    });
  }

 private:
  std::map<std::string, std::size_t> tables_;
  std::set<std::string> with_keys_;
};

/// A column that looks like a reference to a table.
struct Candidate {
  const design::Table* table = nullptr;
  const catalog::Column* column = nullptr;
  design::UndeclaredReference guess = {};
};

/// A comment on the column or its table says that there is no foreign key.
bool is_meant_so(const Candidate& candidate) {
  return text::says_no_reference(candidate.column->comment) ||
         text::says_no_reference(candidate.table->relation->comment);
}

/// From so many columns on that refer to one table without a foreign key, one finding is enough.
constexpr std::size_t one_cause = 4;

/// A report at the candidate, without a message.
SchemaReport at_candidate(const Candidate& candidate) {
  const auto& [table, column, guess] = candidate;
  return at(*table, *column)
      .with(guess.sure ? Confidence::high : Confidence::medium)
      .beside(at(*guess.target), text::format("`{}` is created here", guess.target->name()));
}

/// The name of the key that the candidate may refer to.
std::string key_of(const design::UndeclaredReference& guess) {
  return design::shown(*guess.target, guess.target->key_column()->name);
}

SchemaReport report_of(const Candidate& candidate, const catalog::Catalog& catalog) {
  const auto& [table, column, guess] = candidate;
  SchemaReport report = at_candidate(candidate).says(
      "missing foreign key: `{}` looks like a reference to `{}`, but any value is accepted",
      design::shown(*table, column->name), key_of(guess));
  const bool indexed = design::coverage_of({column->name}, *table->relation).covered;
  report.help = text::format(
      "add `FOREIGN KEY ({}) REFERENCES {}`; if the table has rows, NOT VALID first, then VALIDATE "
      "CONSTRAINT",
      catalog::quoted_name(column->name), design::in_sql(guess.target->relation->name));
  if (!indexed) report.help += text::format("; also index `{}`", column->name);
  if (!guess.sure) return report;
  return std::move(report).planned(plan_foreign_key({.table = *table->relation,
                                                     .column = column->name,
                                                     .target = *guess.target->relation,
                                                     .needs_index = !indexed},
                                                    catalog));
}

std::vector<SchemaReport> reports_of(std::span<const Candidate> candidates,
                                     const catalog::Catalog& catalog) {
  std::vector<SchemaReport> reports;
  reports.reserve(candidates.size());
  for (const Candidate& each : candidates) reports.push_back(report_of(each, catalog));
  return reports;
}

/// Reports the first of `candidates` on behalf of all.
void report_all(std::span<const Candidate> candidates, SchemaContext& context) {
  const auto& [table, column, guess] = candidates.front();
  std::vector<std::string> others;
  for (const Candidate& other : candidates.subspan(1)) {
    others.push_back(design::shown(*other.table, other.column->name));
  }
  SchemaReport report =
      at_candidate(candidates.front())
          .says(
              "missing foreign keys: `{}` and {} more columns look like references to `{}` by "
              "their names ({})",
              design::shown(*table, column->name), others.size(), key_of(guess),
              design::list_of(others))
          .advises(
              "if they hold its keys, add foreign keys to `{}`, NOT VALID first, then VALIDATE "
              "CONSTRAINT; also index each column",
              design::in_sql(guess.target->relation->name))
          .sums_up(reports_of(candidates, context.catalog()));
  // The message names five of the others.
  for (std::size_t number = 6; number < candidates.size(); ++number) {
    const Candidate& other = candidates[number];
    report = std::move(report).beside(at(*other.table, *other.column), "the same here");
  }
  context.report(std::move(report));
}

bool is_ours(const design::Table& table) {
  const catalog::Relation& relation = *table.relation;
  return design::is_written_out(relation) && !relation.partitioned && !may_outlive(table);
}

/// Decisions against foreign keys, as far as dropped ones show them.
struct Decisions {
  std::set<const design::Table*> from = {};  ///< tables that had some and have none any more
  std::map<const design::Table*, std::size_t> to = {};  ///< how many to a table were dropped

  /// Whether more foreign keys to `target` were dropped than are left.
  [[nodiscard]] bool is_against(const design::Table& target) const {
    const auto dropped = to.find(&target);
    return dropped != to.end() && dropped->second > target.referenced_by.size();
  }
};

Decisions decisions_in(const design::Schema& schema) {
  Decisions decisions;
  for (const design::Table* table : schema.tables()) {
    for (const catalog::Column& column : table->columns()) {
      if (!column.unlinked) continue;
      if (table->foreign_keys.empty()) decisions.from.insert(table);
      const auto guess = design::undeclared_reference(*table, column, schema);
      if (guess) ++decisions.to[guess->target];
    }
  }
  return decisions;
}

/// Columns that mark rows out of habit: each table of the file that makes the target has one, as
/// those of tenants, and nothing in the schema has a foreign key to the target.
class Marks {
 public:
  explicit Marks(const design::Schema& schema) : schema_(schema) {}

  [[nodiscard]] bool has(const std::string& column, const design::Table& target) {
    if (!target.referenced_by.empty()) return false;
    const auto [known, is_new] = known_.try_emplace({column, target.relation->place.file}, false);
    if (is_new) known->second = is_everywhere(column, target);
    return known->second;
  }

 private:
  [[nodiscard]] bool is_everywhere(const std::string& column, const design::Table& target) const {
    constexpr std::size_t least = 3;
    std::size_t tables = 0;
    for (const design::Table* table : schema_.tables()) {
      if (table == &target || table->relation->place.file != target.relation->place.file) continue;
      if (table->relation->find_column(column) == nullptr) return false;
      ++tables;
    }
    return tables >= least;
  }

  const design::Schema& schema_;
  std::map<std::pair<std::string, std::size_t>, bool> known_;  ///< by column and file
};

std::vector<Candidate> find_candidates(const design::Schema& schema) {
  const Decisions decisions = decisions_in(schema);
  const Families families(schema);
  Marks marks(schema);
  std::vector<Candidate> candidates;
  for (const design::Table* table : schema.tables()) {
    if (!is_ours(*table) || decisions.from.contains(table)) continue;
    for (const catalog::Column& column : table->columns()) {
      if (column.unlinked || design::is_retired(column, *table->relation)) continue;
      auto guess = design::undeclared_reference(*table, column, schema);
      if (!guess) continue;
      guess->sure = guess->sure && !decisions.is_against(*guess->target) &&
                    !families.do_without_keys(*table) && !marks.has(column.name, *guess->target);
      candidates.push_back({.table = table, .column = &column, .guess = *guess});
    }
  }
  return candidates;
}

/// By the table they refer to and by how sure that is, in the order of the first of each.
std::vector<std::vector<Candidate>> grouped(std::span<const Candidate> candidates) {
  std::vector<std::vector<Candidate>> groups;
  std::map<std::pair<const design::Table*, bool>, std::size_t> numbers;
  for (const Candidate& candidate : candidates) {
    const auto [found, is_new] =
        numbers.emplace(std::pair(candidate.guess.target, candidate.guess.sure), groups.size());
    if (is_new) groups.emplace_back();
    groups[found->second].push_back(candidate);
  }
  return groups;
}

/// The number of the first file with a foreign key; one past all files if there is none.
std::size_t first_file_with_key(const design::Schema& schema) {
  std::size_t first = std::numeric_limits<std::size_t>::max();
  for (const design::Table* table : schema.tables()) {
    for (const design::ForeignKey& key : table->foreign_keys) {
      first = std::min(first, key.constraint->place.file);
    }
  }
  return first;
}

/// Tables that do without foreign keys by decision; none if there was no decision.
struct Policy {
  std::vector<const design::Table*> tables;
  std::size_t with_keys = 0;  ///< how many of them have got a foreign key since
};

/// The policy of the tables made before `file`.
Policy policy_before(const design::Schema& schema, std::size_t file) {
  constexpr std::size_t exceptions = 10;  // a key that one of so many got later changes nothing
  Policy policy;
  for (const design::Table* table : schema.tables()) {
    if (table->relation->place.file >= file) continue;
    policy.tables.push_back(table);
    if (!table->foreign_keys.empty()) ++policy.with_keys;
  }
  const std::size_t count = policy.tables.size();
  return count < policy_tables || policy.with_keys * exceptions > count ? Policy{} : policy;
}

/// Reports once, at the first table, that the tables of the policy were made without foreign keys.
void report_policy(const Policy& policy, std::span<const Candidate> candidates,
                   SchemaContext& context) {
  if (candidates.empty()) return;
  const std::size_t count = policy.tables.size();
  const bool are_all = count == context.design().tables().size();
  const std::string share =
      policy.with_keys == 0
          ? text::format("none of the {} {}tables has one", count, are_all ? "" : "older ")
          : text::format("only {} of the {} older tables {} one", policy.with_keys, count,
                         policy.with_keys == 1 ? "has" : "have");
  std::vector<std::string> columns;
  columns.reserve(candidates.size());
  for (const Candidate& each : candidates) {
    columns.push_back(design::shown(*each.table, each.column->name));
  }
  SchemaReport report =
      at(*policy.tables.front())
          .says("missing foreign keys: {}, and {} {} ({})", share, candidates.size(),
                candidates.size() == 1 ? "column looks like a reference"
                                       : "columns look like references",
                design::list_of(columns))
          .advises(
              "add foreign keys, NOT VALID first, then VALIDATE CONSTRAINT; if you do without them "
              "on "
              "purpose, turn this rule off")
          .with(Confidence::medium);
  report.members = reports_of(candidates, context.catalog());
  context.report(std::move(report));
}

/// Whether there are foreign keys, of which the database knows none.
bool are_kept_by_clients(const design::Schema& schema) {
  bool has_keys = false;
  for (const design::Table* table : schema.tables()) {
    for (const design::ForeignKey& key : table->foreign_keys) {
      if (key.constraint->enforced) return false;
      has_keys = true;
    }
  }
  return has_keys;
}

void check(const design::Schema& schema, SchemaContext& context) {
  if (are_kept_by_clients(schema)) return;
  std::vector<Candidate> candidates = find_candidates(schema);
  if (candidates.empty()) return;
  // A first foreign key in a new file says nothing new about old ones.
  const std::size_t file = first_file_with_key(schema);
  const Policy policy = policy_before(schema, file);
  if (!policy.tables.empty()) {
    const auto old = std::stable_partition(
        candidates.begin(), candidates.end(),
        [&](const Candidate& candidate) { return candidate.column->place.file >= file; });
    report_policy(policy, std::span(old, candidates.end()), context);
    candidates.erase(old, candidates.end());
  }
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return context.is_accepted(at(*candidate.table, *candidate.column).subject);
  });
  const auto meant_so =
      std::stable_partition(candidates.begin(), candidates.end(),
                            [](const Candidate& each) { return !is_meant_so(each); });
  for (SchemaReport& report :
       reports_of(std::span(meant_so, candidates.end()), context.catalog())) {
    context.report(std::move(report).with(Confidence::low));
  }
  candidates.erase(meant_so, candidates.end());
  for (const auto& group : grouped(candidates)) {
    if (group.size() >= one_cause) {
      report_all(group, context);
    } else {
      for (SchemaReport& report : reports_of(group, context.catalog()))
        context.report(std::move(report));
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-foreign-key",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Missing foreign key: a column looks like a reference to another table",
    .help = "add the foreign key, NOT VALID first, then VALIDATE CONSTRAINT; index its columns",
    .why = R"(
Without a foreign key, a row can refer to one that never existed or was deleted. The application
checks it until there is a second application, a script, a race between a delete and an insert, or a
restore of half the data. Then orders have no customer, joins drop them silently, and it is too late
to find out whose they were. The planner also estimates joins better along foreign keys.
)",
    .reported = R"(
Columns with a name such as `customer_id`, `customerId`, `customer_uuid` or `country_code`, if the
linted files create the table that the name means and its primary key is one column of the same
type. `info` if only the end of the name is a table (`created_by_user_id`), if the widths differ,
for codes, for `parent_id`, and for words that usually mean ids of other systems (`session_id`).
Four or more columns that could refer to one table have one finding, at the first of them. Ten or
more tables without any foreign key are a policy, which is reported once; it remains one if a later
file has the first foreign keys. `info` for ten or more tables of one file, or of one version in
their names (`v1_…`), of which none has a foreign key, and for a column such as `tenant_id` that
each table of one file has (three at least), if the schema has no foreign key to `tenants`.

With `--min-confidence low` also columns of which a comment, on them or on their table, says that
they have no foreign key.
)",
    .not_reported = R"(
Names that match no table of the linted files; names that match a table in another style, if the
tables like this one have their own: `v1_queue.run_id` of `"Run"` beside `v1_runs`; and types that
differ: these are ids of other systems. Pairs such as `owner_type` and `owner_id`; primary keys;
columns of a composite foreign key; columns whose foreign key a statement dropped, which is a
decision, and the other columns of a table that lost all of its foreign keys so; columns that a
successor has replaced, such as `old_user_id` beside `user_id`; partitioned tables; logs, histories,
staging and other tables whose rows outlive what they refer to. Schemas in which no foreign key is
enforced, such as those with `relationMode = "prisma"`.
)",
    .instead = R"(
Clean up the rows that refer to nothing. Then add the constraint without reading the table, and
validate it under a lock that allows reads and writes. The index makes deleting a parent fast:

```sql
CREATE INDEX CONCURRENTLY shipments_carrier_id ON shipments (carrier_id);
ALTER TABLE shipments ADD CONSTRAINT shipments_carrier_id_fkey
  FOREIGN KEY (carrier_id) REFERENCES carriers NOT VALID;
ALTER TABLE shipments VALIDATE CONSTRAINT shipments_carrier_id_fkey;
```
)",
    .fine = R"(
Rows that must outlive what they refer to, a referenced table that is in another database in
production, or millions of inserts a second that leave no time for the check. Say so in a comment on
the column, with `pglint:accept missing-foreign-key`.
)",
    .bad = R"(
CREATE TABLE carriers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  carrier_id bigint NOT NULL,
  grams integer NOT NULL
);
)",
    .good = R"(
CREATE TABLE carriers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  carrier_id bigint NOT NULL REFERENCES carriers,
  grams integer NOT NULL
);
CREATE INDEX shipments_carrier_id ON shipments (carrier_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-NOTES"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::missing_foreign_key
