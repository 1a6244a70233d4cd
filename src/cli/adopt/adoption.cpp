#include "cli/adopt/adoption.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "cli/adopt/hook_changes.h"
#include "cli/adopt/start_after.h"
#include "text/file.h"

namespace pglint::cli {

Result<Adoption> Adoption::open(const AdoptionOptions& options, const AdoptedRun& run) {
  const auto changes = changes_of_hook(options.changes);
  if (!changes.ok()) return changes.error();
  std::optional<ChangedFiles> changed;
  if (changes.value().any()) {
    auto found = ChangedFiles::find(changes.value());
    if (!found.ok()) return found.error();
    changed = std::move(found).value();
  }
  std::optional<StagedFiles> staged;
  if (changes.value().staged) {
    auto opened = StagedFiles::open(run.runner);
    if (!opened.ok()) return opened.error();
    staged = std::move(opened).value();
  }
  // In the index, a file may be there that is not on disk.
  const std::span<const std::string> complete =
      changes.value().staged ? std::span<const std::string>() : run.paths;
  auto known = KnownFindings::open(options.baseline, complete);
  if (!known.ok()) return known.error();
  Adoption adoption(options, run, std::move(known).value());
  adoption.changed_ = std::move(changed);
  adoption.staged_ = std::move(staged);
  return adoption;
}

Discovery Adoption::find_files() const {
  if (!run_.paths.empty()) {
    Discovery found = discover(run_.paths, run_.runner, run_.wanted);
    if (staged_) add_staged_only(found);
    return found;
  }
  const std::vector<std::string> paths = changed_->paths_here(run_.wanted);
  if (staged_) return {.files = staged_->named(paths), .problems = {}};
  return discover(paths, run_.runner, run_.wanted);
}

void Adoption::add_staged_only(Discovery& found) const {
  namespace fs = std::filesystem;
  std::error_code error;
  const auto is_at = [](const std::string& path, const std::string& given) {
    const fs::path below = fs::path(path).lexically_relative(fs::path(given).lexically_normal());
    return given == "." || (!below.empty() && *below.begin() != "..");
  };
  std::vector<std::string> paths = changed_->paths_here(run_.wanted);
  std::erase_if(paths, [&](const std::string& path) {
    const bool is_asked = std::ranges::any_of(
        run_.paths, [&](const std::string& given) { return is_at(path, given); });
    return !is_asked || fs::exists(path, error);
  });
  std::erase_if(found.problems, [&](const BadPath& problem) {
    return std::ranges::any_of(paths,
                               [&](const std::string& path) { return is_at(path, problem.path); });
  });
  std::ranges::move(staged_->named(paths), std::back_inserter(found.files));
}

std::optional<Error> Adoption::complete_files(std::vector<SourceFile>& files,
                                              ContextSources context) {
  if (staged_) {
    if (auto error = staged_->read(context.given, NotStaged::keep)) return error;
    if (auto error = staged_->read(files, NotStaged::leave_out)) return error;
  }
  files = with_context(std::move(files), std::move(context));
  if (staged_) {
    if (auto error = staged_->read(files, NotStaged::leave_out)) return error;
  }
  if (changed_) mark_changes(files);
  if (!options_.start_after) return std::nullopt;
  return start_after(*options_.start_after, files);
}

void Adoption::mark_changes(std::vector<SourceFile>& files) const {
  for (SourceFile& file : files) {
    const bool is_migration = file.facts.runner != &migration::psql_runner();
    if (!is_migration || file.is_stdin) continue;
    file.change = changed_->change_of(file.path);
    if (file.change != FileChange::edited) continue;
    auto now = file.content ? Result<std::string>(*file.content) : text::read_file(file.path);
    if (now.ok()) file.before = changed_->text_before(file.path, now.value());
  }
}

FindingFilter Adoption::filter(std::span<const Rule* const> rules) && {
  known_.judge(rules);
  return FindingFilter(std::move(changed_), std::move(known_));
}

}  // namespace pglint::cli
