// Whether a migration was changed after it had been written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "migration/runner.h"

namespace pglint::migration {

struct EditedSection {
  std::string id;      ///< as of `Section`
  std::size_t at = 0;  ///< the byte from which its statements differ; without any, 0
};

/// The sections of which statements in `before`, the former text of the file with `facts`, are not
/// in `now` any more, or others are, with bytes of `now`; all up sections without an id are one,
/// with an empty id. Comments, blanks and semicolons do not count; neither do new changesets of
/// Liquibase, and those that it runs again after each change.
[[nodiscard]] std::vector<EditedSection> edited_sections(std::string_view before,
                                                         std::string_view now,
                                                         const FileFacts& facts);

}  // namespace pglint::migration
