#include "cli/input/prisma_files.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/input/discovery.h"
#include "host/file_kind.h"
#include "lint/prisma/prisma_project.h"
#include "text/absolute_path.h"
#include "text/folder.h"

namespace pglint::cli {
namespace {

bool is_prisma(std::string_view path) { return host::kind_of_name(path) == host::FileKind::prisma; }

bool is_schema(const SourceFile& file) { return is_prisma(file.path) && !file.leads_out; }

/// The folder of `path`, with a slash at its end or empty.
std::string prisma_folder_of(std::string_view path) {
  return std::string(path.substr(0, path.find_last_of('/') + 1));
}

/// The folder above one with a slash at its end; nothing if the path does not say it.
std::optional<std::string> above(const std::string& folder) {
  if (folder.empty() || folder.ends_with("../")) return std::nullopt;
  return prisma_folder_of(std::string_view(folder).substr(0, folder.size() - 1));
}

/// `folder`, which is absolute, as the path of `file` says it.
std::string seen_from(const SourceFile& file, const std::string& folder) {
  std::string path = folder;
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  if (!error && !file.path.starts_with('/')) {
    path = std::filesystem::path(folder).lexically_proximate(here).string();
  }
  return path == "." ? std::string() : path + "/";
}

/// The files that can be of the same schema as `file`.
std::vector<std::string> candidates(const SourceFile& file, const PrismaProject* project) {
  if (project != nullptr && !project->schema.empty()) {
    const bool is_alone = project->schema == text::absolute_path(file.path);
    return is_alone ? std::vector<std::string>()
                    : prisma_files_below(seen_from(file, project->schema));
  }
  return prisma_files_below(prisma_schema_folder(prisma_folder_of(file.path)));
}

}  // namespace

void add_prisma_context(std::vector<SourceFile>& files) {
  PrismaProjects projects;
  std::set<std::string> known;
  std::set<std::string> others;
  for (const SourceFile& file : files) known.insert(text::absolute_path(file.path));
  for (const SourceFile& file : files) {
    if (!is_schema(file)) continue;
    for (std::string& path : candidates(file, projects.of(file.path))) {
      if (known.insert(text::absolute_path(path)).second) others.insert(std::move(path));
    }
  }
  for (const std::string& path : others) {
    files.push_back({.path = path, .is_context = true, .bytes = size_of(path)});
  }
}

std::vector<std::string> prisma_migration_folders(const std::vector<SourceFile>& files) {
  PrismaProjects projects;
  std::set<std::string> found;
  const auto add = [&](const std::string& folder, std::string_view name) {
    const text::FolderListing listing = text::list_folder(folder.empty() ? "." : folder);
    if (text::has_entry(listing.entries, name)) {
      found.insert(text::absolute_path(folder + std::string(name)));
    }
  };
  for (const SourceFile& file : files) {
    if (!is_schema(file)) continue;
    const PrismaProject* project = projects.of(file.path);
    if (project != nullptr && !project->migrations.empty()) {
      found.insert(project->migrations);
      continue;
    }
    const std::string folder = prisma_folder_of(file.path);
    for (const std::string_view name : {"migrations", "migration"}) {
      add(folder, name);
      if (const auto outer = above(folder)) add(*outer, name);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace pglint::cli
