#include "lint/neighbors.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <system_error>
#include <vector>

#include "text/file.h"

namespace pglint {
namespace {

namespace fs = std::filesystem;

/// The most files to read, and their largest size.
constexpr std::size_t most_files = 40;
constexpr std::size_t most_bytes = std::size_t{256} << 10U;

/// The names of the SQL files beside `path`, in order.
std::vector<std::string> files_beside(const fs::path& path) {
  std::vector<std::string> names;
  std::error_code error;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    const fs::path& file = at->path();
    if (file.extension() != ".sql" || file.filename() == path.filename()) continue;
    if (at->is_regular_file(ignored)) names.push_back(file.filename().string());
  }
  std::ranges::sort(names);
  if (names.size() > most_files) names.resize(most_files);
  return names;
}

/// The database that the files beside `path` are for, by what is written in at least `needed`.
NeighborDialect dialect_of_files_beside(const fs::path& path, std::size_t needed) {
  NeighborDialect found;
  std::size_t count = 0;
  for (const std::string& name : files_beside(path)) {
    if (!parse::dialect_of_path(name).empty()) continue;  // says it of itself alone
    const auto content = text::read_project_file((path.parent_path() / name).string(), most_bytes);
    if (!content.ok()) continue;
    const std::string_view dialect = parse::recognize_dialect(content.value());
    if (dialect.empty()) {
      if (parse::has_sign_of_postgresql(content.value())) return {};
    } else if (found.name.empty() || found.name == dialect) {
      if (count++ == 0) found = {.name = dialect, .evidence = "as `" + name + "` in its folder"};
    } else {
      return {};
    }
  }
  return count >= needed ? found : NeighborDialect{};
}

}  // namespace

NeighborDialect dialect_of_neighbors(std::string_view path, std::string_view sql,
                                     const parse::ParseCounts& counts) {
  const bool fails = counts.problems > 0;
  const bool mostly_fails = counts.problems >= 2 && counts.problems >= counts.statements;
  const std::string_view named = parse::dialect_of_path(path);
  if ((named.empty() && !fails) || named == parse::postgresql) return {};
  if (parse::has_sign_of_postgresql(sql)) return {};
  if (!named.empty() && fails) return {.name = named, .evidence = "as its path says"};
  const std::size_t needed = !named.empty() || mostly_fails ? 1 : 2;
  NeighborDialect beside = dialect_of_files_beside(fs::path(path), needed);
  return named.empty() || beside.name == named ? beside : NeighborDialect{};
}

}  // namespace pglint
