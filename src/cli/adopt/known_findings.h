// The baseline of a run: what of its findings is known, written down, or gone.
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
  /// Reads the baseline that `options` name. `paths` are those of the run, as given: a folder tells
  /// that files below it are gone. Error: one line that says what to do.
  [[nodiscard]] static Result<KnownFindings> open(const BaselineOptions& options,
                                                  std::span<const std::string> paths);

  /// Says which rules run, before the first finding: this run cannot judge what others found.
  void judge(std::span<const Rule* const> rules);

  /// The findings that `take` is asked about from here on are those of this file: all of them.
  void start_file(const std::string& path);

  /// Whether the finding is known; one that is written down is from now on. Each counts once.
  bool take(const Finding& finding);

  /// Writes what is to be written. What there is to say goes to `remarks`, one line each.
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

  std::string path_;              ///< of the baseline, as given; empty where there is none
  std::filesystem::path folder_;  ///< where names of files count from
  bool writes_ = false;
  bool prunes_ = false;
  std::set<std::string, std::less<>> rules_;
  std::vector<std::string> folders_;  ///< that are linted whole, each with a slash at its end

  std::string document_;  ///< as it was read
  Baseline baseline_;
  std::vector<BaselineEntry> written_;
  std::string file_;                           ///< the name of the one that is looked at
  std::set<std::string, std::less<>> linted_;  ///< names
  /// By name, once it was asked for.
  std::unordered_map<std::string, bool> gone_;
  std::unordered_map<std::string, bool> judged_files_;
};

}  // namespace pglint::cli
