// Whether a migration was changed after it had been written.
#pragma once

#include <string_view>

#include "migration/runner.h"

namespace pglint::migration {

/// Whether statements of an up migration in `before`, the former text of the file with `facts`, are
/// not in `now` any more, or others are. Comments and blanks do not count; neither do new
/// changesets of Liquibase, and those that it runs again after each change.
[[nodiscard]] bool is_edited(std::string_view before, std::string_view now, const FileFacts& facts);

}  // namespace pglint::migration
