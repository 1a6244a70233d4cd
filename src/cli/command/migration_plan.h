// `--as-migration`: writes new migrations for findings in files that must not change.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "cli/adopt/edit_gate.h"
#include "cli/adopt/finding_filter.h"
#include "cli/terminal/exit_code.h"
#include "fix/finding_proof.h"
#include "fix/new_migrations.h"
#include "lint/source_file.h"
#include "rule/settings.h"

namespace pglint::cli {

/// The new migrations of one run. Every one is proven first: linted after the files of the run, it
/// leaves the findings that it is for out and brings no new ones.
class MigrationPlan {
 public:
  struct Request {
    std::string name;                     ///< for the files; may be empty
    bool shows = false;                   ///< print a patch instead of writing files
    Severity lowest = Severity::warning;  ///< findings below are left alone
    std::size_t jobs = 1;
    EditRequest edits;
  };

  /// The rest must outlive the plan.
  MigrationPlan(Request request, const std::vector<SourceFile>& files,
                std::span<const Settings> settings, FindingFilter& filter);

  /// Lints the files and writes or shows the migrations. Scripts for tools that pglint does not
  /// write for go to standard output.
  [[nodiscard]] ExitCode run();

 private:
  /// A finding that has a plan.
  struct Planned {
    SharedPlan plan;
    fix::Identity finding;
    std::size_t history = 0;
    std::string place;  ///< `orders.sql:12 [rule]`, for messages
  };
  using Chosen = std::vector<const Planned*>;
  /// The new migrations of one history.
  struct Written {
    const fix::History* history = nullptr;
    std::vector<migration::NewMigration> migrations;
    std::vector<migration::NewFile> files;
  };

  void find_plans();
  void take(const SourceFile& file, const FileResult& result);
  [[nodiscard]] std::vector<FileResult> lint(const std::vector<Written>& added) const;
  [[nodiscard]] std::vector<Written> written_for(const Chosen& chosen) const;
  /// Accepts those of `plans` that pass the proof together with the accepted ones.
  void accept(std::span<const Planned> plans);
  [[nodiscard]] std::string flaw_of(const Chosen& chosen) const;
  [[nodiscard]] bool show(const std::vector<Written>& written) const;
  [[nodiscard]] bool write(const std::vector<Written>& written) const;
  void say_what_is_left() const;

  Request request_;
  const std::vector<SourceFile>& files_;
  std::span<const Settings> settings_;
  FindingFilter& filter_;
  EditGate gate_;
  std::vector<fix::History> histories_;
  std::vector<Planned> planned_;
  fix::Findings before_;
  Chosen accepted_;
  std::map<std::string, std::string> failed_;  ///< reasons, by place
  std::size_t trials_ = 0;
  std::size_t without_plan_ = 0;  ///< findings
  std::size_t editable_ = 0;      ///< findings with a plan in files that can be edited
};

}  // namespace pglint::cli
