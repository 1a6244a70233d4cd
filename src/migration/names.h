// Forms of file names that several migration tools share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migration/runner.h"

namespace pglint::migration {

/// A path's folder without its final slash, and the rest. Of `/a/b.sql`: `/a` and `b.sql`.
struct SplitPath {
  std::string_view folder;
  std::string_view name;
};
[[nodiscard]] SplitPath split_path(std::string_view path);

/// What people call a migration: its file, or the folder of a `migration.sql` or `up.sql`.
[[nodiscard]] std::string_view called(std::string_view path);

/// A file's name that begins with digits: of `0012_add_users.sql`, `0012` and `add_users`.
struct VersionedName {
  std::string_view version;  ///< digits
  std::string_view rest;     ///< after the underscore, without `.sql`
};
[[nodiscard]] std::optional<VersionedName> versioned_name(std::string_view name);

/// `name` without `ending`; nothing if it ends otherwise.
[[nodiscard]] std::optional<std::string_view> without_ending(std::string_view name,
                                                             std::string_view ending);

/// `digits` padded so that numbers compare bytewise.
[[nodiscard]] std::string sortable(std::string_view digits);

/// Adds `sortable(digits)` to `text`.
void add_sortable(std::string_view digits, std::string& text);

/// `12_name.sql` in the folder of all migrations, ordered by number.
[[nodiscard]] std::optional<FileName> numbered_file(std::string_view path);

/// `12_name.up.sql` and `12_name.down.sql` in the folder of all migrations, ordered by number.
[[nodiscard]] std::optional<FileName> numbered_up_down_file(std::string_view path);

/// `12_name.sql` in the folder of all migrations, ordered by the bytes of its name.
[[nodiscard]] std::optional<FileName> numbered_file_by_bytes(std::string_view path);

/// Either of the first two.
[[nodiscard]] std::optional<FileName> numbered_file_of_any_kind(std::string_view path);

}  // namespace pglint::migration
