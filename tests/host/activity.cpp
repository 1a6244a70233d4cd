#include "tests/host/activity.h"

#include <algorithm>

namespace pglint::tests {
namespace {

std::string shown(std::string_view text) {
  std::string result(text);
  std::ranges::replace(result, host::unknown, '?');
  return result;
}

std::vector<host::Command> sorted_commands(const host::HostFile& file) {
  std::vector<host::Command> commands = file.activity.commands;
  std::ranges::stable_sort(commands, {}, [](const auto& command) { return command.range.begin; });
  return commands;
}

}  // namespace

std::vector<std::string> activity(host::FileKind kind, std::string_view content) {
  const host::HostFile file = host::read_host_file(kind, content);
  std::vector<std::string> lines;
  for (const host::Command& command : sorted_commands(file)) {
    std::string line = shown(command.program);
    for (const host::Word& word : command.arguments) line += "|" + shown(word.text());
    lines.push_back(line);
  }
  for (const host::Assignment& assignment : file.activity.assignments) {
    lines.push_back(assignment.name + "=" + shown(assignment.value.text()));
  }
  return lines;
}

std::vector<std::string> written_arguments(host::FileKind kind, std::string_view content) {
  const host::HostFile file = host::read_host_file(kind, content);
  std::vector<std::string> written;
  for (const host::Command& command : sorted_commands(file)) {
    for (const host::Word& word : command.arguments) {
      written.emplace_back(content.substr(word.range.begin, word.range.size()));
    }
  }
  return written;
}

}  // namespace pglint::tests
