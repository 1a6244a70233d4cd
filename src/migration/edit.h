// Whether a migration was changed after it had been written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migration/runner.h"

namespace pglint::migration {

/// The ids of the sections of which statements in `before`, the former text of the file with
/// `facts`, are not in `now` any more, or others are; all up sections without an id are one, with
/// an empty id. Comments and blanks do not count; neither do new changesets of Liquibase, and those
/// that it runs again after each change.
[[nodiscard]] std::vector<std::string> edited_sections(std::string_view before,
                                                       std::string_view now,
                                                       const FileFacts& facts);

}  // namespace pglint::migration
