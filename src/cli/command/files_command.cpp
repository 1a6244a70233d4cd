#include <string>
#include <utility>
#include <vector>

#include "cli/command/commands.h"
#include "cli/command/databases.h"
#include "cli/input/context_files.h"
#include "cli/input/discovery.h"
#include "cli/input/standard_input.h"
#include "cli/terminal/complain.h"
#include "page/file_list.h"
#include "parse/source/readable.h"
#include "text/encoding.h"
#include "text/file.h"

namespace pglint::cli {

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
