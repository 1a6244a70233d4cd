#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/command/commands.h"
#include "cli/flag/options.h"
#include "cli/terminal/complain.h"

namespace pglint::cli {
namespace {

/// If the caller closed a standard stream, the first file opened would take its place and error
/// messages could end up in a report. What is opened instead can only be used the wrong way around,
/// so that reading and writing still fail.
void keep_standard_streams_taken() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

/// Whether `main` has ended the run itself.
bool has_ended = false;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): for atexit

/// Ends the program at once, with one line and nothing of what a library had to say.
[[noreturn]] void give_up(std::string_view why) {
  const std::string line = "pglint: " + std::string(why) + "\n";
  static_cast<void>(::write(STDERR_FILENO, line.data(), line.size()) < 0);
  ::_exit(static_cast<int>(ExitCode::failed));
}

/// libpg_query calls `exit(1)` if memory runs out, after writing statistics. That must not look
/// like findings, and not like a report. A thread that runs out of memory ends in `terminate`.
void give_up_properly() {
  std::setvbuf(stdout, nullptr, _IOFBF, BUFSIZ);
  std::setvbuf(stderr, nullptr, _IOFBF, BUFSIZ);
  std::atexit([] {
    if (!has_ended) give_up("out of memory");
  });
  std::set_terminate([] {
    try {
      if (const auto error = std::current_exception()) std::rethrow_exception(error);
    } catch (const std::exception& error) {
      give_up(error.what());
    } catch (...) {
      give_up("unknown exception");
    }
    give_up("terminated");
  });
}

struct Run {
  ExitCode operator()(const CheckOptions& options) const { return run_check(options); }
  ExitCode operator()(const FilesOptions& options) const { return run_files(options); }
  ExitCode operator()(const SchemaOptions& options) const { return run_schema(options); }
  ExitCode operator()(const LocksOptions& options) const { return run_locks(options); }
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
    pglint::cli::give_up_properly();
    // If the reader of standard output goes away, reports to files are still written.
    std::signal(SIGPIPE, SIG_IGN);
    const pglint::cli::ExitCode code = pglint::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc});
    pglint::cli::has_ended = true;
    return static_cast<int>(code);
  } catch (const std::exception& error) {
    // pglint throws no exceptions, but memory or threads may run out. That must not look like
    // findings.
    pglint::cli::give_up(error.what());
  }
}
