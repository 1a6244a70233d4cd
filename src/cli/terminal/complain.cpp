#include "cli/terminal/complain.h"

#include <cstdio>
#include <string>

#include "text/printable.h"

namespace pglint::cli {
namespace {

void print(std::string_view kind, std::string_view message) {
  const std::string line = "pglint: " + std::string(kind) + text::printable(message) + "\n";
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);  // `main` lets it have a buffer
}

}  // namespace

ExitCode complain(std::string_view message) {
  print("", message);
  return ExitCode::failed;
}

void remark(std::string_view message) { print("note: ", message); }

}  // namespace pglint::cli
