#include "config/glob.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "text/glob.h"

namespace pglint::config {
namespace {

constexpr std::string_view any_folders = "**";

std::vector<std::string> split_at_slashes(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    names.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

/// For each number of leading `names`: whether the whole pattern matches them.
std::vector<bool> fitting_lengths(std::span<const std::string> pattern,
                                  std::span<const std::string> names) {
  std::vector<bool> reached(names.size() + 1, false);
  reached[0] = true;
  for (const std::string& part : pattern) {
    std::vector<bool> next(reached.size(), false);
    for (std::size_t length = 0; length < reached.size(); ++length) {
      if (part == any_folders) {
        next[length] = reached[length] || (length > 0 && next[length - 1]);
      } else if (length > 0 && reached[length - 1]) {
        next[length] = text::fits_glob(part, names[length - 1]);
      }
    }
    reached = std::move(next);
  }
  return reached;
}

/// For each number of leading folders of `path`, and for all of it: whether the pattern matches.
/// Empty if `path` is not below the folder.
std::vector<bool> lengths_that_fit(const Glob& glob, std::string_view path) {
  const bool is_below = path.size() > glob.folder.size() && path.starts_with(glob.folder) &&
                        (glob.folder.ends_with('/') || path[glob.folder.size()] == '/');
  if (!is_below) return {};
  path.remove_prefix(glob.folder.size());
  if (path.starts_with('/')) path.remove_prefix(1);

  std::string_view pattern = glob.pattern;
  if (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  const bool is_rooted = pattern.find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  std::vector<std::string> parts = split_at_slashes(pattern);
  if (!is_rooted) parts.insert(parts.begin(), std::string(any_folders));
  // `folder/**` matches what is in the folder, but not the folder itself.
  if (parts.back() == any_folders) parts.insert(std::prev(parts.end()), "*");

  return fitting_lengths(parts, split_at_slashes(path));
}

}  // namespace

bool fits(const Glob& glob, std::string_view path) {
  // The path itself, and every folder above it.
  std::vector<bool> lengths = lengths_that_fit(glob, path);
  if (lengths.empty()) return false;
  if (glob.pattern.ends_with('/')) lengths.pop_back();
  return std::find(std::next(lengths.begin()), lengths.end(), true) != lengths.end();
}

bool fits_itself(const Glob& glob, std::string_view path) {
  const std::vector<bool> lengths = lengths_that_fit(glob, path);
  return !lengths.empty() && lengths.back();
}

std::optional<Error> find_pattern_fault(std::string_view key,
                                        std::span<const std::string> patterns) {
  for (const std::string& pattern : patterns) {
    const bool leads_out = pattern.starts_with("../") || pattern.starts_with("~");
    std::string_view fault;
    if (pattern.empty()) fault = "an empty pattern matches nothing";
    if (pattern.starts_with('!')) fault = "negation is not supported; list what to match";
    if (pattern.starts_with('#')) fault = "a pattern cannot be a comment";
    if (leads_out) fault = "a pattern cannot leave the folder of its file";
    if (pattern.find('{') != std::string::npos)
      fault = "braces are not supported; write two patterns";
    if (!fault.empty()) return Error{fmt::format("`{}` has `{}`: {}", key, pattern, fault)};
  }
  return std::nullopt;
}

}  // namespace pglint::config
