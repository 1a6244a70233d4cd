// The cost of linting relative to PostgreSQL's parser, measured in one run on one core.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "history.h"
#include "lint/dispatch.h"
#include "lint/linter.h"
#include "parse/source/preprocess.h"
#include "program.h"
#include "text/file.h"
#include "timing.h"

namespace {

using namespace pglint;
using bench::fastest;
using bench::raw_parse;

constexpr int runs = 9;

struct Source {
  std::string name;
  std::string sql;
};

/// A schema without findings, as written by migration tools and pg_dump.
std::string clean_ddl(std::size_t bytes) {
  std::string sql;
  for (int table = 0; sql.size() < bytes; ++table) {
    const std::string name = "public.table_" + std::to_string(table);
    sql += "CREATE TABLE " + name + " (\n    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,\n";
    for (int column = 0; column < 12; ++column) {
      sql += "    column_" + std::to_string(column) +
             (column % 3 == 0 ? " text NOT NULL" : " timestamp with time zone DEFAULT now()") +
             ",\n";
    }
    sql += "    price numeric(12,2) DEFAULT 0.0 CHECK (price >= 0),\n    PRIMARY KEY (id)\n);\n";
    sql += "CREATE INDEX index_" + std::to_string(table) + " ON " + name +
           " USING btree (column_0, lower(column_3)) WHERE (column_6 IS NOT NULL);\n";
    sql += "ALTER TABLE ONLY " + name + " ADD CONSTRAINT fk_" + std::to_string(table) +
           " FOREIGN KEY (column_9) REFERENCES public.other (id) ON DELETE CASCADE;\n";
    sql += "COMMENT ON TABLE " + name + " IS 'holds what belongs to it';\n";
  }
  return sql;
}

/// INSERTs as in data dumps.
std::string clean_inserts(std::size_t bytes) {
  std::string sql;
  for (int row = 0; sql.size() < bytes; ++row) {
    sql += "INSERT INTO public.orders (id, customer, note, total) VALUES (" + std::to_string(row) +
           ", 'Customer ''" + std::to_string(row * 7) + "''', NULL, 12.50);\n";
  }
  return sql;
}

/// Queries with joins, subqueries and functions.
std::string clean_queries(std::size_t bytes) {
  std::string sql;
  for (int query = 0; sql.size() < bytes; ++query) {
    sql +=
        "SELECT o.id, c.name, sum(l.price * l.quantity) AS total FROM orders o JOIN customers c"
        " ON c.id = o.customer_id LEFT JOIN lines l ON l.order_id = o.id WHERE o.placed_at >= "
        "now() - interval '" +
        std::to_string(query % 90) +
        " days' AND NOT EXISTS (SELECT 1 FROM "
        "refunds r WHERE r.order_id = o.id) AND c.country IN ('DE', 'FR', 'IT') GROUP BY o.id, "
        "c.name HAVING count(*) > 1 ORDER BY total DESC LIMIT 50;\n";
  }
  return sql;
}

/// The files below `folder` that parse without errors, concatenated.
Source parsable_files(const std::filesystem::path& folder) {
  Source source{.name = "files that parse in " + folder.string(), .sql = {}};
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".sql")
      paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    const auto content = text::read_file(path);
    if (content.ok() && raw_parse(content.value())) source.sql += content.value() + "\n;\n";
  }
  return source;
}

void measure(const Source& source, const Settings& settings) {
  if (!raw_parse(source.sql)) {
    std::printf("%-34s is not clean SQL, skipped\n", source.name.c_str());
    return;
  }
  const DispatchTable table(settings);
  std::size_t findings = 0;
  [[maybe_unused]] volatile bool blanked = false;  // keeps the call from being optimized away
  double parse = 1e9;
  double blank = 1e9;
  double lint = 1e9;
  for (int run = 0; run < runs; ++run) {  // alternately, so that load affects both
    parse = std::min(parse, fastest(1, [&] { raw_parse(source.sql); }));
    blank = std::min(blank,
                     fastest(1, [&] { blanked = parse::preprocess(source.sql).sql.has_value(); }));
    lint = std::min(lint, fastest(1, [&] {
                      findings =
                          pglint::lint("bench.sql", source.sql, settings, table).findings.size();
                    }));
  }
  const double megabytes = static_cast<double>(source.sql.size()) / 1e6;
  std::printf("%-34s %6.1f MB %7.1f MB/s %9.1f%% %7.1f MB/s %8.2f %9zu\n", source.name.c_str(),
              megabytes, megabytes / parse, 100 * blank / parse, megabytes / lint, lint / parse,
              findings);
}

void measure_start() {
  const auto path = std::filesystem::temp_directory_path() /
                    ("pglint_bench_" + std::to_string(::getpid()) + ".sql");
  std::ofstream(path) << "SELECT 1;\n";
  const double seconds = fastest(50, [&] { bench::run_program({path.string()}); });
  std::filesystem::remove(path);
  std::printf("\nstart to exit on a one-line file: %.1f ms\n", seconds * 1e3);
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  settings.rules.assign(all_rules().begin(), all_rules().end());
  settings.min_confidence = Confidence::low;

  constexpr std::size_t size = 6'000'000;
  std::vector<Source> sources;
  sources.push_back({.name = "generated DDL", .sql = clean_ddl(size)});
  sources.push_back({.name = "generated INSERTs", .sql = clean_inserts(size)});
  sources.push_back({.name = "generated queries", .sql = clean_queries(size)});
  for (int index = 1; index < argc; ++index) {
    if (!std::filesystem::is_directory(argv[index])) {
      std::fprintf(stderr, "pglint_bench: `%s` is no directory\n", argv[index]);
      return 2;
    }
    sources.push_back(parsable_files(argv[index]));
  }

  std::printf("%zu rules, one core, best of %d runs each\n\n", settings.rules.size(), runs);
  std::printf("%-34s %9s %12s %10s %12s %8s %9s\n", "SQL", "size", "parser only", "blanking",
              "pglint", "ratio", "findings");
  for (const Source& source : sources) measure(source, settings);
  bench::measure_history(settings);
  bench::measure_growth(settings);
  bench::measure_folders({argv + 1, argv + argc});
  measure_start();
}
