#include "lint/neighbors.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "text/file.h"

namespace pglint {
namespace {

/// The most files of a folder to read, the size of the largest, and of all.
constexpr std::size_t most_files = 40;
constexpr std::size_t most_bytes = std::size_t{256} << 10U;
constexpr std::size_t most_bytes_in_all = std::size_t{2} << 20U;

/// A file that a migration tool writes, and the key in it that names the database.
struct ToolFile {
  std::string_view folder;  ///< from that of the migration; empty: the same
  std::string_view name;
  std::string_view key;
};
constexpr std::array tool_files = {
    ToolFile{.folder = "..", .name = "migration_lock.toml", .key = "provider"},  // Prisma
    ToolFile{.folder = "meta", .name = "_journal.json", .key = "\"dialect\""},   // Drizzle
    ToolFile{.folder = "", .name = "snapshot.json", .key = "\"dialect\""},       // Drizzle 1.0
};

/// `a/b` of `a/b/c.sql`; empty for the working directory.
std::string folder_of_path(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return std::string(path.substr(0, slash == std::string_view::npos ? 0 : slash));
}

/// The folder that is called `name` in `folder`; `..` is the one above.
std::string folder_in(const std::string& folder, std::string_view name) {
  if (name.empty()) return folder;
  const bool has_name = !folder.empty() && folder != "." && !folder.ends_with("..");
  if (name == ".." && has_name) return folder_of_path(folder);
  return text::path_in(folder, name);
}

std::string_view name_in_path(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

/// The text in quotes after `key` and `=` or `:`; empty if there is none.
std::string_view quoted_value(std::string_view content, std::string_view key) {
  const std::size_t at = content.find(key);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = content.find('"', at + key.size());
  if (begin == std::string_view::npos) return {};
  const std::size_t end = content.find('"', begin + 1);
  return content.substr(begin + 1, end == std::string_view::npos ? 0 : end - begin - 1);
}

/// Whether what counts as a sign of PostgreSQL may also be written for the database of that name.
bool shares_words(std::string_view name) {
  return name != parse::mysql && name != parse::sql_server && name != parse::oracle;
}

bool is_sql_file(const text::FolderEntry& entry) {
  return entry.type == text::EntryType::file && entry.name.ends_with(".sql");
}

}  // namespace

const std::vector<text::FolderEntry>& Neighbors::entries_of(const std::string& folder) {
  const auto [entry, is_new] = entries_.try_emplace(folder);
  if (is_new) {
    entry->second = text::list_folder(folder.empty() ? "." : folder).entries;
    std::ranges::sort(entry->second, {}, &text::FolderEntry::name);
  }
  return entry->second;
}

Neighbors::Written Neighbors::read_files_in(const std::string& folder) {
  Written written;
  std::size_t bytes = 0;
  for (const text::FolderEntry& entry : entries_of(folder)) {
    // A file that is named after a database says it of itself alone.
    if (!is_sql_file(entry) || parse::dialect_of_file(entry.name).is_clear) continue;
    if (written.files.size() == most_files || bytes >= most_bytes_in_all) break;
    const auto content = text::read_project_file(text::path_in(folder, entry.name), most_bytes);
    if (!content.ok()) continue;
    bytes += content.value().size();
    written.files.push_back(entry.name);
    const parse::WrittenDialect dialect = parse::written_dialect(content.value());
    written.has_doubt = dialect.is_postgresql || (!dialect.name.empty() && !written.name.empty() &&
                                                  dialect.name != written.name);
    if (written.has_doubt) break;
    if (dialect.name.empty()) continue;
    written.name = dialect.name;
    written.certain.push_back(entry.name);
  }
  return written;
}

std::size_t Neighbors::sql_files_beside(std::string_view path) {
  const auto is_other = [&](const text::FolderEntry& entry) {
    return is_sql_file(entry) && entry.name != name_in_path(path);
  };
  const auto& entries = entries_of(folder_of_path(path));
  return static_cast<std::size_t>(std::ranges::count_if(entries, is_other));
}

const Neighbors::Written& Neighbors::written_in(const std::string& folder) {
  const auto known = written_.find(folder);
  if (known != written_.end()) return known->second;
  return written_.emplace(folder, read_files_in(folder)).first->second;
}

/// What the migration tool of the files in `folder` wrote down; empty if nothing.
std::string_view Neighbors::dialect_of_tool(const std::string& folder) {
  const std::lock_guard lock(mutex_);
  const auto [entry, is_new] = of_tools_.try_emplace(folder);
  if (!is_new) return entry->second;
  for (const ToolFile& file : tool_files) {
    const std::string beside = folder_in(folder, file.folder);
    const bool has_folder = file.folder != "meta" || text::has_entry(entries_of(folder), "meta");
    if (!has_folder || !text::has_entry(entries_of(beside), file.name)) continue;
    const auto content = text::read_project_file(text::path_in(beside, file.name), most_bytes);
    if (!content.ok()) continue;
    entry->second = parse::dialect_called(quoted_value(content.value(), file.key));
    if (!entry->second.empty()) break;
  }
  return entry->second;
}

/// The name of a folder or file that lies beside the part of `path` that names a database, and is
/// named after another; empty if there is none.
std::string Neighbors::rival_of(std::string_view path, const parse::NamedDialect& named) {
  const std::lock_guard lock(mutex_);
  const bool is_file = named.end == path.size();
  for (const text::FolderEntry& entry : entries_of(folder_of_path(path.substr(0, named.begin)))) {
    if (is_file ? !is_sql_file(entry) : entry.type != text::EntryType::folder) continue;
    const parse::NamedDialect other =
        is_file ? parse::dialect_of_file(entry.name) : parse::dialect_of_folder(entry.name);
    if (!other.name.empty() && other.name != named.name) return entry.name;
  }
  return {};
}

/// Whether the files in the folder of `path` are not, or not only, for the database of that name.
bool Neighbors::is_doubtful(std::string_view path, std::string_view name) {
  const std::lock_guard lock(mutex_);
  const Written& written = written_in(folder_of_path(path));
  return written.has_doubt || (!written.name.empty() && written.name != name);
}

/// The database of the files beside `path`, by what is written in at least `needed`, and, for a
/// file that does not fail, in half of all.
NeighborDialect Neighbors::dialect_of_files_beside(std::string_view path, bool fails,
                                                   std::size_t needed) {
  const std::lock_guard lock(mutex_);
  if (sql_files_beside(path) < needed) return {};
  const Written& written = written_in(folder_of_path(path));
  if (written.has_doubt) return {};
  const auto beside = [&](const std::vector<std::string>& files) {
    return files.size() - static_cast<std::size_t>(std::ranges::count(files, name_in_path(path)));
  };
  const std::size_t certain = beside(written.certain);
  const bool is_enough = fails || 2 * certain >= beside(written.files);
  if (certain == 0 || certain < needed || !is_enough) return {};
  const bool is_first = written.certain.front() == name_in_path(path);
  return {
      .name = written.name,
      .evidence = fmt::format("like `{}` in the same folder", written.certain[is_first ? 1 : 0])};
}

/// By the names in the path, and by what is written beside it; `sql` does not count.
NeighborDialect Neighbors::dialect_beside(std::string_view path, const parse::NamedDialect& named,
                                          const parse::ParseCounts& counts) {
  const bool fails = counts.problems > 0;
  const bool mostly_fails = counts.problems >= 2 && counts.problems >= counts.statements;
  // CockroachDB speaks nearly the same.
  if (named.is_clear && (fails || named.name != parse::cockroachdb)) {
    const bool is_so = fails || !is_doubtful(path, named.name);
    return is_so ? NeighborDialect{.name = named.name, .evidence = "as its path says"}
                 : NeighborDialect{};
  }
  const std::size_t needed = !named.name.empty() || mostly_fails ? 1 : 2;
  NeighborDialect found = dialect_of_files_beside(path, fails || !named.name.empty(), needed);
  return named.name.empty() || found.name == named.name ? found : NeighborDialect{};
}

NeighborDialect Neighbors::dialect_of(std::string_view path, std::string_view sql,
                                      const parse::ParseCounts& counts) {
  const std::string_view of_tool = dialect_of_tool(folder_of_path(path));
  if (of_tool == parse::postgresql) return {};
  if (!of_tool.empty()) return {.name = of_tool, .evidence = "as its migration tool says"};
  const parse::NamedDialect named = parse::dialect_of_path(path);
  if (named.name == parse::postgresql) return {};
  const std::string rival = named.name.empty() ? "" : rival_of(path, named);
  NeighborDialect found =
      rival.empty()
          ? dialect_beside(path, named, counts)
          : NeighborDialect{.name = named.name,
                            .evidence = fmt::format("as its path says, beside `{}`", rival)};
  if (found.name.empty() || (!rival.empty() && shares_words(found.name))) return found;
  return parse::written_dialect(sql).is_postgresql ? NeighborDialect{} : found;
}

}  // namespace pglint
