// Expected outputs that are kept in files and rewritten by `tools/bless`, never by hand.
#pragma once

#include <filesystem>
#include <string>

namespace pglint::tests {

/// Checks that `actual` is what the file says, versions of pglint and PostgreSQL aside. With
/// PGLINT_BLESS=1 in the environment the file is written instead; an empty text removes it where
/// `may_be_absent`, and a file that is not there stands for one.
struct Golden {
  std::filesystem::path file;
  bool may_be_absent = false;
};
void check_golden(const Golden& golden, const std::string& actual);

/// `report` with placeholders for the versions of pglint, PostgreSQL and libpg_query.
[[nodiscard]] std::string without_versions(std::string report);

}  // namespace pglint::tests
