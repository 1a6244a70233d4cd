#include "cli/terminal/pager.h"

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace pglint::cli {
namespace {

/// 0 if standard output is no terminal.
std::size_t rows_of_terminal() {
  winsize size = {};
  if (::isatty(STDOUT_FILENO) != 1 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_row;
}

/// Empty for none.
std::string pager() {
  const char* const named = std::getenv("PAGER");
  if (named == nullptr) return "less";
  return std::string_view(named) == "cat" ? std::string() : std::string(named);
}

}  // namespace

bool show_in_pager(const std::string& text) {
  const std::size_t rows = rows_of_terminal();
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  const std::string program = pager();
  if (rows == 0 || lines < rows || program.empty()) return false;
  // Colors as they are, and no screen of its own for what fits; as git sets it.
  ::setenv("LESS", "FRX", 0);
  // Who leaves the pager early closes the pipe; SIGPIPE is ignored.
  constexpr int not_found = 127;  // of the shell
  std::FILE* const pipe = ::popen(program.c_str(), "w");
  if (pipe != nullptr) std::fwrite(text.data(), 1, text.size(), pipe);
  const int status = pipe == nullptr ? -1 : ::pclose(pipe);
  return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) != not_found;
}

}  // namespace pglint::cli
