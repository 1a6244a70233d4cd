// What the names of folders and files, and headings in scripts, say about the database that SQL is
// for.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pglint::parse {

/// A database that a part of a path names.
struct NamedDialect {
  std::string_view name = {};  ///< as in `WrittenDialect`, or `postgresql`; empty if there is none
  /// As `mysql`, `sqlite-migrations` and `1.mysql.up.sql`. Not `oracle`, `riversqlite` and
  /// `schema-mysql.sql`, which need more evidence.
  bool is_clear = false;
  std::size_t begin = 0;  ///< where the part begins in the path
  std::size_t end = 0;    ///< and ends
};

/// By the innermost part of `path`, which is a file's, that names one.
[[nodiscard]] NamedDialect dialect_of_path(std::string_view path);

/// By the name of one folder.
[[nodiscard]] NamedDialect dialect_of_folder(std::string_view name);

/// By the name of one file, with its extension.
[[nodiscard]] NamedDialect dialect_of_file(std::string_view name);

/// The database of that name, however it is written: `mysql`, `SQLite3`; empty if none is known.
[[nodiscard]] std::string_view dialect_called(std::string_view word);

/// A line such as `-- MySQL`: all that follows is for that database, up to the next heading.
struct DialectHeading {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< of its line
  std::string_view name;
};

/// The headings of a script, in order. Does not look whether a line is part of a string.
[[nodiscard]] std::vector<DialectHeading> dialect_headings(std::string_view sql);

}  // namespace pglint::parse
