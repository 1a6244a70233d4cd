#include "cli/adopt/known_findings.h"

#include <algorithm>
#include <iterator>
#include <map>
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
  if (document_.find("\n<<<<<<< ") != std::string::npos) {
    return Error{
        fmt::format("the baseline `{}` has conflict markers; keep the lines of both sides", file)};
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

bool KnownFindings::take(const Finding& finding) {
  if (path_.empty()) return false;
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

std::optional<Error> KnownFindings::finish(std::vector<std::string>& remarks) {
  if (path_.empty()) return std::nullopt;
  if (writes_) return finish_writing(remarks);
  return finish_reading(remarks);
}

/// The name of a file in the baseline.
std::string KnownFindings::name_of(const std::string& path) const {
  return name_in_json(fs::path(identity_of(path)).lexically_relative(folder_).generic_string());
}

bool KnownFindings::is_gone(const std::string& name) {
  const auto [known, is_new] = gone_.try_emplace(name, false);
  std::error_code error;
  if (is_new) known->second = !linted_.contains(name) && !fs::exists(folder_ / name, error);
  return known->second;
}

bool KnownFindings::is_below_linted_folder(const std::string& name) const {
  if (folders_.empty()) return false;
  const std::string path = (folder_ / name).lexically_normal().string();
  return std::ranges::any_of(folders_,
                             [&](const std::string& folder) { return path.starts_with(folder); });
}

/// Whether this run would have found every finding of an entry.
bool KnownFindings::is_judged(const BaselineKey& key) {
  if (!rules_.contains(key.rule)) return false;
  const auto [file, is_new] = judged_files_.try_emplace(key.file, false);
  if (is_new) {
    file->second =
        linted_.contains(key.file) || (is_below_linted_folder(key.file) && is_gone(key.file));
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
                       [&](const BaselineEntry& entry) { return !is_judged(entry.key); });
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

std::optional<Error> KnownFindings::finish_reading(std::vector<std::string>& remarks) {
  remark_unknown_rules(remarks);
  const std::size_t gone = baseline_.left([&](const BaselineKey& key) { return is_judged(key); });
  if (prunes_) return prune(gone, remarks);
  if (gone == 0) return std::nullopt;
  remarks.push_back(fmt::format(
      "{} in the baseline `{}` no longer {}; `--prune-baseline` removes {}",
      counted(gone, "finding"), path_, gone == 1 ? "occurs" : "occur", gone == 1 ? "it" : "them"));
  return std::nullopt;
}

/// Removes the `gone` findings and updates the paths of renamed files.
std::optional<Error> KnownFindings::prune(std::size_t gone, std::vector<std::string>& remarks) {
  const auto entries = baseline_.pruned([&](const BaselineKey& key) { return !is_judged(key); });
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
