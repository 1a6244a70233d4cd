// Replaces placeholders by text of equal length with which PostgreSQL can parse the statements.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "parse/source/notice.h"
#include "parse/source/placeholder.h"
#include "parse/source/psql_variable.h"
#include "text/range.h"

namespace pglint::parse {

struct FilledText {
  std::string sql;
  text::Range first;  ///< the first replaced placeholder
};

/// `sql` with its placeholders replaced, offsets and lines unchanged; nothing if nothing changes.
/// With `where_needed`, statements that parse are left alone. A filling is the one that the
/// surroundings suggest, else another one with which the statement parses; if none does, the
/// statement stays as it is. The same for `variables`, which are names in `sql` so far; a statement
/// that parses only with a value that is longer than its variable is blanked. `sql` must be valid
/// UTF-8 without NUL. Call it without a live arena on this thread.
[[nodiscard]] std::optional<FilledText> fill_placeholders(
    const std::string& sql, const PlaceholderSetting& setting,
    std::span<const PsqlVariable> variables = {});

/// The note for users; `first` is the first replaced placeholder of `content`.
[[nodiscard]] Notice placeholder_notice(std::string_view content, text::Range first);

/// `sql` with each placeholder replaced as its surroundings suggest, without parsing; nothing if
/// there is none. For the body of a function, which is not a list of statements. `branches` says
/// whether all branches of `{% if %}` stay, or the first one.
enum class Branches : std::uint8_t { all, first };
[[nodiscard]] std::optional<FilledText> fill_likeliest(const std::string& sql,
                                                       PlaceholderStyles styles,
                                                       Branches branches = Branches::all);

}  // namespace pglint::parse
