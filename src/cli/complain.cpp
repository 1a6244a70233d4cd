#include "cli/complain.h"

#include <cstdio>
#include <string>

#include "text/printable.h"

namespace pglint::cli {

ExitCode complain(std::string_view message) {
  const std::string line = "pglint: " + text::printable(message) + "\n";
  std::fputs(line.c_str(), stderr);
  return ExitCode::failed;
}

}  // namespace pglint::cli
