// What a search of folders leaves out.
#pragma once

#include <cstddef>

namespace pglint::report {

struct NotSearched {
  std::size_t ignored_files = 0;    ///< wanted files that a `.gitignore` names
  std::size_t ignored_folders = 0;  ///< folders that it names, whatever is in them
  std::size_t package_folders = 0;  ///< of packages, virtual environments and results of builds
};

}  // namespace pglint::report
