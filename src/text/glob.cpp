#include "text/glob.h"

#include <fnmatch.h>

namespace pglint::text {

bool fits_glob(const std::string& pattern, const std::string& name) {
  return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

}  // namespace pglint::text
