// What a check of command lines and pg_hba.conf may ask, and how it reports.
#pragma once

#include <cstdint>
#include <string_view>

#include "host/command.h"
#include "host/hba_record.h"
#include "rule/file_result.h"
#include "rule/report.h"
#include "rule/rule.h"

namespace pglint {

struct Settings;

/// Where the commands of a file run.
enum class HostPlace : std::uint8_t {
  anywhere,
  ci,  ///< on machines that a CI service makes for a job and throws away
};

class HostContext {
 public:
  /// For the checks of the file that `result` is about, where their findings go. Both outlive the
  /// context.
  HostContext(const Settings& settings, FileResult& result);

  [[nodiscard]] HostPlace place() const { return place_; }

  /// Ranges of `report` are bytes of the file; the rest is as in `Context::report`.
  void report(Report report);

  /// For the engine: what the next check is called with.
  void enter(const host::Command& command);
  void enter(const host::Assignment& assignment);
  void enter(const host::HbaRecord& record);
  void enter_rule(const Rule& rule) { rule_ = &rule; }

 private:
  const Settings& settings_;
  FileResult& result_;
  HostPlace place_;
  const Rule* rule_ = nullptr;
  std::uint64_t unit_hash_ = 0;  ///< of what the check looks at, layout and quotes left out
};

}  // namespace pglint
