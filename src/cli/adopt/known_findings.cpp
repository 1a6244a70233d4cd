#include "cli/adopt/known_findings.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/input/discovery.h"
#include "suppress/known/baseline_json.h"
#include "text/file.h"
#include "text/plural.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

using text::counted;

/// The largest baseline; one of 100,000 findings has about 30 MB.
constexpr std::size_t most_bytes = std::size_t{128} << 20U;

std::string with_slash(std::string folder) {
  if (!folder.ends_with('/')) folder += '/';
  return folder;
}

/// The first entries: `` `money-type` of `orders.total` in `a.sql` and 3 more ``.
std::string shown(const std::vector<BaselineEntry>& entries) {
  constexpr std::size_t most = 3;
  std::vector<std::string> texts;
  for (const BaselineEntry& entry : entries) {
    if (texts.size() == most) break;
    const auto& [file, rule, object, fingerprint] = entry.key;
    const std::string of = object.empty() ? "" : fmt::format(" of `{}`", object);
    texts.push_back(fmt::format("`{}`{} in `{}`", rule, of, file));
  }
  const std::size_t more = entries.size() - texts.size();
  return fmt::format("{}{}", fmt::join(texts, ", "),
                     more == 0 ? "" : fmt::format(" and {} more", more));
}

/// Whether a line is one that git writes around the sides of a conflict, or a left-over of them.
bool has_conflict_markers(std::string_view document) {
  constexpr std::array<std::string_view, 4> markers = {"<<<<<<<", "|||||||", "=======", ">>>>>>>"};
  for (std::size_t begin = 0; begin < document.size();) {
    const std::string_view rest = document.substr(begin);
    if (std::ranges::any_of(markers, [&](std::string_view each) { return rest.starts_with(each); }))
      return true;
    begin = std::min(document.find('\n', begin), document.size() - 1) + 1;
  }
  return false;
}

}  // namespace

Result<KnownFindings> KnownFindings::open(const BaselineOptions& options,
                                          std::span<const std::string> paths) {
  KnownFindings known(options, paths);
  if (known.path_.empty()) return known;
  std::error_code error;
  if (fs::is_directory(known.path_, error)) {
    return Error{
        fmt::format("the baseline `{0}` is a folder; name a file, such as "
                    "`{0}pglint-baseline.json`",
                    with_slash(known.path_))};
  }
  if (!fs::exists(known.path_, error)) {
    if (known.writes_) return known;
    return Error{fmt::format(
        "no baseline `{0}`; create it with `pglint --write-baseline {0} PATH...`", known.path_)};
  }
  if (auto problem = known.read(known.path_)) return *problem;
  return known;
}

KnownFindings::KnownFindings(const BaselineOptions& options, std::span<const std::string> paths)
    : path_(options.write.value_or(options.read.value_or(""))),
      writes_(options.write.has_value()),
      prunes_(options.prune) {
  if (path_.empty()) return;
  const fs::path folder = fs::path(path_).parent_path();
  folder_ = identity_of(folder.empty() ? "." : folder.string());
  std::error_code error;
  for (const std::string& path : paths) {
    if (fs::is_directory(path, error)) folders_.push_back(with_slash(identity_of(path)));
  }
}

void KnownFindings::judge(std::span<const Rule* const> rules) {
  for (const Rule* rule : rules) rules_.emplace(rule->id);
}

std::optional<Error> KnownFindings::read(const std::string& file) {
  auto document = text::read_small_file(file, most_bytes);
  if (!document.ok()) return document.error();
  document_ = std::move(document).value();
  if (has_conflict_markers(document_)) {
    return Error{
        fmt::format("the baseline `{}` has merge conflict markers; remove them, and keep the lines "
                    "of both sides",
                    file)};
  }
  auto entries = read_baseline_json(document_);
  if (!entries.ok()) {
    return Error{
        fmt::format("cannot read the baseline `{0}`: {1}; restore the file, or delete it "
                    "and create it again with `pglint --write-baseline {0} PATH...`",
                    file, entries.error().message)};
  }
  baseline_ = Baseline(std::move(entries).value());
  return std::nullopt;
}

void KnownFindings::start_file(const std::string& path) {
  if (path_.empty()) return;
  file_ = name_of(path);
  linted_.insert(file_);
}

bool KnownFindings::take_as_it_was(const Finding& finding) {
  BaselineKey key = baseline_key(file_, finding);
  if (writes_) {
    key.object = name_in_json(key.object);
    written_.push_back({.key = std::move(key)});
    return true;
  }
  if (baseline_.take(key)) return true;
  // Without a statement, findings are too similar to be recognized in another file.
  return finding.statement_hash != 0 &&
         baseline_.take_moved(key, [&](const std::string& name) { return is_gone(name); });
}

bool KnownFindings::take_edited(const Finding& finding) {
  return finding.statement_hash != 0 &&
         baseline_.take_edited(baseline_key(file_, finding),
                               [&](const std::string& name) { return is_gone(name); });
}

std::vector<bool> KnownFindings::take(const std::vector<Finding>& findings) {
  std::vector<bool> is_known(findings.size());
  if (path_.empty()) return is_known;
  for (std::size_t number = 0; number < findings.size(); ++number) {
    is_known[number] = take_as_it_was(findings[number]);
  }
  if (writes_) return is_known;
  for (std::size_t number = 0; number < findings.size(); ++number) {
    if (!is_known[number]) is_known[number] = take_edited(findings[number]);
  }
  return is_known;
}

