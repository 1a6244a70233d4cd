#include "text/absolute_path.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>

namespace pglint::text {
namespace {

/// Takes the last segment off a path that ends with a slash; the root stays.
void leave_folder(std::string& path) {
  if (path.size() > 1) path.resize(path.rfind('/', path.size() - 2) + 1);
}

}  // namespace

std::string normal_path(std::string_view path) {
  std::string normal = "/";
  normal.reserve(path.size() + 1);
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    begin = end + 1;
    if (segment.empty() || segment == ".") continue;
    if (segment == "..") {
      leave_folder(normal);
    } else {
      normal += segment;
      if (end < path.size()) normal += '/';
    }
  }
  return normal;
}

std::string absolute_path(std::string_view path) {
  if (path.starts_with('/')) return normal_path(path);
  std::array<char, PATH_MAX> here;
  if (::getcwd(here.data(), here.size()) == nullptr) return {};
  return normal_path(std::string(here.data()).append("/").append(path));
}

std::string folder_above(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string_view::npos ? "/" : std::string(path.substr(0, slash));
}

}  // namespace pglint::text
