// Replaces placeholders by something of equal length with which PostgreSQL's parser can read the
// statements around them.
#pragma once

#include <optional>
#include <string>

#include "parse/placeholder.h"
#include "text/range.h"

namespace pglint::parse {

struct FilledText {
  std::string sql;
  text::Range first;  ///< the first placeholder that was replaced
};

/// `sql` with its placeholders replaced, offsets and lines unchanged; nothing where that changes
/// nothing. Where `setting` says so, statements that parse as they stand are left alone. What
/// stands for a placeholder is what the surroundings suggest or, where the statement does not parse
/// with that, what else it parses with. Where nothing helps, the statement stays as it is. `sql` is
/// valid UTF-8 without NUL. Must be called without a live arena on this thread.
[[nodiscard]] std::optional<FilledText> fill_placeholders(const std::string& sql,
                                                          const PlaceholderSetting& setting);

}  // namespace pglint::parse
