#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <variant>
#include <vector>

#include "cli/command/commands.h"
#include "cli/flag/options.h"
#include "cli/terminal/complain.h"

namespace pglint::cli {
namespace {

/// If the caller closed a standard stream, the first file opened would take its place and error
/// messages could end up in a report. Read-only, so that writing still fails.
void keep_standard_streams_taken() {
  while (true) {
    const int descriptor = ::open("/dev/null", O_RDONLY);
    if (descriptor > STDERR_FILENO) {
      ::close(descriptor);
      return;
    }
    if (descriptor < 0) return;
  }
}

struct Run {
  ExitCode operator()(const CheckOptions& options) const { return run_check(options); }
  ExitCode operator()(const FilesOptions& options) const { return run_files(options); }
  ExitCode operator()(const SchemaOptions& options) const { return run_schema(options); }
  ExitCode operator()(const ExplainOptions& options) const { return run_explain(options); }
  ExitCode operator()(const RulesOptions& options) const { return run_rules(options); }
  ExitCode operator()(const AstOptions& options) const { return run_ast(options); }
  ExitCode operator()(const ConfigCommandOptions& options) const { return run_config(options); }
  ExitCode operator()(const InitOptions& options) const { return run_init(options); }
  ExitCode operator()(const ShowText& show) const { return run_show(show); }
};

ExitCode run(const std::vector<std::string>& arguments) {
  const auto command = parse_command_line(arguments);
  if (!command.ok()) return complain(command.error().message);
  return std::visit(Run(), command.value());
}

}  // namespace
}  // namespace pglint::cli

int main(int argc, char** argv) {
  try {
    pglint::cli::keep_standard_streams_taken();
    // If the reader of standard output goes away, reports to files are still written.
    std::signal(SIGPIPE, SIG_IGN);
    return static_cast<int>(pglint::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}));
  } catch (const std::exception& error) {
    // pglint throws no exceptions, but memory or threads may run out. That must not look like
    // findings.
    std::fprintf(stderr, "pglint: %s\n", error.what());
    return static_cast<int>(pglint::cli::ExitCode::failed);
  }
}
