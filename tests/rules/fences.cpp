#include "tests/rules/fences.h"

#include <sstream>

#include "host/file_kind.h"

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
  std::string text;
  for (const std::string_view part : {rule.reported, rule.not_reported, rule.instead, rule.fine}) {
    text += part;
  }
  return fences(text);
}

bool has_sql_examples(const Rule& rule) {
  return host::kind_of_name(rule.example_file) == host::FileKind::sql;
}

std::string advice(const Rule& rule) {
  std::string script(has_sql_examples(rule) ? rule.bad : std::string_view());
  for (const Fence& fence : fences(rule)) {
    if (fence.language == "sql")
      script += "\n-- What `" + std::string(rule.id) + "` suggests:\n" + fence.code;
  }
  return script;
}

}  // namespace pglint::tests
