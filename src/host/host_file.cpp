#include "host/host_file.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "host/readers.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::host {
namespace {

void read_pg_hba(std::string_view content, HostFile& file) {
  HbaFile hba = read_hba(content);
  file.records = std::move(hba.records);
  file.comments = std::move(hba.comments);
  file.hba_problems = std::move(hba.problems);
}

void read_shell_script(std::string_view content, HostFile& file) {
  const std::size_t begin = content.starts_with(text::utf8_bom) ? text::utf8_bom.size() : 0;
  add_script(Excerpt(content, {.begin = begin, .end = content.size()}), file);
}

}  // namespace

HostFile read_host_file(FileKind kind, std::string_view content) {
  HostFile file;
  switch (kind) {
    case FileKind::sql:
    case FileKind::prisma:
      break;
    case FileKind::pg_hba:
      read_pg_hba(content, file);
      break;
    case FileKind::shell:
      read_shell_script(content, file);
      break;
    case FileKind::dockerfile:
      read_dockerfile(content, file);
      break;
    case FileKind::yaml:
      read_yaml(content, file);
      break;
    case FileKind::makefile:
      read_makefile(content, file);
      break;
    case FileKind::env_file:
      read_env_file(content, file);
      break;
    case FileKind::procfile:
      read_procfile(content, file);
      break;
  }
  for (const text::Range& range : file.activity.skipped) {
    file.unread.push_back({.range = range,
                           .reason = "this command is nested too deeply in others and is skipped",
                           .help = "move the inner commands to a separate script"});
  }
  return file;
}

void add_script(const Excerpt& script, HostFile& file) {
  const ShellText text = add_script(script, file.activity);
  std::ranges::copy(text.comments, std::back_inserter(file.comments));
  if (!text.too_deep) return;
  file.unread.push_back({.range = *text.too_deep,
                         .reason = "the rest of this script is nested too deeply and is skipped",
                         .help = "move the inner commands to a separate script"});
}

std::size_t next_line(std::string_view content, std::size_t at) {
  const std::size_t end = text::find_line_end(content, at);
  const bool two_bytes = content.substr(end).starts_with("\r\n");
  return std::min(end + (two_bytes ? 2 : 1), content.size());
}

}  // namespace pglint::host
