#include "cli/input/generated_folder.h"

#include <algorithm>
#include <array>

namespace pglint::cli {
namespace {

template <std::size_t Count>
bool has_one_of(std::span<const text::FolderEntry> entries,
                const std::array<std::string_view, Count>& names) {
  return std::ranges::any_of(names,
                             [&](std::string_view name) { return text::has_entry(entries, name); });
}

}  // namespace

bool is_generated_folder(std::string_view name, std::span<const text::FolderEntry> beside) {
  constexpr std::array<std::string_view, 4> always = {"node_modules", "bower_components",
                                                      "site-packages", "__pycache__"};
  if (std::ranges::count(always, name) > 0) return true;
  if (name == "vendor") {
    return has_one_of<4>(beside, {"go.mod", "composer.json", "Gemfile", "Cargo.toml"});
  }
  if (name == "dist") {
    return has_one_of<4>(beside, {"package.json", "pyproject.toml", "setup.py", "deno.json"});
  }
  if (name == "target") {
    return has_one_of<5>(beside,
                         {"Cargo.toml", "pom.xml", "build.sbt", "project.clj", "dbt_project.yml"});
  }
  return false;
}

bool is_generated(std::span<const text::FolderEntry> entries) {
  // The client that Prisma generates has a copy of the schema beside its engine.
  const bool has_engine = std::ranges::any_of(entries, [](const text::FolderEntry& entry) {
    return entry.name.starts_with("libquery_engine") || entry.name.starts_with("query_engine") ||
           entry.name.starts_with("query_compiler");
  });
  return has_engine || text::has_entry(entries, "pyvenv.cfg") ||
         text::has_entry(entries, "CACHEDIR.TAG");
}

}  // namespace pglint::cli
