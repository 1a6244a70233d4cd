#include "lint/neighbors.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "text/file.h"

namespace pglint {
namespace {

namespace fs = std::filesystem;

/// The most files to read, and their largest size.
constexpr std::size_t most_files = 40;
constexpr std::size_t most_bytes = std::size_t{256} << 10U;

/// The names of the SQL files in `folder`, in order.
std::vector<std::string> sql_files_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  const fs::path path = folder.empty() ? fs::path(".") : fs::path(folder);
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    const fs::path& file = at->path();
    if (file.extension() != ".sql" || !at->is_regular_file(ignored)) continue;
    names.push_back(file.filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

const std::vector<std::string>& Neighbors::files_in(const std::string& folder) {
  const auto [entry, is_new] = files_.try_emplace(folder);
  if (is_new) entry->second = sql_files_in(folder);
  return entry->second;
}

const std::optional<parse::WrittenDialect>& Neighbors::dialect_in(const std::string& path) {
  const auto [entry, is_new] = dialects_.try_emplace(path);
  if (!is_new) return entry->second;
  const auto content = text::read_project_file(path, most_bytes);
  if (content.ok()) entry->second = parse::written_dialect(content.value());
  return entry->second;
}

/// The database that the files beside `path` are for, by what is written in at least `needed`.
NeighborDialect Neighbors::dialect_of_files_beside(const std::string& path, std::size_t needed) {
  const std::lock_guard lock(mutex_);
  const fs::path folder = fs::path(path).parent_path();
  const std::string itself = fs::path(path).filename().string();
  NeighborDialect found;
  std::size_t count = 0;
  std::size_t files = 0;
  for (const std::string& name : files_in(folder.string())) {
    if (name == itself) continue;
    if (files++ == most_files) break;
    if (!parse::dialect_of_path(name).empty()) continue;  // says it of itself alone
    const auto& written = dialect_in((folder / name).string());
    if (!written) continue;
    if (written->name.empty()) {
      if (written->is_postgresql) return {};
    } else if (found.name.empty() || found.name == written->name) {
      if (count++ == 0)
        found = {.name = written->name, .evidence = "like `" + name + "` in the same folder"};
    } else {
      return {};
    }
  }
  return count >= needed ? found : NeighborDialect{};
}

NeighborDialect Neighbors::dialect_of(std::string_view path, std::string_view sql,
                                      const parse::ParseCounts& counts) {
  const bool fails = counts.problems > 0;
  const bool mostly_fails = counts.problems >= 2 && counts.problems >= counts.statements;
  const std::string_view named = parse::dialect_of_path(path);
  if ((named.empty() && !fails) || named == parse::postgresql) return {};
  if (parse::written_dialect(sql).is_postgresql) return {};
  if (!named.empty() && fails) return {.name = named, .evidence = "as its path says"};
  const std::size_t needed = !named.empty() || mostly_fails ? 1 : 2;
  NeighborDialect beside = dialect_of_files_beside(std::string(path), needed);
  return named.empty() || beside.name == named ? beside : NeighborDialect{};
}

}  // namespace pglint
