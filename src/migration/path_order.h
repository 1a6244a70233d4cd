// The order of files where no migration tool says it: numbers in names are numbers.
#pragma once

#include <string>
#include <string_view>

namespace pglint::migration {

/// Bytewise order of the keys is the order of the paths: numbers in the names of files and folders
/// compare as numbers (`9_a.sql`, `10_b.sql`), except in folders such as `initdb.d`, whose files
/// are run in the order of their bytes.
[[nodiscard]] std::string path_key(std::string_view path);

/// Whether `name` is a version and nothing else: `7`, `v12`, `1.2`, `2024_01`.
[[nodiscard]] bool is_version(std::string_view name);

/// The folder whose numbered files and folders `path` is one of, so that their order is known: of
/// `/m/2_b.sql` and of `/m/v1.2/b.sql`, `/m`. Empty if its name says nothing.
[[nodiscard]] std::string_view sequence_of(std::string_view path);

}  // namespace pglint::migration
