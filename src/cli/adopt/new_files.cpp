#include "cli/adopt/new_files.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/input/discovery.h"
#include "parse/source/lexer.h"

namespace pglint::cli {
namespace {

/// The lines of `text` that are not blank, without indentation, sorted.
std::vector<std::string_view> sorted_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && parse::is_blank(line.front())) line.remove_prefix(1);
    while (!line.empty() && parse::is_blank(line.back())) line.remove_suffix(1);
    if (!line.empty()) lines.push_back(line);
  }
  std::ranges::sort(lines);
  return lines;
}

/// Whether half of the lines of the shorter text are in the other one.
bool are_alike(std::string_view a, std::string_view b) {
  const std::vector<std::string_view> lines = sorted_lines(a);
  const std::vector<std::string_view> others = sorted_lines(b);
  std::vector<std::string_view> common;
  std::ranges::set_intersection(lines, others, std::back_inserter(common));
  return 2 * common.size() >= std::min(lines.size(), others.size());
}

bool is_sql(std::string_view path) { return path.ends_with(".sql"); }

}  // namespace

Result<std::optional<NewFiles>> NewFiles::find(const std::optional<std::string>& base) {
  const std::optional<NewFiles> none;
  const auto repository = GitRepository::open();
  if (!repository.ok()) {
    return base ? Result<std::optional<NewFiles>>(repository.error()) : none;
  }
  std::string commit = repository.value().default_branch_base().value_or("HEAD");
  if (base) {
    auto given = repository.value().merge_base(*base, "--base");
    if (!given.ok()) return given.error();
    commit = std::move(given).value();
  }
  auto added = repository.value().added_since(commit);
  auto untracked = repository.value().untracked();
  const auto removed = repository.value().removed_since(commit);
  if (!added.ok() || !untracked.ok() || !removed.ok()) return none;
  NewFiles found;
  found.root_ = identity_of(repository.value().root()) + "/";
  for (auto* names : {&added.value(), &untracked.value()}) {
    for (std::string& name : *names) found.paths_.insert(std::move(name));
  }
  for (const std::string& path : removed.value()) {
    if (!is_sql(path)) continue;
    auto content = repository.value().content_at(commit, path);
    if (!content.ok()) return none;
    found.lost_.push_back(std::move(content).value());
  }
  return std::optional(std::move(found));
}

bool NewFiles::contains(const std::string& path, std::string_view content) const {
  const std::string identity = identity_of(path);
  if (!identity.starts_with(root_)) return false;
  if (!paths_.contains(std::string_view(identity).substr(root_.size()))) return false;
  return std::ranges::none_of(lost_,
                              [&](const std::string& lost) { return are_alike(lost, content); });
}

}  // namespace pglint::cli
