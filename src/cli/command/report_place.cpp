#include "cli/command/report_place.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "report/format.h"
#include "text/absolute_path.h"
#include "text/ascii.h"
#include "text/file.h"
#include "text/project.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

bool has_git_folder(const fs::path& path) {
  return std::ranges::any_of(
      path, [](const fs::path& part) { return text::equals_ignoring_case(part.string(), ".git"); });
}

/// Whether a new report may replace what is at `path`.
bool may_replace(const ReportRequest& report) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(report.file, error))) return true;
  constexpr std::size_t largest = std::size_t{256} << 20U;
  const auto content = text::read_small_file(report.file, largest);
  return content.ok() && report::is_report(report.format, content.value());
}

/// Why a configuration file may not ask for `report`. It may come from a stranger, and a file in
/// the wrong place is a program to a shell, to git or to an editor.
std::optional<Error> find_fault_of_asked(const ReportRequest& report) {
  const auto refused = [&](std::string_view why) {
    return Error{
        fmt::format("`format` in a configuration file names `{}`, {}; give it as `--format`",
                    report.file, why)};
  };
  const std::string path = text::absolute_path(report.file);
  const std::string real = text::without_links(report.file);
  const bool is_below = text::is_within(path, report.allowed_below) &&
                        text::is_within(real, text::without_links(report.allowed_below));
  if (!is_below) return refused("which is not below the folder of that file");
  if (has_git_folder(path) || has_git_folder(real)) return refused("which is in `.git`");
  if (!may_replace(report)) return refused("which exists and is not such a report");
  return std::nullopt;
}

/// Catches `-o schema.sql`, which would replace the linted file by its report.
std::optional<Error> find_overwritten(const CheckOptions& options,
                                      const Configuration& configuration,
                                      const std::vector<SourceFile>& files) {
  std::error_code error;
  const BaselineOptions& baseline = options.adoption.baseline;
  for (const ReportRequest& report : options.report.reports) {
    const auto would_be = [&](const std::string& what) {
      return Error{"the report `" + report.file + "` would overwrite " + what};
    };
    if (report.file.empty()) continue;
    // The baseline may not exist yet if this run writes it.
    if (baseline.write &&
        fs::path(*baseline.write).lexically_normal() == fs::path(report.file).lexically_normal()) {
      return would_be("the baseline");
    }
    if (!fs::is_regular_file(report.file, error)) continue;
    const auto is_report = [&](const std::string& file) {
      return fs::equivalent(file, report.file, error);
    };
    for (const auto& file : {baseline.read, baseline.write}) {
      if (file && is_report(*file)) return would_be("the baseline");
    }
    if (options.adoption.changes.diff_file && is_report(*options.adoption.changes.diff_file)) {
      return would_be("the patch");
    }
    if (std::ranges::any_of(configuration.files(), is_report)) {
      return would_be("the configuration");
    }
    for (const SourceFile& file : files) {
      if (file.is_stdin || !is_report(file.path)) continue;
      return would_be(file.is_context ? "a context file" : "a file to be linted");
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> find_forbidden_report(const CheckOptions& options,
                                           const Configuration& configuration,
                                           const std::vector<SourceFile>& files) {
  for (const ReportRequest& report : options.report.reports) {
    if (report.allowed_below.empty() || report.file.empty()) continue;
    if (auto error = find_fault_of_asked(report)) return error;
  }
  return find_overwritten(options, configuration, files);
}

}  // namespace pglint::cli
