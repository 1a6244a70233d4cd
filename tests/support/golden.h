// Expected outputs in files, which are updated by `tools/bless`, never by hand.
#pragma once

#include <filesystem>
#include <string>

namespace pglint::tests {

/// Checks that `actual` is equal to the file, except for versions of pglint and PostgreSQL. With
/// PGLINT_BLESS=1 in the environment, writes the file instead. If `may_be_absent`, a missing file
/// is an empty text, and writing an empty text removes it.
struct Golden {
  std::filesystem::path file;
  bool may_be_absent = false;
};
void check_golden(const Golden& golden, const std::string& actual);

/// `report` with placeholders for the versions of pglint, PostgreSQL and libpg_query.
[[nodiscard]] std::string without_versions(std::string report);

}  // namespace pglint::tests
