#include "history.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "lint/dispatch.h"
#include "lint/linter.h"
#include "lint/replay.h"
#include "lint/run.h"
#include "timing.h"

namespace pglint::bench {
namespace {

constexpr int runs = 3;
constexpr std::size_t migrations = 5'000;

std::string number(std::size_t value) { return std::to_string(value); }

/// A table of a history, which later migrations reference.
std::string table_name(std::size_t migration) {
  return "feature_" + number(migration) + (migration % 5 == 3 ? "_renamed" : "");
}

/// Ten statements on new and older tables. All tables reference one, as in multi-tenant schemas.
std::string migration(std::size_t at) {
  const std::string table = "feature_" + number(at);
  const std::string older = table_name(at - std::min<std::size_t>(at, 1 + at * 7 % 50));
  const bool transaction = at % 3 == 0;
  std::string sql = transaction ? "BEGIN;\n" : "SET lock_timeout = '5s';\n";
  sql += "CREATE TABLE " + table +
         " (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  tenant_id bigint NOT NULL "
         "REFERENCES tenant (id) ON DELETE CASCADE,\n  title text NOT NULL,\n  amount numeric(12, "
         "2) DEFAULT 0 CHECK (amount >= 0),\n  state text DEFAULT 'new',\n  created_at timestamptz "
         "NOT NULL DEFAULT now()\n);\n";
  sql += "CREATE INDEX ON " + table + " (tenant_id, created_at DESC);\n";
  sql += "CREATE INDEX " + table + "_open ON " + table +
         " (lower(title)) WHERE state <> 'done' AND amount > 0;\n";
  sql += "ALTER TABLE " + table + " ADD COLUMN extra_" + number(at) +
         " jsonb, ADD CONSTRAINT known_state CHECK (state IN ('new', 'open', 'done'));\n";
  if (at % 5 == 3) {
    sql += "ALTER TABLE " + table + " RENAME TO " + table + "_renamed;\n";
  } else {
    sql += "ALTER TABLE " + table + " RENAME COLUMN title TO heading;\n";
  }
  if (at == 0) {
    sql += "COMMENT ON TABLE tenant IS 'whose everything is';\n";
  } else {
    sql += "ALTER TABLE " + older + " ADD COLUMN IF NOT EXISTS parent_" + number(at) +
           " bigint REFERENCES " + table_name(at - 1) + " (id);\n";
  }
  sql += at % 10 == 9 ? "ALTER TABLE tenant ADD COLUMN setting_" + number(at) + " text;\n"
                      : "COMMENT ON COLUMN " + older + ".state IS 'how far it is';\n";
  if (at % 7 == 6) {
    sql += "DO $$ BEGIN\n  ALTER TABLE " + older + " ADD COLUMN done_" + number(at) +
           " boolean NOT NULL DEFAULT false;\nEND $$;\n";
  } else if (at % 11 == 10) {
    sql += "DROP TABLE IF EXISTS " + table_name(at - 10) + " CASCADE;\n";
  } else {
    sql +=
        "UPDATE " + older + " SET state = 'done' WHERE created_at < now() - interval '1 year';\n";
  }
  sql += transaction ? "COMMIT;\n" : "RESET lock_timeout;\n";
  return sql;
}

std::vector<SourceFile> history() {
  std::vector<SourceFile> inputs;
  inputs.push_back({.path = "000000.sql",
                    .content = "CREATE TABLE tenant (id bigint GENERATED ALWAYS AS IDENTITY "
                               "PRIMARY KEY, name text NOT NULL);\n"});
  for (std::size_t at = 0; at < migrations; ++at) {
    inputs.push_back({.path = number(at + 1'000'000) + ".sql", .content = migration(at)});
  }
  return inputs;
}

/// A table with ten columns, a primary key, a foreign key and two indexes.
std::string wide_table(std::size_t at) {
  const std::string table = "public.table_" + number(at);
  std::string sql = "CREATE TABLE " + table + " (\n  id bigint NOT NULL";
  for (std::size_t column = 1; column < 10; ++column) {
    sql += ",\n  column_" + number(column) +
           (column % 3 == 0 ? " text NOT NULL" : " timestamptz DEFAULT now()");
  }
  sql += "\n);\nALTER TABLE ONLY " + table + " ADD CONSTRAINT table_" + number(at) +
         "_pkey PRIMARY KEY (id);\nCREATE INDEX index_a_" + number(at) + " ON " + table +
         " (column_1);\nCREATE UNIQUE INDEX index_b_" + number(at) + " ON " + table +
         " (column_2, column_3) WHERE column_4 IS NOT NULL;\nALTER TABLE ONLY " + table +
         " ADD CONSTRAINT fk_" + number(at) + " FOREIGN KEY (id) REFERENCES public.table_" +
         number(at / 2) + " (id);\n";
  return sql;
}

struct Growth {
  double parse = 1e9;
  double replay = 1e9;
  double rules = 1e9;
  std::size_t findings = 0;
};

Growth grow(std::size_t tables, const Settings& settings, const DispatchTable& dispatch) {
  std::string sql;
  for (std::size_t at = 0; at < tables; ++at) sql += wide_table(at);
  Growth growth;
  for (int run = 0; run < runs; ++run) {
    growth.parse = std::min(growth.parse, fastest(1, [&] { raw_parse(sql); }));
    Neighbors neighbors;
    LintedFile file =
        lint_file({.path = "schema.sql", .content = sql}, 0, settings, dispatch, neighbors);
    Replay replay(settings);
    growth.replay = std::min(growth.replay, fastest(1, [&] { replay.follow(file); }));
    growth.rules =
        std::min(growth.rules, fastest(1, [&] { growth.findings = replay.finish().size(); }));
  }
  return growth;
}

}  // namespace

void measure_history(const Settings& settings) {
  const std::vector<SourceFile> inputs = history();
  std::size_t bytes = 0;
  for (const SourceFile& input : inputs) bytes += input.content->size();
  double parse = 1e9;
  double lint = 1e9;
  std::size_t findings = 0;
  bool clean = true;
  for (int run = 0; run < runs; ++run) {
    parse = std::min(parse, fastest(1, [&] {
                       for (const SourceFile& input : inputs) clean &= raw_parse(*input.content);
                     }));
    std::vector<SourceFile> copy = inputs;
    findings = 0;
    lint = std::min(lint, fastest(1, [&] {
                      lint_files(std::move(copy), settings, 1,
                                 [&](FileResult&& result) { findings += result.findings.size(); });
                    }));
  }
  const double allowed = 2 * parse + 1;
  std::printf("\n%zu migrations of 10 statements, %.1f MB, one core\n", migrations,
              static_cast<double>(bytes) / 1e6);
  if (!clean) std::printf("  are not clean SQL\n");
  std::printf("  parser only %.2f s, pglint %.2f s (%.1f times as long), %zu findings\n", parse,
              lint, lint / parse, findings);
  std::printf("  allowed are 2 x %.2f s + 1 s = %.2f s: %s\n", parse, allowed,
              lint <= allowed ? "kept" : "EXCEEDED");
}

void measure_growth(const Settings& settings) {
  const DispatchTable dispatch(settings);
  std::printf("\n%-10s %10s %22s %22s %22s %10s\n", "tables", "columns", "parser only, us/table",
              "replay, us/table", "schema rules, us/table", "findings");
  for (const std::size_t tables : {1'250, 2'500, 5'000, 10'000}) {
    const Growth growth = grow(tables, settings, dispatch);
    const auto each = [&](double seconds) { return seconds * 1e6 / static_cast<double>(tables); };
    std::printf("%-10zu %10zu %22.1f %22.1f %22.1f %10zu\n", tables, tables * 10,
                each(growth.parse), each(growth.replay), each(growth.rules), growth.findings);
  }
}

}  // namespace pglint::bench
