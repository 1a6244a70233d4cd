// pglint's command line.
#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "cli/ast_command.h"
#include "cli/check_command.h"
#include "cli/complain.h"
#include "cli/options.h"
#include "cli/rule_commands.h"

namespace pglint::cli {
namespace {

/// A standard stream that the caller closed would be taken by the first file opened, and an error
/// message could end up in a report. Read-only, so that writing still fails as it should.
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
  ExitCode operator()(const ExplainOptions& options) const { return run_explain(options); }
  ExitCode operator()(const RulesOptions& options) const { return run_rules(options); }
  ExitCode operator()(const AstOptions& options) const { return run_ast(options); }
  ExitCode operator()(const ShowText& show) const { return run_show(show); }
};

}  // namespace
}  // namespace pglint::cli

int main(int argc, char** argv) {
  using namespace pglint::cli;
  keep_standard_streams_taken();
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const auto command = parse_command_line(arguments);
  const ExitCode code =
      command.ok() ? std::visit(Run(), command.value()) : complain(command.error().message);
  return static_cast<int>(code);
}
