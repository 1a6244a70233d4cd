#include "cli/command/color.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "report/tool_info.h"

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
  if (!request.clicolor_force.empty() && request.clicolor_force != "0") return true;
  return request.clicolor != "0" && request.to_terminal && !request.term.empty() &&
         request.term != "dumb";
}

ColorRequest request_for_stdout(ColorWhen when) {
  return {.when = when,
          .to_terminal = ::isatty(STDOUT_FILENO) == 1,
          .no_color = variable("NO_COLOR"),
          .force_color = variable("FORCE_COLOR"),
          .clicolor_force = variable("CLICOLOR_FORCE"),
          .clicolor = variable("CLICOLOR"),
          .term = variable("TERM")};
}

}  // namespace

report::Color choose_color(const ColorRequest& request) {
  return wants_color(request) ? report::Color::on : report::Color::off;
}

bool may_link(const ColorRequest& request) {
  const bool ignores_links = request.term != "linux" && request.term != "dumb";
  return wants_color(request) && request.to_terminal && !request.term.empty() && ignores_links;
}

report::Color color_of_stdout(ColorWhen when) { return choose_color(request_for_stdout(when)); }

std::string_view links_of_stdout(ColorWhen when) {
  return may_link(request_for_stdout(when)) ? report::tool_url : std::string_view();
}

std::size_t columns_of_stdout() {
  winsize size = {};
  if (::isatty(STDOUT_FILENO) != 1 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

}  // namespace pglint::cli
