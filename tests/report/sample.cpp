#include "tests/report/sample.h"

#include <array>
#include <cassert>

#include <fmt/format.h>

#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {

const Rule sample_error = {
    .id = "sample-error",
    .group = Group::schema,
    .severity = Severity::error,
    .summary = "Something that will fail",
    .help = "do without it",
    .why =
        "\nThis is why, in a paragraph that is\nwrapped by hand.\n\nAnd this is the second one.\n",
    .reported = "\nWhat it finds.\n",
    .not_reported = "\nWhat it leaves alone.\n",
    .instead = "\nDo *this*.\n",
    .fine = "\nNever.\n",
    .bad = "SELECT 'bad';",
    .good = "SELECT 'good';",
    .links = {"https://example.org/a", "https://example.org/b"},
};

const Rule sample_warning = {
    .id = "sample-warning",
    .group = Group::dont_do_this,
    .severity = Severity::warning,
    .summary = "Something that hurts",
    .help = "write `numeric`",
};

const Rule sample_info = {
    .id = "sample-info",
    .group = Group::naming,
    .severity = Severity::info,
    .summary = "Something to talk about",
};

std::span<const Rule* const> sample_rules() {
  static constexpr std::array rules = {&sample_error, &sample_info, &sample_warning};
  return rules;
}

namespace {

/// The range of an occurrence (0-based) of `text` in a file.
struct Place {
  std::string text;
  int occurrence = 0;
};

text::Range range_of(const FileResult& result, const Place& place) {
  std::size_t at = result.content.find(place.text);
  for (int skipped = 0; skipped < place.occurrence; ++skipped) {
    at = result.content.find(place.text, at + 1);
  }
  assert(at != std::string::npos);
  return {.begin = at, .end = at + place.text.size()};
}

FileResult file(std::string path, std::string content) {
  FileResult result;
  result.path = std::move(path);
  result.content = std::move(content);
  return result;
}

FileResult orders() {
  const auto content =
      text::read_file(std::string(project::source_dir) + "/fixtures/output/orders.sql");
  FileResult result = file("schema/orders.sql", content.value());
  const auto add = [&](const Rule& rule, const Place& place, std::string message) -> Finding& {
    result.findings.push_back({.rule = &rule,
                               .severity = rule.severity,
                               .range = range_of(result, place),
                               .message = std::move(message),
                               .statement_hash = 17});
    return result.findings.back();
  };
  add(sample_warning, {"money"}, "column `total` is between tabs").object = "public.orders.total";
  add(sample_info, {"\"größe\" char(3)"}, "column `größe` has letters of two bytes").confidence =
      Confidence::medium;

  Finding& wide = add(sample_warning, {"\"金額\" money"}, "column `金額` is twice as wide");
  wide.related = {
      {.range = range_of(result, {"public.orders"}), .message = "the table starts here"},
      {.range = range_of(result, {"note"}), .message = "another column"}};
  Fix fix = {.description = "write `numeric`", .safety = FixSafety::unsafe, .edits = {}};
  fix.edits.push_back({.range = range_of(result, {"money", 1}), .replacement = "numeric(12, 2)"});
  wide.fixes.push_back(std::move(fix));

  add(sample_warning, {"moved_at timestamptz\n\n    DEFAULT now()"}, "three lines and a blank one");
  const std::size_t table = result.content.find("CREATE TABLE archive");
  add(sample_error, {"(public.orders)"}, "a table from its first to its last line").range.begin =
      table;
  add(sample_warning, {"money", 2}, "behind characters outside of the basic plane");
  const std::size_t end = result.content.size();
  add(sample_error, {"\n", 12}, "the end is missing").range = {end, end};
  return result;
}

/// A very long line, and names that must be escaped.
FileResult odd() {
  std::string line = "SELECT ";
  for (int column = 0; column < 200; ++column) line += "column_" + std::to_string(column) + ", ";
  FileResult result =
      file("odd names/50% [new]#1\x1b.sql", "\xEF\xBB\xBF" + line + "\x1b[31m\u202e 1;\r\n");
  result.findings.push_back({.rule = &sample_warning,
                             .severity = Severity::warning,
                             .range = range_of(result, {"column_100"}),
                             .message = "in the middle of a long line of `\x1b[31m\u202e`",
                             .statement_hash = 1});
  result.findings.push_back({.rule = &sample_warning,
                             .severity = Severity::warning,
                             .range = range_of(result, {line}),
                             .message = "all of a long line",
                             .statement_hash = 1});
  return result;
}

FileResult latin_1() {
  FileResult result = file("latin1.sql", "SELECT 'caf\xE9';\n");
  result.not_analyzed = {"byte 11 is not valid UTF-8"};
  result.findings.push_back({.rule = &sample_warning,
                             .severity = Severity::warning,
                             .range = {.begin = 11, .end = 12},
                             .message = result.not_analyzed[0],
                             .statement_hash = 2});
  return result;
}

FileResult unreadable() {
  FileResult result = file("secret.sql", "");
  result.unreadable = Error{"cannot read `secret.sql`: Permission denied"};
  result.not_analyzed = {result.unreadable->message};
  return result;
}

}  // namespace

std::vector<FileResult> sample_results() {
  std::vector<FileResult> results;
  results.push_back(orders());
  results.push_back(odd());
  results.push_back(file("clean.sql", "SELECT 1;\n"));
  results.push_back(file("templated.sql", "SELECT 'größe',\n  ${x\x1b};\n"));
  results.back().notices = {{.range = range_of(results.back(), {"${x\x1b}"}),
                             .message = "placeholders such as `${x\x1b}` were replaced by names"}};
  results.push_back(latin_1());
  results.push_back(unreadable());
  return results;
}

FileResult many(const std::string& path, const std::vector<Amount>& amounts) {
  FileResult result;
  result.path = path;
  result.content = "SELECT 1;\n";
  for (const auto& [rule, count] : amounts) {
    for (std::size_t number = 0; number < count; ++number) {
      result.findings.push_back({.rule = rule,
                                 .severity = rule->severity,
                                 .range = {.begin = 0, .end = 6},
                                 .message = fmt::format("number {}", number)});
    }
  }
  return result;
}

std::string report(report::Format format, std::vector<FileResult> results,
                   report::ReporterOptions options) {
  if (options.rules.empty()) options.rules = sample_rules();
  if (options.working_directory.empty()) options.working_directory = "/home/project";
  const auto reporter = report::make_reporter(format, std::move(options));
  report::Summary summary;
  std::string text;
  for (FileResult& result : results) {
    report::tally(result, Severity::info, summary);
    reporter->file(result, text);
  }
  reporter->finish(summary, text);
  return text;
}

}  // namespace pglint::tests
