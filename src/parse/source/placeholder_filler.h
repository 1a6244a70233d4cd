// Replaces placeholders by something of equal length with which PostgreSQL's parser can read the
// statements around them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/source/notice.h"
#include "parse/source/placeholder.h"
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

/// What users are told of it; `first` is the first placeholder of `content` that was replaced.
[[nodiscard]] Notice placeholder_notice(std::string_view content, text::Range first);

/// `sql` with each placeholder replaced by what its surroundings suggest, whatever it parses with;
/// nothing where there is none. For the body of a function, which is no list of statements.
[[nodiscard]] std::optional<FilledText> fill_likeliest(const std::string& sql,
                                                       PlaceholderStyles styles);

}  // namespace pglint::parse
