#include "host/file_kind.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "text/ascii.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::host {
namespace {

using text::lowered;
std::string_view file_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
}

template <std::size_t size>
bool ends_with_any(std::string_view name, const std::array<std::string_view, size>& endings) {
  return std::ranges::any_of(endings,
                             [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_called_sql(std::string_view path) {
  constexpr std::string_view ending = ".sql";
  return path.size() >= ending.size() &&
         text::equals_ignoring_case(path.substr(path.size() - ending.size()), ending);
}

/// `name` without the ending of a template, such as `.j2`.
std::string_view without_template_ending(std::string_view name) {
  constexpr std::array<std::string_view, 9> endings = {
      ".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".tftpl", ".template", ".erb", ".epp"};
  const auto ending = std::ranges::find_if(
      endings, [&](std::string_view candidate) { return name.ends_with(candidate); });
  return ending == endings.end() ? name : name.substr(0, name.size() - ending->size());
}

/// `pg_hba.conf`, `pg_hba_replica.conf`, `primary_hba.conf`, `cluster.hba`, `pg_hba.conf.j2`. Not
/// `pg_hba.conf.sample`, which initdb fills in.
bool is_hba(std::string_view name) {
  name = without_template_ending(name);
  constexpr std::array<std::string_view, 5> endings = {"_hba.conf", "-hba.conf", ".hba.conf",
                                                       ".hba", "pg_hba.conf"};
  return ends_with_any(name, endings) || (name.starts_with("pg_hba") && name.ends_with(".conf"));
}

bool is_dockerfile(std::string_view name) {
  constexpr std::array<std::string_view, 2> endings = {".dockerfile", ".containerfile"};
  return name == "dockerfile" || name == "containerfile" || name.starts_with("dockerfile.") ||
         ends_with_any(name, endings);
}

bool is_makefile(std::string_view name) {
  return name == "makefile" || name == "gnumakefile" || name.ends_with(".mk");
}

bool is_env_file(std::string_view name) {
  return name.starts_with(".env") || name.ends_with(".env");
}

/// The program that the first line names: `bash` of `#!/usr/bin/env -S bash -e`.
std::string_view interpreter(std::string_view head) {
  if (head.starts_with(text::utf8_bom)) head.remove_prefix(text::utf8_bom.size());
  if (!head.starts_with("#!")) return {};
  std::string_view line = head.substr(2, text::find_line_end(head, 2) - 2);
  while (!line.empty()) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const std::string_view word = line.substr(0, line.find_first_of(" \t"));
    const std::string_view program = file_name(word);
    if (program != "env" && !program.starts_with('-')) return program;
    line.remove_prefix(word.size());
  }
  return {};
}

}  // namespace

std::string_view name_of(FileKind kind) {
  switch (kind) {
    case FileKind::sql:
      return "SQL";
    case FileKind::pg_hba:
      return "pg_hba.conf";
    case FileKind::shell:
      return "shell script";
    case FileKind::dockerfile:
      return "Dockerfile";
    case FileKind::yaml:
      return "YAML";
    case FileKind::makefile:
      return "Makefile";
    case FileKind::env_file:
      return "environment file";
    case FileKind::procfile:
      return "Procfile";
    case FileKind::prisma:
      return "Prisma schema";
  }
  assert(false);
  return {};
}

FileKind kind_of_name(std::string_view path) {
  constexpr std::array<std::string_view, 4> shells = {".sh", ".bash", ".zsh", ".ksh"};
  constexpr std::array<std::string_view, 2> yaml = {".yml", ".yaml"};
  if (is_called_sql(path)) return FileKind::sql;
  const std::string name = lowered(file_name(path));
  if (is_hba(name)) return FileKind::pg_hba;
  if (ends_with_any(name, shells)) return FileKind::shell;
  if (ends_with_any(name, yaml)) return FileKind::yaml;
  if (is_dockerfile(name)) return FileKind::dockerfile;
  if (is_makefile(name)) return FileKind::makefile;
  if (is_env_file(name)) return FileKind::env_file;
  if (name == "procfile") return FileKind::procfile;
  if (name.ends_with(".prisma")) return FileKind::prisma;
  return FileKind::sql;
}

FileKind kind_of(std::string_view path, std::string_view head) {
  constexpr std::array<std::string_view, 5> shells = {"sh", "bash", "dash", "zsh", "ksh"};
  if (is_called_sql(path)) return FileKind::sql;
  const FileKind named = kind_of_name(path);
  if (named != FileKind::sql) return named;
  return std::ranges::count(shells, interpreter(head)) > 0 ? FileKind::shell : FileKind::sql;
}

bool is_ci_configuration(std::string_view path) {
  constexpr std::array<std::string_view, 3> folders = {".github/", ".circleci/", ".gitlab/"};
  constexpr std::array<std::string_view, 6> names = {
      ".gitlab-ci.yml", ".gitlab-ci.yaml",         ".travis.yml",
      ".drone.yml",     "bitbucket-pipelines.yml", "azure-pipelines.yml"};
  const bool in_folder = std::ranges::any_of(folders, [&](std::string_view folder) {
    const std::size_t at = path.find(folder);
    return at != std::string_view::npos && (at == 0 || path[at - 1] == '/');
  });
  return kind_of_name(path) == FileKind::yaml &&
         (in_folder || std::ranges::count(names, file_name(path)) > 0);
}

}  // namespace pglint::host
