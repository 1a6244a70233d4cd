// Real SQL of other projects, in a folder beside the checkout or in PGLINT_CORPUS; it is not part
// of this repository.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/project.h"

namespace pglint::tests {

/// The folder of one project's SQL. Skips the test if it does not exist.
[[nodiscard]] inline std::filesystem::path corpus_folder(const std::string& name) {
  const char* given = std::getenv("PGLINT_CORPUS");
  const std::filesystem::path beside =
      std::filesystem::path(project::source_dir).parent_path() / "shared" / "corpus";
  const std::filesystem::path folder =
      (given != nullptr ? std::filesystem::path(given) : beside) / name;
  if (!std::filesystem::is_directory(folder)) SKIP("no " << folder << "; set PGLINT_CORPUS");
  return folder;
}

}  // namespace pglint::tests
