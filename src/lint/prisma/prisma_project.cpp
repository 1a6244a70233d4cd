#include "lint/prisma/prisma_project.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "host/file_kind.h"
#include "text/absolute_path.h"
#include "text/file.h"
#include "text/folder.h"
#include "text/json.h"
#include "text/project.h"

namespace pglint {
namespace {

constexpr std::size_t largest_config = 1U << 20U;

/// Deeper folders hold no files of a schema.
constexpr std::size_t deepest = 3;

using Entries = std::span<const text::FolderEntry>;

/// `path` as it is written in a file of `folder`; empty stays empty.
std::string resolved(const std::string& folder, const std::string& path) {
  if (path.empty()) return {};
  std::string absolute = text::normal_path(path.starts_with('/') ? path : folder + "/" + path);
  if (absolute.size() > 1 && absolute.ends_with('/')) absolute.pop_back();
  return absolute;
}

PrismaProject project_of(const psl::ProjectConfig& config, const std::string& folder) {
  return {.schema = resolved(folder, config.schema),
          .migrations = resolved(folder, config.migrations),
          .externals = config.externals};
}

/// What the script in `folder` called `stem`, such as `prisma.config`, says.
std::optional<PrismaProject> read_script(const std::string& folder, std::string_view stem,
                                         Entries entries) {
  constexpr std::array<std::string_view, 6> endings = {".ts", ".mts", ".cts",
                                                       ".js", ".mjs", ".cjs"};
  for (const std::string_view ending : endings) {
    const std::string name = std::string(stem) + std::string(ending);
    if (!text::has_entry(entries, name)) continue;
    const auto content = text::read_regular_file(text::path_in(folder, name), largest_config);
    if (content) return project_of(psl::read_project_config(*content), folder);
  }
  return std::nullopt;
}

/// `{"prisma": {"schema": "db/schema.prisma"}}`
std::optional<PrismaProject> read_package(const std::string& folder) {
  const auto content =
      text::read_regular_file(text::path_in(folder, "package.json"), largest_config);
  if (!content) return std::nullopt;
  const text::Json package = text::Json::parse(*content, nullptr, false);
  if (!package.is_object() || !package.contains("prisma")) return std::nullopt;
  const text::Json& prisma = package["prisma"];
  const bool has_schema =
      prisma.is_object() && prisma.contains("schema") && prisma["schema"].is_string();
  if (!has_schema) return std::nullopt;
  return PrismaProject{.schema = resolved(folder, prisma["schema"].get<std::string>()),
                       .migrations = {},
                       .externals = {}};
}

std::optional<PrismaProject> read_project(const std::string& folder) {
  const text::FolderListing listing = text::list_folder(folder);
  if (auto project = read_script(folder, "prisma.config", listing.entries)) return project;
  if (text::has_entry(listing.entries, ".config")) {
    const std::string hidden = text::path_in(folder, ".config");
    const text::FolderListing inner = text::list_folder(hidden);
    if (auto project = read_script(hidden, "prisma", inner.entries)) return project;
  }
  if (!text::has_entry(listing.entries, "package.json")) return std::nullopt;
  return read_package(folder);
}

/// The last folder, upwards from `folder`, in which a configuration is looked for.
std::string outermost(const std::string& folder) {
  std::string repository = text::repository_around(folder);
  if (!repository.empty()) return repository;
  std::string here = text::folder_above(text::absolute_path("x"));
  return text::is_within(folder, here) ? here : folder;
}

bool is_schema_file(const text::FolderEntry& entry) {
  return entry.type == text::EntryType::file &&
         host::kind_of_name(entry.name) == host::FileKind::prisma;
}

/// Whether a folder holds more than a schema, so that those below are not searched for its files.
bool is_package(Entries entries) {
  return text::has_entry(entries, ".git") || text::has_entry(entries, "package.json");
}

}  // namespace

const PrismaProject* PrismaProjects::of(std::string_view schema_file) {
  const std::string path = text::absolute_path(schema_file);
  if (path.empty()) return nullptr;
  std::string folder = text::folder_above(path);
  const std::string last = outermost(folder);
  for (;; folder = text::folder_above(folder)) {
    if (const auto& project = in(folder)) {
      const bool is_about = project->schema.empty() || text::is_within(path, project->schema);
      return is_about ? &*project : nullptr;
    }
    if (folder == last || folder == "/") return nullptr;
  }
}

const std::optional<PrismaProject>& PrismaProjects::in(const std::string& folder) {
  const auto known = read_.find(folder);
  if (known != read_.end()) return known->second;
  return read_.emplace(folder, read_project(folder)).first->second;
}

std::string prisma_schema_folder(const std::string& folder) {
  std::string found = folder;
  std::string place = folder;
  for (std::size_t level = 0; level <= deepest; ++level) {
    const text::FolderListing listing = text::list_folder(place.empty() ? "." : place);
    if (std::ranges::any_of(listing.entries, is_schema_file)) found = place;
    if (place.empty() || place.ends_with("../") || is_package(listing.entries)) break;
    place = place.substr(0, place.substr(0, place.size() - 1).find_last_of('/') + 1);
  }
  return found;
}

std::vector<std::string> prisma_files_below(const std::string& folder) {
  std::vector<std::string> found;
  std::vector<std::pair<std::string, std::size_t>> pending = {{folder, 0}};
  while (!pending.empty()) {
    const auto [place, depth] = std::move(pending.back());
    pending.pop_back();
    const text::FolderListing listing = text::list_folder(place.empty() ? "." : place);
    if (depth > 0 && is_package(listing.entries)) continue;
    const bool has_schema_alone = depth < deepest && !is_package(listing.entries);
    for (const text::FolderEntry& entry : listing.entries) {
      const bool is_hidden = entry.name.starts_with('.') || entry.name == "node_modules";
      if (is_schema_file(entry)) {
        found.push_back(place + entry.name);
      } else if (entry.type == text::EntryType::folder && !is_hidden && has_schema_alone) {
        pending.emplace_back(place + entry.name + "/", depth + 1);
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace pglint
