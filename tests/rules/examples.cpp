#include "tests/rules/examples.h"

#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/linter.h"
#include "lint/run.h"
#include "text/trimmed.h"

namespace pglint::tests {
namespace {

struct Part {
  std::string name;
  std::string content;  ///< with blanks in place of the other parts
};

/// Blanks everything but line ends outside of the bytes.
std::string only(const std::string& content, std::size_t begin, std::size_t end) {
  std::string text = content;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_outside = at < begin || at >= end;
    if (is_outside && text[at] != '\n') text[at] = ' ';
  }
  return text;
}

std::vector<Part> parts_of(const std::string& content) {
  constexpr std::string_view marker = "-- file:";
  std::vector<Part> parts;
  std::size_t at = content.starts_with(marker) ? 0 : content.find("\n" + std::string(marker));
  while (at != std::string::npos) {
    at = content.find(marker, at);
    const std::size_t line_end = content.find('\n', at);
    const std::size_t next = content.find("\n" + std::string(marker), line_end);
    const std::string_view line = std::string_view(content).substr(at, line_end - at);
    parts.push_back(
        {.name = std::string(text::trimmed(line.substr(marker.size()))),
         .content = only(content, line_end, next == std::string::npos ? content.size() : next)});
    at = next;
  }
  return parts;
}

/// The facts of a file that only its name tells, of the runner in `given` or of golang-migrate.
migration::FileFacts facts_of(const std::string& name, const migration::FileFacts& given) {
  migration::FileFacts facts = given;
  const migration::Runner* runner = given.runner == &migration::psql_runner()
                                        ? migration::find_runner("golang-migrate")
                                        : given.runner;
  if (runner->read_name == nullptr) return facts;
  if (auto read = runner->read_name("/migrations/" + name)) {
    facts.runner = runner;
    facts.name = std::move(*read);
  }
  return facts;
}

}  // namespace

migration::FileFacts facts_of_tool(std::string_view tool) {
  migration::FileFacts facts = migration::psql_facts();
  if (!tool.empty()) facts.runner = migration::find_runner(tool);
  return facts;
}

FileResult lint_example(const std::string& path, const std::string& content,
                        const Settings& settings, const migration::FileFacts& facts,
                        const std::string& given) {
  const std::vector<Part> parts = parts_of(content);
  if (parts.empty()) return lint(path, content, settings, DispatchTable(settings), facts, given);
  std::vector<SourceFile> files;
  if (!given.empty()) {
    files.push_back({.path = "0000_given.sql", .content = given, .is_context = true});
    files.back().facts = facts_of("0000_given.up.sql", facts);
  }
  for (const Part& part : parts) {
    files.push_back({.path = part.name, .content = part.content});
    files.back().facts = facts_of(part.name, facts);
  }
  FileResult result;
  result.content = content;
  lint_files(std::move(files), settings, 1, [&](FileResult&& file) {
    std::ranges::move(file.findings, std::back_inserter(result.findings));
  });
  return result;
}

}  // namespace pglint::tests
