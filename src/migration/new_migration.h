// New migrations, as the tools read them.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::migration {

/// A migration to write.
struct NewMigration {
  std::string version;            ///< as in the name of its file: `00012`, `20240131120000`
  std::string name;               ///< `index_orders_customer_id`
  std::vector<std::string> up;    ///< statements without semicolons, at least one
  std::vector<std::string> down;  ///< take them back, in order; empty if nothing does
  bool is_outside = false;        ///< it is one statement, which cannot run in a transaction
  bool in_pairs = false;          ///< the tool's files for up and down are apart here
};

/// A file of a new migration.
struct NewFile {
  std::string path;  ///< below the folder of all migrations
  std::string text;
  bool is_read_as_sql = true;  ///< false for settings, and for what takes the migration back
};

/// Each statement on a line of its own, with its semicolon.
[[nodiscard]] std::string lines_of(const std::vector<std::string>& statements);

/// `00012_index_orders`
[[nodiscard]] std::string stem_of(const NewMigration& migration);

/// `12_name.up.sql` and, if something takes it back, `12_name.down.sql`. Both begin with `head`.
[[nodiscard]] std::vector<NewFile> write_pair(const NewMigration& migration, std::string_view head);

/// The version at the beginning of `name`, a file's or folder's: of `2024-01-31-120000_a`,
/// `2024-01-31-120000`; of `V1.2__a.sql`, which is Flyway's, `1.2`. Empty if there is none.
[[nodiscard]] std::string_view version_of(std::string_view name);

/// `count` versions that follow `last`, in its form: the next numbers, as wide; or for a version
/// made from a time, `now` and the seconds after it, or after `last` if that is later.
[[nodiscard]] std::vector<std::string> next_versions(std::string_view last, std::size_t count,
                                                     std::chrono::sys_seconds now);

}  // namespace pglint::migration
