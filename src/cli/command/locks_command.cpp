#include <algorithm>
#include <cstddef>
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
#include "lint/run.h"
#include "locks/record.h"
#include "page/lock_listing.h"
#include "text/file.h"

namespace pglint::cli {
namespace {

/// The files of a run that are listed, by their numbers in it.
class Listed {
 public:
  explicit Listed(const std::vector<SourceFile>& files) {
    for (std::size_t number = 0; number < files.size(); ++number) {
      if (files[number].is_context) continue;
      numbers_.push_back(number);
      listed_.push_back({.path = {}, .content = {}, .tool = files[number].facts.runner->title});
    }
  }

  /// Takes the next result, in the order of the files.
  void add(FileResult&& result) {
    page::FileLocks& file = listed_[next_++];
    file.path = std::move(result.path);
    file.content = std::move(result.content);
  }

  [[nodiscard]] std::vector<page::FileLocks> with(std::vector<locks::Record> records) && {
    for (locks::Record& record : records) {
      const auto at = std::ranges::lower_bound(numbers_, record.file);
      if (at == numbers_.end() || *at != record.file) continue;
      listed_[static_cast<std::size_t>(at - numbers_.begin())].records.push_back(std::move(record));
    }
    return std::move(listed_);
  }

 private:
  std::vector<std::size_t> numbers_;
  std::vector<page::FileLocks> listed_;
  std::size_t next_ = 0;
};

}  // namespace

ExitCode run_locks(LocksOptions options) {
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
  Discovery context = discover(options.context, options.runner);
  found.files = with_context(std::move(found.files), {.given = std::move(context.files),
                                                      .is_automatic = options.automatic_context,
                                                      .runner = options.runner});
  if (const auto error = assign_databases(found.files, options.configuration)) {
    return complain(error->message);
  }
  auto rules = select_rules({.select = {"syntax-error"}, .ignore = {}});
  if (!rules.ok()) return complain(rules.error().message);
  const Settings settings = {.rules = std::move(rules).value(),
                             .pg_version = options.pg_version,
                             .placeholders = options.placeholders};
  Listed listed(found.files);
  const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
  auto records = read_locks(std::move(found.files), settings, options.jobs.value_or(cores),
                            [&](FileResult&& result) {
                              if (result.unreadable) status = complain(result.unreadable->message);
                              listed.add(std::move(result));
                            });
  const auto files = std::move(listed).with(std::move(records));
  const bool is_json = options.format == report::Format::json;
  const auto error =
      text::write_stdout(is_json ? page::locks_as_json(files) : page::locks_as_text(files));
  return error ? complain(error->message) : status;
}

}  // namespace pglint::cli
