#include "output/file_list.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/linter.h"
#include "output/json.h"
#include "text/line_index.h"
#include "text/printable.h"

namespace pglint::output {
namespace {

using migration::Direction;
using migration::InTransaction;
using migration::Section;

std::string transaction_text(const Section& section) {
  switch (section.transaction.state) {
    case InTransaction::yes:
      return "in a transaction: " + section.transaction.why;
    case InTransaction::no:
      return "no transaction: " + section.transaction.why;
    case InTransaction::unknown:
      return "transaction unknown: " + section.transaction.why;
  }
  return {};
}

}  // namespace

void FileList::add(const Input& input) {
  const std::string& content = *input.content;
  Entry entry = {.path = input.path, .facts = input.facts};
  const text::LineIndex lines(content);
  for (Section& section : migration::read_script(content, input.facts).sections) {
    const std::size_t last = std::max(section.range.begin + 1, section.range.end) - 1;
    entry.parts.push_back({.first_line = lines.position(section.range.begin).line,
                           .last_line = lines.position(last).line,
                           .linted = is_linted(section, settings_)});
    entry.parts.back().section = std::move(section);
  }
  entries_.push_back(std::move(entry));
}

std::string FileList::as_text() const {
  std::string text;
  for (const Entry& entry : entries_) {
    text += fmt::format("{}: {} ({})\n", text::printable(entry.path), entry.facts.runner->name,
                        text::printable(entry.facts.why));
    for (const Part& part : entry.parts) {
      const Section& section = part.section;
      text += fmt::format("  lines {}-{}: {}", part.first_line, part.last_line,
                          name_of(section.direction));
      if (!section.id.empty()) text += fmt::format(" of {}", text::printable(section.id));
      if (section.direction == Direction::unused) {
        text += fmt::format(", neither parsed nor linted: {}\n", text::printable(section.reason));
        continue;
      }
      if (!part.linted) text += ", parsed, but linted only with `--check-down`";
      text += fmt::format("\n    {}\n", text::printable(transaction_text(section)));
    }
  }
  return text;
}

std::string FileList::as_json() const {
  Json files = Json::array();
  for (const Entry& entry : entries_) {
    Json sections = Json::array();
    for (const Part& part : entry.parts) {
      const Section& section = part.section;
      Json object = {{"first_line", part.first_line},
                     {"last_line", part.last_line},
                     {"direction", name_of(section.direction)},
                     {"linted", part.linted}};
      if (!section.id.empty()) object["id"] = section.id;
      if (section.direction == Direction::unused) {
        object["reason"] = section.reason;
      } else {
        object["transaction"] = {{"state", name_of(section.transaction.state)},
                                 {"why", section.transaction.why}};
      }
      sections.push_back(std::move(object));
    }
    files.push_back({{"path", entry.path},
                     {"runner", entry.facts.runner->name},
                     {"why", entry.facts.why},
                     {"sections", std::move(sections)}});
  }
  return dump({{"version", 1}, {"files", std::move(files)}}, Layout::indented) + "\n";
}

}  // namespace pglint::output
