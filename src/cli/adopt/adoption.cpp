#include "cli/adopt/adoption.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "cli/adopt/start_after.h"
#include "cli/terminal/complain.h"

namespace pglint::cli {

Result<Adoption> Adoption::open(const AdoptionOptions& options, const AdoptedRun& run) {
  Adoption adoption(options, run);
  if (options.changes.any()) {
    auto changed = ChangedFiles::find(options.changes);
    if (!changed.ok()) return changed.error();
    adoption.changed_ = std::make_unique<ChangedFiles>(std::move(changed).value());
  }
  if (options.changes.staged) {
    auto staged = StagedFiles::open(run.runner);
    if (!staged.ok()) return staged.error();
    adoption.staged_ = std::make_unique<StagedFiles>(std::move(staged).value());
  }
  auto known = KnownFindings::open(options.baseline, run.paths);
  if (!known.ok()) return known.error();
  adoption.known_ = std::make_unique<KnownFindings>(std::move(known).value());
  adoption.filter_ = std::make_unique<FindingFilter>(adoption.changed_.get(), *adoption.known_);
  return adoption;
}

Discovery Adoption::linted_files() const {
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

std::optional<Error> Adoption::read(std::vector<FoundFile>& linted,
                                    std::vector<FoundFile>& context) {
  if (!staged_) return std::nullopt;
  if (auto error = staged_->read(context, NotStaged::keep)) return error;
  return staged_->read(linted, NotStaged::leave_out);
}

std::optional<Error> Adoption::settle(std::vector<FoundFile>& files) {
  if (staged_) {
    if (auto error = staged_->read(files, NotStaged::leave_out)) return error;
  }
  if (!options_.start_after) return std::nullopt;
  return start_after(*options_.start_after, files);
}

std::optional<Error> Adoption::finish() {
  std::vector<std::string> remarks;
  auto error = known_->finish(remarks);
  for (const std::string& line : remarks) remark(line);
  return error;
}

}  // namespace pglint::cli
