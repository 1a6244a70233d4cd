#include "report/closing.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "report/severity_words.h"
#include "text/printable.h"

namespace pglint::report {
namespace {

std::string_view lowest(const SeverityCounts& counts) {
  return name_of(counts[Severity::info] > 0 ? Severity::info : Severity::warning);
}

void append_not_analyzed(const Summary& summary, std::string& line) {
  std::size_t left = summary.files_not_analyzed;
  std::vector<std::string> skipped;
  for (const auto& [database, files] : summary.other_databases) {
    const std::string count = skipped.empty() ? counted(files, "file") : std::to_string(files);
    skipped.push_back(fmt::format("{} for {}", count, database));
    left -= files;
  }
  if (!skipped.empty()) line += fmt::format("; skipped {}", fmt::join(skipped, ", "));
  if (left > 0) line += fmt::format("; {} skipped or partly read", counted(left, "file"));
}

void append_not_searched(const NotSearched& count, std::string& line) {
  const std::size_t ignored = count.ignored_files + count.ignored_folders;
  if (ignored > 0) {
    std::vector<std::string> what;
    if (count.ignored_files > 0) what.push_back(counted(count.ignored_files, "file"));
    if (count.ignored_folders > 0) what.push_back(counted(count.ignored_folders, "folder"));
    line += fmt::format("; {} left out by .gitignore (`--no-gitignore` reads {})",
                        fmt::join(what, " and "), ignored == 1 ? "it" : "them");
  }
  if (count.package_folders > 0) {
    line += fmt::format("; {} of packages left out (`--no-exclude` reads {})",
                        counted(count.package_folders, "folder"),
                        count.package_folders == 1 ? "it" : "them");
  }
}

/// The advice to use a preset, where that leaves less than half of many findings; else empty.
std::string preset_step(const NextSteps& about) {
  constexpr std::size_t many = 10;
  const Preset& preset = about.summary.preset;
  std::size_t all = 0;
  std::size_t left = 0;
  for (const RuleFindings* findings : about.rules) {
    all += findings->counts.total();
    const bool is_ignored = std::ranges::count(preset.ignored, findings->rule->id) > 0;
    if (!is_ignored) left += findings->counts.total();
  }
  if (preset.name.empty() || all - left < many || left > all / 2) return {};
  return fmt::format("these files are for {}: `--preset {}` leaves {} of {} findings", preset.tool,
                     preset.name, left, all);
}

/// The advice to let pglint fix what has a fix; empty if nothing has.
std::string fix_step(const Summary& summary) {
  const std::size_t safe = summary.with_safe_fix;
  const std::size_t unsafe = summary.with_unsafe_fix;
  if (safe + unsafe == 0) return {};
  if (unsafe == 0) return fmt::format("`pglint --fix` fixes {} [*]", counted(safe, "finding"));
  const std::string both =
      fmt::format("`--fix --unsafe` fixes {} [~]; see the changes first with `--diff`",
                  counted(unsafe, safe > 0 ? "more finding" : "finding"));
  if (safe == 0) return "`pglint " + both.substr(1);
  return fmt::format("`pglint --fix` fixes {} [*], {}", counted(safe, "finding"), both);
}

}  // namespace

std::string listed(const SeverityCounts& counts, const Painter& paint) {
  std::string list;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    if (counts[severity] == 0) continue;
    list += list.empty() ? "" : ", ";
    list += paint(paint_of(severity), counted(counts[severity], name_of(severity)));
  }
  return list;
}

std::string summary_line(const Summary& summary, const Painter& paint) {
  std::string line = paint(Paint::bold, counted(summary.files_checked, "file") + " checked:") + " ";
  line += summary.shown.total() > 0 ? listed(summary.shown, paint) : "no findings";
  if (summary.hidden.total() > 0) {
    line += fmt::format("; hidden: {} (`--min-severity {}` shows them)",
                        listed(summary.hidden, paint), lowest(summary.hidden));
  }
  if (summary.in_baseline > 0) {
    line +=
        fmt::format("; {} hidden by the baseline", counted(summary.in_baseline, "known finding"));
  }
  if (summary.on_unchanged_lines > 0) {
    line += fmt::format("; {} on unchanged lines",
                        counted(summary.on_unchanged_lines, "hidden finding"));
  }
  if (summary.applied > 0) {
    line += fmt::format("; {} in applied migrations (`--applied` shows {})",
                        counted(summary.applied, "finding"), summary.applied == 1 ? "it" : "them");
  }
  append_not_analyzed(summary, line);
  append_not_searched(summary.not_searched, line);
  if (summary.files_unreadable > 0) {
    line += fmt::format("; {} unreadable", counted(summary.files_unreadable, "file"));
  }
  return line;
}

std::string context_line(const Summary& summary, const Painter& paint) {
  if (summary.context_not_read.empty()) return {};
  return fmt::format("{} {}\n", paint(Paint::green, "note:"),
                     text::printable(context_note(summary)));
}

std::string next_lines(const NextSteps& about, const Painter& paint) {
  std::vector<std::string> steps;
  // Built-in findings need no explanation.
  const auto explained = std::ranges::find_if(about.rules, [](const RuleFindings* findings) {
    return findings->rule->group != Group::builtin;
  });
  if (explained != about.rules.end()) {
    steps.push_back(
        fmt::format("`pglint explain {}` says why and what to do instead", (*explained)->rule->id));
  }
  if (std::string step = fix_step(about.summary); !step.empty()) steps.push_back(std::move(step));
  if (std::string step = preset_step(about); !step.empty()) steps.push_back(std::move(step));
  if (about.is_cut) {
    steps.emplace_back("`--max-per-rule 0` shows all, `--select RULE` only those of one rule");
    const bool shows_new_only =
        about.summary.in_baseline > 0 || about.summary.on_unchanged_lines > 0;
    if (!shows_new_only) {
      steps.emplace_back(
          "`--write-baseline FILE` records these, `--baseline FILE` then shows only new ones");
    }
    if (!about.summary.is_configured) {
      steps.emplace_back("`pglint init` writes a pglint.toml, to turn rules off and set options");
    }
  }
  if (steps.empty()) return {};
  return fmt::format("{} {}\n", paint(Paint::green, "next:"), fmt::join(steps, "\n      "));
}

}  // namespace pglint::report
