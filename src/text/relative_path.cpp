#include "text/relative_path.h"

#include <filesystem>

namespace pglint::text {

std::string relative_path(const FileName& file) {
  const std::filesystem::path root(file.working_directory);
  std::string absolute = (root / file.path).lexically_normal().string();
  const std::string folder = root == "/" ? "/" : root.string() + "/";
  if (!absolute.starts_with(folder)) return absolute;
  return absolute.substr(folder.size());
}

}  // namespace pglint::text
