// A temporary folder that is the working directory during its lifetime.
#pragma once

#include <filesystem>

#include "tests/support/temporary_folder.h"

namespace pglint::tests {

class WorkingFolder : public TemporaryFolder {
 public:
  WorkingFolder() : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path());
  }
  ~WorkingFolder() { std::filesystem::current_path(before_); }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;

 private:
  std::filesystem::path before_;
};

}  // namespace pglint::tests
