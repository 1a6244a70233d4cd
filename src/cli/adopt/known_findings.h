// The baseline of a run: which findings are known, new to it, or gone.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
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
  /// Reads the baseline in `options`. `paths` are those whose files on disk the run reads, as
  /// given; a missing file below a given folder counts as deleted. Error: one line that says what
  /// to do.
  [[nodiscard]] static Result<KnownFindings> open(const BaselineOptions& options,
                                                  std::span<const std::string> paths);

  /// Whether the run read all that the findings in a file of the baseline depend on. `folder` is
  /// that of the baseline; both are absolute.
  using IsComplete = std::function<bool(const std::string& folder, const std::string& file)>;

  /// Call it before the first finding: entries of rules that do not run are not judged.
  void judge(std::span<const Rule* const> rules);

  /// Call it before `take`: the findings that follow are all those of this file.
  void start_file(const std::string& path);

  /// Which of the findings are known, or recorded as known now. Each baseline entry counts once,
  /// first for findings whose statement is the same, then for those whose object is; earlier ones
  /// of `findings` before later ones.
  [[nodiscard]] std::vector<bool> take(const std::vector<Finding>& findings);

  /// Whether a finding in `path` is known or will be recorded. Takes nothing.
  [[nodiscard]] bool has(const std::string& path, const Finding& finding);

  /// Whether there is a baseline to read or to write.
  [[nodiscard]] bool is_used() const { return !path_.empty(); }

  /// Writes the baseline if asked to. `remarks` gets one line for each thing to tell the user. What
  /// is not found any more in files that are not complete may be found by another run: it stays.
  [[nodiscard]] std::optional<Error> finish(std::vector<std::string>& remarks,
                                            const IsComplete& is_complete);

 private:
  KnownFindings(const BaselineOptions& options, std::span<const std::string> paths);

  [[nodiscard]] std::optional<Error> read(const std::string& file);
  [[nodiscard]] bool take_as_it_was(const Finding& finding);
  [[nodiscard]] bool take_edited(const Finding& finding);
  [[nodiscard]] std::string name_of(const std::string& path) const;
  [[nodiscard]] bool is_gone(const std::string& name);
  [[nodiscard]] bool is_below_linted_folder(const std::string& name) const;
  [[nodiscard]] bool was_linted(const BaselineKey& key);
  [[nodiscard]] bool is_judged(const BaselineKey& key, const IsComplete& is_complete);
  [[nodiscard]] std::optional<Error> write(const std::vector<BaselineEntry>& entries) const;
  [[nodiscard]] std::optional<Error> finish_writing(std::vector<std::string>& remarks);
  [[nodiscard]] std::optional<Error> finish_reading(std::vector<std::string>& remarks,
                                                    const IsComplete& is_complete);
  [[nodiscard]] std::optional<Error> prune(std::size_t gone, std::vector<std::string>& remarks,
                                           const IsComplete& is_complete);
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
  std::string asked_path_;  ///< that `has` was asked about last, and its name
  std::string asked_name_;
  std::unordered_map<std::string, bool> linted_or_gone_;
  std::unordered_map<std::string, bool> complete_;
};

}  // namespace pglint::cli
