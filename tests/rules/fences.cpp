#include "tests/rules/fences.h"

#include <sstream>

namespace pglint::tests {

std::vector<Fence> fences(std::string_view markdown) {
  constexpr std::string_view mark = "```";
  std::vector<Fence> found;
  bool inside = false;
  std::istringstream lines{std::string(markdown)};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(mark)) {
      inside = !inside;
      if (inside) found.push_back({.language = line.substr(mark.size()), .code = {}});
    } else if (inside) {
      found.back().code += line + "\n";
    }
  }
  return found;
}

std::vector<Fence> fences(const Rule& rule) {
  return fences(std::string(rule.why) + std::string(rule.instead) + std::string(rule.fine));
}

}  // namespace pglint::tests
