#include "tests/rules/examples.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
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
  std::string content;     ///< with blanks in place of the other parts
  bool is_added = false;   ///< the change that the run is about adds it
  bool is_before = false;  ///< what the file of this name had in it before
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

/// Where the next line is that begins a part, from `at` on.
std::size_t find_marker(const std::string& content, std::size_t at) {
  for (; at < content.size(); at = content.find('\n', at) + 1) {
    const std::string_view line = std::string_view(content).substr(at);
    if (line.starts_with("-- file:") || line.starts_with("-- before:")) return at;
    if (content.find('\n', at) == std::string::npos) break;
  }
  return content.size();
}

/// The part that begins with this line, without its content.
Part part_of(std::string_view line) {
  constexpr std::string_view added = " added";
  std::string_view name = text::trimmed(line.substr(line.find(':') + 1));
  const bool is_added = name.ends_with(added);
  if (is_added) name.remove_suffix(added.size());
  return {.name = std::string(name),
          .content = {},
          .is_added = is_added,
          .is_before = line.starts_with("-- before:")};
}

std::vector<Part> parts_of(const std::string& content) {
  std::vector<Part> parts;
  for (std::size_t at = find_marker(content, 0); at < content.size();) {
    const std::size_t line_end = std::min(content.find('\n', at), content.size());
    const std::size_t next = find_marker(content, line_end);
    parts.push_back(part_of(std::string_view(content).substr(at, line_end - at)));
    parts.back().content = only(content, line_end, next);
    at = next;
  }
  return parts;
}

/// The text of the file of this name before the change, if the change edits it.
std::optional<std::string> text_before(const std::vector<Part>& parts, const std::string& name) {
  for (const Part& part : parts) {
    if (part.is_before && part.name == name) return part.content;
  }
  return std::nullopt;
}

/// What the change that the run is about does to a file; nothing if it is about all.
std::optional<FileChange> change_of(const std::vector<Part>& parts, const Part& file) {
  const bool is_about_change =
      std::ranges::any_of(parts, [](const Part& part) { return part.is_added || part.is_before; });
  if (!is_about_change) return std::nullopt;
  if (file.is_added) return FileChange::added;
  return text_before(parts, file.name) ? FileChange::edited : FileChange::none;
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
    if (part.is_before) continue;
    files.push_back({.path = part.name, .content = part.content});
    files.back().facts = facts_of(part.name, facts);
    files.back().change = change_of(parts, part);
    files.back().before = text_before(parts, part.name);
  }
  FileResult result;
  result.content = content;
  lint_files(std::move(files), settings, 1, [&](FileResult&& file) {
    std::ranges::move(file.findings, std::back_inserter(result.findings));
  });
  return result;
}

}  // namespace pglint::tests
