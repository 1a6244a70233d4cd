#include "cli/input/git_ignore.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "cli/input/surroundings.h"
#include "config/glob.h"
#include "text/glob.h"
#include "text/project.h"

namespace pglint::cli {

/// A line of a `.gitignore`.
struct GitIgnorePattern {
  std::string text;            ///< without `!` and the final slash
  bool is_negated = false;     ///< names what is not ignored
  bool folders_only = false;   ///< it had a final slash
  bool is_rooted = false;      ///< it has another slash: a path from the folder of the file
  bool has_wildcards = false;  ///< or escapes
};

namespace {

/// Blanks at the end do not count, unless escaped.
std::string_view without_blanks(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

std::optional<GitIgnorePattern> pattern_in(std::string_view line) {
  line = without_blanks(line);
  if (line.empty() || line.starts_with('#')) return std::nullopt;
  GitIgnorePattern pattern;
  if (line.starts_with('!')) {
    pattern.is_negated = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.folders_only = true;
    line.remove_suffix(1);
  }
  if (line.empty()) return std::nullopt;
  pattern.is_rooted = line.find('/') != std::string_view::npos;
  pattern.has_wildcards = line.find_first_of("*?[\\") != std::string_view::npos;
  pattern.text = std::string(line);
  return pattern;
}

std::vector<GitIgnorePattern> patterns_in(std::string_view text) {
  std::vector<GitIgnorePattern> patterns;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (auto pattern = pattern_in(text.substr(0, end))) patterns.push_back(std::move(*pattern));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return patterns;
}

/// Of an absolute path; that of the root is the root.
std::string folder_above(const std::string& folder) {
  const std::size_t slash = folder.rfind('/');
  return folder.substr(0, slash == 0 ? 1 : slash);
}

}  // namespace

/// The patterns of one folder.
struct GitIgnore::Level {
  std::string folder;
  const Level* above = nullptr;  ///< that of the folder above in the same repository
  std::vector<GitIgnorePattern> patterns = {};

  [[nodiscard]] bool names(const GitIgnorePattern& pattern, const std::string& path,
                           const std::string& name) const {
    if (pattern.is_rooted) {
      return config::fits_itself({.pattern = pattern.text, .folder = folder}, path);
    }
    return pattern.has_wildcards ? text::fits_glob(pattern.text, name) : pattern.text == name;
  }
};

GitIgnore::GitIgnore() = default;
GitIgnore::~GitIgnore() = default;

bool GitIgnore::ignores(const std::string& folder, std::string_view name, bool is_folder) {
  const std::string entry(name);
  const std::string path = text::path_in(folder, name);
  // The last pattern that fits decides, from the nearest file on.
  for (const Level* level = level_of(folder); level != nullptr; level = level->above) {
    const auto last = std::find_if(
        level->patterns.rbegin(), level->patterns.rend(), [&](const GitIgnorePattern& pattern) {
          return (is_folder || !pattern.folders_only) && level->names(pattern, path, entry);
        });
    if (last != level->patterns.rend()) return !last->is_negated;
  }
  return false;
}

void GitIgnore::note_listing(const std::string& folder,
                             std::span<const text::FolderEntry> entries) {
  if (levels_.contains(folder)) return;
  const bool has_file = text::has_entry(entries, ".gitignore");
  if (text::has_entry(entries, ".git")) {
    add(folder, nullptr, has_file);
    return;
  }
  const auto above = levels_.find(folder_above(folder));
  if (above == levels_.end()) {
    (void)level_of(folder);
  } else if (above->second == nullptr) {
    levels_.emplace(folder, nullptr);
  } else {
    add(folder, above->second.get(), has_file);
  }
}

const GitIgnore::Level* GitIgnore::level_of(const std::string& folder) {
  const auto known = levels_.find(folder);
  if (known != levels_.end()) return known->second.get();
  const std::string root = repository_around(folder);
  if (root.empty()) {
    note_outside(folder);
    return nullptr;
  }
  std::vector<std::string> missing = {folder};
  while (missing.back() != root) missing.push_back(folder_above(missing.back()));
  const Level* level = nullptr;
  for (auto at = missing.rbegin(); at != missing.rend(); ++at) {
    const auto there = levels_.find(*at);
    level = there != levels_.end() ? there->second.get() : add(*at, level, true);
  }
  return level;
}

/// Whether `folder` is known to be in no repository.
bool GitIgnore::is_outside(const std::string& folder) const {
  const auto known = levels_.find(folder);
  return known != levels_.end() && known->second == nullptr;
}

/// As `text::repository_around`, without asking the disk about what is known.
std::string GitIgnore::repository_around(const std::string& folder) const {
  for (std::string at = folder; !is_outside(at); at = folder_above(at)) {
    if (text::is_repository(at)) return at;
    if (at == "/") break;
  }
  return {};
}

/// Notes that `folder`, and so each above it, is in no repository.
void GitIgnore::note_outside(const std::string& folder) {
  for (std::string at = folder; levels_.emplace(at, nullptr).second && at != "/";) {
    at = folder_above(at);
  }
}

const GitIgnore::Level* GitIgnore::add(const std::string& folder, const Level* above,
                                       bool may_have_file) {
  auto level = std::make_unique<Level>(Level{.folder = folder, .above = above});
  if (may_have_file) {
    if (const auto text = read_at_first(text::path_in(folder, ".gitignore")))
      level->patterns = patterns_in(*text);
  }
  return levels_.insert_or_assign(folder, std::move(level)).first->second.get();
}

}  // namespace pglint::cli
