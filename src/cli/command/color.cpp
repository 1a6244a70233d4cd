#include "cli/command/color.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace pglint::cli {
namespace {

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool wants_color(const ColorRequest& request) {
  if (request.when != ColorWhen::automatic) return request.when == ColorWhen::always;
  if (!request.no_color.empty()) return false;
  if (!request.force_color.empty()) return request.force_color != "0";
  return request.to_terminal && !request.term.empty() && request.term != "dumb";
}

}  // namespace

report::Color choose_color(const ColorRequest& request) {
  return wants_color(request) ? report::Color::on : report::Color::off;
}

report::Color color_of_stdout(ColorWhen when) {
  return choose_color({.when = when,
                       .to_terminal = ::isatty(STDOUT_FILENO) == 1,
                       .no_color = variable("NO_COLOR"),
                       .force_color = variable("FORCE_COLOR"),
                       .term = variable("TERM")});
}

std::size_t columns_of_stdout() {
  winsize size = {};
  if (::isatty(STDOUT_FILENO) != 1 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

}  // namespace pglint::cli