bool KnownFindings::has(const std::string& path, const Finding& finding) {
  if (path_.empty() || writes_) return writes_;
  if (asked_name_.empty() || asked_path_ != path) {
    asked_path_ = path;
    asked_name_ = name_of(path);
  }
  return baseline_.has(baseline_key(asked_name_, finding),
                       [&](const std::string& name) { return is_gone(name); });
}

std::optional<Error> KnownFindings::finish(std::vector<std::string>& remarks,
                                           const IsComplete& is_complete) {
  if (path_.empty()) return std::nullopt;
  if (writes_) return finish_writing(remarks);
  return finish_reading(remarks, is_complete);
}

/// The name of a file in the baseline.
std::string KnownFindings::name_of(const std::string& path) const {
  return name_in_json(fs::path(identity_of(path)).lexically_relative(folder_).generic_string());
}

bool KnownFindings::is_gone(const std::string& name) {
  if (linted_.contains(name)) return false;
  const auto [known, is_new] = gone_.try_emplace(name, false);
  std::error_code error;
  if (is_new) known->second = !fs::exists(folder_ / name, error);
  return known->second;
}

bool KnownFindings::is_below_linted_folder(const std::string& name) const {
  if (folders_.empty()) return false;
  const std::string path = (folder_ / name).lexically_normal().string();
  return std::ranges::any_of(folders_,
                             [&](const std::string& folder) { return path.starts_with(folder); });
}

/// Whether this run looked for the findings of an entry.
bool KnownFindings::was_linted(const BaselineKey& key) {
  if (!rules_.contains(key.rule)) return false;
  const auto [file, is_new] = linted_or_gone_.try_emplace(key.file, false);
  if (is_new) {
    file->second =
        linted_.contains(key.file) || (is_below_linted_folder(key.file) && is_gone(key.file));
  }
  return file->second;
}

/// Whether this run would have found every finding of an entry.
bool KnownFindings::is_judged(const BaselineKey& key, const IsComplete& is_complete) {
  if (!was_linted(key)) return false;
  const auto [file, is_new] = complete_.try_emplace(key.file, false);
  if (is_new) {
    const std::string path = (folder_ / key.file).lexically_normal().string();
    file->second = is_complete(folder_.string(), path);
  }
  return file->second;
}

std::optional<Error> KnownFindings::write(const std::vector<BaselineEntry>& entries) const {
  const auto written = text::write_file_atomically(path_, baseline_json(entries));
  if (!written.ok()) return written.error();
  return std::nullopt;
}

std::optional<Error> KnownFindings::finish_writing(std::vector<std::string>& remarks) {
  std::vector<BaselineEntry> entries;
  std::ranges::copy_if(baseline_.entries(), std::back_inserter(entries),
                       [&](const BaselineEntry& entry) { return !was_linted(entry.key); });
  std::size_t kept = 0;
  for (const BaselineEntry& entry : entries) kept += entry.count;
  const std::size_t added = written_.size();
  std::ranges::move(written_, std::back_inserter(entries));
  if (auto error = write(merged(std::move(entries)))) return error;
  const std::string others =
      kept == 0 ? "" : fmt::format(" and kept {} of other files or rules", kept);
  remarks.push_back(fmt::format("wrote {} to `{}`{}; `--baseline {}` hides them",
                                counted(added, "finding"), path_, others, path_));
  return std::nullopt;
}

std::optional<Error> KnownFindings::finish_reading(std::vector<std::string>& remarks,
                                                   const IsComplete& is_complete) {
  remark_unknown_rules(remarks);
  const std::vector<BaselineEntry> gone =
      baseline_.remaining([&](const BaselineKey& key) { return is_judged(key, is_complete); });
  std::size_t count = 0;
  for (const BaselineEntry& entry : gone) count += entry.count;
  if (prunes_) return prune(count, remarks, is_complete);
  if (count == 0) return std::nullopt;
  remarks.push_back(
      fmt::format("{} in the baseline `{}` no longer {} ({}); `--prune-baseline` removes {}",
                  counted(count, "finding"), path_, count == 1 ? "occurs" : "occur", shown(gone),
                  count == 1 ? "it" : "them"));
  return std::nullopt;
}

/// Removes the `gone` findings and updates what was renamed or edited.
std::optional<Error> KnownFindings::prune(std::size_t gone, std::vector<std::string>& remarks,
                                          const IsComplete& is_complete) {
  const auto entries =
      baseline_.pruned([&](const BaselineKey& key) { return !is_judged(key, is_complete); });
  if (baseline_json(entries) == document_) return std::nullopt;
  if (auto error = write(entries)) return error;
  if (gone > 0) {
    remarks.push_back(
        fmt::format("removed {} from the baseline `{}`", counted(gone, "finding"), path_));
  }
  return std::nullopt;
}

void KnownFindings::remark_unknown_rules(std::vector<std::string>& remarks) const {
  std::map<std::string_view, std::size_t> counts;
  for (const BaselineEntry& entry : baseline_.entries()) counts[entry.key.rule] += entry.count;
  for (const auto& [rule, count] : counts) {
    if (find_rule(rule) != nullptr) continue;
    remarks.push_back(
        fmt::format("the baseline `{}` lists {} of the unknown rule `{}`; they are kept", path_,
                    counted(count, "finding"), rule));
  }
}

}  // namespace pglint::cli
