// The baseline of a run: which findings are known, new to it, or gone.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/flag/adoption_options.h"
#include "rule/rule.h"
#include "suppress/known/baseline.h"
#include "text/result.h"

namespace pglint::cli {

class KnownFindings {
 public:
  /// Reads the baseline in `options`. `paths` are those of the run, as given; a missing file below
  /// a given folder counts as deleted. Error: one line that says what to do.
  [[nodiscard]] static Result<KnownFindings> open(const BaselineOptions& options,
                                                  std::span<const std::string> paths);

  /// Call it before the first finding: entries of rules that do not run are not judged.
  void judge(std::span<const Rule* const> rules);

  /// Call it before `take`: the findings that follow are all those of this file.
  void start_file(const std::string& path);

  /// Whether the finding is known, or recorded as known now. Each baseline entry counts once.
  bool take(const Finding& finding);

  /// Writes the baseline if asked to. `remarks` gets one line for each thing to tell the user.
  [[nodiscard]] std::optional<Error> finish(std::vector<std::string>& remarks);

 private:
  KnownFindings(const BaselineOptions& options, std::span<const std::string> paths);

  [[nodiscard]] std::optional<Error> read(const std::string& file);
  [[nodiscard]] std::string name_of(const std::string& path) const;
  [[nodiscard]] bool is_gone(const std::string& name);
  [[nodiscard]] bool is_below_linted_folder(const std::string& name) const;
  [[nodiscard]] bool is_judged(const BaselineKey& key);
  [[nodiscard]] std::optional<Error> write(const std::vector<BaselineEntry>& entries) const;
  [[nodiscard]] std::optional<Error> finish_writing(std::vector<std::string>& remarks);
  [[nodiscard]] std::optional<Error> finish_reading(std::vector<std::string>& remarks);
  [[nodiscard]] std::optional<Error> prune(std::size_t gone, std::vector<std::string>& remarks);
  void remark_unknown_rules(std::vector<std::string>& remarks) const;

  std::string path_;              ///< of the baseline, as given; empty if there is none
  std::filesystem::path folder_;  ///< file names in the baseline are relative to it
  bool writes_ = false;
  bool prunes_ = false;
  std::set<std::string, std::less<>> rules_;
  std::vector<std::string> folders_;  ///< folders that are linted, each with a final slash

  std::string document_;  ///< as it was read
  Baseline baseline_;
  std::vector<BaselineEntry> written_;
  std::string file_;                           ///< the current one
  std::set<std::string, std::less<>> linted_;  ///< names
  /// By name, once it was asked for.
  std::unordered_map<std::string, bool> gone_;
  std::unordered_map<std::string, bool> judged_files_;
};

}  // namespace pglint::cli
