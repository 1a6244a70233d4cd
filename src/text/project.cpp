#include "text/project.h"

#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <system_error>

#include "text/absolute_path.h"

namespace pglint::text {
namespace {

namespace fs = std::filesystem;

std::string without_end_slash(std::string path) {
  if (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

}  // namespace

bool is_within(std::string_view path, std::string_view folder) {
  if (folder == "/" || path == folder) return true;
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool is_repository(const std::string& folder) {
  struct stat info = {};
  const std::string inside = folder.ends_with('/') ? folder : folder + "/";
  return ::lstat((inside + ".git").c_str(), &info) == 0;
}

std::string repository_around(std::string_view folder) {
  for (std::string at(folder);; at = folder_above(at)) {
    if (is_repository(at)) return at;
    if (at == "/") return {};
  }
}

std::string without_links(const std::string& path) {
  std::error_code error;
  // Not normal yet: after a link, `..` leads elsewhere.
  const fs::path real = fs::weakly_canonical(fs::path(absolute_path(".")) / path, error);
  return without_end_slash(error ? absolute_path(path) : real.string());
}

bool leads_out(const std::string& path) {
  const std::string absolute = without_end_slash(absolute_path(path));
  const std::string real = without_links(path);
  if (real == absolute) return false;
  // A link to another repository must not make that the project, so the working directory counts
  // as well.
  const std::string here = without_end_slash(absolute_path("."));
  const std::string around = repository_around(here);
  const std::array<std::string, 2> projects = {repository_around(folder_above(absolute)),
                                               around.empty() ? here : around};
  for (const std::string& project : projects) {
    if (project.empty() || !is_within(absolute, project)) continue;
    if (!is_within(real, without_links(project))) return true;
  }
  return false;
}

}  // namespace pglint::text
