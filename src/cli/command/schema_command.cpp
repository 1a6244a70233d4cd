#include <algorithm>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "cli/command/commands.h"
#include "cli/command/databases.h"
#include "cli/input/discovery.h"
#include "cli/input/standard_input.h"
#include "cli/terminal/complain.h"
#include "lint/run.h"
#include "lint/written_names.h"
#include "page/schema_listing.h"
#include "text/file.h"
#include "text/json.h"

namespace pglint::cli {
namespace {

/// The number of statements, or files, that could not be read.
std::size_t count_unread(const FileResult& result) {
  const auto unread = std::ranges::count_if(
      result.findings, [](const Finding& finding) { return finding.severity > Severity::info; });
  return static_cast<std::size_t>(unread);
}

/// `text` as a part of a string in JSON.
std::string in_json(std::string_view text) {
  const std::string quoted = text::dump(text);
  return quoted.substr(1, quoted.size() - 2);
}

std::string as_it_is(std::string_view text) { return std::string(text); }

}  // namespace

ExitCode run_schema(SchemaOptions options) {
  Discovery found = discover(options.paths, options.runner, options.wanted);
  ExitCode status = ExitCode::clean;
  for (const BadPath& problem : found.problems) {
    status = complain("cannot read `" + problem.path + "`: " + problem.reason);
  }
  if (status != ExitCode::clean) return status;
  if (const auto error =
          read_stdin(found.files, {.name = options.stdin_name, .runner = options.runner})) {
    return complain(error->message);
  }
  if (const auto error = assign_databases(found.files, options.configuration)) {
    return complain(error->message);
  }
  // Only syntax errors matter here.
  auto rules = select_rules({.select = {"syntax-error"}, .ignore = {}});
  if (!rules.ok()) return complain(rules.error().message);
  const Settings settings = {.rules = std::move(rules).value(),
                             .placeholders = options.placeholders};
  std::vector<std::string> paths;
  paths.reserve(found.files.size());
  std::vector<std::string> names;  // of databases, which are numbered as their first files come
  for (const SourceFile& file : found.files) {
    paths.push_back(file.path);
    if (file.database == names.size()) names.push_back(file.database_name);
  }
  page::SchemaSource source = {.files = paths};
  WrittenNames written;
  const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
  const auto catalogs = read_schemas(std::move(found.files), settings, options.jobs.value_or(cores),
                                     [&](FileResult&& result) {
                                       if (result.unreadable)
                                         status = complain(result.unreadable->message);
                                       source.unread += count_unread(result);
                                       written.add(result.substitutes);
                                     });
  std::vector<page::DatabaseSchema> databases;
  databases.reserve(names.size());
  for (std::size_t number = 0; number < names.size(); ++number) {
    databases.push_back({.name = names[number], .catalog = catalogs[number]});
  }
  const bool is_json = options.format == report::Format::json;
  const std::string listing =
      is_json ? page::schema_as_json(databases, source) : page::schema_as_text(databases, source);
  const auto error = text::write_stdout(written.shown(listing, is_json ? in_json : as_it_is));
  return error ? complain(error->message) : status;
}

}  // namespace pglint::cli
