#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/command/commands.h"
#include "cli/command/databases.h"
#include "cli/input/context_files.h"
#include "cli/input/discovery.h"
#include "cli/input/standard_input.h"
#include "cli/terminal/complain.h"
#include "lint/prisma/prisma_schemas.h"
#include "lint/run.h"
#include "page/file_list.h"
#include "parse/source/readable.h"
#include "text/encoding.h"
#include "text/file.h"

namespace pglint::cli {
namespace {

/// `files` as the schema takes them: what a file of no migration tool needs comes before it.
std::vector<SourceFile> as_replayed(std::vector<SourceFile> files) {
  const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
  // What the rules ask about decides what queries need.
  const Settings settings = {.rules = select_rules({}).value()};
  const ReplayedFiles replayed = replayed_files(files, settings, cores);
  for (const std::size_t number : replayed.teardown) files[number].is_teardown = true;
  // The files of each database keep the places that they have among all.
  std::map<std::size_t, std::vector<std::size_t>> places;
  for (std::size_t number = 0; number < files.size(); ++number) {
    places[files[number].database].push_back(number);
  }
  std::map<std::size_t, std::size_t> taken;
  std::vector<std::size_t> order(files.size());
  for (const std::size_t number : replayed.order) {
    const std::size_t database = files[number].database;
    order[places[database][taken[database]++]] = number;
  }
  std::vector<SourceFile> ordered;
  ordered.reserve(files.size());
  for (const std::size_t number : order) ordered.push_back(std::move(files[number]));
  return ordered;
}

}  // namespace

ExitCode run_files(FilesOptions options) {
  Discovery found = discover(options.paths, options.runner, options.wanted);
  Discovery context = discover(options.context, options.runner);
  for (SourceFile& file : context.files) file.is_of_all = true;
  ExitCode status = ExitCode::clean;
  for (const auto* problems : {&found.problems, &context.problems}) {
    for (const BadPath& problem : *problems) {
      status = complain("cannot read `" + problem.path + "`: " + problem.reason);
    }
  }
  if (status != ExitCode::clean) return status;
  if (const auto error =
          read_stdin(found.files, {.name = options.stdin_name, .runner = options.runner})) {
    return complain(error->message);
  }
  std::vector<SourceFile> files =
      with_context(std::move(found.files), {.given = std::move(context.files),
                                            .is_automatic = options.automatic_context,
                                            .runner = options.runner});

  if (const auto error = assign_databases(files, options.configuration)) {
    return complain(error->message);
  }
  files = as_replayed(std::move(files));
  const Settings settings;
  prepare_prisma(files, std::span(&settings, 1));
  page::FileList list({.lint_down = options.lint_down});
  for (SourceFile& file : files) {
    if (file.is_context) {
      list.add(file);
      continue;
    }
    if (!file.content) {
      auto content = read_source(file, parse::max_readable_bytes);
      if (!content.ok()) {
        status = complain(content.error().message);
        continue;
      }
      file.content = std::move(content).value();
    }
    file.content = text::to_utf8(std::move(*file.content));
    list.add(file);
  }
  const bool is_json = options.format == report::Format::json;
  const auto error = text::write_stdout(is_json ? list.as_json() : list.as_text());
  return error ? complain(error->message) : status;
}

}  // namespace pglint::cli
