// What a file is, by its name and its first line: SQL, or something that sets up, starts or guards
// a database from outside.
#pragma once

#include <cstdint>
#include <string_view>

namespace pglint::host {

enum class FileKind : std::uint8_t {
  sql,
  pg_hba,      ///< who may connect to a server
  shell,       ///< a script for sh, bash, dash, zsh or ksh
  dockerfile,  ///< how an image is built
  yaml,        ///< a CI's configuration, Compose, Kubernetes
  makefile,
  env_file,  ///< lines of NAME=value
  procfile,  ///< lines of `name: command`
};

/// What users see: `shell script`.
[[nodiscard]] std::string_view name_of(FileKind kind);

/// What its name says about a file; `sql` where it says nothing. `path` may have folders in front.
[[nodiscard]] FileKind kind_of_name(std::string_view path);

/// What name and first line say about a file; `sql` where they say nothing. `head` is how the file
/// begins, at least its first line.
[[nodiscard]] FileKind kind_of(std::string_view path, std::string_view head);

/// True for the configuration of a service that runs jobs on machines of its own: GitHub, GitLab,
/// CircleCI and others like them.
[[nodiscard]] bool is_ci_configuration(std::string_view path);

}  // namespace pglint::host
