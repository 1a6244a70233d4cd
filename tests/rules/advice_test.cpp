// Runs examples and advice of every rule on a server, if tools/setup installed one: PostgreSQL must
// accept them, and refuse what a rule says that it refuses.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "host/file_kind.h"
#include "rule/rule.h"
#include "tests/rules/fences.h"
#include "tests/rules/tables_in_use.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace pglint::tests {
namespace {

/// Migrations take the place of `bad`; they do not come after it.
void write_migrations(const Rule& rule, const TemporaryFolder& folder) {
  const std::string id(rule.id);
  std::string given = tables_in_use(rule);
  std::string advice;
  for (const Fence& fence : fences(rule)) {
    if (fence.language == "sql") advice += fence.code + "\n";
  }
  if (rule.id == "unbatched-backfill")
    advice = "ALTER TABLE orders ADD COLUMN region text;" + advice;
  folder.write(id + ".advice.sql", given + advice);
  if (rule.id == "blocking-refresh") given += "CREATE UNIQUE INDEX ON sales (month);";
  folder.write(id + ".good.sql", given + std::string(rule.good));
}

void write_scripts(const Rule& rule, const TemporaryFolder& folder) {
  const std::string id(rule.id);
  if (rule.group == Group::migration) return write_migrations(rule, folder);
  const bool is_hba = host::kind_of_name(rule.example_file) == host::FileKind::pg_hba;
  if (has_sql_examples(rule)) {
    folder.write(id + ".good.sql", std::string(rule.given) + std::string(rule.good));
  }
  if (is_hba) {
    folder.write(id + ".bad.pg_hba", rule.bad);
    folder.write(id + ".good.pg_hba", rule.good);
  }
  // Advice cannot start from SQL that a server rejects.
  const bool has_advice =
      std::ranges::any_of(fences(rule), [](const Fence& fence) { return fence.language == "sql"; });
  if (has_advice || rule.severity != Severity::error) {
    folder.write(id + ".advice.sql", std::string(rule.given) + advice(rule));
  }
  std::size_t number = 0;
  for (const Fence& fence : fences(rule)) {
    if (fence.language != "pg_hba") continue;
    folder.write(id + "." + std::to_string(++number) + ".pg_hba", fence.code);
  }
}

TEST_CASE("rules: a server accepts the examples, and the advice applied to `bad`") {
  const TemporaryFolder folder;
  for (const Rule* rule : all_rules()) {
    if (rule->group != Group::builtin) write_scripts(*rule, folder);
  }
  require_content_of("run-scripts '" + folder.path().string() + "'");
}

/// What a server says to `bad`, and to `after`, which shows the harm that comes later.
struct Refusal {
  std::string_view rule;
  std::string_view says;
  std::string_view after = {};
};

constexpr auto refusals = std::to_array<Refusal>({
    {"ambiguous-column", "42702: column reference \"id\" is ambiguous"},
    {"blocked-by-dependent", "cannot alter type of a column used by a view or rule"},
    {"column-count-mismatch", "42601: INSERT has more target columns than expressions"},
    {"conflict-target-without-key",
     "42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification"},
    {"duplicate-alias", "42712: table name \"employees\" specified more than once"},
    {"duplicate-assignment", "42601: multiple assignments to same column \"name\""},
    {"enum-value-in-same-transaction", "unsafe use of new value \"lost\""},
    {"impossible-concurrently", "does not support dropping multiple objects"},
    {"impossible-in-transaction", "cannot run inside a transaction block"},
    {"impossible-on-partitioned", "cannot create index on partitioned table"},
    {"missing-extension", "function gen_salt(unknown) does not exist"},
    {"missing-required-value",
     "23502: null value in column \"city\" of relation \"customers\" violates not-null"},
    {"missing-transaction", "can only be used in transaction blocks", "LOCK TABLE orders;"},
    {"not-null-without-default", "contains null values"},
    {"pending-trigger-events", "has pending trigger events"},
    {"self-firing-trigger", "stack depth limit exceeded",
     "INSERT INTO documents (title, changed_at) VALUES ('a', now());"
     "UPDATE documents SET title = 'b';"},
    {"ungrouped-column", "42803: column \"customers.city\" must appear in the GROUP BY clause"},
    {"unknown-column", "42703: column \"c\" of relation \"customers\" does not exist"},
    {"unknown-qualifier", "42P01: invalid reference to FROM-clause entry for table \"customers\""},
    {"uncommitted-transaction", "column \"note\" does not exist",
     "\n\\connect\nSELECT note FROM orders;"},
});

const Rule& rule_of(const Refusal& refusal) {
  const auto rules = all_rules();
  return **std::ranges::find(rules, refusal.rule, &Rule::id);
}

TEST_CASE("rules: a server refuses what a rule says that it refuses") {
  const TemporaryFolder folder;
  for (const Refusal& refusal : refusals) {
    const Rule& rule = rule_of(refusal);
    const std::string name = std::string(rule.id) + "/";
    const bool is_about_tables = rule.group == Group::migration;
    folder.write(name + "given.sql",
                 is_about_tables ? tables_in_use(rule) : std::string(rule.given));
    folder.write(name + "1.fails.sql", std::string(rule.bad) + std::string(refusal.after));
    folder.write(name + "1.fails.txt", refusal.says);
  }
  require_content_of("run-steps --quick '" + folder.path().string() + "'");
}

/// How many rows the last statements of `bad` and of `good` return or change.
struct Outcome {
  std::string_view rule;
  std::string_view rows;  ///< SQL that makes the data
  int bad = 0;
  int good = 0;
};

constexpr auto outcomes = std::to_array<Outcome>({
    {"accidental-correlation",
     "INSERT INTO customers VALUES (1, 'a'), (2, 'b'), (3, NULL);"
     "INSERT INTO orders VALUES (1, 1);"
     "ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;",
     2, 1},
    {"forgotten-correlation",
     "INSERT INTO customers VALUES (1, 'a'), (2, 'b'), (3, 'c');"
     "INSERT INTO orders VALUES (1, 1), (2, 1);",
     3, 1},
    {"null-comparison", "INSERT INTO customers VALUES (1, 'a'), (2, NULL);", 0, 1},
    {"outer-join-made-inner",
     "INSERT INTO customers VALUES (1, 'a'), (2, 'b'), (3, 'c');"
     "INSERT INTO orders VALUES (1, 1, 'new'), (2, 2, 'paid');",
     1, 3},
    {"wrong-join-column",
     "INSERT INTO customers (name) VALUES ('a'), ('b'), ('c');"
     "INSERT INTO orders (customer_id) VALUES (1), (1), (1), (1);"
     "INSERT INTO payments (order_id) VALUES (3), (4);",
     1, 2},
});

/// A script that fails unless the last statement of `example` has so many rows.
std::string counting(std::string_view example, std::string_view rows, int count) {
  const std::size_t end = example.find_last_of(';');
  const std::size_t begin = example.find_last_of(';', end - 1) + 1;
  return std::string(example.substr(0, begin)) + std::string(rows) +
         "\nDO $test$ DECLARE n int; BEGIN EXECUTE $query$" +
         std::string(example.substr(begin, end - begin)) +
         "$query$; GET DIAGNOSTICS n = ROW_COUNT; ASSERT n = " + std::to_string(count) +
         ", n; END $test$;\n";
}

/// A script that fails unless the UPDATE of `example` sets so many values if it runs twice, with
/// the same orders that are stored in another order.
std::string updating_twice(std::string_view example, int values) {
  const std::size_t begin = example.find("UPDATE");
  const std::string run = std::string(example.substr(begin)) +
                          "\nINSERT INTO results SELECT last_order FROM customers;\n";
  return std::string(example.substr(0, begin)) +
         "CREATE TABLE results (value timestamptz);\nINSERT INTO customers VALUES (1);\n"
         "INSERT INTO orders VALUES (1, 1, '2024-01-01'), (2, 1, '2025-01-01');\n" +
         run +
         "TRUNCATE orders;\n"
         "INSERT INTO orders VALUES (2, 1, '2025-01-01'), (1, 1, '2024-01-01');\n" +
         run + "DO $$ BEGIN ASSERT (SELECT count(DISTINCT value) FROM results) = " +
         std::to_string(values) + "; END $$;\n";
}

TEST_CASE("rules: a server updates with any of several rows") {
  const TemporaryFolder folder;
  const Rule& rule = *find_rule("nondeterministic-update");
  folder.write("any.sql", updating_twice(rule.bad, 2));
  folder.write("chosen.sql", updating_twice(rule.good, 1));
  require_content_of("run-scripts '" + folder.path().string() + "'");
}

TEST_CASE("rules: a server returns other rows for `bad` than for `good`") {
  const TemporaryFolder folder;
  for (const Outcome& outcome : outcomes) {
    const Rule& rule = *find_rule(outcome.rule);
    const std::string id(rule.id);
    folder.write(id + ".bad.sql", counting(rule.bad, outcome.rows, outcome.bad));
    folder.write(id + ".good.sql", counting(rule.good, outcome.rows, outcome.good));
  }
  require_content_of("run-scripts '" + folder.path().string() + "'");
}

TEST_CASE("rules: code blocks have a language, and `why` has none") {
  for (const Rule* rule : all_rules()) {
    CHECK(fences(rule->why).empty());  // reports show it as prose
    for (const Fence& fence : fences(*rule)) {
      INFO(rule->id << "\n" << fence.code);
      CHECK_FALSE(fence.language.empty());
      CHECK_FALSE(fence.code.empty());
    }
  }
}

}  // namespace
}  // namespace pglint::tests
