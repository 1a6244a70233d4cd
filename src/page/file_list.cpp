#include "page/file_list.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "lint/prisma/prisma_schemas.h"
#include "lint/sql_file_linter.h"
#include "text/json.h"
#include "text/line/index.h"
#include "text/plural.h"
#include "text/printable.h"

namespace pglint::page {
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

/// `postgresql`, of a Prisma schema; empty if it has no datasource.
std::string provider_of(const SourceFile& file) {
  return file.prisma ? file.prisma->schema->datasource.provider_name : std::string();
}

std::string shown_name(const std::string& database) {
  return "`" + text::printable(database) + "`";
}

}  // namespace

void FileList::add(const SourceFile& file) {
  if (file.is_context) {
    entries_.push_back({.path = file.path,
                        .facts = file.facts,
                        .kind = host::kind_of_name(file.path),
                        .provider = provider_of(file),
                        .is_context = true,
                        .is_teardown = file.is_teardown,
                        .database = file.database_name,
                        .parts = {}});
    return;
  }
  const std::string& content = *file.content;
  Entry entry = {.path = file.path,
                 .facts = file.facts,
                 .kind = host::kind_of(file.path, content),
                 .provider = provider_of(file),
                 .is_teardown = file.is_teardown,
                 .database = file.database_name,
                 .parts = {}};
  if (entry.kind != host::FileKind::sql) {
    entries_.push_back(std::move(entry));
    return;
  }
  const text::LineIndex lines(content);
  for (Section& section : migration::read_script(content, file.facts).sections) {
    Part part = {.lines = lines_of(lines, section.range), .linted = is_linted(section, settings_)};
    // If the whole section is one string, its transaction is `yes` and has this reason.
    if (section.transaction.state == InTransaction::no) {
      for (const text::Range& range : section.joined) part.joined.push_back(lines_of(lines, range));
    }
    part.section = std::move(section);
    entry.parts.push_back(std::move(part));
  }
  entries_.push_back(std::move(entry));
}

std::string_view FileList::use_of(const Entry& entry) {
  if (entry.is_context) return "context: not linted";
  if (entry.kind != host::FileKind::prisma) {
    return "not SQL; linted for commands, variables and records";
  }
  const bool is_other =
      !entry.provider.empty() && entry.provider != "postgresql" && entry.provider != "postgres";
  return is_other ? "skipped: not PostgreSQL" : "linted as the DDL that it stands for";
}

FileList::Lines FileList::lines_of(const text::LineIndex& index, text::Range range) {
  const std::size_t last = std::max(range.begin + 1, range.end) - 1;
  return {.first = index.position(range.begin).line, .last = index.position(last).line};
}

std::string FileList::summary() const {
  std::map<std::string_view, std::size_t> kinds;
  std::map<std::string, std::size_t> databases;
  std::size_t context = 0;
  for (const Entry& entry : entries_) {
    const bool is_sql = entry.kind == host::FileKind::sql;
    ++kinds[is_sql ? entry.facts.runner->name : host::name_of(entry.kind)];
    if (!entry.database.empty()) ++databases[entry.database];
    if (entry.is_context) ++context;
  }
  std::vector<std::string> counts;
  counts.reserve(kinds.size());
  for (const auto& [kind, count] : kinds) counts.push_back(fmt::format("{} {}", count, kind));
  std::string line =
      fmt::format("{}: {}", text::counted(entries_.size(), "file"), fmt::join(counts, ", "));
  if (context > 0) line += fmt::format("; {} only context", context);
  counts.clear();
  counts.reserve(databases.size());
  for (const auto& [name, count] : databases) {
    counts.push_back(fmt::format("{} ({})", shown_name(name), count));
  }
  if (!counts.empty()) line += fmt::format("; databases: {}", fmt::join(counts, ", "));
  return line + "\n\n";
}

std::string FileList::as_text() const {
  std::string text = entries_.size() > 1 ? summary() : "";
  for (const Entry& entry : entries_) {
    if (entry.kind != host::FileKind::sql) {
      const std::string kind(host::name_of(entry.kind));
      text += fmt::format("{}: {}{}, {}\n", text::printable_path(entry.path), kind,
                          entry.provider.empty() ? "" : " for " + text::printable(entry.provider),
                          use_of(entry));
      continue;
    }
    text += fmt::format(
        "{}: {} ({}){}{}{}\n", text::printable_path(entry.path), entry.facts.runner->name,
        text::printable(entry.facts.why),
        entry.database.empty() ? "" : ", database " + shown_name(entry.database),
        entry.is_context ? ", context: not linted" : "",
        entry.is_teardown ? ", not replayed: it only drops what its folder creates" : "");
    for (const Part& part : entry.parts) text += as_text(part);
  }
  return text;
}

std::string FileList::as_text(const Part& part) {
  const Section& section = part.section;
  std::string text = fmt::format("  lines {}-{}: {}", part.lines.first, part.lines.last,
                                 name_of(section.direction));
  if (!section.id.empty()) text += fmt::format(" of {}", text::printable(section.id));
  if (section.direction == Direction::unused) {
    return text + fmt::format(", skipped: {}\n", text::printable(section.reason));
  }
  if (!part.linted) text += ", parsed but linted only with `--lint-down`";
  text += fmt::format("\n    {}\n", text::printable(transaction_text(section)));
  for (const Lines& lines : part.joined) {
    text += fmt::format("    but lines {}-{} are sent as one string, so in one transaction\n",
                        lines.first, lines.last);
  }
  return text;
}

std::string FileList::as_json() const {
  text::Json files = text::Json::array();
  for (const Entry& entry : entries_) {
    text::Json sections = text::Json::array();
    for (const Part& part : entry.parts) {
      const Section& section = part.section;
      text::Json object = {{"first_line", part.lines.first},
                           {"last_line", part.lines.last},
                           {"direction", name_of(section.direction)},
                           {"linted", part.linted}};
      if (!section.id.empty()) object["id"] = section.id;
      if (section.direction == Direction::unused) {
        object["reason"] = section.reason;
      } else {
        object["transaction"] = {{"state", name_of(section.transaction.state)},
                                 {"why", section.transaction.why}};
      }
      for (const Lines& lines : part.joined) {
        object["one_string"].push_back({{"first_line", lines.first}, {"last_line", lines.last}});
      }
      sections.push_back(std::move(object));
    }
    if (entry.kind != host::FileKind::sql) {
      text::Json other = {{"path", entry.path}, {"kind", host::name_of(entry.kind)}};
      if (!entry.provider.empty()) other["provider"] = entry.provider;
      if (entry.is_context) other["context"] = true;
      files.push_back(std::move(other));
      continue;
    }
    text::Json file = {{"path", entry.path},
                       {"kind", host::name_of(entry.kind)},
                       {"migration_tool", entry.facts.runner->name},
                       {"why", entry.facts.why}};
    if (!entry.database.empty()) file["database"] = entry.database;
    if (entry.is_teardown) file["replayed"] = false;
    if (entry.is_context) {
      file["context"] = true;
    } else {
      file["sections"] = std::move(sections);
    }
    files.push_back(std::move(file));
  }
  return text::dump({{"version", 1}, {"files", std::move(files)}}, text::Layout::indented) + "\n";
}

}  // namespace pglint::page
