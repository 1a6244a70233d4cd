// The kind of a file, by its name and first line: SQL, or something that sets up, starts or secures
// a database.
#pragma once

#include <cstdint>
#include <string_view>

namespace pglint::host {

enum class FileKind : std::uint8_t {
  sql,
  pg_hba,      ///< access rules of a server
  shell,       ///< a script for sh, bash, dash, zsh or ksh
  dockerfile,  ///< instructions for building an image
  yaml,        ///< CI, Compose, Kubernetes
  makefile,
  env_file,  ///< lines of NAME=value
  procfile,  ///< lines of `name: command`
  prisma,    ///< a schema of Prisma
};

/// As users see it: `shell script`.
[[nodiscard]] std::string_view name_of(FileKind kind);

/// The kind by name; `sql` if it is not known. `path` may include folders.
[[nodiscard]] FileKind kind_of_name(std::string_view path);

/// The kind by name and first line; `sql` if it is not known. `head` is the begin of the file, at
/// least its first line.
[[nodiscard]] FileKind kind_of(std::string_view path, std::string_view head);

/// Whether it configures a service that runs jobs on its own machines, such as GitHub, GitLab or
/// CircleCI.
[[nodiscard]] bool is_ci_configuration(std::string_view path);

}  // namespace pglint::host
