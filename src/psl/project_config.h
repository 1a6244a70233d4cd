// What `prisma.config.ts` says about a project, as far as it is written in literals: no JavaScript
// is evaluated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pglint::psl {

/// Tables and enums that another tool makes, with or without their schema: `auth.users`.
struct Externals {
  std::vector<std::string> tables;
  std::vector<std::string> enums;

  [[nodiscard]] bool has_table(std::string_view schema, std::string_view name) const;
  [[nodiscard]] bool has_enum(std::string_view schema, std::string_view name) const;
};

struct ProjectConfig {
  std::string schema;      ///< a file or a folder, as written; empty: not said, or not a literal
  std::string migrations;  ///< the same
  Externals externals;
};

/// Reads the object that `content`, a script, exports. Linear.
[[nodiscard]] ProjectConfig read_project_config(std::string_view content);

}  // namespace pglint::psl
